/// Reads lines of one form.
///
/// A pure function of the line: the same bytes give the same fields. A line of another form is
/// refused, never half read; the caller then tries the next format.
public protocol LogFormat: Sendable {
  /// The name in reports and definitions.
  var name: String { get }
  /// Fills `fields` from one line without its line end; false when it has another form.
  func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool
}

/// Every form of line recount reads.
public enum LogFormats {
  /// Tried in this order: strictest first.
  public static let all: [any LogFormat] = [JSONLines(), CombinedAccess(), LenientJSONLines()]

  public static var names: [String] { all.map(\.name) }
}
