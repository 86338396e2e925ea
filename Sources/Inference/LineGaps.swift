import ChangePoints
import Glibc
import LogModel
import Signals

/// How long a burst of lines may pause, by the gaps between its own lines: what a longer silence
/// says of its end does not depend on when the service happens to write its next other line.
struct LineGaps {
  /// So sure one is that the burst is over once ``waitSeconds`` went by without such a line; the
  /// intervals of other boundaries are as sure.
  static let confidence = 0.9

  /// Seconds that the next line would have come within, were the burst still on.
  let waitSeconds: Double

  /// - Parameter marks: the lines of a burst, in order of time.
  init(_ marks: ArraySlice<EventRef>) {
    // What a mishap writes at one moment is one occurrence, in however many lines.
    var moments: [Double] = []
    guard let origin = marks.first?.nanoseconds else {
      waitSeconds = Self.leastSeconds
      return
    }
    for mark in marks {
      let at = mark.nanoseconds.seconds(sinceNanoseconds: origin)
      if let last = moments.last, at - last < Self.momentSeconds { continue }
      moments.append(at)
    }
    let gaps = zip(moments, moments.dropFirst()).map { $1 - $0 }
    guard let length = moments.last, length > 0 else {
      waitSeconds = Self.leastSeconds
      return
    }
    // Of gaps without memory whose mean is known from these: the chance that the next is longer
    // than w is (length / (length + w)) to the power of their number.
    let predicted = length * (pow(1 - Self.confidence, -1 / Double(gaps.count)) - 1)
    let seen = Dispersion.quantile(gaps.sorted(), Self.confidence)
    waitSeconds = min(Self.mostSeconds, max(Self.leastSeconds, predicted, seen))
  }

  private static let momentSeconds = 1.0
  /// Stamps of whole seconds tell no less.
  private static let leastSeconds = 1.0
  /// Lines further apart are no longer one burst.
  private static let mostSeconds = LineBursts.gapSeconds
}
