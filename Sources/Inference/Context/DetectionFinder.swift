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
    let related = rows.compactMap { row -> (EventRow, Detection.Observer, Detection.Relation)? in
      guard let observer = observer(of: row), let relation = relation(of: row),
        isInReach(row, relation)
      else { return nil }
      return (row, observer, relation)
    }
    if let first = related.min(by: { ($0.0.time, $0.0.source) < ($1.0.time, $1.0.source) }) {
      return Detection(
        status: .found, event: first.0, observer: first.1, relation: first.2,
        basis: .related(first.2))
    }
    return nothing(files)
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
    case .note: row.who != nil || Self.saysNoticed(row.text) ? .person : nil
    default: nil
    }
  }

  private static let noticing: Set<String> = [
    "noticed", "saw", "seen", "found", "discovered", "spotted", "looked", "checked", "realised",
    "realized", "detected", "observed", "reported", "looking", "checking", "investigated",
  ]

  static func saysNoticed(_ text: String) -> Bool {
    text.lowercased().split { !$0.isLetter }.contains { noticing.contains(String($0)) }
  }

  /// How a row is tied to the incident; `nil` when the definition ties it to another.
  func relation(of row: EventRow) -> Detection.Relation? {
    if let rule = row.rule {
      // A mapping to operations that these logs do not show says nothing of this incident.
      let mapped = settings.alertMappings.filter {
        $0.matches(rule) && !watchedNames.isDisjoint(with: $0.operations)
      }
      let names = Set(operations.compactMap(\.name))
      if mapped.contains(where: { !names.isDisjoint(with: $0.operations) }) { return .mapped }
      if !mapped.isEmpty { return nil }
    }
    let text = "\(row.rule ?? "") \(row.text)".lowercased()
    if subjects.contains(where: { text.contains($0) }) { return .named }
    if let service = row.service, operations.contains(where: { $0.service == service }) {
      return .label
    }
    return .timeOnly
  }

  /// Names of what failed, each long enough to mean something.
  private var subjects: [String] {
    var names = dependencies + messages
    for operation in operations {
      names.append(operation.service)
      names.append(operation.operation)
      if let name = operation.name { names.append(name) }
      if let last = operation.operation.split(separator: "/").last { names.append(String(last)) }
    }
    return names.map { $0.lowercased() }.filter { $0.count >= 4 }
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
