import Inference
import LogModel

/// The numbers that rules are replayed on: one a step, not a number where nothing is known.
///
/// Each is put together once, when a rule first asks for it. Series from elsewhere, such as metrics
/// of files, join them by ``add(_:of:)``.
public final class RuleSignals {
  public let counts: MinuteCounts
  public let names: OperationNames
  private var operations: [Set<OperationRef>: OperationMinutes] = [:]
  private var covered: [Set<String>: [Double]] = [:]
  private var named: [String: [Double]] = [:]
  private var computed: [Request: [Double]] = [:]

  private struct Request: Hashable {
    let signal: RuleSignal
    let isBelow: Bool
  }

  public init(_ counts: MinuteCounts) {
    self.counts = counts
    names = OperationNames(counts.operations)
  }

  /// Adds a series that rules name as `metric(NAME)`; of several points in a step the last counts.
  public func add(_ name: String, of points: [(time: Timestamp, value: Double)]) {
    var values = named[name] ?? Array(repeating: .nan, count: counts.steps)
    for point in points.sorted(by: { $0.time < $1.time }) {
      let step = counts.step(of: point.time)
      if values.indices.contains(step) { values[step] = point.value }
    }
    named[name] = values
  }

  /// Steps that a duration takes, at least one.
  public func steps(of seconds: Int) -> Int {
    let width = Int(counts.stepSeconds)
    return max(1, (seconds + width - 1) / width)
  }

  /// The values of a signal by step.
  ///
  /// - Parameter isBelow: low values are looked for: then a step of which a part is not known is
  ///   not known, for what is missing in it may have come.
  /// - Throws: `RuleError` where it names nothing that is known.
  public func values(of signal: RuleSignal, isBelow: Bool) throws(RuleError) -> [Double] {
    let request = Request(signal: signal, isBelow: isBelow)
    if let known = computed[request] { return known }
    let values = try compute(signal, isBelow: isBelow)
    computed[request] = values
    return values
  }

  private func compute(_ signal: RuleSignal, isBelow: Bool) throws(RuleError) -> [Double] {
    let window = steps(of: signal.windowSeconds)
    switch signal.term {
    case .latency(let statistic, let name):
      return latencies(statistic, try minutes(of: name, in: signal), window)
    case .named(let name):
      guard let values = named[name] else {
        var error = RuleError(
          text: signal.text, offset: 0, problem: "there is no series '\(name)'")
        let known = named.keys.sorted().joined(separator: ", ")
        error.remedy = known.isEmpty ? "none was given" : "known: \(known)"
        throw error
      }
      return values
    case .attempts, .failures, .lines:
      let (own, services) = try sums(of: signal.term, window, in: signal)
      if let divisor = signal.divisor {
        let (all, _) = try sums(of: divisor, window, in: signal)
        return zip(own, all).map { $1 > 0 ? $0 / $1 : .nan }
      }
      let known = coverage(of: services)
      let scale = 60 / (Double(window) * Double(counts.stepSeconds))
      return own.indices.map { step in
        let part = known[max(0, step - window + 1)...step].min() ?? 0
        let isKnown = isBelow ? part >= 0.999 && step >= window - 1 : known[step] > 0
        return isKnown ? own[step] * scale : .nan
      }
    }
  }

  private func latencies(
    _ statistic: RuleSignal.Statistic, _ minutes: OperationMinutes, _ window: Int
  ) -> [Double] {
    switch statistic {
    case .mean:
      let (sums, calls) = (
        Self.windowed(minutes.milliseconds, window), Self.windowed(minutes.timed, window)
      )
      return zip(sums, calls).map { $1 > 0 ? $0 / $1 : .nan }
    case .quantile(let share):
      return (0..<counts.steps).map { step in
        minutes.quantile(share, in: max(0, step - window + 1)..<(step + 1)) ?? .nan
      }
    }
  }

  /// Counts of the last steps in sum, and the services that they are of.
  private func sums(
    of term: RuleSignal.Term, _ window: Int, in signal: RuleSignal
  ) throws(RuleError) -> ([Double], Set<String>) {
    switch term {
    case .attempts(let name):
      let minutes = try minutes(of: name, in: signal)
      return (Self.windowed(minutes.attempts, window), Set(names.refs(name).map(\.service)))
    case .failures(let name):
      let minutes = try minutes(of: name, in: signal)
      return (Self.windowed(minutes.failures, window), Set(names.refs(name).map(\.service)))
    case .lines(let level):
      return (Self.windowed(counts.lines(ofWarnings: level == .warning), window), [])
    case .latency, .named: return (Array(repeating: .nan, count: counts.steps), [])
    }
  }

  private static func windowed(_ values: [Double], _ window: Int) -> [Double] {
    guard window > 1 else { return values }
    var sum = 0.0
    return values.indices.map { step in
      sum += values[step]
      if step >= window { sum -= values[step - window] }
      return sum
    }
  }

  /// What operations counted in each step.
  ///
  /// - Throws: where no operation is called so, with the nearest names.
  public func minutes(
    of name: String?, in signal: RuleSignal
  ) throws(RuleError) -> OperationMinutes {
    let refs = names.refs(name)
    guard name == nil || !refs.isEmpty else {
      let text = name ?? ""
      var error = RuleError(
        text: signal.text, offset: 0, problem: "no operation is called '\(text)'")
      let near = names.nearest(to: text).map { "'\($0)'" }
      error.remedy =
        near.isEmpty
        ? "the logs hold no operation" : "nearest: " + near.joined(separator: ", ")
      throw error
    }
    if let known = operations[refs] { return known }
    let minutes = counts.counts(of: refs)
    operations[refs] = minutes
    return minutes
  }

  /// How much of each step is covered by inputs of these services.
  public func coverage(of services: Set<String>) -> [Double] {
    if let known = covered[services] { return known }
    let coverage = counts.coverage(of: services)
    covered[services] = coverage
    return coverage
  }
}
