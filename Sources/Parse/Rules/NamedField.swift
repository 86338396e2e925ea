import LogModel
import Scan

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
      fields.localTime = civil.zone == .missing ? civil : nil
      fields.time = civil.zone == .missing ? nil : civil.timestamp()
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
      return leading.civil
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
