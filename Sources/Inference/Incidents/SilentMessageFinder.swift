import Glibc
import LogModel
import Signals

/// Finds the incidents that show in nothing but the words of a log: lines that came regularly
/// stopped while others of their service went on.
///
/// What is merely new never stands alone: jobs, starts and new versions say new things every
/// day. Nor does a change that lasted to the log's end for longer than an outage is waited for:
/// then it is how things are now.
struct SilentMessageFinder {
  /// Statements of one change.
  struct Group {
    var anchor: MessageChange
    var evidence: Double
    var members: [MessageChange]
  }

  let words: MessageSignals
  let settings: InferenceSettings

  /// Nats for a silence of which nothing else shows, and for one that something new replaces.
  private static let aloneEvidence = 10.0
  private static let replacedEvidence = 2.0
  private static let partnerEvidence = 1.0
  private static let partLimit = 8

  private var log: MessageLog { words.changes.log }

  /// - Parameter isExplained: whether an incident accounts for a moment, in seconds.
  func groups(isExplained: (Timestamp, Timestamp?) -> Bool) -> [Group] {
    let price = words.changes.price
    let anchors = words.all.filter { change in
      change.kind == .vanished && change.raw - price >= Self.replacedEvidence
        && !isExplained(change.mark.time, change.other?.time) && !isHowThingsAre(change)
    }.sorted { ($1.raw, $0.statement) < ($0.raw, $1.statement) }
    var groups: [Group] = []
    for anchor in anchors where !groups.contains(where: { overlaps(anchor, $0.anchor) }) {
      let members = partners(of: anchor)
      let evidence = anchor.raw - price
      let isReplaced = members.contains { $0.kind == .novel }
      guard evidence >= Self.aloneEvidence || isReplaced else { continue }
      groups.append(Group(anchor: anchor, evidence: evidence, members: members))
    }
    return groups.sorted { $0.anchor.mark.nanoseconds < $1.anchor.mark.nanoseconds }
  }

  private func isHowThingsAre(_ change: MessageChange) -> Bool {
    guard change.other == nil, let end = words.log.range?.to else { return false }
    return end.seconds(since: change.mark.time) > settings.resolveAfterSeconds
  }

  private func overlaps(_ a: MessageChange, _ b: MessageChange) -> Bool {
    a.mark.nanoseconds <= b.other?.nanoseconds ?? .max
      && b.mark.nanoseconds <= a.other?.nanoseconds ?? .max
  }

  /// Changes of the same moment: from the last line of what stopped to where it was overdue.
  private func partners(of anchor: MessageChange) -> [MessageChange] {
    let slack = max(2, Double(log.cellSeconds))
    let from = anchor.mark.time
    let reach = 3 * anchor.usualGap + slack
    let window = reach + slack
    let price = Glibc.log(Double(max(1, log.statements.count)))
    let bonus = Glibc.log(max(1, log.seconds / window))
    return words.all.filter { change in
      guard change.statement != anchor.statement else { return false }
      let after = change.mark.time.seconds(since: from)
      return after >= -slack && after <= reach
        && change.raw - price + bonus >= Self.partnerEvidence
    }.sorted { ($1.raw, $0.statement) < ($0.raw, $1.statement) }.prefix(Self.partLimit).map { $0 }
  }

  /// The first line of a service from a moment on, whatever it says.
  func firstLine(of service: String, from moment: Int64) -> EventRef? {
    log.statements.lazy.filter { $0.service == service }
      .compactMap { $0.first(from: moment) }.min(by: EventRef.precedes)
  }

  /// The last line of a service before a moment, as far as it was kept.
  func lastLine(of service: String, before moment: Int64) -> EventRef? {
    log.statements.lazy.filter { $0.service == service }
      .flatMap { one in
        one.cells.flatMap { [$0.lines.first, $0.lines.last].compactMap { $0 } }
      }.filter { $0.nanoseconds < moment }.max(by: EventRef.precedes)
  }
}
