import Events
import LogModel

/// Finds who or what noticed an incident first, as far as events were given.
struct DetectionFinder {
  let settings: InferenceSettings
  /// What the incident is about: words that a related event would use.
  let operations: [OperationRef]
  /// Names of all operations that the logs show.
  let watchedNames: Set<String>
  let dependencies: [String]
  let messages: [String]
  let onset: Boundary
  /// `nil` while it lasts.
  let end: Timestamp?

  /// A page mapped to the operation may come so long before the first failure that was logged.
  private static let mappedLeadSeconds = 3600.0
  /// After the end, alerts and people still lag so far behind.
  private static let trailSeconds = 900.0

  /// - Parameter rows: all rows of all event files, in time order.
  func detection(among rows: [EventRow], files: [EventFile]) -> Detection {
    let ties = ties
    let others = otherPages(among: rows)
    let related = rows.compactMap { row -> Sign? in
      guard let observer = observer(of: row), let relation = ties.tie(of: row).relation,
        isInReach(row, relation), row.marks.id.map({ !others.contains($0) }) ?? true
      else { return nil }
      return Sign(row: row, observer: observer, relation: relation)
    }
    let alerts = related.filter { $0.observer == .alert }
    // Where an alert says what it is about, others that only came at the time are not about it.
    let isNamed = alerts.contains { $0.relation != .timeOnly }
    let signs = related.filter {
      !isNamed || $0.observer != .alert || $0.relation != .timeOnly
    }
    var found = nothing(files)
    if let first = signs.min(by: { ($0.row.time, $0.row.source) < ($1.row.time, $1.row.source) }) {
      found = Detection(
        status: .found, event: first.row, observer: first.observer, relation: first.relation,
        basis: .related(first.relation))
    }
    found.alerts = alerts.isEmpty ? history(in: files) : .fired
    return found
  }

  /// A row by which somebody or something noticed.
  private struct Sign {
    let row: EventRow
    let observer: Detection.Observer
    let relation: Detection.Relation
  }

  /// What the alert history given says where it holds no alert about the incident.
  private func history(in files: [EventFile]) -> Detection.Alerts {
    let histories = files.filter {
      $0.summary.showsAlerts || $0.rows.contains { $0.origin == .alerts }
    }
    guard let first = histories.compactMap(\.summary.firstNotice).min(),
      let last = histories.compactMap(\.summary.lastNotice).max()
    else { return .notGiven }
    let isWhole = histories.allSatisfy { $0.status != .partial && $0.status != .unreadable }
    guard isWhole, let start = onset.latest?.time, let until = end ?? onset.latest?.time,
      first <= start, last >= until
    else { return .notCovered }
    return .noneRelated
  }

  private func nothing(_ files: [EventFile]) -> Detection {
    let until = end ?? onset.latest?.time
    if files.contains(where: { $0.status == .partial || $0.status == .unreadable }) {
      // What is missing of it may be what is asked for.
      return Detection(
        status: .noEvidenceGiven, event: nil, observer: nil, relation: nil,
        basis: .unread)
    }
    guard let first = files.compactMap(\.summary.firstNotice).min(),
      let last = files.compactMap(\.summary.lastNotice).max()
    else {
      return Detection(
        status: .noEvidenceGiven, event: nil, observer: nil, relation: nil,
        basis: .nothingGiven)
    }
    if let start = onset.latest?.time, let until, first <= start, last >= until {
      return Detection(
        status: .noneInEvidence, event: nil, observer: nil, relation: nil,
        basis: .nothingRelated)
    }
    return Detection(
      status: .noEvidenceGiven, event: nil, observer: nil, relation: nil,
      basis: .apart)
  }

  /// Who noticed, if the row says that somebody or something did.
  func observer(of row: EventRow) -> Detection.Observer? {
    switch row.kind {
    case .alertFired, .engineerNotified: .alert
    case .userReport: .userReport
    case .detected, .investigating, .acknowledged, .declared: .person
    case .mitigation, .rollback, .restart: .responderAction
    case .note where row.origin == .chat:
      // Most of a chat is about something else, and every message has a name.
      row.marks.isFlagged || Self.saysNoticed(row.text) || Self.saysTrouble(row.text)
        ? .person : nil
    case .note: row.who != nil || Self.saysNoticed(row.text) ? .person : nil
    default: nil
    }
  }

  private static let noticing: Set<String> = [
    "noticed", "saw", "seen", "found", "discovered", "spotted", "looked", "checked", "realised",
    "realized", "detected", "observed", "reported", "looking", "checking", "investigated",
  ]

  private static let trouble: Set<String> = [
    "failing", "failed", "fails", "failures", "error", "errors", "down", "broken", "outage",
    "timeouts", "unavailable", "incident", "alert", "alerts", "paged",
  ]

  static func saysNoticed(_ text: String) -> Bool { says(text, noticing) }

  private static func saysTrouble(_ text: String) -> Bool { says(text, trouble) }

  private static func says(_ text: String, _ words: Set<String>) -> Bool {
    text.lowercased().split { !$0.isLetter }.contains { words.contains(String($0)) }
  }

  /// How a row is tied to the incident; `nil` when it is about something else.
  func relation(of row: EventRow) -> Detection.Relation? { ties.tie(of: row).relation }

  var ties: PageTies {
    PageTies(
      settings: settings, operations: operations, watchedNames: watchedNames,
      dependencies: dependencies, messages: messages)
  }

  /// The ids of pages that are about something else: who acknowledged one noticed that.
  func otherPages(among rows: [EventRow]) -> Set<String> {
    let ids = rows.compactMap { row -> String? in
      guard let id = row.marks.id, PageTies.isOfAlert(row), relation(of: row) == nil else {
        return nil
      }
      return id
    }
    return Set(ids)
  }

  private func isInReach(_ row: EventRow, _ relation: Detection.Relation) -> Bool {
    guard let from = onset.earliest?.time ?? onset.latest?.time else { return false }
    let lead = relation == .mapped && row.kind == .engineerNotified ? Self.mappedLeadSeconds : 0
    // A time from memory is good to the minute.
    let slack = row.approximate ? 60.0 : 0
    guard row.time.seconds(since: from) >= -lead - slack else { return false }
    guard let end else { return true }
    return row.time.seconds(since: end) <= Self.trailSeconds
  }
}
