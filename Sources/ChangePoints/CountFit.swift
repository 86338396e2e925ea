import Glibc
import Synchronization

/// What is usual of a series of counts, and what stands out of it: all of the count model but the
/// price of a place, so that questions of different prices share it.
final class CountFit: Sendable {
  private static let drops = [0.02, 0.15, 0.35, 0.6]
  private static let rises = [1.7, 2.5, 4, 7, 14, 30]
  private static let phiStep = 1.6
  private static let mostPhi = 300.0

  /// What stands out while the counts are taken to scatter so much.
  struct Look: Sendable {
    let phi: Double
    let path: [UInt8]
    /// Stretches of one direction, those close together joined; their evidence is not priced.
    let groups: [CountGroup]
    /// A look at counts that scatter more is allowed.
    var isLast: Bool { phi * CountFit.phiStep > CountFit.mostPhi }
  }

  private struct Place: Hashable {
    var look: Int
    var cells: Range<Int>
  }

  private struct State {
    var looks: [Look] = []
    var described: [Place: CountRun?] = [:]
  }

  let series: CountSeries
  /// Expected events of each cell.
  private let expected: [Double]
  private let mergeGap: Double
  private let state: Mutex<State>

  /// - Parameters:
  ///   - given: events of each cell that are usual, if not as the series itself says.
  ///   - mergeGap: seconds; stretches of one direction at most that far apart are one.
  init(_ series: CountSeries, expecting given: [Double]?, leastPhi: Double, mergeGap: Double) {
    self.series = series
    self.mergeGap = mergeGap
    let baseline = CountBaseline(series)
    var path = [UInt8](repeating: 0, count: series.counts.count)
    var expected = given ?? baseline.expected(outside: path)
    guard series.counts.contains(where: { $0 != nil }) else {
      self.expected = expected
      state = Mutex(State(looks: [Look(phi: 1, path: path, groups: [])]))
      return
    }
    var phi = leastPhi
    var usual = path
    for pass in 0..<3 {
      if pass > 0 {
        let isAsBefore = given != nil || path == usual
        if !isAsBefore { expected = baseline.expected(outside: path) }
        usual = path
        let next = max(leastPhi, Self.overdispersion(series, expected, path))
        // The same model finds the same path.
        if isAsBefore, next == phi { break }
        phi = next
      }
      let next = Self.chain(series, expected, phi).bestPath()
      let isSettled = pass > 0 && next == path
      path = next
      if isSettled { break }
    }
    self.expected = expected
    let groups = Self.groups(path, series, expected, mergeGap)
    state = Mutex(State(looks: [Look(phi: phi, path: path, groups: groups)]))
  }

  /// What stands out at first, or when the counts are taken to scatter more by so many steps.
  func look(_ step: Int) -> Look {
    state.withLock { state in
      while state.looks.count <= step, let last = state.looks.last {
        let phi = last.phi * Self.phiStep
        let path = Self.chain(series, expected, phi).bestPath()
        let groups = Self.groups(path, series, expected, mergeGap)
        state.looks.append(Look(phi: phi, path: path, groups: groups))
      }
      return state.looks[step]
    }
  }

  /// The groups of a look with the evidence of each, less the price of one.
  func groups(of look: Look, price: Double) -> [CountGroup] {
    guard !look.groups.isEmpty else { return [] }
    let chain = Self.chain(series, expected, look.phi)
    return look.groups.map { group in
      var priced = group
      priced.evidence = -price
      for cell in group.cells {
        priced.evidence += chain.evidence(of: look.path[cell], at: cell)
      }
      return priced
    }
  }

  /// The runs that groups of a look are.
  func runs(of groups: [CountGroup], at step: Int) -> [CountRun] {
    guard !groups.isEmpty else { return [] }
    let chain = Self.chain(series, expected, look(step).phi)
    let describer = CountRunDescriber(series: series, chain: chain, expected: expected)
    return groups.compactMap { group in
      let place = Place(look: step, cells: group.cells)
      let known = state.withLock { $0.described[place] }
      let described = known ?? describer.run(group)
      if known == nil { state.withLock { $0.described[place] = .some(described) } }
      guard var run = described else { return nil }
      run.evidence = group.evidence
      return run
    }
  }

  /// Levels are the drops, then the rises; an uncovered cell says nothing.
  private static func chain(
    _ series: CountSeries, _ expected: [Double], _ phi: Double
  ) -> HiddenMarkovModel {
    var gains: [Double] = []
    for level in drops + rises {
      gains.append(log(level) / phi)
      gains.append((1 - level) / phi)
    }
    return HiddenMarkovModel(
      times: expected.indices.map(series.time),
      first: series.counts.map { Double(min(max(0, $0 ?? 0), 1 << 32)) },
      second: expected.indices.map { series.counts[$0] == nil ? 0 : expected[$0] }, gains: gains)
  }

  private static func groups(
    _ path: [UInt8], _ series: CountSeries, _ expected: [Double], _ mergeGap: Double
  ) -> [CountGroup] {
    var groups: [CountGroup] = []
    for run in CountGroup.stretches(of: path, dropLevels: drops.count, series, expected) {
      if let last = groups.last, last.rises == run.rises,
        Double(run.cells.lowerBound - last.cells.upperBound) * series.width <= mergeGap
      {
        groups[groups.count - 1].join(run)
      } else {
        groups.append(run)
      }
    }
    return groups
  }

  /// Over-dispersion of the covered counts outside the runs, over windows of a minute.
  private static func overdispersion(
    _ series: CountSeries, _ expected: [Double], _ path: [UInt8]
  ) -> Double {
    let cells = max(1, Int((60 / series.width).rounded()))
    var residuals: [Double] = []
    for start in stride(from: 0, to: series.counts.count, by: cells) {
      var mean = 0.0
      var events = 0.0
      for cell in start..<min(start + cells, series.counts.count) where path[cell] == 0 {
        guard let count = series.counts[cell] else { continue }
        mean += expected[cell]
        events += Double(max(0, count))
      }
      if mean > 1 { residuals.append((events - mean) / mean.squareRoot()) }
    }
    return Dispersion.robustVariance(residuals) ?? 1
  }
}
