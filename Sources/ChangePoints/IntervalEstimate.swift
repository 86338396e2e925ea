/// When a boundary happened: the most likely moment, the 90 % interval round it, and the
/// probability spread behind both.
///
/// Seconds on the clock of the cells it came from. `low` and `high` are the 5 % and 95 % points,
/// widened to the bracket of observed events. `mass` is sorted by time and sums to one.
package struct IntervalEstimate: Sendable, Equatable {
  /// A share of the probability, spread evenly over one stretch of time.
  package struct Mass: Sendable, Equatable {
    package var from: Double
    package var to: Double
    package var mass: Double

    package init(from: Double, to: Double, mass: Double) {
      self.from = from
      self.to = to
      self.mass = mass
    }
  }

  package var low: Double
  package var estimate: Double
  package var high: Double
  package var mass: [Mass]

  /// Most stretches kept; neighbours are joined beyond it, which moves no quantile by more than
  /// the width of a joined stretch.
  private static let mostStretches = 256

  /// An estimate that rests on the spread alone: its 5, 50 and 95 % points.
  ///
  /// `nil` when no share is positive and finite.
  package init?(spread: [Mass]) {
    let kept = spread.filter { $0.mass > 0 && $0.from.isFinite && $0.to.isFinite }
    let total = kept.reduce(0) { $0 + $1.mass }
    guard total > 0, total.isFinite else { return nil }
    mass = Self.condensed(
      kept.filter { $0.mass > 1e-7 * total }
        .map { Mass(from: min($0.from, $0.to), to: max($0.from, $0.to), mass: $0.mass / total) })
    guard !mass.isEmpty else { return nil }
    low = 0
    estimate = 0
    high = 0
    low = quantile(0.05)
    estimate = quantile(0.5)
    high = quantile(0.95)
  }

  /// A boundary known only to lie between two moments, every moment as likely.
  package init(between first: Double, and last: Double) {
    let from = min(first, last)
    let to = max(first, last)
    low = from
    estimate = from + (to - from) / 2
    high = to
    mass = [Mass(from: from, to: to, mass: 1)]
  }

  /// The moment before which a share `q` of the probability lies.
  package func quantile(_ q: Double) -> Double {
    var before = 0.0
    for piece in mass {
      if before + piece.mass >= q {
        let share = piece.mass > 0 ? max(0, q - before) / piece.mass : 0
        return piece.from + (piece.to - piece.from) * share
      }
      before += piece.mass
    }
    return mass.last?.to ?? estimate
  }

  /// `count` moments of equal probability, in order of time.
  func evenSample(_ count: Int) -> [Double] {
    var moments: [Double] = []
    moments.reserveCapacity(count)
    var index = 0
    var before = 0.0
    for step in 0..<max(0, count) {
      let q = (Double(step) + 0.5) / Double(count)
      while index < mass.count - 1, before + mass[index].mass < q {
        before += mass[index].mass
        index += 1
      }
      guard index < mass.count else { break }
      let piece = mass[index]
      let share = piece.mass > 0 ? min(1, max(0, (q - before) / piece.mass)) : 0
      moments.append(piece.from + (piece.to - piece.from) * share)
    }
    return moments
  }

  /// The same estimate with its interval widened to hold `first` and `last`.
  package func widened(to first: Double, _ last: Double) -> IntervalEstimate {
    var wider = self
    wider.low = min(low, first, last)
    wider.high = max(high, first, last)
    return wider
  }

  /// The same estimate with an interval that reaches so many times as far on either side.
  func stretched(by factor: Double) -> IntervalEstimate {
    var wider = self
    wider.low = estimate - factor * (estimate - low)
    wider.high = estimate + factor * (high - estimate)
    return wider
  }

  /// The interval of two explanations of which `other` holds by `chance`; the moment of this one
  /// unless the other is the more likely.
  func mixed(with other: IntervalEstimate, chance: Double) -> IntervalEstimate {
    let weighed =
      mass.map { Mass(from: $0.from, to: $0.to, mass: $0.mass * (1 - chance)) }
      + other.mass.map { Mass(from: $0.from, to: $0.to, mass: $0.mass * chance) }
    guard chance > 0, let both = IntervalEstimate(spread: Self.parted(weighed)) else {
      return self
    }
    var mixed = both.widened(to: low, high)
    if chance <= 0.5 { mixed.estimate = estimate }
    return mixed
  }

  /// Stretches that overlap, cut at each other's ends so that they follow one another.
  private static func parted(_ pieces: [Mass]) -> [Mass] {
    let cuts = pieces.flatMap { [$0.from, $0.to] }.sorted()
    let sorted = pieces.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    var ends: [Mass] = []
    var at = 0
    var open: [Mass] = []
    for (from, to) in zip(cuts, cuts.dropFirst()) {
      while at < sorted.count, sorted[at].from <= from {
        open.append(sorted[at])
        at += 1
      }
      open.removeAll { $0.to < to || $0.to <= from && $0.from < $0.to }
      let sum = open.reduce(0) { sum, piece in
        let length = piece.to - piece.from
        return sum + (length > 0 ? piece.mass * (to - from) / length : 0)
      }
      if to > from, sum > 0 { ends.append(Mass(from: from, to: to, mass: sum)) }
    }
    let points = pieces.filter { $0.from == $0.to && $0.mass > 0 }
    return (ends + points).sorted { ($0.from, $0.to) < ($1.from, $1.to) }
  }

  /// Neighbouring stretches joined until few enough are left.
  private static func condensed(_ pieces: [Mass]) -> [Mass] {
    guard pieces.count > mostStretches else { return pieces }
    let group = (pieces.count + mostStretches - 1) / mostStretches
    return stride(from: 0, to: pieces.count, by: group).map { start in
      let part = pieces[start..<min(start + group, pieces.count)]
      let from = part.reduce(Double.infinity) { min($0, $1.from) }
      let to = part.reduce(-Double.infinity) { max($0, $1.to) }
      return Mass(from: from, to: to, mass: part.reduce(0) { $0 + $1.mass })
    }
  }
}
