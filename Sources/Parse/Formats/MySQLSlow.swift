import LogModel
import Scan

/// The slow query log of MySQL and MariaDB, of which each entry begins with its time:
///
///     # Time: 2025-04-08T15:02:11.250000Z
///     # User@Host: shop[shop] @ box [192.0.2.7]  Id:  7
///     # Query_time: 4.000170  Lock_time: 0.000000 Rows_sent: 1  Rows_examined: 900
///     SET timestamp=1744124531;
///     select 1;
///
/// The lines behind the first go on with it.
public struct MySQLSlow: LogFormat {
  public var name: String { "mysql-slow" }
  public var hasContinuations: Bool { true }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    head.elementsEqual("# Time: ".utf8)
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    let label = "# Time: ".utf8
    guard line.starts(with: label) else { return false }
    var at = label.count
    while at < line.count, line[at] == 0x20 { at += 1 }
    guard let stamp = LeadingStamp.read(line, at: at),
      line[stamp.end...].allSatisfy({ $0 <= 0x20 })
    else { return false }
    fields.time = stamp.moment
    fields.localTime = stamp.civil
    fields.message = RecordFields.plain(2..<label.count - 1)
    return true
  }
}
