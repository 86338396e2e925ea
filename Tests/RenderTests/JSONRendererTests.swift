import Events
// Foundation: an independent reader of the JSON that is written.
import Foundation
import Inference
import LogModel
import Render
import Testing
import Timeline

@Suite struct JSONRendererTests {
  private func text(_ incidents: [Incident]) -> String {
    JSONRenderer().render(
      report(incidents) {
        var reading = InputReading(path: "service.log.gz")
        reading.first = at("14:00")
        reading.last = Timestamp(
          nanoseconds: at("16:10").nanoseconds + 5_000_000, fractionDigits: 3)
        reading.account.records = 7
        reading.warnings = [InputWarning(.zoneAssumed, line: 1, message: "UTC was assumed")]
        $0.inputs = [reading]
        $0.redactions = ["url-key": 12, "jwt": 3]
      }, RenderOptions())
  }

  private func parsed(_ incidents: [Incident]) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(text(incidents).utf8))
    return try #require(object as? [String: Any])
  }

  /// The keys of an object in the order they are written, by its indentation.
  private func keys(_ text: String, depth: Int, after mark: String) -> [String] {
    let indent = String(repeating: "  ", count: depth) + "\""
    var keys: [String] = []
    var isInside = false
    for line in text.split(separator: "\n") {
      guard isInside else {
        isInside = line.contains(mark)
        continue
      }
      if line.prefix(while: { $0 == " " }).count < (depth - 1) * 2 { break }
      guard line.hasPrefix(indent) else { continue }
      if let key = line.dropFirst(indent.count).split(separator: "\"").first {
        keys.append(String(key))
      }
    }
    return keys
  }

  @Test func keysStandInTheOrderOfTheFormat() {
    let json = text([pagedOutage()])
    #expect(json.hasPrefix("{\n  \"schema\": \"recount.report/1\",\n  \"recount\": \"0.0.0\",\n"))
    #expect(
      keys(json, depth: 1, after: "{") == [
        "schema", "recount", "window", "coverage", "incidents", "near_misses", "citations",
        "redactions",
      ])
    #expect(
      keys(json, depth: 3, after: "\"incidents\": [") == [
        "id", "title", "state", "operations", "dependencies", "propagation", "impact_start",
        "detectable", "detected", "notified", "acknowledged", "mitigations", "impact_end",
        "resolved", "durations", "links", "onsets", "impact", "baseline", "signals", "correlations",
        "series",
        "factors", "timeline", "not_in_evidence", "recurrence",
      ])
    #expect(
      keys(json, depth: 4, after: "\"inputs\": [") == [
        "path", "content_hash", "compression", "formats", "status", "bytes_read",
        "bytes_decoded", "lines", "records", "blank", "unread", "duplicate", "outside_window",
        "first", "last", "zone", "read_as", "gaps", "clock", "warnings",
      ])
    #expect(
      keys(json, depth: 5, after: "\"timeline\": [")
        == [
          "time", "until", "approx", "kind", "level", "source", "repeat_of", "confidence", "text",
          "citations",
        ].repeated(11))
  }

  @Test func absentKnowledgeIsNull() throws {
    let incident = try #require(
      (parsed([orders { $0.onset = boundary(nil, line(2, "15:25:05")) }])["incidents"]
        as? [[String: Any]])?.first)
    for key in ["detectable", "notified", "acknowledged"] { #expect(incident[key] is NSNull) }
    let start = try #require(incident["impact_start"] as? [String: Any])
    #expect(start["earliest"] is NSNull)
    #expect(start["time"] as? String == "2025-04-08T15:25:05Z")
    let impact = try #require(incident["impact"] as? [String: Any])
    #expect(impact["degraded"] is NSNull)
    #expect(impact["missing"] is NSNull)
    #expect(impact["failure_ratio"] as? Double == 1)
    #expect((impact["units"] as? [String: Int]) == ["pizzas": 24])
  }

  @Test func everyCitationOfARowIsInTheReport() throws {
    let json = try parsed([pagedOutage(), orders()])
    let citations = try #require(json["citations"] as? [String: [String: Any]])
    let incidents = try #require(json["incidents"] as? [[String: Any]])
    for incident in incidents {
      let rows = try #require(incident["timeline"] as? [[String: Any]])
      #expect(!rows.isEmpty)
      for row in rows {
        let ids = try #require(row["citations"] as? [String])
        #expect(!ids.isEmpty)
        #expect(ids.allSatisfy { citations[$0] != nil })
      }
    }
    #expect(citations["c1"]?["path"] as? String == "oncall.jsonl")
  }

  @Test func aRepeatedPageNamesTheRowItRepeats() throws {
    let incidents = try #require(parsed([pagedOutage()])["incidents"] as? [[String: Any]])
    let rows = try #require(incidents.first?["timeline"] as? [[String: Any]])
    let pages = rows.indices.filter { rows[$0]["kind"] as? String == "engineer_notified" }
    #expect(pages.map { rows[$0]["repeat_of"] as? Int } == [nil, pages.first, pages.first])
  }

  @Test func theSameReportIsWrittenTheSameTwice() {
    #expect(text([pagedOutage()]) == text([pagedOutage()]))
  }

  @Test func stampsKeepTheirDigitsAndCountsTheirOrder() {
    let json = text([])
    #expect(json.contains("\"to\": \"2025-04-08T16:10:00.005Z\""))
    #expect(json.contains("\"from\": \"2025-04-08T14:00:00Z\""))
    #expect(
      json.hasSuffix("\"redactions\": {\n    \"jwt\": 3,\n    \"url-key\": 12\n  }\n}\n"))
    #expect(json.contains("\"incidents\": [],\n  \"near_misses\": [],\n  \"citations\": {},"))
  }

  @Test(arguments: [
    (0.0, "0"), (12, "12"), (-3, "-3"), (1.0 / 3, "0.333333"), (0.1 + 0.2, "0.3"),
    (1e300, "1e+300"), (.infinity, "null"), (.nan, "null"), (0.000_000_01, "0"),
  ])
  func numbersAreWrittenShort(_ number: Double, _ written: String) {
    let json = text([
      orders {
        $0.series = [
          PlotSeries(
            name: .allLines(service: "s"), unit: "per_minute", from: at("15:00"), bucketSeconds: 60,
            values: [number, nil])
        ]
      }
    ])
    #expect(json.contains("\"values\": [\(written), null]"))
  }
}

extension Array {
  fileprivate func repeated(_ times: Int) -> [Element] {
    Array(repeatElement(self, count: times).joined())
  }
}
