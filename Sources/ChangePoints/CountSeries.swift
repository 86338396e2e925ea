/// Events counted in cells of equal width over a covered range.
package struct CountSeries: Sendable {
  /// Time of the first cell's beginning, in seconds.
  package var origin: Double
  /// Width of a cell in seconds; from a millisecond to a day.
  package var width: Double
  /// Events a cell; `nil` where the input does not cover the cell, which is not the same as 0.
  package var counts: [Int?]

  package init(origin: Double, width: Double, counts: [Int?]) {
    self.origin = origin
    self.width = width > 1e-3 ? min(width, 86_400) : 1e-3
    self.counts = counts
  }

  /// Middle of a cell in seconds.
  package func time(of cell: Int) -> Double { origin + (Double(cell) + 0.5) * width }

  /// Length of the whole series in seconds.
  package var length: Double { Double(counts.count) * width }
}
