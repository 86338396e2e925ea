/// Events counted in cells of equal width over a covered range.
struct CountSeries: Sendable {
  /// Time of the first cell's beginning, in seconds.
  var origin: Double
  /// Width of a cell in seconds; from a millisecond to a day.
  var width: Double
  /// Events a cell; `nil` where the input does not cover the cell, which is not the same as 0.
  var counts: [Int?]

  init(origin: Double, width: Double, counts: [Int?]) {
    self.origin = origin
    self.width = width > 1e-3 ? min(width, 86_400) : 1e-3
    self.counts = counts
  }

  /// Middle of a cell in seconds.
  func time(of cell: Int) -> Double { origin + (Double(cell) + 0.5) * width }

  /// Length of the whole series in seconds.
  var length: Double { Double(counts.count) * width }
}
