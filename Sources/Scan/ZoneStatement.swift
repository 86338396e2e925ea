/// What a written time says about its zone.
public enum ZoneStatement: Hashable, Sendable {
  /// Seconds east of UTC; `Z`, `UTC` and `GMT` are 0.
  case offset(Int32)
  /// Nothing is said: the reader has to know the zone from elsewhere.
  case missing
}
