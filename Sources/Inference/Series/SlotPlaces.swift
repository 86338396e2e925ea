import Signals

/// Which of many numbers in no order there are, each once and in order, and the place of each.
///
/// Slots of a log lie side by side, so a number mostly is its own place but for the first: only
/// where they lie far apart it has to be looked up.
struct SlotPlaces {
  /// Numbers so many times as far apart as there are of them are looked up.
  private static let sparse = 8
  private static let leastSpan = 4096

  /// In order, none twice.
  let starts: [Int64]
  private let first: Int64
  /// By distance from the first, where they lie close together.
  private let places: [Int32]
  private let sparsePlaces: [Int64: Int]

  init(_ numbers: [Int64]) {
    guard var least = numbers.first else {
      (starts, first, places, sparsePlaces) = ([], 0, [], [:])
      return
    }
    var most = least
    for number in numbers { (least, most) = (min(least, number), max(most, number)) }
    first = least
    let span = most.subtractingReportingOverflow(least)
    guard !span.overflow, span.partialValue < Int64(numbers.count * Self.sparse + Self.leastSpan)
    else {
      var starts: [Int64] = []
      for number in numbers.sorted() where number != starts.last { starts.append(number) }
      self.starts = starts
      places = []
      sparsePlaces = Dictionary(uniqueKeysWithValues: starts.enumerated().map { ($1, $0) })
      return
    }
    var places = [Int32](repeating: -1, count: Int(span.partialValue) + 1)
    for number in numbers { places[Int(number - least)] = 0 }
    var starts: [Int64] = []
    for at in places.indices where places[at] == 0 {
      places[at] = Int32(truncatingIfNeeded: starts.count)
      starts.append(least + Int64(at))
    }
    (self.starts, self.places, sparsePlaces) = (starts, places, [:])
  }

  /// The place of a number that is one of them.
  subscript(number: Int64) -> Int {
    places.isEmpty ? sparsePlaces[number] ?? 0 : Int(places[Int(number - first)])
  }
}

/// What some timelines of one width count in their slots, together, in order of time.
struct SlotSums {
  let starts: [Int64]
  private(set) var counts: [Int]

  /// - Parameter count: what counts of a slot; all that arrived, if nothing else is asked for.
  init(
    of timelines: [OperationTimeline],
    _ count: (OperationTimeline, OperationTimeline.Slot) -> Int = { $1.arrivals }
  ) {
    let places = SlotPlaces(timelines.flatMap { $0.slots.map(\.start) })
    starts = places.starts
    counts = [Int](repeating: 0, count: places.starts.count)
    for timeline in timelines {
      for slot in timeline.slots { counts[places[slot.start]] += count(timeline, slot) }
    }
  }

  var total: Int { counts.reduce(0, +) }
}
