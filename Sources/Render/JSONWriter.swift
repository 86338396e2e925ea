/// Writes JSON the same way each time: two spaces a level, an array of plain values on one
/// line, doubles in six decimals at most and never as an exponent of another locale.
struct JSONWriter {
  private var text = ""

  /// The value as text, without a line feed at its end.
  static func text(_ value: JSONValue) -> String {
    var writer = JSONWriter()
    writer.write(value, depth: 0)
    return writer.text
  }

  private mutating func write(_ value: JSONValue, depth: Int) {
    switch value {
    case .null: text += "null"
    case .bool(let flag): text += flag ? "true" : "false"
    case .int(let number): text += String(number)
    case .number(let number): text += Self.number(number)
    case .string(let string): text += SafeText.json(string)
    case .array(let values): write(values, depth: depth)
    case .object(let members): write(members, depth: depth)
    }
  }

  private mutating func write(_ values: [JSONValue], depth: Int) {
    guard !values.isEmpty else {
      text += "[]"
      return
    }
    let isFlat = values.allSatisfy(\.isPlain)
    text += "["
    for (index, value) in values.enumerated() {
      if index > 0 { text += isFlat ? ", " : "," }
      if !isFlat { breakLine(depth + 1) }
      write(value, depth: depth + 1)
    }
    if !isFlat { breakLine(depth) }
    text += "]"
  }

  private mutating func write(_ members: [(String, JSONValue)], depth: Int) {
    guard !members.isEmpty else {
      text += "{}"
      return
    }
    text += "{"
    for (index, member) in members.enumerated() {
      if index > 0 { text += "," }
      breakLine(depth + 1)
      text += SafeText.json(member.0) + ": "
      write(member.1, depth: depth + 1)
    }
    breakLine(depth)
    text += "}"
  }

  private mutating func breakLine(_ depth: Int) {
    text += "\n" + String(repeating: "  ", count: depth)
  }

  /// A number that is whole has no point; what is not a number is `null`.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    if let whole = Int(exactly: value) { return String(whole) }
    guard value.magnitude < 1e9 else { return "\(value)" }
    let rounded = (value * 1e6).rounded() / 1e6
    if let whole = Int(exactly: rounded) { return String(whole) }
    return "\(rounded)"
  }
}

extension JSONValue {
  fileprivate var isPlain: Bool {
    switch self {
    case .array, .object: false
    case .null, .bool, .int, .number, .string: true
    }
  }
}

/// A JSON value whose objects keep the order their keys were given in.
indirect enum JSONValue {
  case null
  case bool(Bool)
  case int(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([(String, JSONValue)])

  /// The value of what may be absent: absent knowledge is `null`.
  static func optional<Value>(
    _ value: Value?, _ make: (Value) -> JSONValue
  ) -> JSONValue {
    value.map(make) ?? .null
  }

  /// The string, or `null`.
  static func text(_ value: String?) -> JSONValue { optional(value, JSONValue.string) }

  /// The strings in their order.
  static func texts(_ values: [String]) -> JSONValue { .array(values.map(JSONValue.string)) }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByNilLiteral
{
  init(stringLiteral value: String) { self = .string(value) }
  init(integerLiteral value: Int) { self = .int(value) }
  init(nilLiteral: ()) { self = .null }
}
