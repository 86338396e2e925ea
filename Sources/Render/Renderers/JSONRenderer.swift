import LogModel
import Timeline

/// The whole report as `recount.report/1`: every incident, with keys in the order of the
/// format's description. Times are RFC 3339 in UTC whatever zone drafts are printed in.
public struct JSONRenderer: ReportRenderer {
  public let name = "json"

  /// The renderer of `--format json`.
  public init() {}

  public func render(_ report: IncidentReport, _ options: RenderOptions) -> String {
    JSONWriter.text(ReportJSON.value(of: report)) + "\n"
  }
}

extension ReportRenderer where Self == JSONRenderer {
  /// `--format json`
  public static var json: Self { JSONRenderer() }
}
