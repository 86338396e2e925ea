import LogModel

/// Sees where the clock of a stream was set back.
///
/// A line that was handed in late stands among lines of the old time; behind a step all go on from
/// the new one. Files that were put one behind the other begin anew, near where the first began.
struct StepWatch {
  /// A clock is not set by less, and writers are late by as much.
  private static let leastNanoseconds: Int64 = 10_000_000_000
  private static let mostNanoseconds: Int64 = 12 * 3_600_000_000_000
  /// Records behind it that do not go back to the old time.
  private static let settled = 30
  /// More steps than these are disorder.
  private static let most = 4

  private let known: [ClockStep]
  private var begin: Timestamp?
  private var steps: [ClockStep] = []
  private var candidate: (step: ClockStep, record: Int)?
  private var isDisordered = false

  /// - Parameter known: those of a reading before this one, by which stamps are moved.
  init(known: [ClockStep]) { self.known = known }

  var isKnown: Bool { !known.isEmpty }

  /// Lines of another writer begin, whose clock may be another.
  mutating func changedContext(to time: Timestamp, record: Int) {
    if begin == nil { begin = time } else { candidate = nil }
  }

  /// A record is stamped before the one that it follows.
  mutating func back(to after: Timestamp, by before: Timestamp, line: Int, record: Int) {
    let size = before.nanoseconds &- after.nanoseconds
    guard size >= Self.leastNanoseconds else { return }
    settle(at: record)
    if candidate != nil { isDisordered = true }
    guard size <= Self.mostNanoseconds, let begin, record > Self.settled,
      // What begins anew near the begin is another file.
      before.nanoseconds &- begin.nanoseconds > 2 * size
    else {
      isDisordered = true
      return
    }
    candidate = (ClockStep(line: line, before: before, after: after), record)
  }

  /// A record is stamped more than a second after the one before it.
  mutating func on(to time: Timestamp, record: Int) {
    settle(at: record)
    guard let step = candidate?.step else { return }
    let half = (step.before.nanoseconds &- step.after.nanoseconds) / 2
    if time.nanoseconds &- step.after.nanoseconds >= half { candidate = nil }
  }

  /// A step that so many records have gone on from is one.
  private mutating func settle(at record: Int) {
    guard let found = candidate, record - found.record >= Self.settled else { return }
    steps.append(found.step)
    candidate = nil
  }

  mutating func finish(
    _ reading: inout InputReading, isInOrder: Bool, record: Int, _ warnings: inout WarningLog
  ) {
    settle(at: record)
    let found = isInOrder && !isDisordered && steps.count <= Self.most ? steps : []
    let told = isKnown ? known : found
    reading.clockSteps = told
    for step in told {
      let size = NumberWords.exact(Double(-step.nanoseconds) / 1e9)
      warnings.note(
        .clockStep, line: step.line,
        "the clock was set back by \(size)"
          + (isKnown ? "; the stamps before were moved back by as much" : ""))
    }
  }
}
