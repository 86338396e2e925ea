import LogModel
import Signals

/// One operation of an incident with the stretches in which it failed.
struct OperationPhases {
  var operation: FailingOperation
  /// The run that its boundaries are told by.
  var run: Finding
  /// Single bad events mean nothing: the model's ends are kept.
  var isPartial: Bool
  /// In time order, each of this operation alone.
  var phases: [FoundPhase]
  /// It failed too seldom to be found alone, and begins no phase of its own.
  var isCompanion = false
}

/// Joins the phases of all operations of an incident: it begins with the first bad event of any
/// and ends with the last of any.
///
/// A boundary keeps to the operation that it is of. The last good event before the first bad one
/// is that operation's, so that dense traffic of another cannot narrow the bracket.
struct JoinedPhases {
  /// The principal one first. Those behind it that are partial only reach beyond it where the
  /// model is sure that they began before or ended after it.
  let operations: [OperationPhases]
  /// They were judged as one series, whose run says when all of them began and ended.
  var isPooled = false
  let log: LogView

  var phases: [FoundPhase] {
    guard let principal = operations.first, !principal.phases.isEmpty else { return [] }
    guard operations.count > 1 else { return principal.phases }
    var parts: [FoundPhase] = []
    for (index, one) in operations.enumerated() {
      parts += one.phases.filter { index == 0 || reaches($0, of: one, beside: principal) }.map {
        var phase = $0
        (phase.firstOf, phase.lastOf) = (index, index)
        return phase
      }
    }
    parts.sort {
      ($0.firstBad.nanoseconds, $0.lastBad.nanoseconds, $0.firstOf)
        < ($1.firstBad.nanoseconds, $1.lastBad.nanoseconds, $1.firstOf)
    }
    var joined: [[FoundPhase]] = []
    var last: EventRef?
    for part in parts {
      if let known = last, let group = joined.last, isOne(group, until: known, with: part) {
        joined[joined.count - 1].append(part)
        if known.nanoseconds < part.lastBad.nanoseconds { last = part.lastBad }
      } else {
        joined.append([part])
        last = part.lastBad
      }
    }
    return joined.filter { $0.contains { !operations[$0.firstOf].isCompanion } }.map(bounded)
  }

  /// A partial operation's ends are the model's, which are uncertain: without a clear lead they
  /// say nothing of the others.
  private func reaches(
    _ phase: FoundPhase, of one: OperationPhases, beside principal: OperationPhases
  ) -> Bool {
    guard one.isPartial else { return true }
    if isPooled, one.operation.strayFailures == 0 { return true }
    guard one.run.run.evidence >= Self.sureEvidence,
      let from = principal.phases.first?.firstBad, let to = principal.phases.last?.lastBad
    else { return false }
    let isEarlier =
      phase.firstBad.nanoseconds < from.nanoseconds
      && one.run.run.onset.high < principal.run.run.onset.low
    let ends = (mine: one.run.run.end, theirs: principal.run.run.end)
    let isLater =
      phase.lastBad.nanoseconds > to.nanoseconds
      && (ends.mine?.low ?? .infinity) > (ends.theirs?.high ?? .infinity)
    return isEarlier || isLater
  }

  private static let sureEvidence = 12.0

  /// Phases of one operation were parted by what succeeded between them; those of two are one
  /// where hardly anything of theirs did.
  private func isOne(_ group: [FoundPhase], until last: EventRef, with part: FoundPhase) -> Bool {
    if part.firstBad.nanoseconds <= last.nanoseconds { return true }
    if group.allSatisfy({ $0.lastOf == part.firstOf }) { return false }
    let own = Set(group.map(\.lastOf) + [part.firstOf])
    var good = 0
    for index in own {
      let marks = operations[index].operation.successes
      good += max(
        0,
        marks.firstIndex(from: part.firstBad.nanoseconds)
          - marks.firstIndex(from: last.nanoseconds &+ 1))
    }
    return good < PhaseFinder.sustained
      || part.firstBad.time.seconds(since: last.time) < leastSeconds
  }

  /// A recovery shorter than that is none.
  private var leastSeconds: Double {
    let phases = operations.flatMap(\.phases)
    guard let first = phases.map(\.firstBad).min(by: EventRef.precedes),
      let last = phases.map(\.lastBad).max(by: EventRef.precedes)
    else { return 0 }
    return RecoveryGaps.leastSeconds(of: last.time.seconds(since: first.time))
  }

  private func bounded(_ group: [FoundPhase]) -> FoundPhase {
    let first = group.min { EventRef.precedes($0.firstBad, $1.firstBad) } ?? group[0]
    let last = group.max { EventRef.precedes($0.lastBad, $1.lastBad) } ?? group[0]
    var phase = FoundPhase(
      lastGoodBefore: first.lastGoodBefore
        ?? lastGood(before: first.firstBad, of: group.map(\.firstOf)),
      firstBad: first.firstBad, lastBad: last.lastBad, firstGoodAfter: last.firstGoodAfter)
    (phase.firstOf, phase.lastOf, phase.goodOf) = (first.firstOf, last.lastOf, last.lastOf)
    (phase.isGrownBefore, phase.isGrownAfter) = (first.isGrownBefore, last.isGrownAfter)
    // Where no operation was good before the last failure of any, the first good one ends it.
    let afterOwn = group.compactMap { one in one.firstGoodAfter.map { (one.lastOf, $0) } }
    let isCommon = afterOwn.allSatisfy { $0.1.nanoseconds >= last.lastBad.nanoseconds }
    if isCommon || phase.firstGoodAfter == nil {
      let next = afterOwn.filter { $0.1.nanoseconds >= last.lastBad.nanoseconds }
        .min { ($0.1.nanoseconds, $0.0) < ($1.1.nanoseconds, $1.0) }
      if let next { (phase.goodOf, phase.firstGoodAfter) = (next.0, next.1) }
    }
    // The same of the start says when it was, and leaves the bracket to the first operation.
    let before = group.compactMap(\.lastGoodBefore).max(by: EventRef.precedes)
    if let before, before.nanoseconds <= first.firstBad.nanoseconds,
      !group.contains(where: { operations[$0.firstOf].isPartial })
    {
      phase.commonGood = before
    }
    return phase
  }

  /// An operation that was first asked for while it failed has no good event of its own.
  private func lastGood(before bad: EventRef, of indices: [Int]) -> EventRef? {
    Set(indices).compactMap { index in
      operations[index].operation.successes.last { $0.nanoseconds < bad.nanoseconds }
    }.max(by: EventRef.precedes)
  }
}

extension [EventRef] {
  /// The place of the first that is not before a moment, of marks in order of time.
  func firstIndex(from nanoseconds: Int64) -> Int {
    partitionIndex { $0.nanoseconds >= nanoseconds }
  }
}
