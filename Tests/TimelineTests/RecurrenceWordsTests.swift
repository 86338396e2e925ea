import Inference
import LogModel
import Testing

@testable import Timeline

@Suite("What recurs is told as one incident")
struct RecurrenceWordsTests {
  private static let start: Int64 = 1_744_124_400

  private func phase(_ day: Int64) -> Phase {
    func at(_ seconds: Int64) -> CitedEvent {
      let point = line(Int(day) * 100 + 1, "15:25:05")
      return CitedEvent(
        time: Timestamp(seconds: Self.start + day * 86_400 + seconds), source: point.source)
    }
    return Phase(
      lastGoodBefore: at(-10), firstBad: at(0), lastBad: at(600), firstGoodAfter: at(630),
      failures: 9, attempts: 10)
  }

  private var nightly: Incident {
    orders { incident in
      incident.phases = [phase(0), phase(1), phase(2)]
      incident.recurrence = Recurrence(
        occurrences: 3, days: 3, isUnbroken: true, baselineStart: Timestamp(seconds: Self.start),
        spreadSeconds: 40)
    }
  }

  @Test("The title says when it comes back and on how many days")
  func title() {
    let title = IncidentTitle.text(of: nightly).plain(in: .utc, on: nightly.firstFailure.time)
    #expect(title.contains(" daily at about 15:00 UTC, on 3 days from "))
  }

  @Test("What comes back each hour is told by its period and its number, not by a time of day")
  func hourly() throws {
    var hourly = nightly
    hourly.recurrence = Recurrence(
      occurrences: 17, periodSeconds: 3600, days: 1, isUnbroken: true,
      baselineStart: Timestamp(seconds: Self.start), spreadSeconds: 40)
    let title = IncidentTitle.text(of: hourly).plain(in: .utc, on: hourly.firstFailure.time)
    #expect(title.contains(" hourly, 17 times from "))
    let row = try #require(RecurrenceWords.rows(of: hourly).first)
    let text = row.text.plain(in: .utc, on: row.time)
    #expect(text.hasPrefix("One recurring incident: orders failed hourly, 17 times; the starts"))
    hourly.recurrence?.periodSeconds = 14_400
    #expect(
      IncidentTitle.text(of: hourly).plain(in: .utc, on: hourly.firstFailure.time)
        .contains(" every 4 h, 17 times"))
  }

  @Test("A row at the last time calls it one recurring incident and cites the times before")
  func row() throws {
    let row = try #require(RecurrenceWords.rows(of: nightly).first)
    #expect(row.time == phase(2).firstBad.time)
    #expect(row.support == [phase(0).firstBad, phase(1).firstBad])
    let text = row.text.plain(in: .utc, on: row.time)
    #expect(text.hasPrefix("One recurring incident: orders failed daily at about 15:00 UTC"))
    #expect(text.contains("3 times on 3 days; the starts lie within 40 s"))
  }

  @Test("Slow calls and changed answers recur as failures do, in words of their own")
  func everySymptom() {
    let slowness = Slowness(
      thresholdMilliseconds: 60, baselineMilliseconds: 40, seenMilliseconds: 900, baselineShare: 0,
      share: 1)
    let changes: [(expected: String, change: (inout Incident) -> Void)] = [
      ("orders were slow daily at about", { $0.symptom = .slowCalls(slowness) }),
      ("lines like", { $0.symptom = .errorLines(LineRate(before: 0, within: 9)) }),
      (
        "orders stopped daily at",
        {
          $0.symptom = .missingRequests(
            MissingRequests(baselinePerMinute: 15, seconds: 600, low: 90, high: 110))
        }
      ),
      (
        "the value of price in responses of GET /price stopped changing daily",
        {
          $0.symptom = .changedResponses(
            ResponseChange(
              kind: .constantValue, field: "price",
              operation: OperationRef(service: "shop", operation: "GET /price", name: nil)))
        }
      ),
    ]
    for (expected, change) in changes {
      let rows = story(
        {
          var one = nightly
          change(&one)
          return one
        }())
      let isTold = rows.contains { $0.contains("One recurring incident: \(expected)") }
      #expect(isTold, "\(rows)")
    }
  }

  @Test("Its length is that of its times in sum, and nothing is said of the days between")
  func durations() {
    let durations = Durations(of: nightly)
    #expect(durations.impact?.lowSeconds == 1800)
    #expect(durations.impact?.highSeconds == 1920)
    #expect(durations.timeToMitigate == nil && durations.timeToResolve == nil)
  }

  @Test("What comes once has no such row")
  func once() {
    #expect(RecurrenceWords.rows(of: orders()).isEmpty)
    #expect(Durations(of: orders()).timeToMitigate != nil)
  }
}
