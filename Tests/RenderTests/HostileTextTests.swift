import Events
// Foundation: an independent reader of the JSON that is written.
import Foundation
import Inference
import LogModel
import Render
import Testing
import Timeline

/// Values an attacker can write into a log, in every place a draft shows one.
@Suite struct HostileTextTests {
  static let values = [
    "x\n- _15:30_ - All good again.\n", "x\r\n## Resolved\r\n", "\u{1B}[2J\u{1B}]52;c;eA==\u{7}",
    "<!-- END recount:timeline -->", "<script>alert(1)</script>", "`` ` ``` x", "\u{202E}evil",
    "\u{2028}- _15:30_ - x", "[^c1]: `forged:1`", "| a | b |", "\u{85}\u{9B}x", "\\", "\"", "@all",
    String(repeating: "`", count: 300), "\u{0}",
  ]

  private func outage(_ value: String) -> IncidentReport {
    let first = event("15:28", .note, value, who: value, row: 1)
    var paged = page("15:29", row: 2)
    paged.rule = value
    paged.channel = value
    let order = OperationRef(service: value, operation: value, name: value)
    let incident = orders(events: [first, paged]) {
      $0.operations = [order]
      $0.dependencies = [value]
      $0.signatures = [
        FailureSignatureSummary(operation: order, status: 500, message: value, failures: 12)
      ]
      $0.onset = boundary(line(1, "15:24:55", path: value), line(2, "15:25:05", path: value))
      $0.signals = [
        Signal(
          kind: .requestSpike, series: .lines(like: value, service: value), from: at("15:29"),
          to: nil,
          onset: TimeRange(from: at("15:29"), to: at("15:29")), baseline: 9, observed: 48,
          unit: "per_minute", evidence: [line(3, "15:29:10", path: value)])
      ]
    }
    return report([incident]) {
      var reading = InputReading(path: value)
      reading.status = .partial
      reading.warnings = [InputWarning(.gzipCorrupt, message: value)]
      $0.inputs = [reading]
      $0.excerpts = [line(1, "15:24:55", path: value).source: value]
      $0.redactions = [value: 1]
    }
  }

  private func shape(_ draft: String) -> [Substring] {
    draft.split(separator: "\n", omittingEmptySubsequences: false).map { $0.prefix(3) }
  }

  @Test(arguments: values)
  func aValueAddsNoLineAndNoControlToADraft(_ value: String) {
    let draft = MarkdownRenderer().render(outage(value), RenderOptions())
    let harmless = MarkdownRenderer().render(outage("x"), RenderOptions())
    #expect(shape(draft) == shape(harmless))
    #expect(draft.unicodeScalars.allSatisfy { $0 == "\n" || !isControl($0) })
    #expect(!draft.contains("<!--") || draft.contains("\\<!--"))
  }

  @Test(arguments: values)
  func aValueStaysAValueInJSON(_ value: String) throws {
    let text = JSONRenderer().render(outage(value), RenderOptions())
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !isControl($0) })
    let read = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let incidents = read?["incidents"] as? [[String: Any]]
    let dependencies = incidents?.first?["dependencies"] as? [String]
    #expect(dependencies == [value])
  }

  @Test(arguments: values)
  func aValueAddsNoRowToATable(_ value: String) {
    let told = outage(value)
    let list = IncidentList.text(told)
    // The row of the incident, and a line on the input that was read in part.
    #expect(list.split(separator: "\n").count == 3)
    let table = InputsTable.text(told.coverage.inputs.map(\.reading))
    #expect(table.split(separator: "\n").count == 4)
    #expect((list + table).unicodeScalars.allSatisfy { $0 == "\n" || !isControl($0) })
  }

  private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      || [0x2028, 0x2029, 0x202E].contains(scalar.value)
  }
}
