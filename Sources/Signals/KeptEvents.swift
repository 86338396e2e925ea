import LogModel

/// How many events a cell keeps exactly: a few, and more in stretches that are read again.
///
/// A bucket is in a stretch as a whole or not at all, so that merging decides as folding does.
struct KeptEvents {
  static let focusBound = 50_000

  let focus: [TimeRange]
  /// Seconds a bucket holds.
  let width: Int64

  /// - Parameter start: the bucket's, divided by the width.
  @inline(__always)
  func bound(start: Int64) -> Int {
    focus.isEmpty || !isInFocus(start: start) ? OutcomeCell.bound : Self.focusBound
  }

  /// Whether a bucket touches one of the stretches.
  func isInFocus(start: Int64) -> Bool {
    let (first, next) = (start &* width, (start &+ 1) &* width)
    return focus.contains { $0.from.seconds < next && first <= $0.to.seconds }
  }
}
