import LogModel
import Scan

/// Server logs of Oracle WebLogic: parts in angle brackets behind four hash signs, of which the
/// second is the level and the one of thirteen digits the time.
///
///     ####<Apr 8, 2025 3:02:11 PM UTC> <Error> <JDBC> <box> <shop-1> <thread 2> <> <> <>
///     <1744124531250> <BEA-001112> <the pool is empty>
public struct WebLogic: LogFormat {
  public var name: String { "weblogic" }
  public var hasContinuations: Bool { true }
  /// Parts before the message.
  private static let partLimit = 14

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    head.starts(with: "####<".utf8)
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    var scanner = FieldScanner(line, from: 4)
    guard line.starts(with: "####<".utf8),
      let stamp = Self.part(&scanner),
      let word = Self.part(&scanner),
      let level = Self.level(scanner.bytes(word))
    else { return false }
    var hasCode = false
    for place in 2..<Self.partLimit where !hasCode {
      guard let part = Self.part(&scanner) else { return false }
      let text = scanner.bytes(part)
      if place == 3 { fields.host = RecordFields.stated(part, in: line) }
      if place == 4 { fields.service = RecordFields.stated(part, in: line) }
      if part.count == 13, let time = EpochText.parse(text, unit: .milliseconds) {
        fields.time = time
      }
      // `BEA-001112`: letters, a dash, digits; the message follows.
      hasCode =
        fields.time != nil && text.last.map { $0 &- 0x30 < 10 } == true && text.contains(0x2D)
    }
    guard hasCode, scanner.peek() == 0x3C else { return false }
    if fields.time == nil {
      guard let read = LeadingStamp.read(line, at: stamp.lowerBound) else { return false }
      fields.time = read.moment
      fields.localTime = read.civil
    }
    fields.level = level
    let start = scanner.at + 1
    var end = line.count
    while end > start, line[end - 1] == 0x20 || line[end - 1] == 0x3E { end -= 1 }
    if start < end { fields.message = RecordFields.plain(start..<end) }
    return true
  }

  /// Between angle brackets; a name may have some of its own: `<<WLS Kernel>>`.
  private static func part(_ scanner: inout FieldScanner) -> Range<Int>? {
    let part = scanner.enclosed(open: 0x3C, close: 0x3E)
    while scanner.skip(">") {}
    return part
  }

  private static func level(_ word: UnsafeRawBufferPointer) -> Severity? {
    SeverityText.exact(word)
  }
}
