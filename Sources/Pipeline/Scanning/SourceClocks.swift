import Inference
import LogModel
import Signals
import Timeline

/// The clocks of a run's sources, and what is done about those that differ.
struct SourceClocks {
  private(set) var skews: [ClockSkew]
  /// Of inputs that hold records of one source.
  private(set) var byPath: [String: ClockSkew] = [:]

  /// Compares the clocks by what was scanned.
  ///
  /// - Parameter applies: moves the sources that differ onto the clock of the others.
  init(of scanned: inout LogScan.Outcome, applies: Bool) {
    skews = ClockSkewFinder(scanned.tally).skews
    guard !skews.isEmpty else { return }
    let sources = scanned.tally.sourcesByInput
    if applies { apply(to: &scanned) }
    let bySource = Dictionary(skews.map { ($0.source, $0) }) { first, _ in first }
    for reading in scanned.readings {
      guard let hash = reading.contentHash, let own = sources[hash.low], own.count == 1 else {
        continue
      }
      byPath[reading.path] = own.first.flatMap { bySource[$0] }
    }
  }

  private mutating func apply(to scanned: inout LogScan.Outcome) {
    scanned.moves = scanned.tally.move(
      Dictionary(skews.map { ($0.source, $0.stepNanoseconds) }) { first, _ in first })
    for at in skews.indices { skews[at].isApplied = scanned.moves[skews[at].source] != nil }
    let moved = Dictionary(
      scanned.tally.inputs.map { ($0.hash, $0.reading) }, uniquingKeysWith: { first, _ in first })
    for at in scanned.readings.indices {
      guard let hash = scanned.readings[at].contentHash, let reading = moved[hash] else { continue }
      scanned.readings[at].first = reading.first
      scanned.readings[at].last = reading.last
      scanned.readings[at].gaps = reading.gaps
      scanned.readings[at].shiftSeconds = reading.shiftSeconds
    }
  }

  /// One for each clock that differs; notes, which raise no exit status.
  var warnings: [InputWarning] {
    skews.map { skew in
      let step = Double(skew.stepNanoseconds) / 1e9
      let what =
        skew.isApplied
        ? "its stamps were moved by \(step) s"
        : "--apply-skew moves it, --shift 'GLOB=\(Self.hint(skew))' too"
      return InputWarning(.clockSkew, count: skew.pairs, message: "\(skew.words); \(what)")
    }
  }

  /// The same step as a duration: `-7000ms`.
  private static func hint(_ skew: ClockSkew) -> String {
    (skew.stepNanoseconds > 0 ? "+" : "") + "\(skew.stepNanoseconds / 1_000_000)ms"
  }
}
