import ChangePoints
import LogModel
import Signals

/// How long the calls of an operation took that did not fail: read once from all its slots, for
/// everything that is asked of latencies.
struct CallLengths {
  /// A slot mostly has no more classes of calls.
  private static let classesPerSlot = 12

  /// Of each class of calls that begin in one place, slot by slot: the class, how many they are,
  /// and where their begin stands among all begins.
  private var classes: [LatencyClass] = []
  private var counts: [Int] = []
  private var places: [Int32] = []
  /// Where the calls of each slot that has any end.
  private var slotEnds: [Int] = []
  /// All begins, in order: in nanoseconds where each call is known exactly, else by bucket.
  private var begins: [Int64] = []
  /// How many calls begin there.
  private var attempts: [Int] = []
  private let isExact: Bool
  private let width: Int64
  private let origin: Int64

  /// How many calls there are.
  private(set) var total = 0

  init(_ timeline: OperationTimeline, origin: Int64) {
    self.origin = origin
    width = timeline.width
    isExact = timeline.isExactlyHealthy
    let moves = CrowdedMoves(width: width)
    let expected = timeline.slots.count * Self.classesPerSlot
    begins.reserveCapacity(expected)
    classes.reserveCapacity(expected)
    counts.reserveCapacity(expected)
    // At first one begin for each class of calls, in the order of slots.
    for slot in timeline.slots {
      for cell in timeline.successes(of: slot) { add(cell, of: slot.start, moves) }
      for cell in timeline.unended(of: slot) { add(cell, of: slot.start, moves) }
      if begins.count > slotEnds.last ?? 0 { slotEnds.append(begins.count) }
    }
    let apart = SlotPlaces(begins)
    attempts = [Int](repeating: 0, count: apart.starts.count)
    places.reserveCapacity(begins.count)
    for (begin, count) in zip(begins, counts) {
      let place = apart[begin]
      places.append(Int32(truncatingIfNeeded: place))
      attempts[place] += count
      total += count
    }
    begins = apart.starts
  }

  /// Of calls that are known by their class alone, by how many buckets their begin lies before.
  private struct CrowdedMoves {
    private let buckets: [Int64]

    init(width: Int64) {
      buckets = (0...UInt8.max).map { raw in
        Int64((LatencyClass(rawValue: raw).middle / 1e6 / Double(width)).rounded())
      }
    }

    subscript(latency: LatencyClass) -> Int64 { buckets[Int(latency.rawValue)] }
  }

  private mutating func add(_ cell: OutcomeCell, of slot: Int64, _ moves: CrowdedMoves) {
    guard cell.isExact else {
      cell.forEachLatency { latency, count in
        add(count, latency, from: slot - moves[latency])
      }
      return
    }
    cell.forEachMark { mark in
      guard let latency = mark.latencyClass else { return }
      let nanoseconds = mark.beginNanoseconds
      add(
        1, latency,
        from: isExact
          ? nanoseconds
          : nanoseconds.flooredDivision(by: 1_000_000_000).flooredDivision(by: width))
    }
  }

  private mutating func add(_ count: Int, _ latency: LatencyClass, from begin: Int64) {
    begins.append(begin)
    classes.append(latency)
    counts.append(count)
  }

  /// How many calls are of a class or above.
  func count(from least: LatencyClass) -> Int {
    var count = 0
    for at in classes.indices where classes[at] >= least { count += counts[at] }
    return count
  }

  /// All calls by class.
  var all: LatencyCounts {
    var all = LatencyCounts()
    for at in classes.indices { all.add(classes[at], counts[at]) }
    return all
  }

  /// All calls in stretches of at least so many, each slot in one of them as a whole.
  func blocks(of size: Int) -> [LatencyCounts] {
    var blocks = [LatencyCounts()]
    var at = 0
    for end in slotEnds {
      if blocks[blocks.count - 1].total >= size { blocks.append(LatencyCounts()) }
      while at < end {
        blocks[blocks.count - 1].add(classes[at], counts[at])
        at += 1
      }
    }
    return blocks
  }

  /// Calls by their begin, those of a class and above as failures.
  ///
  /// Exact events where every slot has them all; else a cell a bucket, where calls that are
  /// known by their class alone are moved by its length.
  func slowCells(above least: LatencyClass) -> SlowCells {
    var slow = [Int](repeating: 0, count: begins.count)
    for at in classes.indices where classes[at] >= least { slow[Int(places[at])] += counts[at] }
    let seconds = Double(width)
    let cells = begins.indices.map { at in
      RatioCell(
        time: isExact
          ? begins[at].seconds(sinceNanoseconds: origin * 1_000_000_000)
          : Double(begins[at] * width - origin) + seconds / 2,
        attempts: attempts[at], failures: slow[at])
    }
    return SlowCells(least: least, cells: cells, width: isExact ? 0 : seconds)
  }
}

/// The calls of an operation by their begin, with the slow ones in the place of failures.
struct SlowCells {
  /// Calls of this class and above are slow.
  var least: LatencyClass
  var cells: [RatioCell]
  /// Seconds of a cell; 0 for exact events.
  var width: Double
}
