import LogModel
import Parse

/// Decides which inputs tell of the same requests in other words: two exports of one log in forms
/// that share no line.
///
/// A proxy and the service behind it log the same requests, too, and replicas of a service log
/// like ones; both count. So nearly every second has to hold equally many requests of each kind, at
/// equal milliseconds, which two clocks never show. Where either writes whole seconds, the two have
/// to be of one service, or to log the same calls, which only the caller does.
struct RequestTwins {
  /// Seconds that both were sampled in, at the least, and which share of them has to be equal.
  private static let leastSeconds = 10
  private static let leastShare = 0.9
  /// Calls that two services have to share.
  private static let leastCalls = 5
  /// Inputs with requests of one kind in one second that are compared with each other.
  private static let inputLimit = 8
  private static let millisecond: Int64 = 1_000_000
  /// Gaps this often equal are a clock's: probes come to all replicas alike.
  private static let clockShare = 0.8

  private let zeroBits: Int
  /// By input, in order of time.
  private var requests: [UInt64: ArraySlice<RequestSample.Entry>] = [:]
  private var candidates: Set<[UInt64]> = []

  init(_ sample: RequestSample) {
    zeroBits = sample.zeroBits
    guard let only = sample.entries.first?.input,
      sample.entries.contains(where: { $0.input != only })
    else { return }
    let sorted = sample.entries.sorted {
      $0.input != $1.input ? $0.input < $1.input : RequestSample.precedes($0, $1)
    }
    var start = 0
    while start < sorted.count {
      let input = sorted[start].input
      let end = sorted[start...].firstIndex { $0.input != input } ?? sorted.count
      requests[input] = sorted[start..<end]
      start = end
    }
    // In order of time, those of one second together.
    start = 0
    let entries = sample.entries
    while start < entries.count {
      let second = entries[start].second
      let end = entries[start...].firstIndex { $0.second != second } ?? entries.count
      pair(entries[start..<end])
      start = end
    }
  }

  private mutating func pair(_ entries: ArraySlice<RequestSample.Entry>) {
    guard let only = entries.first?.input, entries.contains(where: { $0.input != only }) else {
      return
    }
    for same in Dictionary(grouping: entries, by: \.key).values {
      let inputs = Set(same.map(\.input)).sorted().prefix(Self.inputLimit)
      for (at, one) in inputs.enumerated() {
        for other in inputs.dropFirst(at + 1) { candidates.insert([one, other]) }
      }
    }
  }

  /// Every pair of such inputs, in the order of their content hashes.
  var all: [InputOverlap] {
    candidates.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.compactMap { overlap($0[0], $0[1]) }
  }

  private func overlap(_ one: UInt64, _ other: UInt64) -> InputOverlap? {
    guard let mine = requests[one], let theirs = requests[other],
      let from = [mine.first, theirs.first].compactMap({ $0?.second }).max(),
      let to = [mine.last, theirs.last].compactMap({ $0?.second }).min(), from <= to
    else { return nil }
    let first = mine.filter { (from...to).contains($0.second) }
    let second = theirs.filter { (from...to).contains($0.second) }
    let areFine = Self.isFine(first) && Self.isFine(second)
    guard areFine || isSameCaller(first, second),
      isEqual(first.filter(\.isAttempt), second.filter(\.isAttempt), areFine)
        || isEqual(first.filter { !$0.isAttempt }, second.filter { !$0.isAttempt }, areFine)
    else { return nil }
    // Of a thinned sample, what lies before and after is not known.
    let room: Int64 = zeroBits > 0 ? 1 << min(Int64(zeroBits) + 3, 20) : 0
    let stretch =
      (from - room) * RequestKey.second...((to + room + 1) * RequestKey.second)
    func side(_ input: UInt64, _ entries: [RequestSample.Entry]) -> InputOverlap.Side {
      InputOverlap.Side(
        input: input, stretch: stretch, records: entries.count << min(zeroBits, 24))
    }
    return InputOverlap(
      first: side(one, first), second: side(other, second),
      shared: min(first.count, second.count) << min(zeroBits, 24), isInOtherWords: true)
  }

  private func isSameCaller(
    _ first: [RequestSample.Entry], _ second: [RequestSample.Entry]
  ) -> Bool {
    guard let one = first.first?.service, second.contains(where: { $0.service == one }),
      first.allSatisfy({ $0.service == one }), second.allSatisfy({ $0.service == one })
    else {
      return min(
        first.count(where: { $0.kind == .dependencyCall }),
        second.count(where: { $0.kind == .dependencyCall }))
        >= Self.leastCalls
    }
    return true
  }

  /// Whether nearly all of the seconds of two inputs hold the same requests.
  private func isEqual(
    _ first: [RequestSample.Entry], _ second: [RequestSample.Entry], _ areFine: Bool
  ) -> Bool {
    let mine = Dictionary(grouping: first, by: \.second)
    let theirs = Dictionary(grouping: second, by: \.second)
    let seconds = Set(mine.keys).union(theirs.keys).sorted()
    guard seconds.count >= Self.leastSeconds, !isClock(seconds) else { return false }
    let equal = seconds.count { second in
      Self.marks(mine[second] ?? [], areFine) == Self.marks(theirs[second] ?? [], areFine)
    }
    return Double(equal) >= Self.leastShare * Double(seconds.count)
  }

  /// What requests of one second are known by, in order.
  private static func marks(_ entries: [RequestSample.Entry], _ areFine: Bool) -> [UInt64] {
    entries.map { entry in
      areFine
        ? StableHash.combine(entry.key, UInt64(bitPattern: entry.nanoseconds / millisecond))
        : entry.key
    }.sorted()
  }

  private static func isFine(_ entries: [RequestSample.Entry]) -> Bool {
    entries.count { $0.nanoseconds % RequestKey.second != 0 } * 2 > entries.count
  }

  /// Whether requests come with every tick of a clock; of a thinned sample nobody can tell.
  private func isClock(_ seconds: [Int64]) -> Bool {
    guard zeroBits == 0 else { return false }
    var gaps: [Int64: Int] = [:]
    for (a, b) in zip(seconds, seconds.dropFirst()) { gaps[b - a, default: 0] += 1 }
    let one = gaps.removeValue(forKey: 1) ?? 0
    let most = gaps.values.max() ?? 0
    return Double(most) >= Self.clockShare * Double(max(1, seconds.count - 1 - one))
      && one * 2 < seconds.count
  }
}
