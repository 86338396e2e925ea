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

/// Every form a report can be written in.
public enum Renderers {
  /// In the order that help lists them; the first is the default.
  public static let all: [any ReportRenderer] = [.markdown, .json]

  /// The renderer of the given name, `nil` for none.
  public static func named(_ name: String) -> (any ReportRenderer)? {
    all.first { $0.name == name }
  }
}
