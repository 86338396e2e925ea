import LogModel
import Scan

/// Puts members of a JSON object where they belong among a record's fields.
enum JSONFieldTaker {
  static func take(
    _ member: JSONMember, as match: FieldKeyTable.Match, of line: UnsafeRawBufferPointer,
    into fields: inout RecordFields
  ) {
    let value = member.value
    if value.kind == .object {
      let name = UnsafeRawBufferPointer(rebasing: line[member.keyStart..<member.keyEnd])
      switch match.key {
      case .requestBody, .responseBody:
        if isShort(name), takeNested(value, of: line, into: &fields) { return }
      case .error: return takeErrorMessage(value, of: line, into: &fields)
      default: break
      }
    }
    put(member, as: match, of: line, into: &fields)
  }

  /// `req`, `res`, `request`, `response`: the names that are not only a body's.
  private static func isShort(_ name: UnsafeRawBufferPointer) -> Bool {
    ["req", "res", "request", "response"].contains { name.elementsEqual($0.utf8) }
  }

  private static func put(
    _ member: JSONMember, as match: FieldKeyTable.Match, of line: UnsafeRawBufferPointer,
    into fields: inout RecordFields
  ) {
    let value = member.value
    if value.kind == .null { return }
    let isText = (value.kind == .string || value.kind == .number) && value.count > 0
    switch match.key {
    case .time: takeTime(value, match, of: line, into: &fields)
    case .level:
      if let level = SeverityText.severity(value, in: line), fields.takes(match) {
        fields.level = level
      }
    case .status:
      if let status = status(value, in: line), fields.takes(match) { fields.status = status }
    case .latency:
      let name = UnsafeRawBufferPointer(rebasing: line[member.keyStart..<member.keyEnd])
      if let latency = DurationText.milliseconds(value, key: name, in: line),
        fields.takes(match)
      {
        fields.latencyMilliseconds = latency
      }
    case .success:
      if value.kind == .bool, fields.takes(match) { fields.success = line[value.start] == 0x74 }
    case .labels: if value.kind == .object { fields.labels = value }
    case .requestBody: if fields.takes(match) { fields.requestBody = value }
    case .responseBody: if fields.takes(match) { fields.responseBody = value }
    case .type: if isText, fields.takes(match) { fields.type = value }
    case .method: if isText, fields.takes(match) { fields.method = value }
    case .path: if isText, fields.takes(match) { fields.path = value }
    case .operation: if isText, fields.takes(match) { fields.operation = value }
    case .message: if isText, fields.takes(match) { fields.message = value }
    case .error: if isText, fields.takes(match) { fields.error = value }
    case .service: if isText, fields.takes(match) { fields.service = value }
    case .host: if isText, fields.takes(match) { fields.host = value }
    case .user: if isText, fields.takes(match) { fields.user = value }
    case .session: if isText, fields.takes(match) { fields.session = value }
    case .address: if isText, fields.takes(match) { fields.address = value }
    case .peer: if isText, fields.takes(match) { fields.peer = value }
    case .envelopeLine:
      if isText, fields.takes(match), value.kind == .string { fields.envelopeLine = value }
    }
  }

  private static func takeTime(
    _ value: JSONSlice, _ match: FieldKeyTable.Match, of line: UnsafeRawBufferPointer,
    into fields: inout RecordFields
  ) {
    let text = line.slice(value)
    if value.kind == .string, let civil = TimestampText.parse(text) {
      take(civil, as: match, into: &fields)
    } else if value.kind == .string || value.kind == .number,
      let stamp = EpochText.parse(text), fields.takes(match)
    {
      fields.time = stamp
      fields.localTime = nil
    }
  }

  /// Puts a time that was read already.
  static func take(
    _ civil: ParsedTime, as match: FieldKeyTable.Match, into fields: inout RecordFields
  ) {
    guard fields.takes(match) else { return }
    fields.localTime = civil.zone == .missing ? civil : nil
    fields.time = civil.zone == .missing ? nil : civil.timestamp()
  }

  /// An HTTP status, as a number or in a string; words such as "shipped" are none.
  private static func status(_ value: JSONSlice, in line: UnsafeRawBufferPointer) -> Int? {
    guard value.kind == .number || value.kind == .string,
      let number = NumberText.integer(line.slice(value)), (100...599).contains(number)
    else { return nil }
    return Int(number)
  }

  /// `req` and `res` may be a body, or an object about the call: then its fields count.
  ///
  /// An object about a request names its method and path, one about an answer its status; a
  /// body may have a `status` of its own, such as that of an order.
  private static func takeNested(
    _ object: JSONSlice, of line: UnsafeRawBufferPointer, into fields: inout RecordFields
  ) -> Bool {
    var cursor = JSONCursor(line, from: object.start)
    guard cursor.enterObject() else { return false }
    var member = JSONMember()
    var about: [(member: JSONMember, match: FieldKeyTable.Match)] = []
    var keys: Set<FieldKey> = []
    while cursor.nextMember(&member) == .member {
      let name = UnsafeRawBufferPointer(rebasing: line[member.keyStart..<member.keyEnd])
      guard let match = FieldKeyTable.standard.match(name), match.rank < 3 else { continue }
      switch match.key {
      case .method, .path, .latency, .address: break
      case .status:
        // `status` alone is too common a word.
        guard match.rank != 1, status(member.value, in: line) != nil else { continue }
      default: continue
      }
      about.append((member, match))
      keys.insert(match.key)
    }
    guard keys.contains(.status) || keys.isSuperset(of: [.method, .path]) else { return false }
    for (member, match) in about {
      put(member, as: match, of: line, into: &fields)
    }
    return true
  }

  private static func takeErrorMessage(
    _ object: JSONSlice, of line: UnsafeRawBufferPointer, into fields: inout RecordFields
  ) {
    var cursor = JSONCursor(line, from: object.start)
    guard cursor.enterObject() else { return }
    var member = JSONMember()
    while cursor.nextMember(&member) == .member {
      let name = UnsafeRawBufferPointer(rebasing: line[member.keyStart..<member.keyEnd])
      guard member.value.kind == .string, let match = FieldKeyTable.standard.match(name),
        match.key == .message
      else { continue }
      fields.error = member.value
    }
  }
}
