import LogModel
import Timeline

/// The timeline section of a postmortem in the course's form.
///
///     ## Timeline
///
///     All times are UTC. The date is 2025-04-08.
///
///     - _15:24_ - Last order that succeeded (15:24:55). [^c1]
///
///     [^c1]: `service.log.gz:5123`
public struct MarkdownRenderer: ReportRenderer {
  public let name = "markdown"

  /// The renderer of `--format markdown`.
  public init() {}

  public func render(_ report: IncidentReport, _ options: RenderOptions) -> String {
    let zone = options.zone ?? report.displayZone
    var blocks = [DamageNotice(report.coverage, zone: zone).markdown].compactMap { $0 }
    blocks += [SilenceNotice(report, zone: zone).markdown].compactMap { $0 }
    let chosen = options.incident.map(report.incident) ?? report.largestIncident
    if let chosen {
      blocks += CourseTimeline(chosen, in: report, options: options, zone: zone).blocks
    } else {
      blocks += NothingFound(report, asked: options.incident, zone: zone).blocks
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }
}

extension ReportRenderer where Self == MarkdownRenderer {
  /// `--format markdown`, the default.
  public static var markdown: Self { MarkdownRenderer() }
}
