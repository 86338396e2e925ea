import LogModel
import Timeline

extension ReportJSON {
  static func incident(_ incident: ReportedIncident) -> JSONValue {
    .object(identity(incident) + course(incident) + measures(incident))
  }

  static func identity(_ incident: ReportedIncident) -> [(String, JSONValue)] {
    [
      ("id", .string(incident.id)),
      ("title", text(incident.title, on: incident.impactStart.time)),
      ("state", .string(incident.state.rawValue)),
      ("operations", .array(incident.operations.map(operation))),
      ("dependencies", .texts(incident.dependencies)),
      ("propagation", propagation(incident.propagation)),
    ]
  }

  static func recurrence(_ recurrence: ReportedIncident.Recurring) -> JSONValue {
    .object([
      ("occurrences", .int(recurrence.occurrences)),
      ("days", .int(recurrence.days)),
      ("period_s", .number(recurrence.periodSeconds)),
      ("daily", .bool(recurrence.isUnbroken && recurrence.periodSeconds == 86_400)),
      ("usual_start", time(recurrence.baselineStart)),
      ("spread_s", .number(recurrence.spreadSeconds)),
    ])
  }

  private static func course(_ incident: ReportedIncident) -> [(String, JSONValue)] {
    [
      ("impact_start", boundary(incident.impactStart)),
      ("detectable", .optional(incident.detectable, detectable)),
      ("detected", detected(incident.detected)),
      ("notified", .optional(incident.notified, event)),
      ("acknowledged", .optional(incident.acknowledged, event)),
      ("mitigations", .array(incident.mitigations.map(mitigation))),
      ("impact_end", .optional(incident.impactEnd, boundary)),
      ("resolved", .optional(incident.resolved, resolution)),
      ("durations", durations(incident.durations)),
      ("links", .array(incident.links.map(link))),
      ("onsets", .optional(incident.onsets, onsets)),
    ]
  }

  private static func link(_ link: ReportedIncident.Link) -> JSONValue {
    .object([
      ("key", .string(link.key)), ("address", .text(link.address)),
      ("failures", .int(link.failures)), ("of", .int(link.of)),
      ("citations", cites(link.citations)),
    ])
  }

  private static func onsets(_ onsets: Onsets) -> JSONValue {
    .object([
      ("first_trace", .optional(onsets.firstTrace, onset)),
      ("first_failure", onset(onsets.firstFailure)),
      ("first_user_visible", .optional(onsets.firstUserVisible, onset)),
    ])
  }

  private static func onset(_ onset: Onsets.Onset) -> JSONValue {
    .object([
      ("time", time(onset.time)), ("what", .string(onset.what)),
      ("before_first_failure_s", .number(onset.leadSeconds)),
      ("citations", cites(onset.citations)),
    ])
  }

  static func measures(_ incident: ReportedIncident) -> [(String, JSONValue)] {
    [
      ("impact", impact(incident.impact)),
      (
        "baseline",
        .optional(incident.baseline) { baseline in
          .object([
            ("from", time(baseline.range.from)), ("to", time(baseline.range.to)),
            ("basis", .string(baseline.basis.rawValue)),
          ])
        }
      ),
      ("signals", .array(incident.signals.map(signal))),
      ("correlations", .array(incident.correlations.map(correlation))),
      ("series", .array(incident.series.map(series))),
      ("factors", factors(incident.factors)),
      ("timeline", .array(incident.timeline.map(row))),
      (
        "not_in_evidence",
        .array(incident.notInEvidence.map { text($0, on: incident.impactStart.time) })
      ),
      ("recurrence", .optional(incident.recurrence, recurrence)),
    ]
  }

  static func boundary(_ boundary: ReportedBoundary) -> JSONValue {
    .object([
      ("time", time(boundary.time)),
      ("earliest", time(boundary.earliest)),
      ("latest", time(boundary.latest)),
      ("estimate", time(boundary.estimate)),
      ("interval", range(boundary.interval)),
      ("shape", .string(boundary.shape.rawValue)),
      ("confidence", .string(boundary.confidence.rawValue)),
      ("basis", .string(boundary.basis)),
      ("citations", cites(boundary.citations)),
    ])
  }

  private static func detectable(_ detectable: ReportedIncident.Detectable) -> JSONValue {
    .object([
      ("time", time(detectable.time)),
      ("rule", .string(detectable.rule)),
      ("history_s", .number(detectable.historySeconds)),
      ("false_alarms", .optional(detectable.falseAlarms, JSONValue.int)),
      ("basis", .string(detectable.basis)),
    ])
  }

  private static func detected(_ detected: ReportedDetection) -> JSONValue {
    .object([
      ("status", .string(detected.status.rawValue)),
      ("time", time(detected.time)),
      ("earliest", time(detected.earliest)),
      ("latest", time(detected.latest)),
      ("by", .text(detected.by?.rawValue)),
      ("relation", .text(detected.relation?.rawValue)),
      ("basis", .string(detected.basis)),
      ("alerts", .string(detected.alerts.rawValue)),
      ("citations", cites(detected.citations)),
    ])
  }

  private static func event(_ event: ReportedEvent) -> JSONValue {
    .object([
      ("time", time(event.time)),
      ("approx", .bool(event.approximate)),
      ("who", .text(event.who)),
      ("channel", .text(event.channel)),
      ("rule", .text(event.rule)),
      ("text", .string(event.text)),
      ("source", .string(event.source.rawValue)),
      ("citations", cites(event.citations)),
    ])
  }

  private static func mitigation(_ act: ReportedIncident.Mitigation) -> JSONValue {
    .object([
      ("time", time(act.time)),
      ("action", .string(act.action)),
      (
        "effect",
        .optional(act.effect) { effect in
          .object([
            ("ratio_before", .number(effect.ratioBefore)),
            ("ratio_after", .number(effect.ratioAfter)),
          ])
        }
      ),
      ("held", .optional(act.held, JSONValue.bool)),
      ("citations", cites(act.citations)),
    ])
  }

  private static func resolution(_ resolution: ReportedResolution) -> JSONValue {
    .object([
      ("time", time(resolution.time)),
      ("confirmed_at", time(resolution.confirmedAt)),
      ("held_s", .number(resolution.heldSeconds)),
      ("successes", .int(resolution.successes)),
      ("basis", .string(resolution.basis)),
      ("citations", cites(resolution.citations)),
    ])
  }

  static func durations(_ durations: Durations) -> JSONValue {
    .object([
      ("impact", span(durations.impact)),
      ("ttd", span(durations.timeToDetect)),
      ("tta", span(durations.timeToAcknowledge)),
      ("ttm", span(durations.timeToMitigate)),
      ("ttr", span(durations.timeToResolve)),
    ])
  }

  private static func span(_ span: Durations.Span?) -> JSONValue {
    .optional(span) { span in
      .object([
        ("low_s", .number(span.lowSeconds)),
        ("high_s", .optional(span.highSeconds, JSONValue.number)),
        ("from", .string(span.from)),
        ("to", .string(span.to)),
        ("basis", .text(span.basis.isEmpty ? nil : span.basis)),
      ])
    }
  }
}
