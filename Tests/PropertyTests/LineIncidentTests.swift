import Simulator
import TestSupport
import Testing

/// Logs whose lines tell more than their requests, run through the whole program.
@Suite struct LineIncidentTests {
  private struct Line {
    var second: Double
    var text: String
  }

  private func stamp(_ second: Double) -> String {
    let milliseconds = Int(second * 1000)
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    let (whole, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    let fraction = String(String(1000 + rest).dropFirst())
    return "2025-05-03T\(two(whole / 3600)):\(two(whole / 60 % 60)):\(two(whole % 60)).\(fraction)Z"
  }

  private func said(_ second: Double, _ level: String, _ message: String) -> Line {
    Line(
      second: second,
      text: #"{"time":"\#(stamp(second))","level":"\#(level)","message":"\#(message)"}"#)
  }

  private func answered(_ second: Double, _ path: String, _ status: Int, user: Int) -> Line {
    let head = #"{"time":"\#(stamp(second))","level":"info","method":"POST","path":"\#(path)","#
    return Line(second: second, text: head + #""status":\#(status),"userId":\#(user)}"#)
  }

  /// A calm line every seven seconds for two hours.
  private var calm: [Line] {
    (0..<1028).map { said(Double($0) * 7 + 0.5, "info", "Shelf \($0) was counted") }
  }

  /// A line every two seconds from 01:00 on for so many minutes.
  private func burst(_ level: String, minutes: Int) -> [Line] {
    (0..<minutes * 30).map {
      said(3600 + Double($0) * 2, level, "Cannot reach shelf \($0) of the cellar")
    }
  }

  private func report(_ lines: [Line]) throws -> Report {
    let folder = try ScratchFolder()
    let log = lines.sorted { $0.second < $1.second }.map { $0.text + "\n" }.joined()
    try folder.write("app.log", log)
    let run = try folder.inProcess(["draft", "app.log", "--format", "json"])
    #expect(run.status == 0, "\(run.errorText)")
    return try Report(run.output)
  }

  private func kinds(_ incident: [String: Any]) -> [String] {
    Report.rows(incident).compactMap { $0["kind"] as? String }
  }

  @Test func linesThatRoseAreAnIncidentToldAsLines() throws {
    let report = try report(calm + burst("error", minutes: 10))
    #expect(report.ids == ["2025-05-03-cannot-reach-shelf-of-the-cellar-0100"])
    let incident = try #require(report.incidents.first)
    #expect(incident["state"] as? String == "resolved")
    #expect(kinds(incident) == ["failures_rose", "failures_fell", "confirmed"])
    let rose = Report.rows(incident).first?["text"] as? String
    #expect(
      rose == #"Lines like "Cannot reach shelf # of the cellar" rose from 0 to 30/min; "#
        + "the rise began after 00:59:58.")
    #expect(Report.value("impact_start.time", in: incident) as? String == stamp(3600))
    #expect(Report.value("impact.failures", in: incident) as? Int == 300)
    #expect(Report.value("impact.attempts", in: incident) as? Int == 300)
    #expect(Report.value("impact.failure_ratio", in: incident) == nil)
    #expect(Report.value("impact.counted", in: incident) as? String == "lines")
    #expect(Report.value("impact_end.earliest", in: incident) as? String == stamp(4198))
    let signals = incident["signals"] as? [[String: Any]] ?? []
    #expect(signals.map { $0["kind"] as? String } == ["error_burst"])
    #expect(!String(describing: incident).contains("request"))
  }

  @Test(arguments: [
    ("warnings, however many", "warning", 10), ("calm lines", "info", 10),
  ])
  func whatComplainsLessIsNoIncident(_ what: String, level: String, minutes: Int) throws {
    #expect(try report(calm + burst(level, minutes: minutes)).ids.isEmpty)
  }

  @Test func oneMishapToldInManyLinesIsNoIncident() throws {
    let mishap = (0..<12).map { said(3600 + Double($0) / 10, "error", "Nightly copy step \($0)") }
    #expect(try report(calm + mishap).ids.isEmpty)
  }

  @Test func linesThatGoWithFailedRequestsAreASignalOfTheirIncident() throws {
    let orders = (0..<720).map { index in
      let second = Double(index) * 10 + 0.25
      let fails = second >= 3600 && second < 4200
      return answered(second, "/api/order", fails ? 500 : 200, user: index % 50)
    }
    let report = try report(calm + orders + burst("error", minutes: 10))
    #expect(report.ids == ["2025-05-03-order-0100"])
    let incident = try #require(report.incidents.first)
    let signals = incident["signals"] as? [[String: Any]] ?? []
    let burst = signals.first { ($0["series"] as? String)?.hasPrefix("lines like") == true }
    #expect(burst?["kind"] as? String == "error_burst")
    #expect(burst?["observed"] as? Double == 30.1)
    let row = Report.rows(incident).first { ($0["text"] as? String)?.hasPrefix("Lines") == true }
    #expect(row?["kind"] as? String == "failures_rose")
    #expect(row?["level"] as? String == "context")
  }

  @Test func answersThatDeclinedMostOfAnOperationAreAnOutage() throws {
    func orders(users: Int) -> [Line] {
      (0..<1440).map { index in
        let second = Double(index) * 5 + 0.25
        let fails = second >= 3600 && second < 4200
        return answered(second, "/api/order", fails ? 401 : 200, user: fails ? index % users : 7)
      }
    }
    let spread = try report(orders(users: 20))
    #expect(spread.ids == ["2025-05-03-order-0100"])
    let incident = try #require(spread.incidents.first)
    #expect(Report.value("impact.failures", in: incident) as? Int == 120)
    #expect(Report.value("impact_start.time", in: incident) as? String == stamp(3600.25))
    // One client with a wrong password is none.
    #expect(try report(orders(users: 1)).ids.isEmpty)
  }

  @Test func routesThatNeverExistedAreNoOutage() throws {
    let menu = (0..<1440).map { answered(Double($0) * 5, "/api/menu", 200, user: $0 % 40) }
    let scan = (0..<200).map { answered(3600 + Double($0), "/wp/login", 404, user: $0 % 30) }
    #expect(try report(menu + scan).ids.isEmpty)
  }

  @Test func aSurgeOfDeclinedAnswersIsARowOfTheIncidentItOverlaps() throws {
    let orders = (0..<1440).map { index in
      let second = Double(index) * 5 + 0.25
      let fails = second >= 3600 && second < 4200
      return answered(second, "/api/order", fails ? 503 : 200, user: index % 50)
    }
    let throttled = (0..<300).map { answered(3610 + Double($0) * 2, "/api/menu", 429, user: $0) }
    let menu = (0..<3600).map { answered(Double($0) * 2 + 0.75, "/api/menu", 200, user: $0 % 60) }
    let report = try report(orders + throttled + menu)
    #expect(report.ids == ["2025-05-03-order-0100"])
    let incident = try #require(report.incidents.first)
    let row = Report.rows(incident).first {
      ($0["text"] as? String)?.hasPrefix("429 answers rose") == true
    }
    #expect(row?["kind"] as? String == "failures_rose")
    #expect(row?["level"] as? String == "context")
  }
}
