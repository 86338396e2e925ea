import Inference
import LogModel
import TestSupport
import Testing
import Timeline

@testable import Pipeline

/// Incidents of which a log holds few lines: a habit of hours, seconds of errors, a last call.
@Suite struct FewLinesTests {
  private typealias Line = (at: Double, text: String)

  private func line(_ at: Double, _ rest: String) -> Line {
    let stamp = Timestamp(
      nanoseconds: 1_710_064_800_000_000_000 + Int64((at * 1000).rounded()) * 1_000_000,
      fractionDigits: 3)
    return (at, stamp.rfc3339 + " " + rest + "\n")
  }

  private func found(_ files: [String: [Line]]) throws -> [ReportedIncident] {
    let folder = try ScratchFolder()
    for (name, lines) in files {
      try folder.write(name, lines.sorted { $0.at < $1.at }.map(\.text).joined())
    }
    var request = DraftRequest()
    request.inputs = files.keys.sorted().map { folder.path + "/" + $0 }
    return try DraftPipeline(request).run().report.incidents
  }

  private func quiet(_ seconds: Int, step: Int = 20) -> [Line] {
    stride(from: 0, to: seconds, by: step).map { line(Double($0), "INFO [press] sheet is dry") }
  }

  @Test("error lines of some minutes of each hour are one incident, its times counted")
  func hourly() throws {
    let errors = (1..<12).flatMap { hour in
      [130.0, 200, 390].map { line(Double(hour) * 3600 + $0, "ERROR [press] ink pump is stuck") }
    }
    let found = try found(["press.log": quiet(43_200) + errors])
    #expect(found.count == 1)
    let habit = try #require(found.first?.recurrence)
    #expect(habit.occurrences == 11 && habit.periodSeconds == 3600 && habit.isUnbroken)
  }

  private func errors(_ count: Int, every step: Double) -> [Line] {
    (0..<count).map { line(3605 + Double($0) * step, "FATAL [press] no paper is left") }
  }

  @Test(
    "many errors of a kind within seconds are an incident, a few or one moment's are none",
    arguments: [
      (30, 0.25, true), (12, 0.5, true), (4, 1.5, false), (30, 0, false),
    ])
  func seconds(count: Int, step: Double, isFound: Bool) throws {
    let found = try found(["press.log": quiet(7200) + errors(count, every: step)])
    #expect(found.isEmpty == !isFound)
  }

  @Test("where such errors come at other times too, seconds of them are none")
  func usual() throws {
    let others = [600.0, 5400].map { line($0, "FATAL [press] no paper is left") }
    let press = quiet(7200) + errors(12, every: 0.5) + others
    #expect(try found(["press.log": press]).isEmpty)
  }

  private func calls(_ seconds: Int) -> [Line] {
    stride(from: 0, to: seconds, by: 4).map {
      line(Double($0), #"INFO [press] "POST /sheets HTTP/1.1" status: 202 len: 40 time: 0.1"#)
    }
  }

  private func failure(_ at: Double) -> [Line] {
    (0..<6).map { line(at, "ERROR [press] cannot print: tray \($0) is open") }
      + [line(at + 0.1, #"INFO [press] "POST /sheets HTTP/1.1" status: 500 len: 9 time: 0.1"#)]
  }

  @Test("a failed call at which the log ends is an incident, the same amid others is none")
  func lastCall() throws {
    let (last, amid) = (calls(400) + failure(401), calls(400) + failure(201))
    #expect(try found(["press.log": last]).count == 1)
    #expect(try found(["press.log": amid]).isEmpty)
  }

  @Test("in a log of months a burst is over once no line came for long")
  func months() throws {
    let day = 86_400.0
    let calm = stride(from: 0, to: 160 * day, by: 400).map {
      line($0, "INFO [press] sheet is dry")
    }
    let errors = (0..<240).map { line(159 * day + Double($0) * 3, "ERROR [press] belt slips") }
    let found = try found(["press.log": calm + errors])
    #expect(found.count == 1)
    #expect(found.first?.state == .resolved)
  }
}
