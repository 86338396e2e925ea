import LogModel
import Scan

/// Access lines of Go's Gin, with or without a terminal's colours. The zone is not written.
///
///     [GIN] 2025/04/08 - 15:02:11 | 500 |     1.2ms |    192.0.2.7 | POST     "/cart"
public struct GinAccess: LogFormat {
  public var name: String { "gin" }
  /// Errors of the handlers follow on lines of their own.
  public var hasContinuations: Bool { true }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    head.starts(with: "[GIN] ".utf8)
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    guard line.count >= 30, line.starts(with: "[GIN] ".utf8),
      let time = ProxyTime.gin(UnsafeRawBufferPointer(rebasing: line[6..<27]))
    else { return false }
    var scanner = FieldScanner(line, from: 27)
    guard takeBar(&scanner), let code = scanner.plainWord(),
      let status = scanner.status(in: code), status > 0, takeBar(&scanner),
      let latency = scanner.plainWord(),
      let milliseconds = SpokenDuration.milliseconds(scanner.bytes(latency), mayHaveBlank: false),
      takeBar(&scanner),
      let address = scanner.plainWord(), takeBar(&scanner), let method = scanner.plainWord(),
      line[method].allSatisfy({ $0 &- 0x41 < 26 }), let path = scanner.quotedOrWord()
    else { return false }
    fields.take(time)
    fields.takeStatus(status)
    fields.latencyMilliseconds = milliseconds
    fields.address = RecordFields.stated(address, in: line)
    fields.method = RecordFields.plain(method)
    fields.path = RecordFields.plain(path)
    return true
  }

  private func takeBar(_ scanner: inout FieldScanner) -> Bool {
    guard let word = scanner.plainWord() else { return false }
    return scanner.isByte(0x7C, word)
  }
}
