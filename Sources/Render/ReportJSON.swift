import LogModel
import Timeline

/// Turns a report into JSON values, field by field in the order of the format.
enum ReportJSON {
  static func value(of report: IncidentReport) -> JSONValue {
    let head: [(String, JSONValue)] = [
      ("schema", "recount.report/1"), ("recount", .string(report.version)),
    ]
    // Of a run without a definition there is nothing to say.
    let pipeline = report.pipeline.map { [("pipeline", JSONValue.string($0))] } ?? []
    return .object(
      head + pipeline + [
        ("window", .object([("from", time(report.window.from)), ("to", time(report.window.to))])),
        ("coverage", coverage(report.coverage)),
        ("incidents", .array(report.incidents.map(incident))),
        ("near_misses", .array(report.nearMisses.map(nearMiss))),
        ("citations", citations(report.citations)),
        ("redactions", .object(report.redactions.map { ($0.kind, .int($0.count)) })),
      ])
  }

  /// The incidents alone, each by what a list of them says.
  static func list(of report: IncidentReport) -> JSONValue {
    .object([
      ("schema", "recount.incidents/1"), ("recount", .string(report.version)),
      (
        "incidents",
        .array(
          report.incidents.map { incident in
            .object([
              ("id", .string(incident.id)),
              ("title", text(incident.title, on: incident.impactStart.time)),
              ("state", .string(incident.state.rawValue)),
              ("impact_start", boundary(incident.impactStart)),
              ("impact_end", .optional(incident.impactEnd, boundary)),
              ("attempts", .int(incident.impact.attempts)),
              ("failures", .int(incident.impact.failures)),
              ("recurrence", .optional(incident.recurrence, recurrence)),
            ])
          })
      ),
    ])
  }

  static func time(_ time: Timestamp?) -> JSONValue { .text(time?.rfc3339) }

  static func range(_ range: TimeRange) -> JSONValue {
    .array([time(range.from), time(range.to)])
  }

  static func cites(_ ids: [CitationID]) -> JSONValue { .texts(ids.map(\.name)) }

  static func cites(_ list: CitationList) -> JSONValue { cites(list.all) }

  /// A sentence without markup, its times in UTC.
  static func text(_ text: ReportText, on day: Timestamp?) -> JSONValue {
    .string(text.plain(in: .utc, on: day))
  }

  private static func citations(_ citations: [Citation]) -> JSONValue {
    .object(
      citations.enumerated().map { index, citation in
        (
          CitationID(index + 1).name,
          .object([
            ("path", .string(citation.path)),
            ("line", .int(citation.line)),
            ("entry", .optional(citation.entry, JSONValue.int)),
            ("byte_offset", .int(citation.byteOffset)),
            ("time", time(citation.time)),
            ("excerpt", .text(citation.excerpt)),
          ])
        )
      })
  }
}
