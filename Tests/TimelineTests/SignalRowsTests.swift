import Events
import Inference
import LogModel
import Testing
import Timeline

@Suite struct SignalRowsTests {
  private let spike = Signal(
    kind: .requestSpike, series: .requests(service: "shop", method: "GET"), from: at("15:29"),
    to: at("15:34"),
    onset: TimeRange(from: at("15:29"), to: at("15:29:30")), baseline: 9.04, observed: 48.2,
    unit: "per_minute", evidence: [line(5200, "15:29:03"), line(5270, "15:33:58")])

  private func lag(
    _ order: Correlation.Order, _ seconds: Double, width: Double = 20,
    _ verdict: Correlation.Verdict = .cannotTell
  ) -> Correlation {
    Correlation(
      a: .failures(OperationRef(service: "shop", operation: "POST /api/order", name: nil)),
      b: .requests(service: "shop", method: "GET"), order: order, lagSeconds: seconds,
      lagLow: seconds - width / 2, lagHigh: seconds + width / 2, verdict: verdict, reasons: [])
  }

  private func told(_ signal: Signal, _ correlations: [Correlation]) -> [String] {
    story(
      orders {
        $0.signals = [signal]
        $0.correlations = correlations
      }
    ).filter { $0.contains("request_") || $0.contains("silence") }
  }

  @Test func aSpikeIsToldWithItsUsualAndItsObservedRate() {
    #expect(
      told(spike, []) == [
        "15:29 request_spike: GET requests rose from about 9 to 48/min."
      ])
  }

  @Test func theOrderIsWordedAndNeverCalledACause() {
    let start = "15:29 request_spike: GET requests rose from about 9 to 48/min; "
    let cases: [(Correlation, String)] = [
      (lag(.aFirst, 240), "this followed the start of the failures by about 4 min."),
      (
        lag(.aFirst, 240, width: 200),
        "this followed the start of the failures by 2 to 6 min."
      ),
      (lag(.bFirst, -60), "this preceded the start of the failures by about 60 s."),
      (lag(.tie, 5), "this began at about the same time as the failures."),
      (lag(.tie, 5, width: 600), "cannot tell whether this or the failures began first."),
      (
        lag(.aFirst, 240, .mostlyRepeats),
        "this followed the start of the failures by about 4 min; "
          + "the additional requests are mostly repeats."
      ),
    ]
    for (correlation, words) in cases {
      let rows = told(spike, [correlation])
      #expect(rows == [start + words])
      #expect(!rows.joined().contains("cause"))
    }
  }

  @Test func dropsAndSilencesHaveTheirOwnWords() {
    var drop = spike
    drop.kind = .requestDrop
    drop.observed = 0.5
    var silence = spike
    silence.kind = .silence
    #expect(
      told(drop, []) == ["15:29 request_drop: GET requests fell from about 9 to 0.5/min."])
    #expect(
      told(silence, []) == ["15:29 silence: GET requests stopped (normally about 9/min)."])
  }

  @Test func aSignalWithoutALineToShowIsNoRow() {
    var bare = spike
    bare.evidence = []
    #expect(told(bare, []).isEmpty)
    #expect(report([orders { $0.signals = [bare] }]).incidents.first?.signals.count == 1)
  }
}
