import Glibc
import Simulator

/// Chance as the third model draws it.
struct Dice {
  private var random: SeededGenerator

  init(seed: UInt64, _ label: String) {
    random = SeededGenerator(seed: seed).fork(label)
  }

  mutating func uniform() -> Double {
    (Double(random.next() >> 11) + 0.5) / 9_007_199_254_740_992
  }

  mutating func chance(_ share: Double) -> Bool { uniform() < share }
  mutating func below(_ bound: Int) -> Int { random.below(bound) }
  mutating func between(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * uniform()
  }

  mutating func exponential(mean: Double) -> Double { -mean * log(uniform()) }

  mutating func logNormal(median: Double, spread: Double) -> Double {
    let normal = (-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform())
    return median * exp(spread * normal)
  }

  /// How long a person looks at a page: seconds as a rule, now and then a coffee break.
  mutating func think() -> Double {
    chance(0.06)
      ? 40 / pow(uniform(), 0.8)
      : logNormal(median: 7, spread: 0.9)
  }

  mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  mutating func pick<Value>(_ values: [(Value, weight: Double)]) -> Value {
    var rest = uniform() * values.reduce(0) { $0 + $1.weight }
    for (value, weight) in values {
      rest -= weight
      if rest < 0 { return value }
    }
    return values[values.count - 1].0
  }

  /// Moments of a Poisson stream whose rate an hour changes with time.
  mutating func moments(
    from: Double = 0, to: Double, perHour: Double, peak: Double = 1,
    season: (Double) -> Double = { _ in 1 }
  ) -> [Double] {
    guard perHour > 0 else { return [] }
    var moments: [Double] = []
    var at = from
    while true {
      at += exponential(mean: 3600 / (perHour * peak))
      guard at < to else { return moments }
      if chance(season(at) / peak) { moments.append(at) }
    }
  }

  /// Lower-case hexadecimal digits.
  mutating func hex(_ count: Int) -> String {
    String((0..<count).map { _ in Array("0123456789abcdef")[below(16)] })
  }

  mutating func address() -> String {
    "\(pick([31, 46, 62, 77, 81, 87, 93, 109, 151, 178, 188, 203])).\(below(256))"
      + ".\(below(256)).\(1 + below(254))"
  }

  /// A moment of the third to the two thirds of a log, on no whole minute.
  mutating func middle(of seconds: Double, _ low: Double = 0.35, _ high: Double = 0.65) -> Double {
    let at = between(seconds * low, seconds * high)
    return (at / 60).rounded(.down) * 60 + between(4, 56)
  }
}
