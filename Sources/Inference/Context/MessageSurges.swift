import ChangePoints
import Glibc
import LogModel
import Signals

/// Statements that came much more often than usual while an incident lasted.
struct MessageSurges {
  let log: LogView
  let changes: MessageChanges

  private static let leastLines = 20
  private static let leastRise = 3.0
  private static let leastEvidence = 3.0
  private static let mostRise = 30.0

  /// - Parameter isKnown: whether a statement is told already.
  func signals(from: Timestamp, to: Timestamp, isKnown: (Int) -> Bool) -> [Signal] {
    let inside = max(60, to.seconds(since: from))
    let outside = changes.log.seconds - inside
    guard outside > inside else { return [] }
    var found: [(evidence: Double, signal: Signal)] = []
    for (index, one) in changes.log.statements.enumerated() where !isKnown(index) {
      let lines = one.count(from: from.nanoseconds, to: to.nanoseconds)
      guard lines >= Self.leastLines else { continue }
      let due = max(1, Double(one.count - lines)) * inside / outside
      let rise = Double(lines) / due
      guard rise >= Self.leastRise, let marks = marks(one, from, to) else { continue }
      let capped = min(Self.mostRise, rise)
      let evidence =
        (Double(lines) * log(capped) - due * (capped - 1)) / scatter(one) - changes.price
      guard evidence >= Self.leastEvidence else { continue }
      let usual = Rounding.significant(Double(one.count - lines) * 60 / outside)
      found.append(
        (
          evidence,
          Signal(
            kind: .novelMessage, series: .lines(like: one.shown, service: one.service),
            from: marks[0].time,
            to: marks[marks.count - 1].time,
            onset: TimeRange(from: marks[0].time, to: marks[0].time), baseline: usual,
            observed: Rounding.significant(Double(lines) * 60 / inside), unit: "per_minute",
            evidence: marks.map(log.evidence), service: one.service)
        ))
    }
    return found.sorted {
      ($1.evidence, $0.signal.series.text) < ($0.evidence, $1.signal.series.text)
    }
    .map(\.signal)
  }

  private func log(_ value: Double) -> Double { Glibc.log(value) }

  private func marks(_ one: LogMessage, _ from: Timestamp, _ to: Timestamp) -> [EventRef]? {
    let marks = one.cells.flatMap { [$0.lines.first, $0.lines.last].compactMap { $0 } }
      .filter { from.nanoseconds <= $0.nanoseconds && $0.nanoseconds <= to.nanoseconds }
    guard let first = marks.first, let last = marks.last else { return nil }
    return first == last ? [first] : [first, last]
  }

  /// The usual number of lines in a cell that has any: they come in clusters.
  private func scatter(_ one: LogMessage) -> Double {
    let counts = one.cells.map { Double($0.lines.count) }.sorted()
    return max(1, Dispersion.quantile(counts, 0.5))
  }
}
