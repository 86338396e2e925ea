import LogModel
import Scan

/// What a proxy of Envoy's kind notes of an exchange that had no answer: `response_flags`, the
/// same in its text, in JSON and in pairs.
enum ProxyFlags {
  /// How it ended where no status was answered; unknown without a flag that says so.
  ///
  /// Of several, any that is the mesh's or the upstream's fault outweighs the client's leaving.
  static func outcome(_ flags: UnsafeRawBufferPointer) -> Outcome {
    var start = 0
    var isRefused = false
    while start < flags.count {
      var end = start
      while end < flags.count, flags[end] != 0x2C { end += 1 }
      let flag = flags[start..<end]
      if failures.contains(where: { flag.elementsEqual($0.utf8) }) { return .failure }
      if refusals.contains(where: { flag.elementsEqual($0.utf8) }) { isRefused = true }
      start = end + 1
    }
    return isRefused ? .rejected : .unknown
  }

  /// The same as a record's own word, where it has no status.
  static func settle(
    _ flags: JSONSlice?, of line: UnsafeRawBufferPointer, into fields: inout RecordFields
  ) {
    guard let flags, fields.status == 0, fields.outcome == .unknown else { return }
    fields.outcome = outcome(line.slice(flags))
  }

  // The first six of the failures: the upstream refused, had no healthy host, took too long, hung
  // up, was tried too often, or had no route. The refusals: the client left or broke the protocol,
  // was slowed down or not let in.
  private static let failures = [
    "UF", "UH", "UT", "UC", "URX", "NR", "UO", "NC", "UR", "UPE", "LR", "LH", "DT", "DF", "OM",
    "SI", "NFCF", "FI", "UMSDR",
  ]
  private static let refusals = ["DC", "DPE", "RL", "UAEX", "IH", "DR", "RLSE"]
}
