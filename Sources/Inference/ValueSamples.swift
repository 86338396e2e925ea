import LogModel
import Signals

/// What one value was over time, as far as records were looked at.
struct ValueSamples {
  struct Event {
    var mark: EventRef
    /// Seconds from the origin.
    var time: Double
    var code: ValueCode
  }

  var sort: TemplateKey.Sort
  var service: String
  /// The operation, or the template of the lines.
  var operation: String
  var name: String
  /// In order of time.
  var events: [Event]

  /// What is usual of a value outside of some stretches.
  struct Usual {
    var count = 0
    /// Share of neighbours that were equal.
    var repeats = 0.0
    /// Most equal ones in a row.
    var longest = 0
    /// Events of the value that is asked about.
    var own = 0
    var clients: Set<UInt32> = []
    /// Events of the most frequent value.
    var most = 0
    var seconds = 0.0
  }

  /// - Parameter inside: which events lie in such a stretch.
  func usual(of value: UInt32, outside inside: [Bool]) -> Usual {
    var usual = Usual()
    var (pairs, equal, row) = (0, 0, 0)
    var counts: [UInt32: Int] = [:]
    for at in events.indices where !inside[at] {
      let one = events[at]
      usual.count += 1
      if one.code.value == value { usual.own += 1 }
      if one.code.client != 0 { usual.clients.insert(one.code.client) }
      counts[one.code.value, default: 0] += 1
      if at > 0, !inside[at - 1] {
        let isSame = events[at - 1].code.value == one.code.value
        pairs += 1
        equal += isSame ? 1 : 0
        row = isSame ? row + 1 : 1
        usual.seconds += one.time - events[at - 1].time
      } else {
        row = 1
      }
      usual.longest = max(usual.longest, row)
    }
    usual.most = counts.values.max() ?? 0
    usual.repeats = (Double(equal) + 0.5) / (Double(pairs) + 1)
    return usual
  }

  /// Whether an event shows a value at fault: of a number its first sight is as it should be, and
  /// only that it comes again says that it stands still.
  func isBad(_ at: Int, _ value: UInt32) -> Bool {
    events[at].code.value == value
      && (sort == .value || (at > 0 && events[at - 1].code.value == value))
  }

  /// Values that came often, the most frequent first.
  func frequent(least: Int, limit: Int) -> [UInt32] {
    var counts: [UInt32: Int] = [:]
    for one in events { counts[one.code.value, default: 0] += 1 }
    return counts.filter { $0.value >= least }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit).map(\.key)
  }

  /// The stretch that is most nearly all one value: another one in it weighs as four of it.
  func densest(_ value: UInt32) -> (range: Range<Int>, own: Int) {
    var best = (range: 0..<0, own: 0, sum: 0)
    var (start, sum, own) = (0, 0, 0)
    for at in events.indices {
      let isOwn = events[at].code.value == value
      if sum <= 0 { (start, sum, own) = (at, 0, 0) }
      sum += isOwn ? 1 : -4
      own += isOwn ? 1 : 0
      if sum > best.sum { best = (start..<(at + 1), own, sum) }
    }
    return (best.range, best.own)
  }
}

extension ValueSamples {
  /// All that was looked at, services and copies of one name together, in a fixed order.
  static func all(_ said: [TemplateCounts], services: ServiceNames, origin: Int64) -> [ValueSamples]
  {
    var groups: [TemplateKey: [EventRef]] = [:]
    for one in said where one.key.text != TemplateKey.other {
      var key = one.key
      key.service = services.name(ofService: key.service)
      groups[key, default: []] += one.cells.flatMap(\.lines.marks)
    }
    return groups.sorted { $0.key < $1.key }.map { key, marks in
      ValueSamples(
        sort: key.sort, service: key.service, operation: key.operation, name: key.text,
        events: marks.sorted(by: EventRef.precedes).map { mark in
          Event(
            mark: mark,
            time: mark.nanoseconds.seconds(sinceNanoseconds: origin * 1_000_000_000),
            code: ValueCode(mark))
        })
    }
  }
}
