/// Every form a report can be written in.
public enum Renderers {
  /// In the order that help lists them; the first is the default.
  public static let all: [any ReportRenderer] = [MarkdownRenderer(), JSONRenderer()]

  /// The renderer of the given name, `nil` for none.
  public static func named(_ name: String) -> (any ReportRenderer)? {
    all.first { $0.name == name }
  }
}
