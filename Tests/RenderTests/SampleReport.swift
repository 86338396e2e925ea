import Events
import LogModel
import Timeline

@testable import Inference

/// A clock time of the day the samples play on.
func at(_ clock: String, day: Int = 8) -> Timestamp {
  let parts = clock.split(separator: ":").compactMap { Int($0) }
  let civil = CivilTime(
    year: 2025, month: 4, day: day, hour: parts.first ?? 0,
    minute: parts.count > 1 ? parts[1] : 0, second: parts.count > 2 ? parts[2] : 0)
  return Timestamp(seconds: civil.secondsSinceEpoch)
}

/// A line of the sample log, seen at a clock time.
func line(
  _ number: Int, _ clock: String, day: Int = 8, path: String = "service.log.gz"
) -> CitedEvent {
  CitedEvent(
    time: at(clock, day: day),
    source: SourceRef(path: path, line: number, byteOffset: number * 100))
}

func boundary(_ earliest: CitedEvent?, _ latest: CitedEvent) -> Boundary {
  Boundary(
    earliest: earliest, latest: latest, estimate: latest.time,
    interval: TimeRange(from: earliest?.time ?? latest.time, to: latest.time), shape: .step,
    confidence: .high, basis: BoundaryBasis(.attempts(failed: 12, of: 12, .unknown)))
}

func event(
  _ clock: String, _ kind: EventKind, _ text: String = "", who: String? = nil, row: Int,
  origin: EventRow.Origin = .oncall
) -> EventRow {
  EventRow(
    time: at(clock), kind: kind, who: who, text: text, origin: origin,
    source: SourceRef(path: "oncall.jsonl", line: row, byteOffset: row * 50))
}

func page(_ clock: String, row: Int) -> EventRow {
  var row = event(clock, .engineerNotified, row: row)
  row.channel = "sms"
  row.rule = "Pizza Purchase Failures"
  return row
}

/// Orders that fail from 15:25 to 15:36 and are resolved; change what a test is about.
func orders(
  events: [EventRow] = [], change: (inout Incident) -> Void = { _ in }
) -> Incident {
  let order = OperationRef(
    service: "jwt-pizza-service", operation: "POST /api/order", name: "order")
  var incident = Incident(
    symptom: .failures, state: .resolved, operations: [order], dependencies: ["factory"],
    signatures: [
      FailureSignatureSummary(
        operation: order, status: 500, message: "Failed to fulfill order at factory",
        failures: 12)
    ],
    onset: boundary(line(5123, "15:24:55"), line(5130, "15:25:05")),
    end: boundary(line(5290, "15:35:50"), line(5301, "15:36:41")),
    lastFailure: line(5290, "15:35:50"),
    resolution: Resolution(
      start: line(5301, "15:36:41"), confirmedAt: line(5800, "16:06:45"), heldSeconds: 1804,
      requiredSeconds: 1800, successes: 36),
    phases: [], isPartial: false, ratioBefore: 0, ratioWithin: 1,
    impact: ImpactCounts(
      attempts: 12, failures: 12, basis: .counted,
      users: ImpactCounts.Users(count: 12, exact: true, identity: .userField),
      units: [(name: "pizzas", count: 24)],
      byOperation: [.init(operation: order, attempts: 12, failures: 12)],
      byLayer: [.init(service: "jwt-pizza-service", role: .service, attempts: 12, failures: 12)],
      measuredAt: (service: "jwt-pizza-service", role: .service, why: .outermostLog)),
    baseline: BaselineSpan(
      range: TimeRange(from: at("14:00"), to: at("15:24:55")), basis: .sameLog),
    signals: [], correlations: [],
    detection: Detection(
      status: .noEvidenceGiven, event: nil, observer: nil, relation: nil, basis: .nothingGiven),
    notified: nil, acknowledged: nil, events: events, series: [])
  change(&incident)
  return incident
}

/// The course's outage with its on-call log and a note.
func pagedOutage() -> Incident {
  var note = event("15:20", .note, "looked at the dashboard", row: 9, origin: .human)
  note.approximate = true
  let pages = [page("15:28:00", row: 1), page("15:33:00", row: 2), page("15:38:00", row: 3)]
  let ack = event("15:38:30", .acknowledged, who: "Sam Doe", row: 4)
  let link = event(
    "15:36:20", .mitigation, "opened the link of a failed answer", who: "Sam Doe", row: 5,
    origin: .chat)
  return orders(events: [note] + pages + [link, ack]) {
    $0.notified = pages.first
    $0.acknowledged = ack
    $0.detection = Detection(
      status: .found, event: pages.first, observer: .alert, relation: .mapped,
      basis: .related(.mapped))
    $0.detection.alerts = .fired
    $0.mitigations = [MitigationAct(event: link, effect: nil, held: nil)]
  }
}

func report(
  _ incidents: [Incident], change: (inout ReportMaterial) -> Void = { _ in }
) -> IncidentReport {
  var material = ReportMaterial()
  material.incidents = incidents
  change(&material)
  return TimelineBuilder(version: "0.0.0").report(of: material)
}
