import Inference
import LogModel
import Testing

@testable import Timeline

/// Few relapses are told one by one, many as one row with their number and extent.
@Suite struct PhaseRowsTests {
  private func flapping(_ count: Int, change: (inout Incident) -> Void = { _ in }) -> [String] {
    story(
      orders { incident in
        incident.phases = (0..<count).map { index in
          let minute = String(25 + index)
          return Phase(
            lastGoodBefore: nil, firstBad: line(5130 + index * 10, "15:\(minute):05"),
            lastBad: line(5131 + index * 10, "15:\(minute):20"),
            firstGoodAfter: line(5132 + index * 10, "15:\(minute):25"), failures: 3, attempts: 3)
        }
        change(&incident)
      })
  }

  @Test func threePhasesAreToldEach() {
    let rows = flapping(3)
    #expect(rows.count { $0.contains("failed again") } == 2)
    #expect(rows.count { $0.contains("briefly") } == 2)
  }

  @Test func moreAreOneRowWithTheirNumberAndExtent() {
    let rows = flapping(9)
    #expect(rows.allSatisfy { !$0.contains("again: ") && !$0.contains("briefly") })
    let all = rows.filter { $0.contains("9 stretches until 15:33:20") }
    #expect(all.count == 1 && all[0].hasPrefix("15:26 failure: Orders failed in"), "\(rows)")
    #expect(rows.contains { $0.contains("began to fail") })
    #expect(rows.contains { $0.contains("succeeded again") })
  }

  @Test func otherSymptomsFlapInWordsOfTheirOwn() {
    let slow = flapping(5) {
      $0.symptom = .slowCalls(
        Slowness(
          thresholdMilliseconds: 60, baselineMilliseconds: 40, seenMilliseconds: 900,
          baselineShare: 0,
          share: 1))
    }
    #expect(slow.contains { $0.contains("Orders were slow in 5 stretches until") }, "\(slow)")
    let absent = flapping(5) {
      $0.symptom = .missingRequests(
        MissingRequests(baselinePerMinute: 15, seconds: 600, low: 90, high: 110))
    }
    #expect(absent.contains { $0.contains("Orders stopped in 5 stretches until") }, "\(absent)")
  }
}
