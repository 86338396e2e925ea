import LogModel
import Scan

/// Squid's own access lines, times in seconds and milliseconds:
///
///     1744124531.586    921 192.0.2.68 TCP_MISS/200 507 POST http://shop/cart - DIRECT/… text/xml
public struct SquidAccess: LogFormat {
  public var name: String { "squid" }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    head.count >= 8 && head.allSatisfy { $0 &- 0x30 < 10 }
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    var scanner = FieldScanner(line)
    guard let stamp = scanner.word(), (12...20).contains(stamp.count), line[stamp].contains(0x2E),
      let time = EpochText.parse(scanner.bytes(stamp), unit: .seconds),
      let elapsed = scanner.integer(), let client = scanner.word(), let result = scanner.word(),
      let slash = line[result].lastIndex(of: 0x2F), slash > result.lowerBound,
      line[result.lowerBound..<slash].allSatisfy({
        $0 &- 0x41 < 26 || $0 == 0x5F || $0 &- 0x30 < 10
      }),
      result.upperBound - slash == 4, let size = scanner.integer(), let method = scanner.word(),
      let target = scanner.word(), scanner.word() != nil, let peer = scanner.word()
    else { return false }
    var code = FieldScanner(line, from: slash + 1)
    guard let status = code.status() else { return false }
    fields.time = time
    fields.takeStatus(status)
    // Nothing was answered: the client had left.
    if status == 0 { fields.outcome = .rejected }
    fields.latencyMilliseconds = elapsed >= 0 ? Double(elapsed) : nil
    fields.address = RecordFields.stated(client, in: line)
    fields.size = size
    fields.method = RecordFields.stated(method, in: line)
    if fields.method != nil {
      fields.path = RecordFields.plain(RequestLine.path(line, in: target))
    }
    // `DIRECT/192.0.2.4`, `FIRSTUP_PARENT/cache`: who was asked in turn.
    if let mark = line[peer].firstIndex(of: 0x2F) {
      fields.peer = RecordFields.stated(mark + 1..<peer.upperBound, in: line)
    }
    return true
  }
}
