import Simulator
import TestSupport
import Testing

/// Logs in which nothing fails and the words change, run through the whole program.
@Suite struct WordIncidentTests {
  private struct Line {
    var second: Double
    var text: String
  }

  private func stamp(_ second: Double) -> String {
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    let milliseconds = Int(second * 1000)
    let (whole, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    let fraction = String(String(1000 + rest).dropFirst())
    return "2025-05-03T\(two(whole / 3600)):\(two(whole / 60 % 60)):\(two(whole % 60)).\(fraction)Z"
  }

  private func said(_ second: Double, _ message: String) -> Line {
    Line(
      second: second,
      text:
        #"{"time":"\#(stamp(second))","level":"info","service":"stove","message":"\#(message)"}"#)
  }

  private func answered(_ second: Double, status: Int = 200, more: String = "") -> Line {
    let head = #"{"time":"\#(stamp(second))","service":"stove","method":"POST","path":"/dish","#
    return Line(second: second, text: head + #""status":\#(status)\#(more)}"#)
  }

  private func report(_ lines: [Line]) throws -> Report {
    let folder = try ScratchFolder()
    let log = lines.sorted { $0.second < $1.second }.map { $0.text + "\n" }.joined()
    try folder.write("app.log", log)
    let run = try folder.inProcess(["draft", "app.log", "--format", "json"])
    #expect(run.status == 0, "\(run.errorText)")
    return try Report(run.output)
  }

  /// Two hours of a stove whose flame is looked at every ten seconds, but for a stretch.
  private func stove(silent: ClosedRange<Double>?) -> [Line] {
    var lines = (0..<2400).map { said(Double($0) * 3 + 0.5, "Pan \($0) was stirred") }
    for at in 0..<720 where silent?.contains(Double(at) * 10) != true {
      lines.append(said(Double(at) * 10 + 0.25, "Flame is steady at \(at % 9) bar"))
    }
    return lines
  }

  private func rows(_ incident: [String: Any]) -> [String] {
    Report.rows(incident).compactMap { $0["text"] as? String }
  }

  @Test func linesThatStoppedForAWhileAreAnIncidentToldAsLines() throws {
    let report = try report(stove(silent: 3600...4800))
    let incident = try #require(report.incidents.first)
    #expect(report.incidents.count == 1)
    #expect(Report.value("impact_start.earliest", in: incident) as? String == stamp(3590.25))
    #expect(Report.value("impact_end.latest", in: incident) as? String == stamp(4810.25))
    #expect(Report.value("impact.failures", in: incident) as? Int == 0)
    let first = try #require(rows(incident).first)
    #expect(first.hasPrefix(#"stove stopped logging "Flame is steady at # bar" (normally"#))
    #expect(!rows(incident).joined().contains("fail"))
    let signals = incident["signals"] as? [[String: Any]] ?? []
    #expect(signals.first?["kind"] as? String == "silence")
    #expect(signals.first?["service"] as? String == "stove")
  }

  @Test func calmLinesAreNoIncident() throws {
    #expect(try report(stove(silent: nil)).ids.isEmpty)
  }

  @Test func whatIsNewIsNoIncidentByItself() throws {
    let job = (0..<300).flatMap { at in
      ["Copy began", "Copy goes on", "Copy is done"].map { said(3600 + Double(at) * 2, $0) }
    }
    #expect(try report(stove(silent: nil) + job).ids.isEmpty)
  }

  @Test func whatStoppedForGoodLongAgoIsHowThingsAre() throws {
    #expect(try report(stove(silent: 3600...7200)).ids.isEmpty)
  }

  @Test func aNewMessageBesideFailuresIsASignalOfTheirIncident() throws {
    let dishes = (0..<720).map { index in
      let second = Double(index) * 10 + 0.75
      return answered(second, status: second >= 3600 && second < 4200 ? 500 : 200)
    }
    let news = (0..<60).map { said(3603 + Double($0) * 10, "Gas line \($0) has no pressure") }
    let incident = try #require(try report(stove(silent: nil) + dishes + news).incidents.first)
    let signals = incident["signals"] as? [[String: Any]] ?? []
    let novel = signals.first { $0["kind"] as? String == "novel_message" }
    #expect(novel?["series"] as? String == "lines like Gas line # has no pressure")
    let row = Report.rows(incident).first { $0["kind"] as? String == "novel_message" }
    #expect(row?["level"] as? String == "context")
  }

  // MARK: Answers

  /// Two hours of dishes, some of them with one more member.
  private func dishes(changed: ClosedRange<Double>?, share: Int = 1) -> [Line] {
    (0..<2400).map { at in
      let second = Double(at) * 3 + 0.25
      let isChanged = changed?.contains(second) == true && at % share == 0
      return answered(
        second, more: isChanged ? #","resBody":{"dish":1,"fixUrl":"x"}"# : #","resBody":{"dish":1}"#
      )
    }
  }

  @Test func answersWithANewMemberForAWhileAreAnIncident() throws {
    let report = try report(dishes(changed: 3600...4200))
    let incident = try #require(report.incidents.first)
    #expect(report.ids == ["2025-05-03-dish-0100"])
    #expect(Report.value("impact_start.latest", in: incident) as? String == stamp(3600.25))
    #expect(Report.value("impact_end.earliest", in: incident) as? String == stamp(4197.25))
    #expect(Report.value("impact.failures", in: incident) as? Int == 0)
    #expect(Report.value("impact.attempts", in: incident) as? Int == 200)
    #expect(
      rows(incident).first?.hasPrefix("200 of 200 successful responses of") == true)
    let signals = incident["signals"] as? [[String: Any]] ?? []
    #expect(signals.first?["kind"] as? String == "content_fault")
  }

  @Test(
    "a member that a release brought, or that some answers have, is no incident",
    arguments: [(3600.0...7200, 1), (0.0...7200, 1), (0.0...7200, 3)])
  func noFault(_ changed: ClosedRange<Double>, _ share: Int) throws {
    #expect(try report(dishes(changed: changed, share: share)).ids.isEmpty)
  }
}
