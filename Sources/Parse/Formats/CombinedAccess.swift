import LogModel
import Scan

/// Access lines of Apache (common, combined) and nginx (combined), with or without the time the
/// request took.
public struct CombinedAccess: LogFormat {
  public var name: String { "combined" }

  public init() {}

  /// An address or a host name.
  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard let first = head.first else { return false }
    return first != 0x7B && first != 0x5B && first > 0x20
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    guard let access = AccessLine(line),
      let time = ClfTime.parse(UnsafeRawBufferPointer(rebasing: line[access.time]))
    else { return false }
    fields.time = time.zone == .missing ? nil : time.timestamp()
    fields.localTime = time.zone == .missing ? time : nil
    fields.status = (100...599).contains(access.status) ? access.status : 0
    fields.size = access.size
    fields.address = text(access.host)
    if !line[access.user].elementsEqual([0x2D]) { fields.user = text(access.user) }
    if let request = AccessLine.methodAndPath(line, in: access.request) {
      fields.method = text(request.method)
      fields.path = text(request.path)
    }
    fields.userAgent = access.userAgent.map(text)
    if let seconds = access.durationSeconds {
      fields.latencyMilliseconds = NumberText.decimal(
        UnsafeRawBufferPointer(rebasing: line[seconds])
      ).map { $0 * 1000 }
    }
    return true
  }

  private func text(_ range: Range<Int>) -> JSONSlice {
    JSONSlice(kind: .string, start: range.lowerBound, end: range.upperBound)
  }
}
