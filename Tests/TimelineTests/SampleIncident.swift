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
func line(_ number: Int, _ clock: String, day: Int = 8) -> CitedEvent {
  CitedEvent(
    time: at(clock, day: day),
    source: SourceRef(path: "service.log.gz", line: number, byteOffset: number * 100))
}

func boundary(_ earliest: CitedEvent?, _ latest: CitedEvent?) -> Boundary {
  let to = (latest ?? earliest)?.time ?? at("00:00")
  let from = earliest?.time ?? to
  return Boundary(
    earliest: earliest, latest: latest, estimate: to, interval: TimeRange(from: from, to: to),
    shape: .step, confidence: .high, basis: BoundaryBasis(.attempts(failed: 12, of: 12, .unknown)))
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

/// Orders that fail from 15:25 to 15:36, all of them; change what a test is about.
func orders(
  name: String? = "order", operation: String = "POST /api/order",
  state: Incident.State = .resolved, events: [EventRow] = [],
  change: (inout Incident) -> Void = { _ in }
) -> Incident {
  let order = OperationRef(service: "jwt-pizza-service", operation: operation, name: name)
  let onset = boundary(line(5123, "15:24:55"), line(5130, "15:25:05"))
  let isOver = state == .resolved || state == .recovered
  var incident = Incident(
    symptom: .failures, state: state, operations: [order], dependencies: ["factory"],
    signatures: [
      FailureSignatureSummary(
        operation: order, status: 500, message: "Failed to fulfill order at factory",
        failures: 12)
    ],
    onset: onset, end: isOver ? boundary(line(5290, "15:35:50"), line(5301, "15:36:41")) : nil,
    lastFailure: line(5290, "15:35:50"),
    resolution: nil, phases: [], isPartial: false, ratioBefore: 0, ratioWithin: 1,
    impact: ImpactCounts(
      attempts: 12, failures: 12, basis: .counted,
      users: ImpactCounts.Users(count: 12, exact: true, identity: .userField),
      units: [(name: "pizzas", count: 24)],
      byOperation: [.init(operation: order, attempts: 12, failures: 12)],
      byLayer: [],
      measuredAt: (service: "jwt-pizza-service", role: .service, why: .outermostLog)),
    baseline: nil, signals: [], correlations: [],
    detection: Detection(
      status: .noEvidenceGiven, event: nil, observer: nil, relation: nil, basis: .nothingGiven),
    notified: nil, acknowledged: nil, events: events, series: [])
  if state == .resolved {
    incident.resolution = Resolution(
      start: line(5301, "15:36:41"), confirmedAt: line(5800, "16:06:45"), heldSeconds: 1804,
      requiredSeconds: 1800, successes: 36)
  } else if state == .recovered {
    incident.resolution = Resolution(
      start: line(5301, "15:36:41"), confirmedAt: nil, heldSeconds: 734, requiredSeconds: 1800,
      successes: 14)
  }
  change(&incident)
  return incident
}

func report(
  _ incidents: [Incident], change: (inout ReportMaterial) -> Void = { _ in }
) -> IncidentReport {
  var material = ReportMaterial()
  material.incidents = incidents
  change(&material)
  return TimelineBuilder(version: "0.0.0").report(of: material)
}

/// The rows as `15:24 last_success: text`.
func story(_ incident: Incident, change: (inout ReportMaterial) -> Void = { _ in }) -> [String] {
  let told = report([incident], change: change).incidents.first
  return (told?.timeline ?? []).map { row in
    DisplayZone.utc.minute(row.time, on: at("12:00")) + " " + row.kind.rawValue + ": "
      + row.text.plain(in: .utc, on: row.time)
  }
}
