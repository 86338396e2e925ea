import Scan

/// The status of a gRPC call, as a number or as one of its names.
public enum GRPCStatusText {
  /// In the order of their numbers.
  private static let names: [[UInt8]] = [
    "ok", "cancelled", "unknown", "invalidargument", "deadlineexceeded", "notfound",
    "alreadyexists", "permissiondenied", "resourceexhausted", "failedprecondition", "aborted",
    "outofrange", "unimplemented", "internal", "unavailable", "dataloss", "unauthenticated",
  ].map { Array($0.utf8) }

  /// `14`, `"14"`, `Unavailable`, `UNAVAILABLE`, `DEADLINE_EXCEEDED`; `nil` for anything else.
  public static func status(_ text: UnsafeRawBufferPointer) -> Int8? {
    guard let first = text.first, text.count <= 20 else { return nil }
    if first &- 0x30 < 10 {
      guard let number = NumberText.integer(text), (0...16).contains(number) else { return nil }
      return Int8(number)
    }
    let folded = text.lazy.filter { $0 != 0x5F && $0 != 0x20 }.map { $0 | 0x20 }
    if let index = names.firstIndex(where: { folded.elementsEqual($0) }) {
      return Int8(truncatingIfNeeded: index)
    }
    // Go spells it with one l.
    return folded.elementsEqual("canceled".utf8) ? 1 : nil
  }
}
