import LogModel
import Scan

/// Logs of the W3C's extended form: IIS, CloudFront, and others whose `#Fields:` line names the
/// columns. Times are in UTC.
public struct W3CExtended: HeadedFormat {
  public var name: String { "w3c-extended" }

  public init() {}

  public func format(headedBy line: UnsafeRawBufferPointer) -> (any LogFormat)? {
    format(headedBy: line, after: nil)
  }

  /// Directives may come in any order and again: columns and date hold until the next of them.
  public func format(
    headedBy line: UnsafeRawBufferPointer, after previous: (any LogFormat)?
  ) -> (any LogFormat)? {
    guard line.first == 0x23 else { return nil }
    var scanner = FieldScanner(line)
    var lines = previous as? W3CLines ?? W3CLines()
    if scanner.skip("#Fields:") {
      guard let columns = W3CColumns(&scanner) else { return nil }
      lines.columns = columns
      return lines
    }
    if scanner.skip("#Date:") {
      guard let date = scanner.word(), date.count == 10 else { return nil }
      lines.date = Array(scanner.bytes(date))
      return lines
    }
    let others: [StaticString] = [
      "#Version: ", "#Software: ", "#Start-Date: ", "#End-Date: ", "#Remark: ",
    ]
    return others.contains { scanner.skip($0) } ? lines : nil
  }
}
