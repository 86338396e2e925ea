import LogModel
import Scan

/// Amazon S3's server access lines:
///
///     OWNER BUCKET [time] IP REQUESTER ID REST.GET.OBJECT KEY "REQUEST" 200 - 113 - 7 3 "-" "…" …
///
/// What expires by a rule of the bucket is logged in the same form, without a request.
public struct S3Access: LogFormat {
  public var name: String { "s3-access" }

  public init() {}

  /// The owner is a number in hexadecimal.
  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    head.count >= 8 && head.allSatisfy { $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 6 }
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    var scanner = FieldScanner(line)
    guard let owner = scanner.word(), owner.count >= 32, scanner.word() != nil,
      let stamp = scanner.enclosed(open: 0x5B, close: 0x5D),
      let time = ClfTime.parse(scanner.bytes(stamp)), time.zone != .missing,
      let address = scanner.word(), let requester = scanner.word(), scanner.word() != nil,
      let operation = scanner.word(), line[operation].contains(0x2E), scanner.word() != nil,
      let request = scanner.quotedOrWord(), let status = scanner.status(),
      let error = scanner.word(), let sent = number(&scanner), number(&scanner) != nil,
      let total = number(&scanner)
    else { return false }
    fields.take(time)
    fields.takeStatus(status)
    fields.address = RecordFields.stated(address, in: line)
    fields.user = RecordFields.stated(requester, in: line)
    fields.operation = RecordFields.plain(operation)
    fields.takeRequest(request, of: line)
    fields.error = RecordFields.stated(error, in: line)
    fields.size = sent
    if let total { fields.latencyMilliseconds = Double(total) }
    // The turn-around, then the referrer.
    if number(&scanner) != nil, scanner.quotedOrWord() != nil {
      fields.userAgent = RecordFields.stated(scanner.quotedOrWord(), in: line)
    }
    fields.isMessage = fields.status == 0 && fields.path == nil
    return true
  }

  /// A number, or none where there is `-`; `nil` for another field.
  private func number(_ scanner: inout FieldScanner) -> Int?? {
    if let value = scanner.integer() { return .some(value) }
    guard let field = scanner.word(), scanner.isByte(0x2D, field) else { return nil }
    return .some(nil)
  }
}
