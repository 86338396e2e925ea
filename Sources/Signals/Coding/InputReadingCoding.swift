import LogModel

/// What is told of an input, in a tally file.
enum InputReadingCoding {
  /// No input holds more bytes or lines than this, so that sums of several do not overflow.
  static let limit = 1 << 53

  static func bytes(of reading: InputReading) -> [UInt8] {
    var writer = ByteWriter()
    write(reading, to: &writer)
    return writer.bytes
  }

  static func write(_ reading: InputReading, to writer: inout ByteWriter) {
    writer.string(reading.path)
    writer.optional(reading.contentHash) {
      $0.fixed64($1.high)
      $0.fixed64($1.low)
    }
    writer.string(reading.compression.rawValue)
    writer.count(reading.formats.count)
    for format in reading.formats { writer.string(format) }
    writer.string(reading.status.rawValue)
    writer.count(reading.bytesRead)
    writer.count(reading.bytesDecoded)
    let account = reading.account
    writer.count(account.records)
    writer.count(account.blank)
    writer.count(account.unread)
    writer.count(account.duplicate)
    writer.count(account.outsideWindow)
    for time in [reading.first, reading.last] {
      writer.optional(time) { write($1, to: &$0) }
    }
    writer.optional(reading.zone) {
      $0.string($1.name)
      $0.string($1.basis.rawValue)
    }
    for name in names(reading.readAs) { writer.optional(name) { $0.string($1) } }
    writer.count(reading.warnings.count)
    for warning in reading.warnings { write(warning, to: &writer) }
    writer.count(reading.gaps.count)
    for gap in reading.gaps {
      write(gap.from, to: &writer)
      write(gap.to, to: &writer)
      writer.string(gap.basis)
    }
    writer.signed(Int64(exactly: (reading.shiftSeconds * 1e9).rounded()) ?? 0)
    writer.signed(Int64(exactly: (reading.longestSilence * 1e9).rounded()) ?? 0)
  }

  private static func write(_ time: Timestamp, to writer: inout ByteWriter) {
    writer.signed(time.nanoseconds)
    writer.byte(time.fractionDigits)
  }

  private static func names(_ map: InputReading.FieldMap) -> [String?] {
    [
      map.service, map.source, map.time, map.status, map.latencyKey, map.latencyUnit, map.user,
      map.requestStamp?.rawValue,
    ]
  }

  private static func write(_ warning: InputWarning, to writer: inout ByteWriter) {
    writer.string(warning.code.rawValue)
    writer.count(warning.count)
    writer.optional(warning.line) { $0.count($1) }
    writer.optional(warning.byteOffset) { $0.count($1) }
    writer.string(warning.message)
  }

  static func read(_ reader: inout ByteReader) throws(TallyError) -> InputReading {
    var reading = InputReading(path: try reader.string())
    if try reader.bool() {
      reading.contentHash = ContentHash(
        high: try reader.fixed64(), low: try reader.fixed64())
    }
    reading.compression = try word(&reader)
    for _ in 0..<(try reader.count(ofBytes: 1)) { reading.formats.append(try reader.string()) }
    reading.status = try word(&reader)
    reading.bytesRead = try reader.integer(upTo: limit)
    reading.bytesDecoded = try reader.integer(upTo: limit)
    reading.account.records = try reader.integer(upTo: limit)
    reading.account.blank = try reader.integer(upTo: limit)
    reading.account.unread = try reader.integer(upTo: limit)
    reading.account.duplicate = try reader.integer(upTo: limit)
    reading.account.outsideWindow = try reader.integer(upTo: limit)
    reading.first = try time(&reader)
    reading.last = try time(&reader)
    if let first = reading.first, let last = reading.last, first > last { throw reader.damaged }
    if try reader.bool() {
      reading.zone = .init(name: try reader.string(), basis: try word(&reader))
    }
    reading.readAs.service = try text(&reader)
    reading.readAs.source = try text(&reader)
    reading.readAs.time = try text(&reader)
    reading.readAs.status = try text(&reader)
    reading.readAs.latencyKey = try text(&reader)
    reading.readAs.latencyUnit = try text(&reader)
    reading.readAs.user = try text(&reader)
    if let stamp = try text(&reader) {
      guard let known = InputReading.RequestStamp(rawValue: stamp) else { throw reader.damaged }
      reading.readAs.requestStamp = known
    }
    for _ in 0..<(try reader.count(ofBytes: 5)) { reading.warnings.append(try warning(&reader)) }
    for _ in 0..<(try reader.count(ofBytes: 5)) { reading.gaps.append(try gap(&reader)) }
    reading.shiftSeconds = Double(try reader.signed()) / 1e9
    reading.longestSilence = Double(max(0, try reader.signed())) / 1e9
    return reading
  }

  private static func word<T: RawRepresentable<String>>(
    _ reader: inout ByteReader
  ) throws(TallyError) -> T {
    guard let value = T(rawValue: try reader.string()) else { throw reader.damaged }
    return value
  }

  private static func text(_ reader: inout ByteReader) throws(TallyError) -> String? {
    try reader.bool() ? try reader.string() : nil
  }

  private static func number(_ reader: inout ByteReader) throws(TallyError) -> Int? {
    try reader.bool() ? try reader.integer(upTo: limit) : nil
  }

  private static func time(_ reader: inout ByteReader) throws(TallyError) -> Timestamp? {
    try reader.bool() ? try stamp(&reader) : nil
  }

  private static func stamp(_ reader: inout ByteReader) throws(TallyError) -> Timestamp {
    let nanoseconds = try reader.signed()
    let digits = try reader.fractionDigits()
    return Timestamp(nanoseconds: nanoseconds, fractionDigits: Int(digits))
  }

  private static func gap(_ reader: inout ByteReader) throws(TallyError) -> InputGap {
    let from = try stamp(&reader)
    let to = try stamp(&reader)
    guard from.nanoseconds <= to.nanoseconds else { throw reader.damaged }
    return InputGap(from: from, to: to, basis: try reader.string())
  }

  private static func warning(_ reader: inout ByteReader) throws(TallyError) -> InputWarning {
    let code: InputWarning.Code = try word(&reader)
    let count = try reader.integer(upTo: limit)
    let line = try number(&reader)
    let byteOffset = try number(&reader)
    return InputWarning(
      code, count: count, line: line, byteOffset: byteOffset, message: try reader.string())
  }
}
