/// The expected number of events of each cell when nothing is wrong.
///
/// Rates are taken in bins and interpolated between their middles. From two and a half days on a
/// bin is compared with the same time of other days, from fifteen days on of other weeks; below
/// that with its neighbours of three hours on either side; and in a log too short for those to
/// hold a spike of minutes as a minority, with the whole log in narrower bins.
struct CountBaseline {
  private static let baselineBin = 900.0
  private static let neighbours = 12
  private static let day = 86_400.0
  /// Least events a bin is expected to hold, so that a first event is not a wonder.
  private static let floor = 0.2

  let series: CountSeries
  private let bin: Double
  private let binCount: Int
  private let scope: Scope

  private enum Scope {
    /// All bins alike.
    case whole
    /// Bins no further than `neighbours` away.
    case running
    /// Bins at the same place of a period, `reach` neighbours included.
    case seasonal(period: Int, reach: Int)
  }

  init(_ series: CountSeries) {
    self.series = series
    let length = series.length
    if length < Self.baselineBin * Double(Self.neighbours + 1) {
      scope = .whole
      bin = max(series.width, min(Self.baselineBin, max(30, length / 24)))
    } else {
      bin = max(series.width, Self.baselineBin)
      let daily = Int(max(1, (Self.day / bin).rounded()))
      if length >= 15 * Self.day {
        scope = .seasonal(period: 7 * daily, reach: 2)
      } else if length >= 2.5 * Self.day {
        scope = .seasonal(period: daily, reach: 1)
      } else {
        scope = .running
      }
    }
    binCount = max(1, Int((length / bin).rounded(.up)))
  }

  /// Expected events of each cell, from the cells that are covered and where `path` is 0.
  func expected(outside path: [UInt8]) -> [Double] {
    let bins = bins(outside: path)
    let least = Self.floor / bin
    let rates = rates(of: bins).map { max(least, $0 ?? least) }
    guard let firstRate = rates.first, let lastRate = rates.last else { return [] }
    var expected = [Double](repeating: firstRate * series.width, count: series.counts.count)
    for cell in expected.indices {
      let place = (Double(cell) + 0.5) * series.width / bin - 0.5
      let rate: Double
      if place <= 0 {
        rate = firstRate
      } else if place >= Double(rates.count - 1) {
        rate = lastRate
      } else {
        let index = Int(place)
        let share = place - Double(index)
        rate = rates[index] + (rates[index + 1] - rates[index]) * share
      }
      expected[cell] = rate * series.width
    }
    return expected
  }

  /// Events and covered seconds of a bin.
  private struct Bin {
    var events = 0.0
    var seconds = 0.0
    var rate: Double { seconds > 0 ? events / seconds : 0 }
  }

  private func bins(outside path: [UInt8]) -> [Bin] {
    var bins = [Bin](repeating: Bin(), count: binCount)
    for (cell, count) in series.counts.enumerated() where path[cell] == 0 {
      guard let count else { continue }
      let index = min(binCount - 1, Int((Double(cell) + 0.5) * series.width / bin))
      bins[index].events += Double(max(0, count))
      bins[index].seconds += series.width
    }
    return bins
  }

  /// The rate each bin is held against, in events a second; `nil` where nothing is known.
  private func rates(of bins: [Bin]) -> [Double?] {
    switch scope {
    case .whole:
      let rate = middle(of: bins[...])
      return bins.map { _ in rate }
    case .running:
      let span = min(bins.count, 2 * Self.neighbours + 1)
      return bins.indices.map { index in
        let start = min(max(0, index - Self.neighbours), bins.count - span)
        return middle(of: bins[start..<start + span])
      }
    case .seasonal(let period, let reach):
      let whole = middle(of: bins[...])
      let season = (0..<min(period, bins.count)).map { place -> Double? in
        var like: [Bin] = []
        for base in stride(from: place, to: bins.count, by: period) {
          for index in (base - reach)...(base + reach) where bins.indices.contains(index) {
            like.append(bins[index])
          }
        }
        return middle(of: like[...])
      }
      return bins.indices.map { season[$0 % season.count] ?? whole }
    }
  }

  /// The median rate of bins that are mostly covered.
  ///
  /// Where bins hold few events their median is coarse and its steps are large, so the mean of
  /// the bins within three standard deviations of the median is taken.
  private func middle(of bins: ArraySlice<Bin>) -> Double? {
    var known = bins.filter { $0.seconds >= bin / 2 }
    if known.isEmpty { known = bins.filter { $0.seconds > 0 } }
    guard !known.isEmpty else { return nil }
    let sorted = known.map(\.rate).sorted()
    let median = Dispersion.quantile(sorted, 0.5)
    guard median * bin < 10 else { return median }
    let most = median + 3 * (max(1, median * bin)).squareRoot() / bin
    var sum = Bin()
    for one in known where one.rate <= most {
      sum.events += one.events
      sum.seconds += one.seconds
    }
    return sum.seconds > 0 ? sum.rate : median
  }
}
