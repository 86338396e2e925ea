import ChangePoints
import LogModel

/// How many requests each cell of a log should hold by the history, at the log's own level.
///
/// The history tells the shape of a day; that today is busier or quieter as a whole is read from
/// the log around each moment, so that a quiet day is no drop.
struct ExpectedTraffic: Sendable {
  /// So far around a moment the log says how busy it is, in seconds.
  private static let reach = 21_600.0
  /// Requests a second where none are usual, so that a first one is not a wonder.
  private static let floor = 0.2 / 900
  private static let leastBlocks = 4
  private static let blockLimit = 2000.0
  private static let leastInBlock = 10.0
  /// A log below so much of the usual level, and so many deviations, is not just quiet.
  private static let unlikeLevel = 0.5
  private static let unlikeDeviations = 4.0

  /// Of each cell.
  private(set) var expected: [Double]
  /// The same on a day like those of the history.
  let usual: [Double]
  /// Most of the log lies far below what any day of the history had.
  private(set) var isUnlike = false
  /// The log is long enough to tell its own level.
  private(set) var knowsLevel = false

  /// - Parameter origin: seconds since the epoch that the cells' times count from.
  init(_ habit: TrafficSeasonality, _ series: CountSeries, origin: Int64) {
    let usual = series.counts.indices.map { cell in
      max(Self.floor, habit.rate(at: Double(origin) + series.time(of: cell))) * series.width
    }
    self.usual = usual
    expected = usual
    let total = usual.reduce(0, +)
    guard total > 0 else { return }
    let mean = total / series.length
    let seconds = max(600, Self.leastInBlock / mean, series.length / Self.blockLimit)
    let size = max(1, Int(min(seconds / series.width, 1e9).rounded(.up)))
    let blocks = Self.ratios(series, usual, size)
    let known = blocks.compactMap { $0 }.sorted()
    guard known.count >= Self.leastBlocks else { return }
    let middle = Dispersion.quantile(known, 0.5)
    let tolerance = Self.unlikeDeviations * max(0.1, habit.scatter.daily)
    isUnlike = middle < Self.unlikeLevel && middle < 1 / (1 + tolerance)
    guard !isUnlike else { return }
    knowsLevel = true
    let near = max(6, Int((Self.reach / (Double(size) * series.width)).rounded()))
    for block in blocks.indices {
      let around = blocks[max(0, block - near)...min(blocks.count - 1, block + near)]
        .compactMap { $0 }
      let level =
        around.count >= Self.leastBlocks
        ? Dispersion.quantile(around.sorted(), 0.5) : middle
      for cell in block * size..<min(expected.count, (block + 1) * size) {
        expected[cell] = usual[cell] * level
      }
    }
  }

  /// Observed by usual, of blocks of so many cells that hold enough to tell.
  private static func ratios(
    _ series: CountSeries, _ usual: [Double], _ size: Int
  ) -> [Double?] {
    stride(from: 0, to: usual.count, by: size).map { start in
      var seen = 0.0
      var due = 0.0
      for cell in start..<min(usual.count, start + size) {
        guard let count = series.counts[cell] else { continue }
        seen += Double(max(0, count))
        due += usual[cell]
      }
      return due >= leastInBlock / 2 ? seen / due : nil
    }
  }
}
