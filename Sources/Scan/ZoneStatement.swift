/// What a written time says about its zone.
public enum ZoneStatement: Hashable, Sendable {
  /// Seconds east of UTC; `Z`, `UTC` and `GMT` are 0.
  case offset(Int32)
  /// Nothing is said: the reader has to know the zone from elsewhere.
  case missing

  /// What `text` states alone: `Z`, `UTC`, `GMT`, `+02:00`, `+0200` or `+02`; `nil` for others.
  ///
  /// Names of places and of ambiguous abbreviations are for ``ZoneRules``.
  public init?(_ text: String) {
    let bytes = Array(" ".utf8) + Array(text.utf8)
    guard let offset = bytes.withUnsafeBytes({ TimeTail.offset($0, from: 0) }) else { return nil }
    self = .offset(offset)
  }
}
