import Simulator
import Testing

@testable import Parse
@testable import Signals

@Suite struct LatencySpreadTests {
  private func cell(_ latencies: [UInt32]) -> OutcomeCell {
    var cell = OutcomeCell()
    for (at, latency) in latencies.enumerated() {
      cell.add(
        EventRef(
          nanoseconds: Int64(at) * 1000, content: UInt64(at), input: 1, byteOffset: at,
          line: UInt32(at), entry: 0, client: 0, fractionDigits: 3, latency: latency))
    }
    return cell
  }

  private func counted(_ cell: OutcomeCell) -> [UInt8: Int] {
    var counts: [UInt8: Int] = [:]
    cell.forEachLatency { counts[$0.rawValue, default: 0] += $1 }
    return counts
  }

  @Test func aClassIsNarrowAndHoldsWhatFallsIntoIt() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<2000 {
      let code = UInt32(truncatingIfNeeded: random.next() >> UInt64(32 + random.below(32)))
      let latency = LatencyClass(code: code)
      let microseconds = Double(max(1, code)) - 1
      #expect(latency.lower <= microseconds)
      #expect(latency.rawValue == .max || microseconds < latency.next.lower)
      if code > 16, latency.rawValue < .max {
        #expect(latency.next.lower <= latency.lower * 1.15 + 1)
      }
    }
  }

  @Test func aCrowdedCellCountsEveryLatencyAsAnExactOneDoes() {
    var random = SeededGenerator(seed: 4)
    let latencies = (0..<60).map { _ in UInt32(1 + random.below(400_000)) }
    let crowded = cell(latencies)
    var expected: [UInt8: Int] = [:]
    for latency in latencies { expected[LatencyClass(code: latency).rawValue, default: 0] += 1 }
    #expect(!crowded.isExact)
    #expect(counted(crowded) == expected)
    #expect(counted(cell([5000, 90_000])).values.reduce(0, +) == 2)
  }

  @Test func callsOfUnknownLengthAreInNoClass() {
    let made = cell([0, 0, 0, 0, 0, 0, 7000, 0])
    #expect(made.count == 8)
    #expect(counted(made).values.reduce(0, +) == 1)
    #expect(cell([0, 0, 0, 0, 0, 0, 0]).spread == nil)
  }

  @Test(arguments: [3, 4, 40])
  func slowAndFastCallsPartWithoutLoss(_ count: Int) {
    let latencies = (0..<count).map { UInt32($0 % 3 == 0 ? 2_000_000 : 40_000) }
    let made = cell(latencies)
    let limit = LatencyClass(microseconds: 1_000_000)
    let fast = made.calls(in: LatencyClass(rawValue: 0)..<limit)
    let slow = made.calls(in: limit..<LatencyClass(rawValue: .max))
    #expect(slow.count == latencies.count { $0 > 1_000_000 })
    #expect(fast.count + slow.count == count)
    #expect(slow.isExact == made.isExact && fast.isExact == made.isExact)
    #expect(slow.marks.allSatisfy { $0.latency > 1_000_000 })
    #expect(fast.marks.allSatisfy { $0.latency < 1_000_000 })
    #expect(slow.first?.content == 0)
  }

  @Test func aCellWithoutAKnownEventHasNone() {
    let made = cell([10_000] + [UInt32](repeating: 3_000_000, count: 8) + [10_000])
    let slow = made.calls(in: LatencyClass(microseconds: 1e6)..<LatencyClass(rawValue: .max))
    #expect(slow.count == 8 && slow.first == nil && slow.last == nil && slow.marks.isEmpty)
    #expect(slow.keptCount == 0 && !slow.isExact)
  }
}
