/// The unit in which a line states its latency.
enum LatencyUnit: UInt8 {
  case none, nanoseconds, microseconds, milliseconds, seconds
  /// The value states its unit itself: `39.4ms`, `PT0.04S`; told in milliseconds.
  case spelled

  /// As reports print it; `nil` for none.
  var name: String? {
    switch self {
    case .none: nil
    case .nanoseconds: "ns"
    case .microseconds: "us"
    case .milliseconds: "ms"
    case .seconds: "s"
    case .spelled: "ms"
    }
  }

  /// Milliseconds in one.
  var milliseconds: Double {
    switch self {
    case .nanoseconds: 1e-6
    case .microseconds: 1e-3
    case .seconds: 1000
    case .none, .milliseconds, .spelled: 1
    }
  }
}
