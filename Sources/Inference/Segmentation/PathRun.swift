/// A stretch of the most likely path that lies off the baseline.
struct PathRun: Sendable, Equatable {
  /// The stretch, cut to where it shows itself.
  var cells: Range<Int>
  /// The stretch as the path has it.
  var untrimmed: Range<Int>

  /// Stretches where `path` is not 0, cut to the first and last cell with any `weight`.
  ///
  /// A stretch without weight is dropped.
  static func runs(in path: [UInt8], trimmedBy weight: [Double]) -> [PathRun] {
    var runs: [PathRun] = []
    var cell = 0
    while cell < path.count {
      guard path[cell] != 0 else {
        cell += 1
        continue
      }
      let start = cell
      while cell < path.count, path[cell] != 0 { cell += 1 }
      var first = start
      var last = cell
      while first < last, weight[first] <= 0 { first += 1 }
      while last > first, weight[last - 1] <= 0 { last -= 1 }
      if first < last { runs.append(PathRun(cells: first..<last, untrimmed: start..<cell)) }
    }
    return runs
  }
}
