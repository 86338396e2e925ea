/// What a metric of the user's own monitoring counts, as a key of `metrics:` in a definition says
/// it: `attempts(order)`, `failures(order)`, `latency(order)`, `lines(level=error)`.
public enum MetricKey: Hashable, Sendable {
  /// `nil` for all operations.
  case attempts(String?)
  case failures(String?)
  case latency(String?)
  case lines(RuleSignal.Level)

  /// - Returns: `nil` for what is no such key.
  public init?(_ text: String) {
    // `latency(order)` is no signal by itself: a rule asks for its mean or a quantile.
    let parts = text.split(separator: "(", maxSplits: 1, omittingEmptySubsequences: false)
    if parts[0] == "latency" {
      let rest = parts.count > 1 ? "(latency, \(parts[1])" : "(latency)"
      guard let signal = try? RuleSignal("mean" + rest),
        case .latency(_, let name) = signal.term
      else { return nil }
      self = .latency(name)
      return
    }
    guard let signal = try? RuleSignal(text), signal.divisor == nil, signal.windowSeconds == 0
    else { return nil }
    self.init(signal.term)
  }

  /// The metric that a term is read from; `nil` for a series that has a name of its own.
  init?(_ term: RuleSignal.Term) {
    switch term {
    case .attempts(let name): self = .attempts(name)
    case .failures(let name): self = .failures(name)
    case .latency(_, let name): self = .latency(name)
    case .lines(let level): self = .lines(level)
    case .named: return nil
    }
  }

  /// The operation that it is about.
  var operation: String? {
    switch self {
    case .attempts(let name), .failures(let name), .latency(let name): name
    case .lines: nil
    }
  }
}
