import LogModel
import Scan

/// `journalctl -o export`: `KEY=value` lines, a blank line between entries, values that are no
/// plain text behind their length.
public struct JournalExport: DocumentEnvelope {
  public var name: String { "journald-export" }
  public var shape: DocumentShape { .fields }

  public init() {}

  public func begins(_ head: UnsafeRawBufferPointer) -> Bool {
    head.starts(with: "__CURSOR=".utf8) || head.starts(with: "__REALTIME_TIMESTAMP=".utf8)
  }

  public func open(
    _ entry: UnsafeRawBufferPointer, under header: [String], into made: inout [UInt8]
  ) -> EntryContent {
    var wrapped = Wrapped(text: JSONSlice(kind: .object, start: 0, end: 0))
    var received: Timestamp?
    var serviceRank = Self.serviceKeys.count
    var at = 0
    while case .field(let key, let value, let end) = FieldEntryScanner.field(in: entry, from: at) {
      at = end
      let slice = JSONSlice(kind: .string, start: value.lowerBound, end: value.upperBound)
      let name = UnsafeRawBufferPointer(rebasing: entry[key])
      if name.elementsEqual("MESSAGE".utf8) {
        wrapped.text = JSONSlice(kind: .object, start: slice.start, end: slice.end)
      } else if name.elementsEqual("_SOURCE_REALTIME_TIMESTAMP".utf8) {
        wrapped.time = EpochText.parse(entry.slice(slice), unit: .microseconds)
      } else if name.elementsEqual("__REALTIME_TIMESTAMP".utf8) {
        received = EpochText.parse(entry.slice(slice), unit: .microseconds)
      } else if name.elementsEqual("PRIORITY".utf8) {
        let number = NumberText.integer(entry.slice(slice)) ?? -1
        wrapped.level = SeverityText.severity(number, .syslog) ?? .unknown
      } else if name.elementsEqual("_HOSTNAME".utf8) {
        wrapped.host = slice
      } else if let rank = Self.serviceKeys.firstIndex(where: { name.elementsEqual($0.utf8) }),
        rank < serviceRank, slice.count > 0
      {
        serviceRank = rank
        wrapped.service = rank == 2 ? JournalJSON.unit(slice, in: entry) : slice
      }
    }
    wrapped.time = wrapped.time ?? received
    return wrapped.time == nil ? .undated : .record(wrapped)
  }

  private static let serviceKeys = [
    "CONTAINER_NAME", "SYSLOG_IDENTIFIER", "_SYSTEMD_UNIT", "_COMM",
  ]
}
