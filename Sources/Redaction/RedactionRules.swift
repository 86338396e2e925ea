/// What to hide beyond the built-in rules, and what to leave.
public struct RedactionRules: Hashable, Sendable {
  /// What a definition may ask to keep.
  public enum Kept: String, Sendable, CaseIterable {
    /// Addresses stay in any case; the name is known because definitions may say so.
    case ip
    case email
  }

  /// Names of fields that hold secrets here, as `redact.keys` of a definition gives them.
  ///
  /// Case and the signs `-`, `_`, `.` and blank make no difference; a field whose name ends
  /// with one of them is meant too.
  public var keys: [String]
  public var keep: Set<Kept>

  public init(keys: [String] = [], keep: Set<Kept> = [.ip]) {
    self.keys = keys
    self.keep = keep
  }

  /// The built-in rules alone.
  public static let standard = RedactionRules()
}
