import Inference
import LogModel
import TestSupport
import Testing

@testable import Pipeline

/// When a burst of lines ends in the log of a service that writes little else.
@Suite struct BurstEndTests {
  private func line(_ second: Int, _ level: String, _ message: String) -> String {
    let clock = [10 + second / 3600, second / 60 % 60, second % 60].map {
      $0 < 10 ? "0\($0)" : "\($0)"
    }
    return "2024-03-10T\(clock.joined(separator: ":"))Z \(level) [worker] \(message)\n"
  }

  /// Other lines every eleven minutes, and errors, two a second in these stretches.
  private func incident(
    errors: [Range<Int>], others: [Int] = Array(stride(from: 0, to: 14_400, by: 660))
  ) throws -> (Incident.State, start: String, last: String?, end: String?, phases: Int) {
    var lines = others.map { ($0, line($0, "INFO", "nightly report is queued")) }
    for second in errors.flatMap({ $0 }) {
      for _ in 0..<2 { lines.append((second, line(second, "ERROR", "cannot reach queue"))) }
    }
    let folder = try ScratchFolder()
    try folder.write("worker.log", lines.sorted { $0.0 < $1.0 }.map(\.1).joined())
    var request = DraftRequest()
    request.inputs = [folder.path + "/worker.log"]
    let found = try #require(try DraftPipeline(request).run().report.incidents.first)
    return (
      found.state, found.impactStart.time.rfc3339, found.impactEnd?.earliest?.rfc3339,
      found.impactEnd?.latest?.rfc3339, found.timeline.count { $0.kind == .failuresRose }
    )
  }

  @Test("twenty seconds of errors end within seconds, not at the next other line")
  func twentySeconds() throws {
    let found = try incident(errors: [7270..<7290])
    #expect(found.0 == .resolved && found.phases == 1)
    #expect(found.start == "2024-03-10T12:01:10Z")
    #expect(found.last == "2024-03-10T12:01:29Z")
    let end = try #require(found.end)
    #expect(end > "2024-03-10T12:01:30" && end < "2024-03-10T12:01:35")
  }

  @Test("it is the same whether the next other line comes in ten seconds or in an hour")
  func whateverElseIsWritten() throws {
    let rare = try incident(errors: [7270..<7290], others: [0, 3600, 7200, 10_900, 14_300])
    let often = try incident(
      errors: [7270..<7290], others: Array(stride(from: 0, to: 14_400, by: 10)))
    #expect(rare.end == often.end && rare.last == often.last)
  }

  @Test("errors that return ten minutes later are another phase, with no other line between")
  func twice() throws {
    let found = try incident(errors: [7270..<7290, 7890..<7910], others: [0, 3600, 7200, 14_300])
    #expect(found.phases == 2)
    #expect(found.last == "2024-03-10T12:11:49Z")
  }

  @Test("a log that ends with the errors does not know their end")
  func cut() throws {
    let found = try incident(errors: [7270..<7290], others: [0, 3600, 7200])
    #expect(found.0 == .ongoing && found.end == nil)
  }
}
