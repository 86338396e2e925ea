import LogModel

/// The rates of each hour of a history, sorted by what they have in common.
struct HourlyTraffic {
  /// Less than half an hour of an hour says nothing of it.
  private static let leastShare = 0.5

  /// Requests a second by hour since the epoch.
  private(set) var perSecond: [Int64: Double] = [:]
  private(set) var ofWeek = [[Double]](repeating: [], count: HistoryHours.inWeek)
  /// 0 to 23 of workdays, then of weekend days.
  private(set) var ofKind = [[Double]](repeating: [], count: 48)
  private(set) var ofDay = [[Double]](repeating: [], count: 24)
  private(set) var all: [Double] = []

  static func kind(of place: Int) -> Int { place % 24 + (place >= 120 ? 24 : 0) }

  init(_ history: TrafficHistory) {
    var hour = Int64.min
    var sum = (count: 0, seconds: Int64(0))
    var found: [(hour: Int64, rate: Double)] = []
    func close() {
      let seconds = Double(sum.seconds)
      if seconds >= 3600 * Self.leastShare { found.append((hour, Double(sum.count) / seconds)) }
    }
    history.forEachBin { bin, count in
      let own = (bin * history.binSeconds).flooredDivision(by: 3600)
      if own != hour {
        close()
        hour = own
        sum = (0, 0)
      }
      sum.count += count
      sum.seconds += history.binSeconds
    }
    close()
    for (hour, rate) in found {
      let place = HistoryHours.place(of: hour)
      perSecond[hour] = rate
      ofWeek[place].append(rate)
      ofKind[Self.kind(of: place)].append(rate)
      ofDay[place % 24].append(rate)
      all.append(rate)
    }
  }

  /// What other days say of an hour; `nil` where no other day knows it.
  func elsewhere() -> [Int64: Double] {
    func without(_ rates: (sum: Double, count: Int), _ own: Double) -> Double? {
      rates.count > 1 ? max(0, rates.sum - own) / Double(rates.count - 1) : nil
    }
    func sums(_ all: [[Double]]) -> [(sum: Double, count: Int)] {
      all.map { ($0.reduce(0, +), $0.count) }
    }
    let (week, kinds, days) = (sums(ofWeek), sums(ofKind), sums(ofDay))
    var others: [Int64: Double] = [:]
    for (hour, own) in perSecond {
      let place = HistoryHours.place(of: hour)
      others[hour] =
        without(week[place], own) ?? without(kinds[Self.kind(of: place)], own)
        ?? without(days[place % 24], own)
    }
    return others
  }
}
