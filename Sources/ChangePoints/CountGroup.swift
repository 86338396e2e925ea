/// A stretch of the most likely path of counts that goes one way, or several close together.
struct CountGroup {
  /// Below this share of the expected events a drop is a silence.
  private static let silent = 0.1

  var cells: Range<Int>
  /// The stretch as the path has it.
  var untrimmed: Range<Int>
  var rises: Bool
  /// The first and last stretch joined in this one, where the boundaries are looked for.
  var firstStretch: Range<Int>
  var lastStretch: Range<Int>
  /// Events seen and expected in covered cells.
  var seen: Double
  var expected: Double
  /// Covered cells.
  var covered: Int
  var evidence = 0.0

  var direction: CountRun.Direction {
    if rises { return .rise }
    return seen < Self.silent * expected ? .silence : .drop
  }

  /// The stretches of `path` off the baseline, parted where the direction turns.
  ///
  /// States 1 to `dropLevels` are drops. A stretch is cut to the cells that are covered, a rise
  /// to those with events.
  static func stretches(
    of path: [UInt8], dropLevels: Int, _ series: CountSeries, _ expected: [Double]
  ) -> [CountGroup] {
    var groups: [CountGroup] = []
    var cell = 0
    while cell < path.count {
      guard path[cell] != 0 else {
        cell += 1
        continue
      }
      let rises = Int(path[cell]) > dropLevels
      let start = cell
      var first = start
      while cell < path.count, path[cell] != 0, (Int(path[cell]) > dropLevels) == rises {
        cell += 1
      }
      var last = cell
      func shows(_ cell: Int) -> Bool { (series.counts[cell] ?? -1) >= (rises ? 1 : 0) }
      while first < last, !shows(first) { first += 1 }
      while last > first, !shows(last - 1) { last -= 1 }
      guard first < last else { continue }
      groups.append(
        CountGroup(first..<last, of: start..<cell, rises: rises, series, expected))
    }
    return groups
  }

  private init(
    _ cells: Range<Int>, of untrimmed: Range<Int>, rises: Bool, _ series: CountSeries,
    _ expected: [Double]
  ) {
    self.cells = cells
    self.untrimmed = untrimmed
    self.rises = rises
    firstStretch = cells
    lastStretch = cells
    seen = 0
    self.expected = 0
    covered = 0
    for cell in cells {
      guard let count = series.counts[cell] else { continue }
      seen += Double(max(0, count))
      self.expected += expected[cell]
      covered += 1
    }
  }

  /// Takes a later stretch in; the cells between count towards neither rate.
  mutating func join(_ later: CountGroup) {
    cells = cells.lowerBound..<later.cells.upperBound
    untrimmed = untrimmed.lowerBound..<later.untrimmed.upperBound
    lastStretch = later.cells
    seen += later.seen
    expected += later.expected
    covered += later.covered
  }
}
