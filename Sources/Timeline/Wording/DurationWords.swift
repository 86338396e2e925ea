import Events
import Inference
import LogModel

/// Tells how long each part of a response took, each with its two ends and where they come from.
///
/// They are told where records of people or alerts were given: logs alone say no more of them than
/// the rows do.
struct DurationWords {
  private let told: ReportedIncident
  private let incident: Incident

  init(_ told: ReportedIncident, incident: Incident) {
    self.told = told
    self.incident = incident
  }

  /// The durations, each with its ends.
  var durations: Durations {
    var durations = told.durations
    durations.timeToDetect?.basis = detectedEnds
    durations.timeToAcknowledge?.basis =
      "first page to acknowledgement; \(incident.acknowledged.map(Self.source) ?? "on-call log")"
    durations.timeToMitigate?.basis = mitigatedEnds
    durations.timeToResolve?.basis = "impact start to the recovery that held; logs"
    return durations
  }

  /// One sentence each.
  var lines: [ReportText] {
    let detection = incident.detection
    let isAsked =
      detection.status == .found || detection.alerts != .notGiven || !incident.events.isEmpty
    guard isAsked, incident.recurrence == nil else { return [] }
    let durations = durations
    let all: [ReportText?] = [
      line("Time to detect", durations.timeToDetect), alerts,
      line("Time to acknowledge", durations.timeToAcknowledge),
      line("Time to mitigate", durations.timeToMitigate),
      line("Time to resolve", durations.timeToResolve), told.onsets?.sentence,
    ]
    return all.compactMap { $0 }
  }

  private func line(_ name: String, _ span: Durations.Span?) -> ReportText? {
    span.map { [.words("\(name): \(Self.range($0)) (\($0.basis)).")] }
  }

  private var detectedEnds: String {
    guard let event = incident.detection.event else {
      return "impact start to an act in the logs, an upper bound; logs"
    }
    let what: String
    switch event.kind {
    case .engineerNotified: what = "first page"
    case .alertFired: what = "first alert"
    case .userReport: what = "first report of a user"
    case .acknowledged: what = "acknowledgement"
    case .mitigation, .rollback, .restart: what = "first act against it"
    default: what = "a person noticing"
    }
    return "impact start to \(what); \(Self.source(event))"
  }

  private var mitigatedEnds: String {
    guard let act = Durations.decisiveMitigation(of: incident) else {
      return "impact start to between the last \(incident.wording().nouns.last) and the first "
        + "\(incident.wording().nouns.good); logs"
    }
    return "impact start to the last mitigation\(act.held == true ? " that held" : ""); "
      + Self.source(act.event)
  }

  /// That no alert detected it, or that nobody can tell.
  private var alerts: ReportText? {
    switch incident.detection.alerts {
    case .fired: nil
    case .noneRelated:
      [
        .words(
          "Not detected by an alert: the alert history given spans the incident and holds none "
            + "about it.")
      ]
    case .notCovered:
      [
        .words(
          "The alert history given does not span the incident: whether an alert fired is not "
            + "known.")
      ]
    // Where nothing at all was given, the open question says so.
    case .notGiven where incident.detection.status != .found: nil
    case .notGiven:
      [.words("Whether an alert fired is not known: no alert history given.")]
    }
  }

  private static func source(_ event: EventRow) -> String {
    let place: String
    switch event.origin {
    case .alerts: place = "alert history"
    case .oncall: place = "on-call log"
    case .chat: place = "chat"
    case .human: place = "note"
    case .deploy: place = "deploy log"
    }
    return event.approximate ? place + ", to the minute" : place
  }

  /// `2 min 15 s to 3 min 9 s`, `at least 45 s` where the start lies before the logs.
  static func range(_ span: Durations.Span) -> String {
    let low = max(0, span.lowSeconds)
    guard let high = span.highSeconds else { return "at least \(length(low))" }
    guard high > 0 else { return "none, it came before the first failure" }
    let (a, b) = (length(low), length(high))
    return a == b ? a : "\(a) to \(b)"
  }

  /// `45 s`, `4 min 20 s`, `1 h 5 min`; from an hour on without seconds.
  static func length(_ seconds: Double) -> String {
    let size = seconds.magnitude.rounded()
    guard size >= 60, size < 3600 else { return NumberWords.duration(seconds) }
    let whole = Int(size)
    return whole % 60 == 0 ? "\(whole / 60) min" : "\(whole / 60) min \(whole % 60) s"
  }
}
