import LogModel
import Scan

/// JSON lines whose keys a definition names; the usual names count for what it does not name.
struct MappedJSON: LogFormat {
  var name: String { "json-lines (fields)" }
  let names: [FormatChoice.FieldName]
  private let json = JSONLines()

  init(names: [FormatChoice.FieldName]) { self.names = names }

  func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool { head.first == 0x7B }

  func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    guard line.first == 0x7B, json.read(line, into: &fields) else { return false }
    for name in names {
      if let value = Self.value(at: name.path.keys[...], in: line, from: 0) {
        NamedField.put(value, as: name.meaning, of: line, into: &fields)
      }
    }
    return true
  }

  /// The value that `path` leads to, as a slice of the line; the last of duplicate keys wins.
  ///
  /// A key with dots in its name is found where the path has the same dots.
  private static func value(
    at path: ArraySlice<String>, in line: UnsafeRawBufferPointer, from start: Int
  ) -> JSONSlice? {
    guard let key = path.first else { return nil }
    var cursor = JSONCursor(line, from: start)
    guard cursor.enterObject() else { return nil }
    let whole = path.joined(separator: ".")
    var found: JSONSlice?
    var flat: JSONSlice?
    var member = JSONMember()
    while cursor.nextMember(&member) == .member {
      let name = line[member.keyStart..<member.keyEnd]
      if name.elementsEqual(key.utf8) { found = member.value }
      if path.count > 1, name.elementsEqual(whole.utf8) { flat = member.value }
    }
    if let flat { return flat }
    guard let found else { return nil }
    if path.count == 1 { return found }
    return found.kind == .object
      ? value(at: path.dropFirst(), in: line, from: found.start) : nil
  }
}

/// Lines that a definition's pattern takes apart: a group named `status` is the status.
struct PatternLines: LogFormat {
  var name: String { "pattern" }
  var hasContinuations: Bool { true }
  let pattern: UserPattern

  /// A pattern may take anything, and stands alone in its stream.
  func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool { true }

  func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    var found: [(meaning: String, range: Range<Int>)] = []
    let isMatch = pattern.ranges(in: line) { range in
      for group in pattern.groups {
        // A name may stand in several branches; the one that took part counts.
        if let range = range(group.number), !range.isEmpty { found.append((group.name, range)) }
      }
      return true
    }
    guard isMatch == true else { return false }
    for (meaning, range) in found {
      NamedField.put(
        JSONSlice(kind: .string, start: range.lowerBound, end: range.upperBound), as: meaning,
        of: line, into: &fields)
    }
    return true
  }
}

/// Puts a value that a definition names among a record's fields.
enum NamedField {
  /// - Parameters:
  ///   - meaning: one of ``FormatChoice/meanings``.
  ///   - value: a slice of `line`; a string, a number, or plain text.
  /// - Returns: whether the value can mean that: a word is no status.
  @discardableResult
  static func put(
    _ value: JSONSlice, as meaning: String, of line: UnsafeRawBufferPointer,
    into fields: inout RecordFields
  ) -> Bool {
    let text = line.slice(value)
    let isName = ["method", "path", "operation"].contains(meaning)
    if isName, PlaceholderText.isOne(text) { return false }
    switch meaning {
    case "time": return putTime(text, into: &fields)
    case "level":
      guard let level = SeverityText.severity(value, in: line) else { return false }
      fields.level = level
    case "status":
      guard let number = NumberText.integer(text), (0...999).contains(number) else { return false }
      fields.status = (100...599).contains(number) ? Int(number) : 0
    case "grpc_status":
      guard let number = NumberText.integer(text), (0...16).contains(number) else { return false }
      fields.grpcStatus = Int8(truncatingIfNeeded: number)
    case "latency_ms", "latency_s", "latency_us", "latency_ns", "latency":
      guard let latency = milliseconds(text, meaning) else { return false }
      fields.latencyMilliseconds = latency
    case "method": fields.method = value
    case "path": fields.path = value
    case "operation": fields.operation = value
    case "message": fields.message = value
    case "error": fields.error = value
    case "service": fields.service = value
    case "host": fields.host = value
    case "user": fields.user = value
    case "session": fields.session = value
    case "ip": fields.address = value
    case "peer": fields.peer = value
    case "request_body": fields.requestBody = value
    case "response_body": fields.responseBody = value
    case "user_agent": fields.userAgent = value
    default: return false
    }
    return true
  }

  private static func putTime(
    _ text: UnsafeRawBufferPointer, into fields: inout RecordFields
  ) -> Bool {
    if let civil = civil(text) {
      fields.take(civil)
      return fields.time != nil || fields.localTime != nil
    }
    guard let stamp = EpochText.parse(text) else { return false }
    fields.time = stamp
    fields.localTime = nil
    return true
  }

  /// A time of any form that lines are known to begin with, or of digits run together.
  private static func civil(_ text: UnsafeRawBufferPointer) -> ParsedTime? {
    if let known = TimestampText.parse(text) ?? LoggerTime.parse(text) ?? ClfTime.parse(text) {
      return known
    }
    if let leading = LeadingStamp.read(text, at: 0), leading.end == text.count {
      return leading.written
    }
    return compact(text)
  }

  /// `20250302-100003`, `20250302100003`: fourteen digits, perhaps with one mark after the day.
  private static func compact(_ text: UnsafeRawBufferPointer) -> ParsedTime? {
    let digits = text.filter { $0 &- 0x30 < 10 }
    guard digits.count == 14, text.count == 14 || text.count == 15 && text[8] &- 0x30 > 9 else {
      return nil
    }
    var written = Array("0000-00-00T00:00:00".utf8)
    for (place, digit) in zip([0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18], digits) {
      written[place] = digit
    }
    return written.withUnsafeBytes { TimestampText.parse($0) }
  }

  /// `latency` states its unit in the value; the others in their name.
  private static func milliseconds(
    _ text: UnsafeRawBufferPointer, _ meaning: String
  ) -> Double? {
    let scale: Double
    switch meaning {
    case "latency": return DurationText.milliseconds(text)
    case "latency_s": scale = 1000
    case "latency_us": scale = 1e-3
    case "latency_ns": scale = 1e-6
    default: scale = 1
    }
    guard let number = NumberText.decimal(text), number >= 0 else { return nil }
    return number * scale
  }
}
