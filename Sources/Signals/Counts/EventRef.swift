import LogModel
import Parse

/// One attempt that a bucket kept exactly: when, who, and where its line stands.
public struct EventRef: Hashable, Sendable {
  public var nanoseconds: Int64
  /// Hash of the record's bytes: orders events of equal stamps by what they say.
  public var content: UInt64
  /// The input, by the low half of its content hash; 0 until its end is reached.
  public var input: UInt64
  public var byteOffset: Int
  public var line: UInt32
  /// 1-based in a document, else 0.
  public var entry: Int32
  /// Hash of who asked, 0 when unknown.
  public var client: UInt64
  public var fractionDigits: UInt8
  /// As ``LogRecord/latency``.
  public var latency: UInt32

  /// Nanoseconds from the epoch to the furthest stamps that are kept, either way: so far from
  /// the ends of what 64 bits hold that the bucket around a stamp is within, too.
  static let timeLimit: Int64 = 9_200_000_000_000_000_000

  public var time: Timestamp {
    Timestamp(nanoseconds: nanoseconds, fractionDigits: Int(fractionDigits))
  }

  /// When the call began, in nanoseconds: its stamp, where the log does not say how long it took.
  public var beginNanoseconds: Int64 {
    nanoseconds &- Int64(latency == 0 ? 0 : latency &- 1) &* 1000
  }

  /// How long the call took, in seconds; 0 where the log does not say.
  public var seconds: Double { latency == 0 ? 0 : Double(latency - 1) / 1e6 }

  /// `nil` where the log does not say how long it took.
  public var latencyClass: LatencyClass? { latency == 0 ? nil : LatencyClass(code: latency) }

  /// Stands where there is no event yet.
  static let none = EventRef(
    nanoseconds: 0, content: 0, input: 0, byteOffset: 0, line: 0, entry: 0, client: 0,
    fractionDigits: nowhere, latency: 0)

  /// It stands for an event.
  var isPlaced: Bool { fractionDigits != Self.nowhere }
  private static let nowhere: UInt8 = .max

  @inline(__always)
  init(_ record: UnsafePointer<LogRecord>) {
    nanoseconds = record.pointee.nanoseconds
    content = record.pointee.content
    input = 0
    byteOffset = record.pointee.byteOffset
    line = UInt32(clamping: record.pointee.line)
    entry = record.pointee.entry
    client = record.pointee.client
    fractionDigits = record.pointee.fractionDigits
    latency = record.pointee.latency
  }

  init(
    nanoseconds: Int64, content: UInt64, input: UInt64, byteOffset: Int, line: UInt32,
    entry: Int32, client: UInt64, fractionDigits: UInt8, latency: UInt32
  ) {
    self.nanoseconds = nanoseconds
    self.content = content
    self.input = input
    self.byteOffset = byteOffset
    self.line = line
    self.entry = entry
    self.client = client
    self.fractionDigits = fractionDigits
    self.latency = latency
  }

  /// By time, then by content, then by place: the same for every order of arrival.
  @inline(__always)
  public static func precedes(_ a: EventRef, _ b: EventRef) -> Bool {
    if a.nanoseconds != b.nanoseconds { return a.nanoseconds < b.nanoseconds }
    if a.content != b.content { return a.content < b.content }
    if a.input != b.input { return a.input < b.input }
    if a.line != b.line { return a.line < b.line }
    if a.entry != b.entry { return a.entry < b.entry }
    return a.byteOffset < b.byteOffset
  }
}

// MARK: In a file

extension EventRef {
  /// Writes all but who asked and how long it took, which not every table keeps.
  ///
  /// - Parameters:
  ///   - start: of the bucket it lies in, in nanoseconds.
  ///   - inputs: where each input stands in the file's list of them.
  func write(to writer: inout ByteWriter, from start: Int64, inputs: [UInt64: Int]) {
    writer.signed(nanoseconds &- start)
    writer.byte(fractionDigits)
    writer.fixed64(content)
    writer.count(inputs[input] ?? 0)
    writer.count(byteOffset)
    writer.varint(UInt64(line))
    writer.signed(Int64(entry))
  }

  /// Reads what ``write(to:from:inputs:)`` wrote.
  ///
  /// - Parameter length: of the stretch behind `start` that it must lie in, in nanoseconds.
  init(
    from reader: inout ByteReader, after start: Int64, within length: Int64, inputs: [UInt64]
  ) throws(TallyError) {
    let within = try reader.signed()
    guard within >= 0, within < length else { throw reader.damaged }
    let digits = try reader.fractionDigits()
    let content = try reader.fixed64()
    let input = try reader.integer()
    guard input < inputs.count else { throw reader.damaged }
    let byteOffset = try reader.integer()
    guard let line = UInt32(exactly: try reader.varint()),
      let entry = Int32(exactly: try reader.signed())
    else { throw reader.damaged }
    self.init(
      nanoseconds: start + within, content: content, input: inputs[input],
      byteOffset: byteOffset, line: line, entry: entry, client: 0, fractionDigits: digits,
      latency: 0)
  }
}
