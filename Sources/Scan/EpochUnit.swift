/// What a number of the epoch counts.
public enum EpochUnit: UInt8, Sendable, CaseIterable {
  case seconds, milliseconds, microseconds, nanoseconds

  /// The unit in which `value` is a moment between 1973 and 5138; `nil` for less.
  ///
  /// The bounds of neighbouring units meet, so each number has one unit. A file has one too:
  /// take it by majority rather than line by line.
  public init?(magnitude value: UInt64) {
    switch value {
    case ..<100_000_000: return nil
    case ..<100_000_000_000: self = .seconds
    case ..<100_000_000_000_000: self = .milliseconds
    case ..<100_000_000_000_000_000: self = .microseconds
    default: self = .nanoseconds
    }
  }

  /// Nanoseconds in one.
  public var nanoseconds: UInt64 {
    switch self {
    case .seconds: 1_000_000_000
    case .milliseconds: 1_000_000
    case .microseconds: 1000
    case .nanoseconds: 1
    }
  }

  /// Digits after the second that a whole number of this unit states.
  public var fractionDigits: Int {
    switch self {
    case .seconds: 0
    case .milliseconds: 3
    case .microseconds: 6
    case .nanoseconds: 9
    }
  }
}
