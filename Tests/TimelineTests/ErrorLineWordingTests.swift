import Inference
import LogModel
import Testing

@testable import Timeline

@Suite struct ErrorLineWordingTests {
  private func lines(
    state: Incident.State = .resolved, before: Double = 0, messages: Int = 1,
    isTold: Bool = false
  ) -> Incident {
    let ref = OperationRef(service: "shop", operation: "Cannot reach shelf #", name: nil)
    return orders(name: nil, operation: ref.operation, state: state) { incident in
      incident.operations = [ref]
      incident.isPartial = true
      incident.symptom = .errorLines(LineRate(before: before, within: 40, isTold: isTold))
      incident.impact.counted = .lines
      incident.impact.failures = 412
      incident.impact.attempts = 412
      incident.signatures = (0..<messages).map { index in
        FailureSignatureSummary(
          operation: ref, status: nil, message: "Cannot reach shelf \(index + 1)",
          failures: 400 - index)
      }
    }
  }

  @Test func linesRiseAndFallBack() {
    #expect(
      story(lines()) == [
        #"15:25 failures_rose: Lines like "Cannot reach shelf 1" rose from 0 to 40/min; "#
          + "the rise began after 15:24:55.",
        #"15:36 failures_fell: Lines like "Cannot reach shelf 1" stopped "#
          + "(412 in total); the last was logged at 15:35:50.",
        #"16:06 confirmed: Recovery confirmed: no further lines like "Cannot reach shelf 1" "#
          + "for 30 min (36 other lines). Resolved at 15:36.",
      ])
  }

  @Test func linesWithoutALevelSayHowTheyAreKnown() {
    #expect(
      story(lines(isTold: true)).first?.hasSuffix(
        "; they have no level, and tell of a failure in words.") == true)
    let mixed = story(lines(messages: 3, isTold: true))
    #expect(mixed.first?.contains("Lines that tell of a failure in words rose") == true)
    #expect(!mixed.joined().contains("rror lines"))
  }

  @Test func aUsualLevelAndSeveralMessagesAreSaid() {
    let rows = story(lines(before: 2.2, messages: 3))
    #expect(
      rows.first == "15:25 failures_rose: Error lines rose from about 2.2 to 40/min; the "
        + #"rise began after 15:24:55, most often "Cannot reach shelf 1"."#)
    #expect(rows.joined().contains("fell back to about 2.2/min"))
  }

  @Test(arguments: [Incident.State.ongoing, .endUnknown])
  func linesWithoutAnEndAreStillComing(state: Incident.State) {
    let rows = story(lines(state: state))
    #expect(rows.count == 2)
    #expect(rows.last?.contains("still logged") == true)
    #expect(rows.last?.contains("412 lines so far") == true)
  }

  @Test func noWordSaysThatRequestsFailed() throws {
    for state in [Incident.State.resolved, .recovered, .ongoing, .endUnknown] {
      let incident = lines(state: state)
      let told = try #require(report([incident]).incidents.first)
      let title = told.title.plain(in: .utc, on: nil)
      let all = (story(incident) + [title]).joined(separator: " ")
      for word in ["request", "attempt", "success", "succe", "failed"] {
        #expect(!all.contains(word), "\(all)")
      }
      #expect(title.hasPrefix(#"Lines like "Cannot reach shelf 1" rose, 2025-04-08"#))
      #expect(told.impact.failureRatio == nil)
    }
  }

  @Test func aBurstBesideFailuresIsContext() {
    let burst = Signal(
      kind: .errorBurst, series: .lines(like: "No shelf", service: "shop"), from: at("15:26"),
      to: at("15:34"),
      onset: TimeRange(from: at("15:26"), to: at("15:26")), baseline: 0, observed: 30,
      unit: "per_minute", evidence: [line(5131, "15:26")])
    var answers = burst
    answers.series = .refusals(status: 401, service: "shop")
    var own = burst
    own.isOwn = true
    let rows = report([orders { $0.signals = [burst, answers, own] }]).incidents.first?.timeline
    let context = (rows ?? []).filter { $0.level == .context }
    #expect(
      context.map { $0.text.plain(in: .utc, on: $0.time) } == [
        "401 answers rose from 0 to 30/min.",
        #"Lines like "No shelf" rose from 0 to 30/min."#,
      ])
    #expect(context.allSatisfy { $0.kind == .failuresRose })
  }
}
