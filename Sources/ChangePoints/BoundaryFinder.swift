/// Reads the start and the end of one run from what all paths say round it.
struct BoundaryFinder {
  /// Cells on each side of a boundary that are looked at, at most: a bound on memory.
  private static let mostCells = 20_000
  /// Below and above these chances of being inside, a cell is settled.
  private static let settledOut = 0.005
  private static let settledIn = 0.995
  /// Mean seconds at one level while a boundary is looked for. Longer than for finding runs: else
  /// a few good calls before the first bad one pass for a run at a low level, and the interval of
  /// a sparse series grows eightfold without holding the truth more often.
  private static let levelTime = 20_000.0

  let chain: HiddenMarkovModel
  /// The levels that count as inside the run.
  let members: [Bool]
  /// The cells between the run before and the run after: no boundary lies outside.
  let room: Range<Int>
  /// The last posterior: both ends of a run of one phase mostly lie in one window.
  private var latest: ChainPosterior?

  init(chain: HiddenMarkovModel, members: [Bool], room: Range<Int>) {
    self.chain = chain
    self.members = members
    self.room = room
  }

  /// When the run of `cells` began; `nil` when nothing can be told apart.
  ///
  /// Only the stretch round the first cell where the chance of being inside rises from settled
  /// out to settled in is used: between sparse events other short excursions are possible and
  /// would widen the interval without meaning.
  mutating func onset(of cells: Range<Int>) -> IntervalEstimate? {
    guard !cells.isEmpty else { return nil }
    let posterior = posterior(round: cells.lowerBound, of: cells)
    let base = posterior.window.lowerBound
    let start = cells.lowerBound - base
    guard posterior.inside.indices.contains(start) else { return nil }
    var low = start
    let lowest = max(0, room.lowerBound - base)
    while low > lowest, low == start || posterior.inside[low] >= Self.settledOut { low -= 1 }
    let last = min(posterior.inside.count - 1, cells.upperBound - 1 - base)
    var high = start
    while high < last, posterior.inside[high] <= Self.settledIn { high += 1 }
    var spread: [IntervalEstimate.Mass] = []
    if low == 0, base == 0, posterior.inside[0] > 0 {
      let time = chain.times[0]
      spread.append(.init(from: time, to: time, mass: posterior.inside[0]))
    }
    for index in stride(from: low + 1, through: high, by: 1) {
      spread.append(piece(before: base + index, posterior.entering[index]))
    }
    return IntervalEstimate(spread: spread)
  }

  /// When the run of `cells` was over; `nil` when nothing can be told apart.
  mutating func end(of cells: Range<Int>) -> IntervalEstimate? {
    guard !cells.isEmpty else { return nil }
    let posterior = posterior(round: cells.upperBound - 1, of: cells)
    let base = posterior.window.lowerBound
    let stop = cells.upperBound - 1 - base
    guard posterior.inside.indices.contains(stop) else { return nil }
    var low = stop
    let first = max(0, cells.lowerBound - base)
    while low > first, posterior.inside[low] <= Self.settledIn { low -= 1 }
    var high = stop
    let last = min(posterior.inside.count, room.upperBound - base) - 1
    while high < last, high == stop || posterior.inside[high] >= Self.settledOut { high += 1 }
    let spread = stride(from: low + 1, through: high, by: 1).map {
      piece(before: base + $0, posterior.leaving[$0])
    }
    return IntervalEstimate(spread: spread)
  }

  /// A change between the middles of `cell` and the one before it.
  private func piece(before cell: Int, _ mass: Double) -> IntervalEstimate.Mass {
    .init(from: chain.times[cell - 1], to: chain.times[cell], mass: mass)
  }

  /// Forward-backward within three lengths of the run round one of its cells.
  private mutating func posterior(round cell: Int, of cells: Range<Int>) -> ChainPosterior {
    let times = chain.times
    let length = times[cells.upperBound - 1] - times[cells.lowerBound]
    let reach = 3 * max(length, 300)
    let from = times[cells.lowerBound] - reach
    let to = times[cells.upperBound - 1] + reach
    var low = cell
    let lowest = max(0, cell - Self.mostCells)
    while low > lowest, times[low] > from || cell - low < 20 { low -= 1 }
    var high = cell
    let highest = min(times.count - 1, cell + Self.mostCells)
    while high < highest, times[high] < to || high - cell < 20 { high += 1 }
    if let latest, latest.window == low..<high + 1 { return latest }
    var chain = chain
    chain.pace.level = Self.levelTime
    let posterior = ChainPosterior(of: chain, in: low..<high + 1, members: members)
    latest = posterior
    return posterior
  }
}
