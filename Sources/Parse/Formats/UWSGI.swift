import LogModel
import Scan

/// uWSGI's request lines:
///
///     [pid: 7|app: 0|req: 4/9] 192.0.2.7 () {38 vars in 696 bytes} [Tue Apr  8 15:02:11 2025]
///     POST /cart => generated 47 bytes in 129 msecs (HTTP/1.1 500) 9 headers in 305 bytes …
///
/// all on one line. The time is that of the server's clock; its zone is not written.
public struct UWSGI: LogFormat {
  public var name: String { "uwsgi" }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    head.starts(with: "[pid: ".utf8)
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    var scanner = FieldScanner(line)
    guard scanner.enclosed(open: 0x5B, close: 0x5D) != nil, let address = scanner.word(),
      scanner.enclosed(open: 0x28, close: 0x29) != nil,
      scanner.enclosed(open: 0x7B, close: 0x7D) != nil,
      let time = scanner.enclosed(open: 0x5B, close: 0x5D),
      let stamp = LeadingStamp.read(line, at: time.lowerBound), stamp.end == time.upperBound,
      let method = scanner.word(), let path = scanner.word(), let arrow = scanner.word(),
      line[arrow].elementsEqual("=>".utf8)
    else { return false }
    fields.time = stamp.moment
    fields.localTime = stamp.civil
    fields.address = RecordFields.stated(address, in: line)
    fields.method = RecordFields.plain(method)
    fields.path = RecordFields.plain(RequestLine.path(line, in: path))
    takeEnd(&scanner, into: &fields)
    return true
  }

  /// `generated 47 bytes in 129 msecs (HTTP/1.1 500)`.
  private func takeEnd(_ scanner: inout FieldScanner, into fields: inout RecordFields) {
    guard scanner.word() != nil, let size = scanner.integer(), scanner.word() != nil,
      scanner.word() != nil, let length = scanner.integer(), let unit = scanner.word()
    else { return }
    fields.size = size
    switch scanner.bytes(unit).first {
    case 0x6D where scanner.bytes(unit).starts(with: "msec".utf8):
      fields.latencyMilliseconds = Double(length)
    case 0x6D: fields.latencyMilliseconds = Double(length) / 1000
    case 0x73: fields.latencyMilliseconds = Double(length) * 1000
    default: break
    }
    guard let answer = scanner.enclosed(open: 0x28, close: 0x29),
      let blank = scanner.line[answer].lastIndex(of: 0x20)
    else { return }
    let code = scanner.status(in: (blank + 1)..<answer.upperBound)
    if let code { fields.takeStatus(code) }
  }
}
