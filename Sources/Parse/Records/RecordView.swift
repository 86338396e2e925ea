import LogModel
import Scan

/// One line and what was found in it, as the conditions of a definition look at it.
///
/// Bodies are decoded when the first condition asks for them, and once.
struct RecordView {
  let line: UnsafeRawBufferPointer
  /// Valid as long as the line is looked at.
  let fields: UnsafePointer<RecordFields>
  let level: Severity
  private var decodedRequest: BodyText??
  private var decodedResponse: BodyText??

  init(line: UnsafeRawBufferPointer, fields: UnsafePointer<RecordFields>, level: Severity) {
    self.line = line
    self.fields = fields
    self.level = level
  }

  mutating func requestBody() -> BodyText? {
    if let decodedRequest { return decodedRequest }
    let body = fields.pointee.requestBody.flatMap { BodyText($0, in: line) }
    decodedRequest = .some(body)
    return body
  }

  mutating func responseBody() -> BodyText? {
    if let decodedResponse { return decodedResponse }
    let body = fields.pointee.responseBody.flatMap { BodyText($0, in: line) }
    decodedResponse = .some(body)
    return body
  }

  func text(_ slice: JSONSlice?) -> [UInt8]? { slice.map { Self.text($0, in: line) } }

  /// The text of a slice, its escapes resolved.
  static func text(_ slice: JSONSlice, in line: UnsafeRawBufferPointer) -> [UInt8] {
    let raw = line.slice(slice)
    guard slice.hasEscapes else { return Array(raw) }
    var text: [UInt8] = []
    JSONText.unescape(raw, into: &text)
    return text
  }

  /// What went wrong, in words: the answer's message, else the line's.
  mutating func message() -> [UInt8]? {
    responseBody()?.message ?? text(fields.pointee.error) ?? text(fields.pointee.message)
  }

  mutating func holds(_ group: ConditionGroup, name: String?) -> Bool {
    for condition in group.all where !holds(condition, name: name) { return false }
    return true
  }

  private mutating func holds(_ condition: Condition, name: String?) -> Bool {
    switch condition {
    case .status(let ranges):
      return fields.pointee.status != 0 && ranges.contains { $0.contains(fields.pointee.status) }
    case .grpc(let codes):
      return fields.pointee.grpcStatus >= 0 && codes.contains(Int(fields.pointee.grpcStatus))
    case .latencyMilliseconds(let comparison):
      return fields.pointee.latencyMilliseconds.map(comparison.holds(for:)) ?? false
    case .message(let globs):
      guard let message = message() else { return false }
      return message.withUnsafeBytes { text in globs.contains { $0.matches(text) } }
    case .level(let levels): return levels.contains(level)
    case .method(let methods):
      guard let method = fields.pointee.method else { return false }
      let upper = line.slice(method).lazy.map { $0 &- 0x61 < 26 ? $0 &- 32 : $0 }
      return methods.contains { upper.elementsEqual($0.utf8) }
    case .path(let globs):
      guard let path = text(fields.pointee.path) else { return false }
      return path.prefix { $0 != 0x3F && $0 != 0x23 }.withUnsafeBytes { route in
        globs.contains { $0.matches(route) }
      }
    case .userAgent(let globs):
      guard let agent = fields.pointee.userAgent else { return false }
      return globs.contains { $0.matches(line.slice(agent)) }
    case .pattern(let patterns): return patterns.contains { $0.matches(line) }
    case .name(let names): return name.map(names.contains) ?? false
    case .has(let path):
      return isUnlogged(path.root) ? !isBare : value(at: path) != nil
    case .lacks(let path): return value(at: path) == nil
    case .equals(let path, let texts):
      guard let found = value(at: path) else { return false }
      return texts.contains { found.text.elementsEqual($0.utf8) }
    case .count(let path, let comparison):
      guard let found = value(at: path) else { return false }
      return comparison.holds(for: Double(found.elementCount))
    }
  }

  /// The log keeps no such body, so nothing can be said of what it held.
  private func isUnlogged(_ root: FieldPath.Root) -> Bool {
    switch root {
    case .requestBody: fields.pointee.requestBody == nil
    case .responseBody: fields.pointee.responseBody == nil
    case .record: false
    }
  }

  /// The path is `/` alone: without a body it does not tell routes apart.
  private var isBare: Bool {
    guard let path = fields.pointee.path else { return true }
    return line.slice(path).prefix { $0 != 0x3F && $0 != 0x23 }.count <= 1
  }

  /// The text of a field that is a string or a number.
  mutating func scalar(at path: FieldPath) -> [UInt8]? {
    guard let found = value(at: path), found.kind == .string || found.kind == .number else {
      return nil
    }
    return found.text
  }

  /// How many elements the field has; `nil` where the record lacks it.
  mutating func count(at path: FieldPath) -> Int? { value(at: path)?.elementCount }

  private mutating func value(at path: FieldPath) -> FieldValue? {
    switch path.root {
    case .requestBody:
      guard let body = requestBody(), !path.keys.isEmpty else {
        return requestBody().map { FieldValue(text: $0.bytes, kind: .object) }
      }
      return body.bytes.withUnsafeBytes { FieldValue(in: $0, path: path.keys[...]) }
    case .responseBody:
      guard let body = responseBody(), !path.keys.isEmpty else {
        return responseBody().map { FieldValue(text: $0.bytes, kind: .object) }
      }
      return body.bytes.withUnsafeBytes { FieldValue(in: $0, path: path.keys[...]) }
    case .record:
      return fields.pointee.isObject ? FieldValue(in: line, path: path.keys[...]) : nil
    }
  }

  /// The text of a top-level field by its own name.
  func field(named name: String) -> [UInt8]? {
    guard fields.pointee.isObject else { return nil }
    return FieldValue(in: line, path: [name])?.text
  }
}

/// A value that a field path leads to.
struct FieldValue {
  var text: [UInt8]
  var kind: JSONSlice.Kind

  init(text: [UInt8], kind: JSONSlice.Kind) {
    self.text = text
    self.kind = kind
  }

  /// Follows `path` through nested objects; the last of duplicate keys wins.
  init?(in object: UnsafeRawBufferPointer, path: ArraySlice<String>) {
    guard let key = path.first else { return nil }
    var cursor = JSONCursor(object)
    guard cursor.enterObject() else { return nil }
    var found: JSONSlice?
    var member = JSONMember()
    while cursor.nextMember(&member) == .member {
      if object[member.keyStart..<member.keyEnd].elementsEqual(key.utf8) { found = member.value }
    }
    guard let found else { return nil }
    if path.count > 1 {
      guard found.kind == .object else { return nil }
      self.init(in: object.slice(found), path: path.dropFirst())
    } else {
      var text: [UInt8] = []
      if found.kind == .string {
        JSONText.unescape(object.slice(found), into: &text)
      } else {
        text = Array(object.slice(found))
      }
      self.init(text: text, kind: found.kind)
    }
  }

  /// Elements of an array, members of an object, 1 for anything else.
  var elementCount: Int {
    text.withUnsafeBytes { bytes in
      var cursor = JSONCursor(bytes)
      var count = 0
      if kind == .array, cursor.enterArray() {
        var element = JSONSlice(kind: .null, start: 0, end: 0)
        while cursor.nextElement(&element) == .member { count += 1 }
        return count
      }
      if kind == .object, cursor.enterObject() {
        var member = JSONMember()
        while cursor.nextMember(&member) == .member { count += 1 }
        return count
      }
      return 1
    }
  }
}
