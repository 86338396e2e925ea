import LogModel
import Timeline

extension ReportJSON {
  static func propagation(_ steps: [ReportedIncident.Propagation]) -> JSONValue {
    .array(
      steps.map { step in
        .object([
          ("service", .string(step.service)),
          (
            "onset",
            .object([
              ("earliest", time(step.earliest)), ("latest", time(step.latest)),
              ("interval", range(step.interval)),
            ])
          ),
          ("via", .text(step.via)),
          ("rank", .int(step.rank)),
          ("tie", .bool(steps.count { $0.rank == step.rank } > 1)),
          ("attempts", .int(step.attempts)),
          ("failures", .int(step.failures)),
          ("below_bounds", .bool(step.isBelowBounds)),
          ("citations", cites(step.citations)),
        ])
      })
  }

  static func factors(_ factors: [ReportedIncident.Factor]) -> JSONValue {
    .array(
      factors.map { factor in
        .object([
          ("kind", .string(factor.kind.rawValue)), ("text", .string(factor.text)),
          ("reason", .string(factor.reason)), ("citations", cites(factor.citations)),
        ])
      })
  }

  /// An incident's keys as far as they are known, and why it is none.
  static func nearMiss(_ incident: ReportedIncident) -> JSONValue {
    .object(
      identity(incident) + [
        ("reason", .text(incident.whyNone)),
        ("impact_start", boundary(incident.impactStart)),
        ("detectable", nil),
        ("detected", nil),
        ("notified", nil),
        ("acknowledged", nil),
        ("mitigations", .array([])),
        ("impact_end", .optional(incident.impactEnd, boundary)),
        ("resolved", nil),
        ("durations", durations(incident.durations)),
      ] + measures(incident))
  }
}
