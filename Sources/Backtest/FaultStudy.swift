import Inference
import LogModel
import Signals

/// Plants faults of known size into copies of the site's own healthy hours, and runs the search for
/// incidents on each copy (fault injection into recorded data).
public struct FaultStudy {
  /// Shares of calls that fail, and how long (seconds).
  static let shares = [0.05, 0.2, 1]
  static let durations = [120, 600, 1800]
  /// Faults of each size.
  static let repeats = 4
  /// Operations that faults are planted in.
  static let mostOperations = 2
  /// Healthy steps on both sides of a fault.
  static let margin = 30
  static let seed: UInt64 = 20_250_408

  private let signals: RuleSignals
  private let replay: RuleReplay
  private let settings: InferenceSettings
  private let copy: () -> Tally?

  /// - Parameter copy: makes a copy of the tally to plant a fault in.
  public init(
    _ replay: RuleReplay, settings: InferenceSettings, copy: @escaping () -> Tally?
  ) {
    self.replay = replay
    signals = replay.signals
    self.settings = settings
    self.copy = copy
  }

  /// - Parameter progress: told before each fault how many were planted, of how many.
  public func power(progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }) -> DetectionPower {
    let operations = operations
    let all = operations.count * Self.shares.count * Self.durations.count * Self.repeats
    var done = 0
    var sizes: [DetectionPower.Size] = []
    var random = SplitMix(state: Self.seed)
    for ref in operations {
      for share in Self.shares {
        for duration in Self.durations {
          var size = DetectionPower.Size(
            operation: signals.names.shortName(of: ref), share: share, durationSeconds: duration)
          let places = places(for: ref, duration: duration)
          for _ in 0..<Self.repeats {
            progress(done, all)
            done += 1
            guard !places.isEmpty else { continue }
            let step = places[Int(random.next() % UInt64(places.count))]
            plant(ref, at: step, seed: random.next(), into: &size)
          }
          if size.planted > 0 { sizes.append(size) }
        }
      }
    }
    return DetectionPower(sizes: sizes, seed: Self.seed)
  }

  /// Those of incidents, then the busiest, with a call a minute at least.
  private var operations: [OperationRef] {
    let busy = signals.counts.operations.sorted {
      (-$0.arrivals, $0.ref.service, $0.ref.operation)
        < (-$1.arrivals, $1.ref.service, $1.ref.operation)
    }.filter { $0.arrivals >= signals.counts.steps }.map(\.ref)
    var picked: [OperationRef] = []
    for ref in replay.incidents.flatMap(\.operations).filter(busy.contains) + busy
    where !picked.contains(ref) {
      picked.append(ref)
    }
    return Array(picked.prefix(Self.mostOperations))
  }

  /// Steps at which a fault may begin: healthy, covered, and with calls in its time.
  private func places(for ref: OperationRef, duration: Int) -> [Int] {
    let healthy = replay.isHealthy(held: 1)
    let covered = signals.coverage(of: [])
    let calls = signals.counts.counts(of: [ref]).attempts
    let length = signals.steps(of: duration)
    // Sums up to each step: a stretch is good where as many steps in it are as it has.
    var good = [0]
    var sums = [0.0]
    for step in healthy.indices {
      good.append(good[step] + (healthy[step] && covered[step] > 0.99 ? 1 : 0))
      sums.append(sums[step] + calls[step])
    }
    let last = signals.counts.steps - length - Self.margin
    guard Self.margin < last else { return [] }
    return (Self.margin..<last).filter { step in
      let (from, to) = (step - Self.margin, step + length + Self.margin)
      return good[to] - good[from] == to - from && sums[step + length] > sums[step]
    }
  }

  private func plant(
    _ ref: OperationRef, at step: Int, seed: UInt64, into size: inout DetectionPower.Size
  ) {
    guard let tally = copy() else { return }
    let from = signals.counts.time(ofStep: step)
    let range = TimeRange(
      from: from, to: from.advanced(bySeconds: Double(size.durationSeconds)))
    let failing = tally.plantFailures(
      share: size.share, of: ref.operation, named: ref.name ?? "", in: range, seed: seed)
    size.planted += 1
    guard failing > 0 else { return }
    let incidents = IncidentFinder(settings).findings(in: tally, with: []).incidents
    let own = incidents.filter { incident in
      incident.operations.contains(ref) && incident.began >= range.from
        && incident.began < range.to
    }
    guard let found = own.first else { return }
    size.found += 1
    size.delays.append(found.began.seconds(since: range.from))
    if found.onset.holds(range.from) { size.startsHeld += 1 }
    if found.end?.holds(range.to) == true { size.endsHeld += 1 }
  }
}

extension Boundary {
  /// Whether a moment lies in what the report gives for 90 %: the interval, or between the two
  /// events that nothing is known between.
  fileprivate func holds(_ time: Timestamp) -> Bool {
    interval.contains(time)
      || (earliest.map { $0.time <= time } ?? true) && (latest.map { time <= $0.time } ?? true)
  }
}

/// A small generator of numbers that look random (SplitMix64, Steele, Lea and Flood 2014).
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Which planted faults are found, how late, and how well the intervals hold there.
public struct DetectionPower: Sendable {
  /// Faults of one size, planted at several times.
  public struct Size: Sendable {
    public var operation: String
    /// Share of the calls that fail.
    public var share: Double
    public var durationSeconds: Int
    public var planted: Int
    public var found: Int
    /// Seconds from the planted start to the first bad event of the incident, of those that were
    /// found, in order.
    public var delays: [Double]
    /// Of those that were found, how often the 90 % interval of the start held the planted start.
    public var startsHeld: Int
    public var endsHeld: Int

    public init(operation: String, share: Double, durationSeconds: Int) {
      self.operation = operation
      self.share = share
      self.durationSeconds = durationSeconds
      (planted, found, delays, startsHeld, endsHeld) = (0, 0, [], 0, 0)
    }

    public var medianDelay: Double? { delays.isEmpty ? nil : delays.sorted()[delays.count / 2] }
  }

  public var sizes: [Size]
  public var seed: UInt64

  public init(sizes: [Size], seed: UInt64) {
    self.sizes = sizes
    self.seed = seed
  }
}
