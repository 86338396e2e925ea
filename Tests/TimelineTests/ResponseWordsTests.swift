import LogModel
import Testing

@testable import Inference
@testable import Timeline

/// The words for links of failing answers, and for how long each part of a response took.
@Suite struct ResponseWordsTests {
  @Test func theAddressBehindAKeyIsFoundHoweverItIsQuoted() {
    let lines = [
      #"{"resBody":{"helpUrl":"https://api.example/report?key=[redacted]"}}"#,
      #"{"resBody":"{\"helpUrl\":\"https:\/\/api.example\/report?key=[redacted]\"}"}"#,
      #"{"resBody":"\"{\\\"helpUrl\\\": \\\"https://api.example/report?key=[redacted]\\\"}\""}"#,
    ]
    for line in lines {
      #expect(
        ResponseRows.address(of: "helpUrl", in: line)
          == "https://api.example/report?key=[redacted]")
    }
    #expect(ResponseRows.address(of: "helpUrl", in: #"{"helpUrl":null,"a":"https://b"}"#) == nil)
    #expect(ResponseRows.address(of: "helpUrl", in: #"{"other":"https://b"}"#) == nil)
  }

  @Test func durationsAreToldToTheSecondBelowAnHour() {
    let cases: [(Double, String)] = [
      (45, "45 s"), (60, "1 min"), (260, "4 min 20 s"), (3600, "60 min"), (9000, "2 h 30 min"),
    ]
    for (seconds, words) in cases { #expect(DurationWords.length(seconds) == words) }
    func range(_ low: Double, _ high: Double?) -> String {
      DurationWords.range(
        Durations.Span(lowSeconds: low, highSeconds: high, from: "impact_start", to: "detected"))
    }
    #expect(range(135.2, 188.7) == "2 min 15 s to 3 min 9 s")
    #expect(range(90, 90) == "1 min 30 s")
    #expect(range(90, nil) == "at least 1 min 30 s")
    #expect(range(-1900, -1800) == "none, it came before the first failure")
  }

  @Test func whatNoAlertDetectedIsSaidToBeSo() {
    let seen = event("15:30", .detected, "saw an empty graph", who: "Kim", row: 1, origin: .human)
    func measures(_ alerts: Detection.Alerts) -> [String] {
      let incident = orders(events: [seen]) {
        $0.detection = Detection(
          status: .found, event: seen, observer: .person, relation: .timeOnly,
          basis: .related(.timeOnly))
        $0.detection.alerts = alerts
      }
      return (report([incident]).incidents.first?.measures ?? []).map {
        $0.plain(in: .utc, on: nil)
      }
    }
    #expect(
      measures(.noneRelated).first
        == "Time to detect: 4 min 55 s to 5 min 5 s (impact start to a person noticing; note).")
    #expect(measures(.noneRelated)[1].hasPrefix("Not detected by an alert"))
    #expect(measures(.notGiven)[1].hasSuffix("no alert history given."))
    #expect(report([orders()]).incidents.first?.measures.isEmpty == true)
  }
}
