/// A JSON value of an export, with the place that it stands at.
///
/// Numbers are kept as written: a time in nanoseconds must not pass through a floating-point
/// number.
struct EventTree: Sendable {
  enum Content: Sendable {
    case object([(name: String, value: EventTree)])
    case array([EventTree])
    case text(String)
    case number(String)
    case bool(Bool)
    case null
  }

  var content: Content
  /// In the bytes that it was read from.
  var offset: Int

  /// The member of that name; of equal names the last.
  subscript(_ name: String) -> EventTree? {
    guard case .object(let members) = content else { return nil }
    let value = members.last { $0.name == name }?.value
    if case .null? = value?.content { return nil }
    return value
  }

  /// The value at the end of a path of names: `alert_group.title`.
  subscript(path path: String) -> EventTree? {
    path.split(separator: ".").reduce(Optional(self)) { $0?[String($1)] }
  }

  /// The first of some paths that has a value that is not empty.
  func text(_ paths: String...) -> String? {
    for path in paths {
      if let text = self[path: path]?.word, !text.isEmpty { return text }
    }
    return nil
  }

  /// A text or a number as written, without white space around it; `nil` for anything else.
  var word: String? {
    switch content {
    case .text(let text): text.trimmed
    case .number(let number): number
    default: nil
    }
  }

  var bool: Bool? {
    if case .bool(let value) = content { value } else { nil }
  }

  /// The elements of a list; none of anything else.
  var items: [EventTree] {
    if case .array(let items) = content { items } else { [] }
  }

  /// The members of an object; none of anything else.
  var members: [(name: String, value: EventTree)] {
    if case .object(let members) = content { members } else { [] }
  }

  var isObject: Bool {
    if case .object = content { true } else { false }
  }

  /// Whether it is an object with all of these members, whatever they hold.
  func has(_ names: String...) -> Bool {
    guard case .object(let members) = content else { return false }
    return names.allSatisfy { name in members.contains { $0.name == name } }
  }
}

/// Reads JSON values one behind the other; a comma or a line break may stand between them.
struct EventTreeParser {
  /// Deeper values are no export's.
  private static let depthLimit = 64

  private let bytes: [UInt8]
  private(set) var index: Int
  private var depth = 0

  init(_ bytes: [UInt8], at start: Int = 0) {
    self.bytes = bytes
    index = start
  }

  /// Passes what stands between values; `false` at the end.
  mutating func findValue() -> Bool {
    while index < bytes.count, Self.isBlank(bytes[index]) || bytes[index] == 0x2C { index += 1 }
    return index < bytes.count
  }

  /// The value that begins at ``index``; `nil` for a malformed one, of which `index` is then
  /// inside.
  mutating func value() -> EventTree? {
    skipBlanks()
    guard index < bytes.count, depth < Self.depthLimit else { return nil }
    let start = index
    depth += 1
    defer { depth -= 1 }
    let content: EventTree.Content? =
      switch bytes[index] {
      case UInt8(ascii: "{"): object()
      case UInt8(ascii: "["): array()
      case UInt8(ascii: "\""): string().map { .text($0) }
      default: word()
      }
    return content.map { EventTree(content: $0, offset: start) }
  }

  private mutating func object() -> EventTree.Content? {
    index += 1
    var members: [(name: String, value: EventTree)] = []
    if take("}") { return .object(members) }
    while true {
      skipBlanks()
      guard let name = string(), take(":"), let value = value() else { return nil }
      members.append((name, value))
      if take("}") { return .object(members) }
      guard take(",") else { return nil }
    }
  }

  private mutating func array() -> EventTree.Content? {
    index += 1
    var items: [EventTree] = []
    if take("]") { return .array(items) }
    while true {
      guard let value = value() else { return nil }
      items.append(value)
      if take("]") { return .array(items) }
      guard take(",") else { return nil }
    }
  }

  private mutating func string() -> String? {
    var reader = FlatJSONReader(bytes, at: index)
    guard let text = reader.string() else { return nil }
    index = reader.index
    return text
  }

  private mutating func word() -> EventTree.Content? {
    let start = index
    while index < bytes.count, !Self.isBlank(bytes[index]),
      ![UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]")].contains(bytes[index])
    {
      index += 1
    }
    let word = String(decoding: bytes[start..<index], as: UTF8.self)
    switch word {
    case "null": return .null
    case "true", "false": return .bool(word == "true")
    default: return Double(word) != nil && !word.contains("n") ? .number(word) : nil
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func skipBlanks() {
    while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
