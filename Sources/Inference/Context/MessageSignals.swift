import Glibc
import LogModel
import Signals

/// Tells the statements that changed as signals of an incident.
struct MessageSignals {
  let log: LogView
  let changes: MessageChanges
  let all: [MessageChange]

  /// Signals of one incident, the most evident.
  private static let limit = 6
  /// Nats that a change beside an incident has to be worth.
  private static let leastEvidence = 3.0
  /// So long before an incident a change may come and go with it.
  private static let leadSeconds = 300.0

  init(_ log: LogView) {
    self.log = log
    changes = MessageChanges(log: log.statements, width: log.saidWidth)
    all = changes.all
  }

  func signal(_ change: MessageChange, isOwn: Bool = false) -> Signal {
    let one = changes.log.statements[change.statement]
    let first = log.evidence(change.mark)
    let rate = Rounding.significant(change.perMinute)
    let isNew = change.kind == .novel
    let isOver = change.other.map { !isNew || isPast($0, change) } ?? false
    var evidence = [first]
    if let other = change.other, other != change.mark { evidence.append(log.evidence(other)) }
    return Signal(
      kind: isNew ? .novelMessage : .silence, series: .lines(like: one.shown, service: one.service),
      from: first.time, to: isOver ? change.other?.time : nil,
      onset: TimeRange(from: first.time, to: first.time), baseline: isNew ? 0 : rate,
      observed: isNew ? rate : 0, unit: "per_minute", evidence: evidence, isOwn: isOwn,
      service: one.service)
  }

  /// What was new has ceased, for longer than is usual between two of its lines.
  private func isPast(_ last: EventRef, _ change: MessageChange) -> Bool {
    guard let end = log.range?.to else { return true }
    return end.seconds(since: last.time) > max(60, 5 * change.usualGap)
  }

  /// The changes that go with an incident, in order of time.
  func signals(
    from: Timestamp, to: Timestamp?, services: Set<String>, told: [Signal]
  ) -> [Signal] {
    let low = log.seconds(from) - Self.leadSeconds
    let high = to.map(log.seconds) ?? .infinity
    let span = min(max(60, high - low), max(60, changes.log.seconds))
    let bonus = log(max(1, changes.log.seconds / span))
    let near = all.filter { change in
      let at = log.seconds(change.mark.time)
      return at >= low && at <= high && change.raw - changes.price + bonus >= Self.leastEvidence
        && !isTold(change.statement, told)
    }
    let best = near.sorted { a, b in
      let (mine, theirs) = (services.contains(service(a)), services.contains(service(b)))
      if mine != theirs { return mine }
      return (b.raw, a.statement) < (a.raw, b.statement)
    }
    let changed = best.prefix(Self.limit)
    let known = Set(near.map(\.statement))
    let surging = to.map { to in
      MessageSurges(log: log, changes: changes).signals(from: from, to: to) { index in
        known.contains(index) || isTold(index, told)
      }
    }
    return changed.map { signal($0) } + (surging ?? []).prefix(Self.limit - changed.count)
  }

  private func log(_ value: Double) -> Double { Glibc.log(value) }

  func service(_ change: MessageChange) -> String {
    changes.log.statements[change.statement].service
  }

  /// Error lines are told by their bursts, and a message that an incident is about by that.
  private func isTold(_ statement: Int, _ told: [Signal]) -> Bool {
    let one = changes.log.statements[statement]
    let name = SeriesName.lines(like: one.shown, service: one.service)
    if told.contains(where: { $0.kind == .silence && $0.series == name }) { return true }
    guard one.sort == .complaint else { return false }
    let head = one.shown.prefix(16)
    return told.contains { signal in
      guard case .lines(let message, _) = signal.series else { return false }
      return signal.kind == .errorBurst && message.hasPrefix(head)
    }
  }
}
