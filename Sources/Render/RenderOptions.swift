import LogModel
import Timeline

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
