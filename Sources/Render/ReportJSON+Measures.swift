import LogModel
import Timeline

extension ReportJSON {
  static func impact(_ impact: ImpactCounts) -> JSONValue {
    let measured = impact.measuredAt
    // Said only where it is not what a reader expects.
    let counted: [(String, JSONValue)] =
      impact.counted == .attempts ? [] : [("counted", .string(impact.counted.rawValue))]
    return .object(
      counted + [
        (
          "measured_at",
          .object([
            ("service", .string(measured.service)), ("role", .string(measured.role.rawValue)),
            ("why", .string(measured.why.words)),
          ])
        ),
        ("attempts", .int(impact.attempts)),
        ("failures", .int(impact.failures)),
        ("failure_ratio", .optional(impact.failureRatio, JSONValue.number)),
        ("count_basis", .string(impact.basis.rawValue)),
        (
          "degraded",
          .optional(impact.degraded) {
            .object([
              ("count", .int($0.count)), ("threshold_ms", .number($0.thresholdMilliseconds)),
            ])
          }
        ),
        (
          "missing",
          .optional(impact.missing) {
            .object([
              ("low", .int($0.low)), ("high", .int($0.high)), ("basis", .string($0.basis)),
            ])
          }
        ),
        ("users", .optional(impact.users, users)),
        ("units", .object(impact.units.map { ($0.name, .int($0.count)) })),
        ("by_operation", .array(impact.byOperation.map(byOperation))),
        ("by_layer", .array(impact.byLayer.map(byLayer))),
        ("concentration", .array(impact.concentration.map(ConcentrationJSON.object))),
      ])
  }

  private static func users(_ users: ImpactCounts.Users) -> JSONValue {
    .object([
      ("count", .int(users.count)), ("exact", .bool(users.exact)),
      ("identity", .string(users.identity.rawValue)),
    ])
  }

  private static func byOperation(_ count: ImpactCounts.OperationCount) -> JSONValue {
    .object([
      ("service", .string(count.operation.service)),
      ("operation", .string(count.operation.operation)),
      ("attempts", .int(count.attempts)), ("failures", .int(count.failures)),
    ])
  }

  private static func byLayer(_ count: ImpactCounts.LayerCount) -> JSONValue {
    .object([
      ("service", .string(count.service)), ("role", .string(count.role.rawValue)),
      ("attempts", .int(count.attempts)), ("failures", .int(count.failures)),
    ])
  }

  static func signal(_ signal: ReportedSignal) -> JSONValue {
    let service = signal.service.map { [("service", JSONValue.string($0))] } ?? []
    return .object(
      [
        ("kind", .string(signal.kind.rawValue)),
        ("series", .string(signal.series.text)),
        ("from", time(signal.from)),
        ("to", time(signal.to)),
        ("baseline", .number(signal.baseline)),
        ("observed", .number(signal.observed)),
        ("unit", .string(signal.unit)),
        ("citations", cites(signal.citations)),
      ] + service)
  }

  static func correlation(_ correlation: ReportedIncident.Correlated) -> JSONValue {
    .object([
      ("a", .string(correlation.a.text)),
      ("b", .string(correlation.b.text)),
      ("order", .string(correlation.order.rawValue)),
      ("lag_s", .number(correlation.lagSeconds)),
      ("lag_low_s", .number(correlation.lagLow)),
      ("lag_high_s", .number(correlation.lagHigh)),
      ("verdict", .string(correlation.verdict.rawValue)),
      ("reasons", .texts(correlation.reasonWords)),
    ])
  }

  static func series(_ series: ReportedIncident.Series) -> JSONValue {
    .object([
      ("name", .string(series.name.text)),
      ("unit", .string(series.unit)),
      ("from", time(series.from)),
      ("bucket_s", .int(series.bucketSeconds)),
      ("values", .array(series.values.map { .optional($0, JSONValue.number) })),
    ])
  }

  static func row(_ row: TimelineRow) -> JSONValue {
    // Of pages and alerts alone: other rows have no such tie.
    let tie = row.tie.map { tie -> [(String, JSONValue)] in
      [("relation", .string(tie.relation?.rawValue ?? "unrelated"))]
    }
    return .object(
      [
        ("time", time(row.time)),
        ("until", time(row.until)),
        ("approx", .bool(row.approximate)),
        ("kind", .string(row.kind.rawValue)),
        ("level", .string(row.level.rawValue)),
        ("source", .string(row.source.rawValue)),
        ("repeat_of", .optional(row.repeatOf, JSONValue.int)),
        ("confidence", .string(row.confidence.rawValue)),
        ("text", text(row.text, on: row.time)),
        ("citations", cites(row.citations)),
      ] + (tie ?? []))
  }
}

/// A value that failures are concentrated in, as the report holds it.
enum ConcentrationJSON {
  static func object(_ one: Concentration) -> JSONValue {
    .object([
      ("dimension", .string(one.dimension)), ("value", .string(one.value)),
      ("failures_share", .number(one.failuresShare)),
      ("attempts_share", .optional(one.attemptsShare, JSONValue.number)),
      ("failures", .int(one.failures)), ("failures_of", .int(one.allFailures)),
      ("attempts", .optional(one.attempts, JSONValue.int)), ("attempts_of", .int(one.allAttempts)),
    ])
  }
}
