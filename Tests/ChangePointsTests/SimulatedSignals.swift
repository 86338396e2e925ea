import Glibc

@testable import ChangePoints

/// Numbers that are the same on every machine for one seed (SplitMix64).
struct SeededNumbers {
  private var state: UInt64

  /// Seeds are mixed first: neighbours would else share one stream, a few places apart.
  init(seed: Int) {
    state = UInt64(truncatingIfNeeded: seed)
    state = bits() ^ 0xD1B5_4A32_D192_ED03
    state = bits() &* 0xA24B_AED4_963E_E407
  }

  mutating func bits() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Between 0 and 1, neither included.
  mutating func share() -> Double { (Double(bits() >> 11) + 0.5) / 9_007_199_254_740_992 }

  mutating func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * share() }

  mutating func exponential(_ mean: Double) -> Double { -log(share()) * mean }

  mutating func normal() -> Double { sqrt(-2 * log(share())) * cos(6.283185307179586 * share()) }

  mutating func poisson(_ mean: Double) -> Int {
    guard mean > 0 else { return 0 }
    guard mean < 60 else { return max(0, Int((mean + mean.squareRoot() * normal()).rounded())) }
    var product = share()
    var count = 0
    let least = exp(-mean)
    while product > least {
      product *= share()
      count += 1
    }
    return count
  }
}

/// A simulated log of calls with the incidents that were put in.
struct SimulatedRatio {
  var cells: [RatioCell]
  var truth: [(start: Double, end: Double)]
  var width = 0.0

  /// Calls that arrive in gamma renewals of shape 2 and fail with `chance` of their time.
  static func calls(
    every gap: Double, for length: Double, _ numbers: inout SeededNumbers,
    chance: (Double) -> Double
  ) -> [RatioCell] {
    var cells: [RatioCell] = []
    var time = numbers.between(0, gap)
    while time < length {
      cells.append(
        RatioCell(time: time, attempts: 1, failures: numbers.share() < chance(time) ? 1 : 0))
      time += numbers.exponential(gap / 2) + numbers.exponential(gap / 2)
    }
    return cells
  }

  /// The same log counted into cells of `width` seconds.
  func counted(in width: Double) -> SimulatedRatio {
    var counted: [RatioCell] = []
    for cell in cells {
      let middle = ((cell.time / width).rounded(.down) + 0.5) * width
      if counted.last?.time != middle {
        counted.append(RatioCell(time: middle, attempts: 0, failures: 0))
      }
      counted[counted.count - 1].attempts += cell.attempts
      counted[counted.count - 1].failures += cell.failures
    }
    return SimulatedRatio(cells: counted, truth: truth, width: width)
  }

  /// One kind of log by its letter, as in the table of the method's measurements.
  static func make(_ kind: Character, seed: Int) -> SimulatedRatio {
    var numbers = SeededNumbers(seed: seed &* 257 &+ Int(kind.asciiValue ?? 0))
    switch kind {
    case "A": return one(54.5, 6 * 3600, 660, 0, 1, &numbers)
    case "B": return one(54.5, 6 * 3600, 660, 0.02, 1, &numbers)
    case "C": return one(6.67, 3 * 3600, 1080, 0.005, 0.6, &numbers)
    case "D": return one(0.05, 2400, 420, 0.003, 0.05, &numbers)
    case "P": return one(6.67, 3 * 3600, 900, 0.01, 0.2, &numbers)
    case "R": return one(6.67, 3 * 3600, 90, 0.005, 1, &numbers)
    case "S": return one(0.05, 4800, 1200, 0.003, 0.01, &numbers)
    case "E": return dense(&numbers)
    case "F": return ramp(&numbers)
    case "H": return flapping(&numbers)
    case "I": return ongoing(&numbers)
    case "J": return two(&numbers)
    case "W": return one(54.5, 3600, 1440, 0.01, 1, &numbers)
    case "X": return one(0.125, 3600, 1200, 0.002, 0.03, &numbers)
    case "Q", "q": return clustered(&numbers, outage: kind == "q" ? 600 : 0)
    case "V": return drifting(&numbers)
    case "Y": return tenOutages(&numbers)
    case "f": return rising(&numbers, every: 6.67, to: 0.4, over: 600)
    case "g": return rising(&numbers, every: 3, to: 0.6, over: 1800)
    default: return clean(&numbers)
    }
  }

  private static func one(
    _ gap: Double, _ length: Double, _ bad: Double, _ healthy: Double, _ failing: Double,
    _ numbers: inout SeededNumbers
  ) -> SimulatedRatio {
    let start = numbers.between(0.3 * length, 0.9 * length - bad)
    let cells = calls(every: gap, for: length, &numbers) {
      $0 >= start && $0 < start + bad ? failing : healthy
    }
    return SimulatedRatio(cells: cells, truth: [(start, start + bad)])
  }

  /// 10,000 calls a second in cells of 1 s, 0.2 to 2 %, over a baseline that scatters.
  private static func dense(_ numbers: inout SeededNumbers) -> SimulatedRatio {
    let start = numbers.between(1000, 2500)
    var cells: [RatioCell] = []
    var noise = 1.0
    for second in 0..<3600 {
      if second % 10 == 0 { noise = exp(0.2 * numbers.normal()) }
      let attempts = numbers.poisson(10_000)
      let from = Double(second)
      let share = max(0, min(from + 1, start + 300) - max(from, start))
      let ratio = 0.002 * noise * (1 - share) + 0.02 * share
      cells.append(
        RatioCell(
          time: from + 0.5, attempts: attempts,
          failures: numbers.poisson(Double(attempts) * ratio)))
    }
    return SimulatedRatio(cells: cells, truth: [(start, start + 300)], width: 1)
  }

  /// A call a second, 0 to 40 % in ten minutes, ten minutes more, a sharp end.
  private static func ramp(_ numbers: inout SeededNumbers) -> SimulatedRatio {
    let start = numbers.between(3000, 7000)
    let cells = calls(every: 1, for: 9600, &numbers) { time in
      guard time >= start, time < start + 1200 else { return 0.005 }
      return max(0.005, 0.4 * min(1, (time - start) / 600))
    }
    return SimulatedRatio(cells: cells, truth: [(start, start + 1200)])
  }

  /// Five times a minute bad and a minute good: one incident.
  private static func flapping(_ numbers: inout SeededNumbers) -> SimulatedRatio {
    let start = numbers.between(2000, 6000)
    let cells = calls(every: 1, for: 7200, &numbers) { time in
      guard time >= start, time < start + 540 else { return 0.005 }
      return (time - start).truncatingRemainder(dividingBy: 120) < 60 ? 0.8 : 0.005
    }
    return SimulatedRatio(cells: cells, truth: [(start, start + 540)])
  }

  private static func ongoing(_ numbers: inout SeededNumbers) -> SimulatedRatio {
    let start = numbers.between(9000, 10_200)
    let cells = calls(every: 6.67, for: 10_800, &numbers) { $0 >= start ? 0.7 : 0.005 }
    return SimulatedRatio(cells: cells, truth: [(start, 10_800)])
  }

  private static func two(_ numbers: inout SeededNumbers) -> SimulatedRatio {
    let first = numbers.between(1500, 2500)
    let second = numbers.between(4200, 5600)
    let cells = calls(every: 1, for: 7200, &numbers) { time in
      if time >= first, time < first + 480 { return 0.3 }
      return time >= second && time < second + 600 ? 0.15 : 0.005
    }
    return SimulatedRatio(cells: cells, truth: [(first, first + 480), (second, second + 600)])
  }

  /// Half a day of 9 calls a minute whose failures come in runs of three on the average; 1.5 % in
  /// all. With an outage of so many seconds where asked.
  private static func clustered(
    _ numbers: inout SeededNumbers, outage: Double
  ) -> SimulatedRatio {
    let start = numbers.between(10_000, 32_000)
    var isInRun = false
    var cells = calls(every: 6.67, for: 43_200, &numbers, chance: { _ in 0 })
    for at in cells.indices {
      isInRun = numbers.share() < (isInRun ? 2.0 / 3 : 0.005)
      let isOut = cells[at].time >= start && cells[at].time < start + outage
      if isInRun || isOut { cells[at].failures = 1 }
    }
    return SimulatedRatio(cells: cells, truth: outage > 0 ? [(start, start + outage)] : [])
  }

  /// Half a day of a call a second, of which about 0.8 % fail, half or twice that by the hour.
  private static func drifting(_ numbers: inout SeededNumbers) -> SimulatedRatio {
    var level = 0.0
    let levels = (0...720).map { _ -> Double in
      level = 0.98 * level + 0.07 * numbers.normal()
      return exp(level)
    }
    let cells = calls(every: 1, for: 43_200, &numbers) {
      min(0.5, 0.008 * levels[Int($0 / 60)])
    }
    return SimulatedRatio(cells: cells, truth: [])
  }

  /// Ten outages a day of twelve minutes at a call a minute, and never a failure else.
  private static func tenOutages(_ numbers: inout SeededNumbers) -> SimulatedRatio {
    let truth = (0..<10).map { number -> (start: Double, end: Double) in
      let start = Double(number) * 8000 + numbers.between(2000, 6000)
      return (start, start + 720)
    }
    let cells = calls(every: 54.5, for: 82_000, &numbers) { time in
      truth.contains { time >= $0.start && time < $0.end } ? 1 : 0
    }
    return SimulatedRatio(cells: cells, truth: truth)
  }

  /// A share that rises from nothing in a line, stays a while and falls at once.
  private static func rising(
    _ numbers: inout SeededNumbers, every gap: Double, to share: Double, over length: Double
  ) -> SimulatedRatio {
    let start = numbers.between(3000, 6000)
    let end = start + length + 600
    let cells = calls(every: gap, for: 10_800, &numbers) { time in
      time >= start && time < end ? min(share, share * (time - start) / length) : 0
    }
    return SimulatedRatio(cells: cells, truth: [(start, end)])
  }

  /// 1 % failures whose callers try again, each time failing more likely than not.
  private static func clean(_ numbers: inout SeededNumbers) -> SimulatedRatio {
    var cells: [RatioCell] = []
    for call in calls(every: 6.67, for: 6 * 3600, &numbers, chance: { _ in 0.01 }) {
      cells.append(call)
      var again = call.time
      while cells.last?.failures == 1, numbers.share() < 0.5 {
        again += numbers.between(1, 5)
        cells.append(
          RatioCell(time: again, attempts: 1, failures: numbers.share() < 0.3 ? 1 : 0))
      }
    }
    return SimulatedRatio(cells: cells.sorted { $0.time < $1.time }, truth: [])
  }
}

/// A simulated log of arrivals with the changes that were put in.
struct SimulatedCounts {
  var series: CountSeries
  var truth: [(start: Double, end: Double)]

  /// Poisson arrivals in cells of `width` seconds at a rate of so many a second.
  static func arrivals(
    width: Double, for length: Double, _ numbers: inout SeededNumbers,
    rate: (Double) -> Double
  ) -> CountSeries {
    let counts = (0..<Int(length / width)).map { cell -> Int? in
      // Ten points a cell: a change inside a cell is felt in part.
      var mean = 0.0
      for part in 0..<10 { mean += rate((Double(cell) + (Double(part) + 0.5) / 10) * width) / 10 }
      return numbers.poisson(mean * width)
    }
    return CountSeries(origin: 0, width: width, counts: counts)
  }

  static func make(_ kind: Character, seed: Int) -> SimulatedCounts {
    var numbers = SeededNumbers(seed: seed &* 263 &+ Int(kind.asciiValue ?? 0))
    switch kind {
    case "K": return one(0.15, 7200, 180, 48.0 / 9, 1, 0, &numbers)
    case "k": return one(0.15, 3600, 1020, 4, 1, 0, &numbers)
    case "L": return one(0.15, 7200, 480, 0, 1, 0, &numbers)
    case "M": return one(5, 10_800, 360, 2.5, 1, 0.15, &numbers)
    case "G": return season(&numbers, drop: 0.4)
    case "g": return season(&numbers, drop: 1)
    case "o": return one(0.15, 6 * 3600, 0, 1, 1, 0, &numbers)
    default: return one(2, 6 * 3600, 0, 1, 1, 0.2, &numbers)
    }
  }

  private static func one(
    _ rate: Double, _ length: Double, _ bad: Double, _ factor: Double, _ width: Double,
    _ noise: Double, _ numbers: inout SeededNumbers
  ) -> SimulatedCounts {
    let start = numbers.between(0.3 * length, 0.9 * length - bad)
    let minutes = (0...Int(length / 60)).map { _ in exp(noise * numbers.normal()) }
    let series = arrivals(width: width, for: length, &numbers) { time in
      rate * minutes[Int(time / 60)] * (time >= start && time < start + bad ? factor : 1)
    }
    return SimulatedCounts(series: series, truth: bad > 0 ? [(start, start + bad)] : [])
  }

  /// Three days between 0.6 and 3 a second in cells of 10 s, with a drop of 20 minutes.
  private static func season(_ numbers: inout SeededNumbers, drop: Double) -> SimulatedCounts {
    let start = numbers.between(0.8, 2.8) * 86_400
    let series = arrivals(width: 10, for: 3 * 86_400, &numbers) { time in
      let rate = 1.8 + 1.2 * sin(time / 86_400 * 6.283185307179586)
      return rate * (time >= start && time < start + 1200 ? drop : 1)
    }
    return SimulatedCounts(series: series, truth: drop < 1 ? [(start, start + 1200)] : [])
  }
}
