import LogModel
import Scan

/// The short forms of Node's morgan (`dev`, `tiny`), with or without a terminal's colours. They
/// have no time: something around them must date them.
///
///     POST /cart 500 12.3 ms - 52
///     POST /cart 500 52 - 12.3 ms
public struct MorganAccess: LogFormat {
  public var name: String { "morgan" }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard let first = head.first else { return false }
    return first == 0x1B || first &- 0x41 < 26
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    var scanner = FieldScanner(line)
    guard let method = scanner.plainWord(), (3...7).contains(method.count),
      line[method].allSatisfy({ $0 &- 0x41 < 26 }), let target = scanner.plainWord(),
      isTarget(target, of: line), let code = scanner.plainWord(),
      let status = scanner.status(in: code), let first = scanner.plainWord(),
      let second = scanner.plainWord(), let third = scanner.plainWord(),
      let fourth = scanner.plainWord(), scanner.plainWord() == nil
    else { return false }
    let isDev = line[second].elementsEqual("ms".utf8) && scanner.isByte(0x2D, third)
    let isTiny = scanner.isByte(0x2D, second) && line[fourth].elementsEqual("ms".utf8)
    guard isDev || isTiny, takeSize(isDev ? fourth : first, of: scanner, &fields),
      takeTime(isDev ? first : third, of: scanner, &fields)
    else { return false }
    fields.method = RecordFields.plain(method)
    fields.path = RecordFields.plain(RequestLine.path(line, in: target))
    fields.takeStatus(status)
    // The client left before anything was answered.
    if status == 0 { fields.outcome = .rejected }
    return true
  }

  private func isTarget(_ target: Range<Int>, of line: UnsafeRawBufferPointer) -> Bool {
    line[target.lowerBound] == 0x2F || line[target].starts(with: "http".utf8)
      || line[target].elementsEqual("*".utf8)
  }

  /// A whole number or `-`.
  private func takeSize(
    _ field: Range<Int>, of scanner: FieldScanner, _ fields: inout RecordFields
  ) -> Bool {
    if scanner.isByte(0x2D, field) { return true }
    guard let value = NumberText.integer(scanner.bytes(field)) else { return false }
    fields.size = Int(exactly: value)
    return true
  }

  private func takeTime(
    _ field: Range<Int>, of scanner: FieldScanner, _ fields: inout RecordFields
  ) -> Bool {
    if scanner.isByte(0x2D, field) { return true }
    guard let value = NumberText.decimal(scanner.bytes(field)), value >= 0 else { return false }
    fields.latencyMilliseconds = value
    return true
  }
}
