import ChangePoints
import LogModel
import Signals

/// How long calls took, whatever came of them but failure.
extension OperationTimeline {
  /// Its events count from the begin of their calls.
  var isTimedByBegin: Bool { slowFrom != nil }

  /// Latencies of all calls that did not fail, as far as the log says them, slot by slot.
  func forEachLatency(_ body: (_ start: Int64, _ latency: LatencyClass, _ count: Int) -> Void) {
    for slot in slots {
      for cell in successes(of: slot) { cell.forEachLatency { body(slot.start, $0, $1) } }
      for cell in unended(of: slot) { cell.forEachLatency { body(slot.start, $0, $1) } }
    }
  }

  /// Calls that did not fail and of which the log says how long they took.
  var timedCalls: Int {
    var count = 0
    forEachLatency { count += $2 }
    return count
  }

  /// The same operation with its slow calls in the place of failures, and those that were not
  /// slow in that of successes.
  func slow(above least: LatencyClass) -> OperationTimeline {
    var cells: [(start: Int64, good: [OutcomeCell], bad: [OutcomeCell])] = []
    for slot in slots {
      let all = successes(of: slot) + unended(of: slot)
      let parts = all.map { $0.parted(at: least) }
      let fast = parts.map(\.fast).filter { $0.count > 0 }
      let slow = parts.map(\.slow).filter { $0.count > 0 }
      if !fast.isEmpty || !slow.isEmpty { cells.append((slot.start, fast, slow)) }
    }
    var view = replacing(cells)
    view.slowFrom = least
    return view
  }

  /// The same operation with its failed calls of a class and above, and of some signatures, among
  /// those that did not fail.
  func withSlowFailures(above least: LatencyClass, _ signatures: Set<Int>) -> OperationTimeline {
    replacing(
      slots.map { slot in
        let slow = failures(of: slot).filter { signatures.contains($0.signature) }
          .map { $0.cell.cell.parted(at: least).slow }.filter { $0.count > 0 }
        return (slot.start, Array(successes(of: slot)) + Array(unended(of: slot)) + slow, [])
      })
  }

  /// Calls by their begin, the slow ones as failures.
  ///
  /// Exact events where every slot has them all; else a cell a bucket, where calls that are
  /// known by their class alone are moved by its length.
  func slowCells(above least: LatencyClass, origin: Int64) -> (cells: [RatioCell], width: Double) {
    let isExact = slots.allSatisfy { slot in
      successes(of: slot).allSatisfy(\.isExact) && unended(of: slot).allSatisfy(\.isExact)
    }
    var found: [Int64: RatioCell] = [:]
    func add(_ key: Int64, _ time: Double, slow: Bool, _ count: Int) {
      found[key, default: RatioCell(time: time, attempts: 0, failures: 0)].attempts += count
      if slow { found[key]?.failures += count }
    }
    let seconds = Double(width)
    func addBucket(_ bucket: Int64, slow: Bool, _ count: Int) {
      add(bucket, Double(bucket * width - origin) + seconds / 2, slow: slow, count)
    }
    for slot in slots {
      for cell in successes(of: slot) + unended(of: slot) {
        guard cell.isExact else {
          cell.forEachLatency { latency, count in
            let back = Int64((latency.middle / 1e6 / seconds).rounded())
            addBucket(slot.start - back, slow: latency >= least, count)
          }
          continue
        }
        cell.forEachMark { mark in
          guard let latency = mark.latencyClass else { return }
          let begin = mark.beginNanoseconds
          if isExact {
            let time = begin.seconds(sinceNanoseconds: origin * 1_000_000_000)
            add(begin, time, slow: latency >= least, 1)
          } else {
            let second = begin.flooredDivision(by: 1_000_000_000)
            addBucket(second.flooredDivision(by: width), slow: latency >= least, 1)
          }
        }
      }
    }
    return (
      found.sorted { $0.key < $1.key }.map(\.value), isExact ? 0 : seconds
    )
  }
}

extension OutcomeCell {
  /// Its calls of known length: those below a class, and the slow ones from it on.
  func parted(at least: LatencyClass) -> (fast: OutcomeCell, slow: OutcomeCell) {
    (
      calls(in: LatencyClass(rawValue: 0)..<least), calls(in: least..<LatencyClass(rawValue: .max))
    )
  }
}
