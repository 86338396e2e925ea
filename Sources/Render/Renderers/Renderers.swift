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
  public static let all: [any ReportRenderer] = [MarkdownRenderer(), JSONRenderer()]

  /// The renderer of the given name, `nil` for none.
  public static func named(_ name: String) -> (any ReportRenderer)? {
    all.first { $0.name == name }
  }
}

/// What a reader asked of a draft's form.
public struct RenderOptions: Sendable {
  /// How a row shows the place it rests on.
  public enum CiteStyle: String, Sendable, CaseIterable { case footnotes, inline, none }

  /// The most rows of a timeline that are printed.
  public var rows: Int
  public var cite: CiteStyle
  /// `nil`: the zone that the report's definition asks for.
  public var zone: DisplayZone?
  /// Id of the incident to print; `nil`: the one that cost most.
  public var incident: String?

  /// The options of a plain `recount draft`, but for those given.
  public init(
    rows: Int = 20, cite: CiteStyle = .footnotes, zone: DisplayZone? = nil,
    incident: String? = nil
  ) {
    self.rows = rows
    self.cite = cite
    self.zone = zone
    self.incident = incident
  }
}
