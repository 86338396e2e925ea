import ChangePoints
import LogModel
import Signals

/// How long the calls of an operation took that did not fail: read once from all its slots, for
/// everything that is asked of latencies.
struct CallLengths {
  /// Calls of one class that begin at one place.
  private struct Calls {
    /// When they begin; later the place of that among all begins.
    var begin: Int64
    var count: Int
    var latency: LatencyClass
  }

  /// Slot by slot.
  private var calls: [Calls] = []
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
    isExact = timeline.slots.allSatisfy { slot in
      timeline.successes(of: slot).allSatisfy(\.isExact)
        && timeline.unended(of: slot).allSatisfy(\.isExact)
    }
    let moves = CrowdedMoves(width: width)
    for slot in timeline.slots {
      let before = calls.count
      for cell in timeline.successes(of: slot) { add(cell, of: slot.start, moves) }
      for cell in timeline.unended(of: slot) { add(cell, of: slot.start, moves) }
      if calls.count > before { slotEnds.append(calls.count) }
    }
    for one in calls { total += one.count }
    place()
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
        calls.append(Calls(begin: slot - moves[latency], count: count, latency: latency))
      }
      return
    }
    cell.forEachMark { mark in
      guard let latency = mark.latencyClass else { return }
      let nanoseconds = mark.beginNanoseconds
      let begin =
        isExact
        ? nanoseconds
        : nanoseconds.flooredDivision(by: 1_000_000_000).flooredDivision(by: width)
      calls.append(Calls(begin: begin, count: 1, latency: latency))
    }
  }

  /// Puts all begins in order, and the place of its begin into each call.
  private mutating func place() {
    let places = SlotPlaces(calls.lazy.map(\.begin))
    begins = places.starts
    attempts = [Int](repeating: 0, count: begins.count)
    for at in calls.indices {
      let place = places[calls[at].begin]
      attempts[place] += calls[at].count
      calls[at].begin = Int64(place)
    }
  }

  /// How many calls are of a class or above.
  func count(from least: LatencyClass) -> Int {
    calls.reduce(0) { $1.latency >= least ? $0 + $1.count : $0 }
  }

  /// All calls in stretches of at least so many, each slot in one of them as a whole.
  func blocks(of size: Int) -> [LatencyCounts] {
    var blocks = [LatencyCounts()]
    var at = 0
    for end in slotEnds {
      if blocks[blocks.count - 1].total >= size { blocks.append(LatencyCounts()) }
      while at < end {
        blocks[blocks.count - 1].add(calls[at].latency, calls[at].count)
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
    for one in calls where one.latency >= least { slow[Int(one.begin)] += one.count }
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
