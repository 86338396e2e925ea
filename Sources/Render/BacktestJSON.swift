import Backtest
import LogModel

/// What `recount backtest --format json` prints.
public enum BacktestJSON {
  /// The whole report, a line feed at its end.
  public static func text(_ report: BacktestReport) -> String {
    JSONWriter.text(value(report)) + "\n"
  }

  private static func value(_ report: BacktestReport) -> JSONValue {
    .object([
      ("schema", "recount.backtest/1"),
      (
        "history",
        .object([
          ("from", ReportJSON.time(report.history.from)),
          ("to", ReportJSON.time(report.history.to)),
          ("bucket_s", .int(report.stepSeconds)),
          ("outside_incidents_s", .number(report.healthySeconds)),
        ])
      ),
      ("budget_s", .number(report.budgetSeconds)),
      ("incidents", .array(report.incidents.map(incident))),
      ("rules", .array(report.given.map(given))),
      (
        "recommended",
        .optional(report.recommended) { rules in
          .array(
            rules.map { rule in
              .object(members(rule.outcome) + [("buckets", .int(rule.buckets))])
            })
        }
      ),
      ("power", .optional(report.power, power)),
    ])
  }

  private static func incident(_ incident: IncidentStretch) -> JSONValue {
    .object([
      ("id", .string(incident.id)),
      ("from", ReportJSON.time(incident.firstBad)),
      ("to", ReportJSON.time(incident.to)),
      ("detected", ReportJSON.time(incident.detected)),
    ])
  }

  private static func given(_ given: BacktestReport.Given) -> JSONValue {
    let head: [(String, JSONValue)] = [
      ("source", .string(given.source)), ("name", .text(given.name)),
      ("given", .string(given.text)),
    ]
    switch given.result {
    case .notReplayable(let why):
      return .object(head + [("replayable", .bool(false)), ("reason", .string(why))])
    case .replayed(let outcome):
      return .object(head + [("replayable", .bool(true))] + members(outcome))
    }
  }

  private static func members(_ outcome: RuleOutcome) -> [(String, JSONValue)] {
    let condition = outcome.rule.condition
    return [
      ("rule", .string(outcome.rule.text)),
      ("unit", .string(condition.signal.unit.rawValue)),
      ("threshold", .number(condition.threshold)),
      ("for_s", .int(outcome.rule.holdSeconds)),
      ("incidents", .array(outcome.incidents.map(inIncident))),
      (
        "false_alarms",
        .object([
          ("count", .int(outcome.falseAlarms.count)),
          ("per_week", .optional(outcome.falseAlarmsPerWeek, JSONValue.number)),
          ("history_s", .number(outcome.healthySeconds)),
          ("times", .array(outcome.falseAlarms.prefix(100).map { ReportJSON.time($0) })),
        ])
      ),
      (
        "closest",
        .optional(outcome.closest) { closest in
          .object([
            ("value", .number(closest.value)), ("time", ReportJSON.time(closest.time)),
          ])
        }
      ),
      ("margin", .optional(outcome.margin, JSONValue.number)),
    ]
  }

  private static func inIncident(_ incident: RuleOutcome.InIncident) -> JSONValue {
    .object([
      ("id", .string(incident.id)),
      ("fired", ReportJSON.time(incident.fired)),
      ("after_s", .optional(incident.afterSeconds, JSONValue.number)),
      ("before_detection_s", .optional(incident.beforeDetectionSeconds, JSONValue.number)),
      ("was_firing_before", .bool(incident.wasFiringBefore)),
      ("closest", .optional(incident.closest, JSONValue.number)),
    ])
  }

  private static func power(_ power: DetectionPower) -> JSONValue {
    .object([
      ("seed", .string(String(power.seed))),
      (
        "faults",
        .array(
          power.sizes.map { size in
            .object([
              ("operation", .string(size.operation)), ("share", .number(size.share)),
              ("duration_s", .int(size.durationSeconds)), ("planted", .int(size.planted)),
              ("found", .int(size.found)),
              ("median_late_s", .optional(size.medianDelay, JSONValue.number)),
              ("starts_in_interval", .int(size.startsHeld)),
              ("ends_in_interval", .int(size.endsHeld)),
            ])
          })
      ),
    ])
  }
}
