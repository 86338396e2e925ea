import LogModel
import Scan

/// Access lines of uvicorn, with or without the level before them. They have no time: something
/// around them must date them.
///
///     INFO:     192.0.2.7:5000 - "GET /menu HTTP/1.1" 200 OK
public struct UvicornAccess: LogFormat {
  public var name: String { "uvicorn" }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard let first = head.first else { return false }
    return first &- 0x30 < 10 || first == 0x3A || first == 0x5B || (first | 0x20) &- 0x61 < 26
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    var scanner = FieldScanner(line)
    guard var client = scanner.word() else { return false }
    if line[client.upperBound - 1] == 0x3A, client.count <= 9,
      let level = SeverityText.severity(scanner.bytes(client.dropLast())),
      let second = scanner.word()
    {
      fields.level = level
      client = second
    }
    let address = RequestLine.withoutPort(line, client)
    guard address != client, !address.isEmpty, let dash = scanner.word(),
      scanner.isByte(0x2D, dash), let request = scanner.quoted(), let status = scanner.status(),
      status >= 100
    else { return false }
    fields.address = RecordFields.plain(address)
    fields.takeRequest(request, of: line)
    fields.takeStatus(status)
    return true
  }
}
