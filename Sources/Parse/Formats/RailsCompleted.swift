import LogModel
import Scan

/// The line with which Rails ends a request. It has neither route nor time: something around it
/// must date it.
///
///     Completed 500 Internal Server Error in 12ms (ActiveRecord: 3.4ms)
public struct RailsCompleted: LogFormat {
  public var name: String { "rails" }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    head.starts(with: "Complete".utf8)
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    var scanner = FieldScanner(line)
    guard scanner.skip("Completed "), let status = scanner.status(), status >= 100 else {
      return false
    }
    // The reason, of a few words.
    for _ in 0..<8 {
      guard let word = scanner.word() else { return false }
      guard line[word].elementsEqual("in".utf8) else { continue }
      guard let time = scanner.word(),
        let milliseconds = SpokenDuration.milliseconds(scanner.bytes(time), mayHaveBlank: false)
      else { return false }
      fields.takeStatus(status)
      fields.latencyMilliseconds = milliseconds
      fields.operation = JSONSlice(kind: .string, start: 0, end: "Completed".utf8.count)
      return true
    }
    return false
  }
}
