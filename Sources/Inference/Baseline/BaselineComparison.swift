import ChangePoints
import LogModel

/// What the ratio model finds in one signal: against the history where there is one.
///
/// Where a log differs from the history from its first cells on, that hides what changes inside
/// of it. Then the log is judged by itself, and only where that finds nothing the difference is
/// told, as something of which nobody knows when it began.
struct BaselineComparison {
  struct Found {
    var run: RatioRun
    var result: RatioResult
    /// What it was held against; `nil` for the log's own usual.
    var usual: BaselineRate?
    /// The log itself shows no change: it differs from the history from its beginning on.
    var deviatesFromBaseline = false
  }

  /// A log that differs as a whole must do so plainly: days are not all alike.
  private static let leastEvidence = 12.0
  private static let leastFailures = 5
  private static let leastRise = 0.01
  private static let leastFactor = 2.5
  /// A change inside of a log, too, has so many times the share of that hour.
  private static let leastBeside = 1.5
  private static let leastBesideWorst = 1.2

  private(set) var found: [Found] = []
  /// Whether a run is no worse than its hour was on the worst day of the history.
  private var isOfItsHour: (RatioRun) -> Bool = { _ in false }
  private(set) var nearMiss: (result: RatioResult, miss: RatioNearMiss)?

  /// - Parameters:
  ///   - origin: seconds since the epoch that the cells' times count from.
  ///   - known: what models were asked before.
  init(
    _ model: RatioModel, _ cells: [RatioCell], usual: BaselineRate?, origin: Int64,
    known: ModelCache? = nil
  ) {
    guard let usual else {
      take(model.runs(in: cells, known: known), usual: nil)
      return
    }
    isOfItsHour = { run in
      Self.isOfItsHour(run, cells[run.cells], usual, origin)
    }
    var given = model
    given.fixedBaseline = usual.share
    if Set(usual.byHour.values).count > 1 {
      given.fixedByCell = cells.map { usual.share(at: Double(origin) + $0.time) }
    }
    let against = given.runs(in: cells, known: known)
    guard let first = against.runs.first, first.startsAtFirstCell else {
      take(against, usual: usual)
      return
    }
    var own = model.runs(in: cells, known: known)
    // What an hour has on any day is no change of this one.
    own.runs.removeAll { run in
      run.observedRatio < Self.leastBeside * Self.mean(usual, of: cells[run.cells], origin)
    }
    let inside = own.runs.filter { $0.cells.overlaps(first.cells) }
    if inside.contains(where: { !$0.startsAtFirstCell }) {
      // What begins inside has an onset, which the history alone would not see.
      take(own, usual: nil, only: inside)
      let end = inside.map(\.cells.upperBound).max() ?? 0
      let later = against.runs.dropFirst().filter { $0.cells.lowerBound >= end }
      take(against, usual: usual, only: Array(later))
    } else if inside.isEmpty, !Self.isPlain(first, usual) {
      take(own, usual: nil)
    } else {
      take(against, usual: usual)
      // The first of them may be no worse than its hour was, and is not among the found then.
      if inside.isEmpty, found.first?.run.startsAtFirstCell == true {
        found[0].deviatesFromBaseline = true
      }
    }
  }

  private static func isOfItsHour(
    _ run: RatioRun, _ cells: ArraySlice<RatioCell>, _ usual: BaselineRate, _ origin: Int64
  ) -> Bool {
    guard !usual.worstByHour.isEmpty else { return false }
    var worst = 0.0
    for cell in cells {
      guard let hour = Int64(exactly: ((Double(origin) + cell.time) / 3600).rounded(.down)),
        let known = usual.worstByHour[HistoryHours.place(of: hour)]
      else { return false }
      worst = max(worst, known)
    }
    return run.observedRatio < leastBesideWorst * worst
  }

  private static func mean(
    _ usual: BaselineRate, of cells: ArraySlice<RatioCell>, _ origin: Int64
  ) -> Double {
    var (sum, calls) = (0.0, 0.0)
    for cell in cells {
      let attempts = Double(cell.bad + cell.good)
      sum += attempts * usual.share(at: Double(origin) + cell.time)
      calls += attempts
    }
    return calls > 0 ? sum / calls : usual.share
  }

  private mutating func take(
    _ result: RatioResult, usual: BaselineRate?, only runs: [RatioRun]? = nil
  ) {
    found += (runs ?? result.runs).filter { !isOfItsHour($0) }
      .map { Found(run: $0, result: result, usual: usual) }
    if nearMiss == nil { nearMiss = result.nearMiss.map { (result, $0) } }
  }

  /// More than chance, and more than any day of the history had.
  private static func isPlain(_ run: RatioRun, _ usual: BaselineRate) -> Bool {
    let known = max(run.baselineRatio, usual.worstDay)
    return run.evidence >= leastEvidence && run.failures >= leastFailures
      && run.observedRatio >= max(known + leastRise, leastFactor * known)
  }
}
