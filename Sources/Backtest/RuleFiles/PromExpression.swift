/// The shape of a PromQL expression, as far as rules on requests, failures, latencies and lines
/// have one; all else is ``other``.
indirect enum PromExpression: Hashable {
  case number(Double)
  case selector(PromSelector)
  /// `rate(…[5m])`, `sum(…) by (le)`, `histogram_quantile(0.95, …)`
  case call(String, [PromExpression])
  case binary(String, PromExpression, PromExpression)
  case other(String)
}

/// A metric with its labels, and the stretch behind it: `http_requests_total{code=~"5.."}[5m]`.
struct PromSelector: Hashable {
  struct Matcher: Hashable {
    var label: String
    /// `=`, `=~`, `!=`, `!~`
    var sign: String
    var value: String
  }

  var name: String
  var matchers: [Matcher]
  /// Seconds in square brackets; 0 without any.
  var rangeSeconds: Int

  /// In one way, however it was written: the labels in order, without the stretch.
  var canonical: String {
    let labels = matchers.map { "\($0.label)\($0.sign)\"\($0.value)\"" }.sorted()
    return labels.isEmpty ? name : name + "{" + labels.joined(separator: ",") + "}"
  }
}

/// Reads PromQL by recursive descent, with the usual precedence; what labels are grouped by is
/// skipped.
struct PromParser {
  private let bytes: [UInt8]
  private var at = 0
  private var depth = 0

  /// Deeper expressions are of no shape that is known.
  private static let deepest = 24
  private static let operators: [[String]] = [
    ["or"], ["and", "unless"], ["==", "!=", ">=", "<=", ">", "<"], ["+", "-"], ["*", "/", "%"],
  ]

  init(_ text: String) { bytes = Array(text.utf8.prefix(8192)) }

  /// The whole text; ``PromExpression/other(_:)`` where it is not understood.
  static func expression(_ text: String) -> PromExpression {
    var parser = PromParser(text)
    guard let found = parser.level(0) else { return .other(text) }
    parser.skip()
    return parser.at == parser.bytes.count ? found : .other(text)
  }

  private mutating func skip() {
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "#") {
        while at < bytes.count, bytes[at] != 0x0A { at += 1 }
      } else if [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) {
        at += 1
      } else {
        return
      }
    }
  }

  private mutating func take(_ sign: String) -> Bool {
    skip()
    guard bytes[at...].starts(with: sign.utf8) else { return false }
    if sign.utf8.allSatisfy(Self.isLetter), at + sign.utf8.count < bytes.count,
      Self.isLetter(bytes[at + sign.utf8.count])
    {
      return false
    }
    at += sign.utf8.count
    return true
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: ":"):
      true
    default: false
    }
  }

  private mutating func level(_ rank: Int) -> PromExpression? {
    guard rank < Self.operators.count else { return factor() }
    guard var left = level(rank + 1) else { return nil }
    while let sign = Self.operators[rank].first(where: { take($0) }) {
      // `bool`, `on (…)` and the like say which series meet.
      _ = take("bool")
      while take("on") || take("ignoring") || take("group_left") || take("group_right") {
        guard skipBrackets() else { return nil }
      }
      guard let right = level(rank + 1) else { return nil }
      left = .binary(sign, left, right)
    }
    return left
  }

  private mutating func factor() -> PromExpression? {
    depth += 1
    defer { depth -= 1 }
    skip()
    guard depth < Self.deepest, at < bytes.count else { return nil }
    if take("(") {
      guard let inner = level(0), take(")") else { return nil }
      return inner
    }
    if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at]) || bytes[at] == UInt8(ascii: ".")
    {
      let digits = bytes[at...].prefix {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || [0x2E, 0x65].contains($0)
      }
      at += digits.count
      return Double(String(decoding: digits, as: UTF8.self)).map(PromExpression.number)
    }
    let word = String(decoding: bytes[at...].prefix(while: Self.isLetter), as: UTF8.self)
    at += word.utf8.count
    skip()
    let next = at < bytes.count ? bytes[at] : 0
    if !word.isEmpty, next == UInt8(ascii: "(") || at < bytes.count && isGrouping() {
      return call(word)
    }
    guard !word.isEmpty || next == UInt8(ascii: "{") else { return nil }
    return selector(word)
  }

  private mutating func isGrouping() -> Bool {
    let before = at
    defer { at = before }
    return take("by") || take("without")
  }

  private mutating func call(_ name: String) -> PromExpression? {
    if take("by") || take("without") { guard skipBrackets() else { return nil } }
    guard take("(") else { return nil }
    var arguments: [PromExpression] = []
    while !take(")") {
      guard let argument = level(0) else { return nil }
      arguments.append(argument)
      _ = take(",")
    }
    if take("by") || take("without") { guard skipBrackets() else { return nil } }
    return .call(name, arguments)
  }

  private mutating func skipBrackets() -> Bool {
    guard take("(") else { return true }
    while at < bytes.count, bytes[at] != UInt8(ascii: ")") { at += 1 }
    return take(")")
  }

  private mutating func selector(_ name: String) -> PromExpression? {
    var selector = PromSelector(name: name, matchers: [], rangeSeconds: 0)
    if take("{") {
      while !take("}") {
        skip()
        let label = String(decoding: bytes[at...].prefix(while: Self.isLetter), as: UTF8.self)
        at += label.utf8.count
        guard !label.isEmpty, let sign = ["=~", "!~", "!=", "="].first(where: { take($0) }),
          let value = quoted()
        else { return nil }
        if label == "__name__", sign == "=" {
          selector.name = value
        } else {
          selector.matchers.append(.init(label: label, sign: sign, value: value))
        }
        _ = take(",")
      }
    }
    if take("[") {
      let inner = bytes[at...].prefix { $0 != UInt8(ascii: "]") }
      at += inner.count
      guard take("]"), let seconds = PromDuration.seconds(String(decoding: inner, as: UTF8.self))
      else { return nil }
      selector.rangeSeconds = seconds
    }
    if take("offset") || take("@") { return nil }
    return .selector(selector)
  }

  private mutating func quoted() -> String? {
    skip()
    guard at < bytes.count, [0x22, 0x27, 0x60].contains(bytes[at]) else { return nil }
    let quote = bytes[at]
    at += 1
    var text: [UInt8] = []
    while at < bytes.count, bytes[at] != quote {
      if bytes[at] == UInt8(ascii: "\\"), quote != 0x60, at + 1 < bytes.count { at += 1 }
      text.append(bytes[at])
      at += 1
    }
    guard at < bytes.count else { return nil }
    at += 1
    return String(decoding: text, as: UTF8.self)
  }
}

/// Durations as Prometheus writes them: `5m`, `1h30m`, and Grafana's variables for the usual one.
enum PromDuration {
  static func seconds(_ text: String) -> Int? {
    let text = text.filter { $0 != " " }
    if text.hasPrefix("$") { return 60 }
    if text == "0" { return 0 }
    var seconds = 0.0
    var digits = ""
    var rest = text[...]
    while let first = rest.first {
      if first.isASCII, first.isNumber {
        digits.append(first)
        rest = rest.dropFirst()
        continue
      }
      let unit = String(rest.prefix { !$0.isNumber && $0 != ":" })
      let sizes = [
        "ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800, "y": 31_536_000,
      ]
      guard let number = Double(digits), let size = sizes[unit] else { return nil }
      seconds += number * size
      digits = ""
      rest = rest.dropFirst(unit.count)
    }
    guard digits.isEmpty, !text.isEmpty, seconds < 1e8 else { return nil }
    return Int(seconds.rounded(.up))
  }
}
