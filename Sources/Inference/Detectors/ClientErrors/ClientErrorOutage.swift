import LogModel
import Signals

/// Whether answers that rejected were an outage: most of what an operation answered, where it
/// usually succeeds, and to most of those who asked.
///
/// One that the log begins inside of is told by its end: most of what came was rejected from the
/// log's first record on, and then the operation succeeded and went on to.
struct ClientErrorOutage {
  let isOutage: Bool

  private static let leastShare = 0.5
  private static let baselineShare = 0.2
  private static let leastSeconds = 60.0
  private static let leastSuccesses = 8
  private static let leastClients = 3
  /// Fewer answers are enough where all were rejected (``Callers/areAllRejected``).
  private static let leastAnswers = 6
  /// Where the log does not say who asked.
  private static let leastAnonymous = 10
  /// Of an operation with so many clients, such a part of those who asked was rejected; with fewer,
  /// or one address for all, who was rejected says nothing.
  private static let manyClients = 10
  private static let clientShare = 0.5
  /// Clients that were told that something is not there, where the path stands for many things.
  private static let leastSeekers = 10

  init(_ run: Finding, in log: LogView) {
    let view = run.timeline
    guard run.to - run.from >= Self.leastSeconds,
      run.baselineAttempts - run.baselineFailures >= Self.leastSuccesses,
      Double(run.baselineFailures) <= Self.baselineShare * Double(run.baselineAttempts)
    else {
      isOutage = false
      return
    }
    let callers = Callers(run, in: log)
    let areAllRejected = callers.areAllRejected
    let clients = callers.rejected
    // What is not found under a number may never have been there: somebody has to tell otherwise.
    let isOfItems = (view.rejectedStatus == 404 || view.rejectedStatus == 0) && view.hasVariablePath
    let isMost =
      callers.asked.count < Self.manyClients
      || Double(clients.count) >= Self.clientShare * Double(callers.asked.count)
    // A client that was never served may have a wrong password.
    let isOfFew = callers.served.count < Self.manyClients && clients.isSubset(of: callers.served)
    let isSpread =
      clients.isEmpty || isOfFew && clients.count < Self.leastClients
      ? (callers.answers >= Self.leastAnonymous || areAllRejected) && !isOfItems
      : clients.count >= (isOfItems ? Self.leastSeekers : Self.leastClients) && isMost
    // Of many routes under one name it is not known which was there before.
    isOutage =
      !(view.isLumped && isOfItems) && isSpread
      && (callers.answers >= Self.leastAnswers || areAllRejected)
      && (!run.run.startsAtFirstCell || callers.haveRecovered)
      && Double(callers.answers) >= Self.leastShare * Double(callers.arrivals)
  }
}

/// Counts what came to an operation while it rejected, and who asked.
private struct Callers {
  /// Requests that came, and those that were rejected.
  private(set) var arrivals = 0
  private(set) var answers = 0
  private(set) var rejected: Set<UInt64> = []
  /// Those who were rejected or served meanwhile.
  private(set) var asked: Set<UInt64> = []
  /// Those who were served at any time.
  private(set) var served: Set<UInt64> = []
  private let run: Finding
  private let log: LogView

  /// Few answers that all rejected say as much as many that mostly did, if they go on for so many
  /// seconds at the operation's pace: who gets a password wrong tries again at once.
  private static let fewAnswers = 3
  private static let fewSeconds = 180.0
  private static let leastPace = 0.25
  /// Statuses by which a service that is up rejects who was let in before. What is not found may be
  /// made later.
  private static let revocable: Set<Int> = [401, 403, 429]
  /// From the log's first record on: no more usual gaps, or seconds, behind it.
  private static let gapsFromBegin = 3.0
  private static let secondsFromBegin = 60.0
  /// Of what came before the recovery, and of what came after it.
  private static let brokenShare = 0.8
  private static let relapseShare = 0.05

  init(_ run: Finding, in log: LogView) {
    self.run = run
    self.log = log
    let view = run.timeline
    for slot in view.slots {
      let from = Double(slot.start * view.width - log.origin)
      guard from + Double(view.width) > run.from, from <= run.to else { continue }
      arrivals += slot.arrivals
      answers += view.failureCount([0], in: slot)
      for failure in view.failures(of: slot) {
        failure.cell.cell.forEachMark { if $0.client != 0 { rejected.insert($0.client) } }
      }
      for cell in view.successes(of: slot) {
        cell.forEachMark { if $0.client != 0 { asked.insert($0.client) } }
      }
    }
    asked.formUnion(rejected)
    view.forEachSuccess { if $0.client != 0 { served.insert($0.client) } }
  }

  private var isRevocable: Bool {
    run.timeline.rejectedStatus.map(Self.revocable.contains) == true
  }

  /// Seconds between two requests outside of the run, as a rule.
  private var usualGap: Double {
    guard let range = log.range else { return .infinity }
    return max(0, range.seconds - (run.to - run.from)) / Double(max(1, run.baselineAttempts))
  }

  private var isAtUsualPace: Bool {
    run.to - run.from >= Self.leastPace * usualGap * Double(answers - 1)
  }

  /// Whether everyone was rejected who came for a while, and nobody else ever was.
  var areAllRejected: Bool {
    isRevocable && answers >= Self.fewAnswers && run.run.failures == run.run.attempts
      && run.baselineFailures == 0 && run.to - run.from >= Self.fewSeconds && isAtUsualPace
  }

  /// Whether what was rejected from the log's first record on was served from then on.
  var haveRecovered: Bool {
    guard isRevocable, !run.run.reachesLastCell, let begin = log.range?.from else { return false }
    let slack = max(Self.secondsFromBegin, Self.gapsFromBegin * usualGap)
    return run.from - log.seconds(begin) <= slack && isAtUsualPace
      && Double(run.run.failures) >= Self.brokenShare * Double(run.run.attempts)
      && Double(run.baselineFailures) <= Self.relapseShare * Double(run.baselineAttempts)
  }
}

extension OperationTimeline {
  /// Whether a part of its path stands for many: `GET /volumes/:id`, `GET /*`.
  fileprivate var hasVariablePath: Bool {
    ref.operation.split(separator: "/").contains { $0.hasPrefix(":") || $0 == "*" }
  }
}
