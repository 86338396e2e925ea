import LogModel

extension Incident {
  /// What is slow, or only says that something is wrong, weighs so much of what failed.
  private static let mildShare = 0.25
  /// An incident of one moment is not nothing.
  private static let leastMinutes = 1.0 / 60

  /// Minutes of operations that were lost: for each operation its bad share times the minutes that
  /// it was on. Requests that did not come count as bad, slow calls, complaints and changed answers
  /// at a quarter. It ranks incidents of different symptoms.
  public var lostOperationMinutes: Double {
    let minutes = max(Self.leastMinutes, badSeconds / 60)
    switch ImpactRule(symptom).loss {
    case .failedShare:
      let counted = impact.byOperation.filter(\.isMeasured)
      guard !counted.isEmpty else { return Self.part(impact.failures, impact.attempts) * minutes }
      return counted.reduce(0) { $0 + Self.part($1.failures, $1.attempts) } * minutes
    case .slowShare:
      let operations = Double(max(1, impact.byOperation.count(where: \.isMeasured)))
      let share = impact.degraded.map { Self.part($0.count, impact.attempts) } ?? 1
      return Self.mildShare * share * operations * minutes
    case .missing(let missing):
      let usual = missing.baselinePerMinute
      let came = usual > 0 ? min(1, missing.seenPerMinute / usual) : 0
      let operations = Double(max(1, Set(operations).count))
      return (1 - came) * operations * max(Self.leastMinutes, missing.seconds / 60)
    case .mild: return Self.mildShare * minutes
    }
  }

  /// Seconds in which it was on: of one that recurs, of all its times.
  private var badSeconds: Double {
    guard !phases.isEmpty else { return lastFailure.time.seconds(since: begin) }
    return phases.reduce(0) { $0 + max(0, $1.lastBad.time.seconds(since: $1.firstBad.time)) }
  }

  private static func part(_ bad: Int, _ all: Int) -> Double {
    all > 0 ? min(1, Double(bad) / Double(all)) : bad > 0 ? 1 : 0
  }
}
