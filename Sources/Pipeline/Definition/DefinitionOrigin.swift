import LogModel
import Signals

/// The parts of a definition that decide what a tally holds, as hashes of what they say.
///
/// A draft's zone, alerts, events and how long it has to be good are no part: a tally that was made
/// under another definition of these serves as well.
enum DefinitionOrigin {
  /// How records are read, named and judged.
  private static let counting = ["dimensions", "ignore", "inputs", "operations", "probes"]
  /// What is hidden.
  private static let hiding = ["redact"]

  /// - Parameters:
  ///   - yaml: a definition that was read.
  ///   - path: as the user gave it; only for messages.
  ///   - name: what it calls itself.
  /// - Throws: `DefinitionError`, never for a definition that was read.
  static func of(
    _ yaml: String, at path: String, name: String?
  ) throws(DefinitionError) -> TallyOrigin {
    let entries = try DefinitionText.root(path: path, yaml: yaml).allEntries()
    func hash(_ keys: [String]) -> UInt64 {
      let parts = entries.filter { keys.contains($0.key) }.sorted { $0.key < $1.key }
      guard !parts.isEmpty else { return 0 }
      // 0 stands for none.
      return max(1, StableHash.hash(parts.map { $0.key + $0.value.canonical }.joined()))
    }
    return TallyOrigin(definition: hash(counting), redaction: hash(hiding), name: name ?? "")
  }
}

/// The zone that told the stamps of a tally's logs, held against the one that a run states.
enum TallyZone {
  /// - Parameter stated: what this run says of a log's stamps that name no zone; `nil` where
  ///   nothing, as of most.
  /// - Returns: a sentence on the first log of the tally whose stamps were told by another.
  static func contradiction(
    in readings: [InputReading], stated: (String) throws(RunError) -> String?
  ) throws(RunError) -> String? {
    for reading in readings {
      guard let zone = reading.zone, zone.basis != .explicit,
        let wanted = try stated(reading.path), wanted != zone.name
      else { continue }
      return "made with the stamps of \(reading.path) read as \(zone.name), "
        + "and this run says \(wanted); make it again with that zone"
    }
    return nil
  }
}
