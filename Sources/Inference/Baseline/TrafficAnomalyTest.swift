import ChangePoints
import LogModel

/// Holds what came in a log against earlier logs, where they know nearly all of it, else against
/// the log itself.
struct TrafficAnomalyTest {
  /// So much of what came must be of operations that the history knows.
  private static let leastKnown = 0.9
  /// A rise or drop must go beyond what ordinary days have by such a factor.
  private static let beyond = 1.2

  /// Cells a series is cut into at most; wider cells keep a long log affordable.
  static let cellLimit = 40_000

  private let counts: CountSeries
  private let origin: Int64
  private let habit: TrafficSeasonality?
  private let expectation: ExpectedTraffic?
  private let models: ModelCache

  init(_ operations: [OperationTimeline], _ counts: CountSeries, in log: LogView) {
    self.counts = counts
    origin = log.origin
    models = log.models
    let known = operations.filter { log.usual[$0.id] != nil }
    let arrivals = { (operations: [OperationTimeline]) in
      operations.reduce(0) { $0 + $1.arrivals }
    }
    let isKnown =
      !known.isEmpty
      && (known.count == operations.count
        || Double(arrivals(known)) >= Self.leastKnown * Double(arrivals(operations)))
    let histories = known.compactMap { log.usual[$0.id] }
    habit =
      isKnown
      ? TrafficHistory.sum(histories.map(\.arrivals)).flatMap { sum in
        histories.first.flatMap { TrafficSeasonality(sum, range: $0.range) }
      } : nil
    expectation = habit.map { ExpectedTraffic($0, counts, origin: log.origin) }
  }

  /// What stands out; of the history, more than its ordinary days do.
  func runs(keyCount: Int) -> [(run: CountRun, usual: TrafficBaseline?)] {
    var model = CountModel(keyCount: keyCount)
    guard let habit, let expectation else {
      return model.runs(in: counts, known: models).runs.map { ($0, nil) }
    }
    model.leastPhi = habit.scatter.phi
    let found = model.runs(in: counts, expecting: expectation.expected, known: models).runs
    return found.compactMap { run in
      guard let usual = usual(cells: run.cells) else { return nil }
      if let ordinary = usual.ordinary {
        let isBeyond =
          run.direction == .rise
          ? usual.ratio >= Self.beyond * ordinary.high
          : usual.ratio <= ordinary.low / Self.beyond
        guard isBeyond else { return nil }
      }
      return (run, usual)
    }
  }

  /// The cells from one moment to another, in seconds from the origin, against the history.
  func usual(from: Double, to: Double) -> TrafficBaseline? { usual(cells: cells(from, to)) }

  /// The same between two requests, where no cell need be covered.
  func due(from: Double, to: Double) -> TrafficBaseline? {
    let all = cells(from, to)
    guard all.count > 2 else { return nil }
    return usual(cells: all.lowerBound + 1..<all.upperBound - 1, isCovered: true)
  }

  private func cells(_ from: Double, _ to: Double) -> Range<Int> {
    guard let first = Int(exactly: ((from - counts.origin) / counts.width).rounded(.down)),
      let last = Int(exactly: ((to - counts.origin) / counts.width).rounded(.up))
    else { return 0..<0 }
    let low = min(max(0, first), counts.counts.count)
    return low..<max(low, min(last, counts.counts.count))
  }

  private func usual(cells: Range<Int>, isCovered: Bool = false) -> TrafficBaseline? {
    guard let habit, let expectation, !cells.isEmpty else { return nil }
    var seen = 0.0
    var due = 0.0
    var asEver = 0.0
    for cell in cells {
      guard let count = counts.counts[cell] ?? (isCovered ? 0 : nil) else { continue }
      seen += Double(max(0, count))
      due += expectation.expected[cell]
      asEver += expectation.usual[cell]
    }
    let from = Double(origin) + counts.time(of: cells.lowerBound) - counts.width / 2
    let to = from + Double(cells.count) * counts.width
    let interval = habit.scatter.interval(expecting: due, levelIsKnown: expectation.knowsLevel)
    return TrafficBaseline(
      seen: seen, due: due, usual: asEver, low: interval.low, high: interval.high,
      ordinary: habit.scatter.usual(over: to - from), days: habit.scatter.days,
      isKnown: habit.knows(from: from, to: to), isUnlike: expectation.isUnlike,
      history: habit.days(from: from, to: to))
  }
}

extension TrafficAnomalyTest {
  /// Of some operations of a service; `nil` where the log holds nothing to count.
  init?(_ operations: [OperationTimeline], of service: String, in log: LogView) {
    guard let range = log.range else { return nil }
    let cells = CountCells(
      range: range, covered: log.covered(of: service), limit: Self.cellLimit)
    guard let counts = cells.series(of: operations, origin: log.origin, { $1.arrivals }) else {
      return nil
    }
    self.init(operations, counts, in: log)
  }
}

/// How many requests came in a stretch, and how many were due by earlier logs.
struct TrafficBaseline: Sendable {
  var seen: Double
  /// At the level that the log has around.
  var due: Double
  /// On a day like those of the history.
  var usual: Double
  /// Where 90 % of such stretches lie.
  var low: Double
  var high: Double
  /// Observed by expected of ordinary stretches as long; `nil` where the history cannot tell.
  var ordinary: (low: Double, high: Double)?
  /// Days of the history that were held against others.
  var days: Int
  /// Hours of such days are in the history.
  var isKnown: Bool
  /// Most of the log lies far below what any day of the history had.
  var isUnlike: Bool
  /// What the rates were taken from.
  var history: HistoryDays

  var ratio: Double { due > 0 ? seen / due : 1 }
  var ratioToHistory: Double { usual > 0 ? seen / usual : 1 }
}
