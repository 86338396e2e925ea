import LogModel
import Timeline

/// Writes a report in one form. It decides nothing: what is said and how sure it is stands in
/// the report; a renderer picks the rows its options ask for and escapes what comes from data.
///
/// The same report and options give the same text, byte for byte.
public protocol ReportRenderer: Sendable {
  /// What `--format` calls it.
  var name: String { get }

  /// The whole text, with a line feed at its end.
  func render(_ report: IncidentReport, _ options: RenderOptions) -> String
}
