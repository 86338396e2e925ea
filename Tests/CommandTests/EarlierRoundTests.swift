import TestSupport
import Testing

/// Logs of a few minutes beside earlier ones of their kind: fault-free rounds of a test, and the
/// rotations that lie beside a log.
@Suite struct EarlierRoundTests {
  /// Ten minutes of a service: a call every four seconds, and lines of a worker.
  ///
  /// - Parameters:
  ///   - minute: of the day's first line, from ten o'clock on.
  ///   - errors: messages of error lines, by the second that they come in.
  private func round(_ minute: Int, errors: [Int: String] = [:], failing: Set<Int> = []) -> String {
    func clock(_ second: Int) -> String {
      let all = 36_000 + minute * 60 + second
      return [all / 3600, all / 60 % 60, all % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        .joined(separator: ":")
    }
    var text = ""
    for second in stride(from: 0, to: 600, by: 2) {
      let stamp = #"{"time":"2025-04-08T\#(clock(second))Z","service":"depot","#
      if let message = errors[second] {
        text += stamp + #""level":"error","msg":"\#(message)"}"# + "\n"
      }
      if second % 4 == 0 {
        let status = failing.contains(second) ? 500 : 200
        text +=
          stamp + #""method":"GET","path":"/items","status":\#(status),"duration_ms":12}"# + "\n"
      } else {
        text += stamp + #""level":"debug","msg":"worker reports"}"# + "\n"
      }
    }
    return text
  }

  private func incidents(_ folder: ScratchFolder, _ arguments: String...) throws
    -> (incidents: [[String: Any]], misses: [[String: Any]], run: Program.Result)
  {
    let run = try folder.program(["draft", "today.log", "--format", "json"] + arguments)
    let report = try Report(run.output)
    return (report.incidents, report.root["near_misses"] as? [[String: Any]] ?? [], run)
  }

  @Test("an error that no earlier round has is an incident, and a near miss without them")
  func newError() throws {
    let folder = try ScratchFolder()
    let trouble = [302: "cannot place item 17: no room left", 304: "flow reverted after failure"]
    try folder.write("today.log", round(0, errors: trouble))
    for index in 1...6 { try folder.write("old/round-\(index).log", round(15 * index)) }
    let alone = try incidents(folder)
    #expect(alone.incidents.isEmpty)
    #expect(alone.misses.count == 1)
    #expect(try incidents(folder, "--baseline", "old/round-1.log").incidents.count == 1)
    let beside = try incidents(folder, "--baseline", "old")
    #expect(beside.incidents.count == 1)
    let found = try #require(beside.incidents.first)
    #expect(Report.value("baseline.basis", in: found) as? String == "history")
    #expect(
      (Report.value("impact_start.latest", in: found) as? String)?.hasPrefix("2025-04-08T10:05:02")
        == true)
  }

  @Test("an error that every earlier round has as well is ordinary")
  func ordinaryError() throws {
    let folder = try ScratchFolder()
    let habit = [302: "cannot reach the agent, trying again"]
    try folder.write("today.log", round(0, errors: habit))
    for index in 1...4 {
      try folder.write("old/round-\(index).log", round(15 * index, errors: habit))
    }
    #expect(try incidents(folder).misses.count == 1)
    let beside = try incidents(folder, "--baseline", "old")
    #expect(beside.incidents.isEmpty)
    #expect(beside.misses.isEmpty)
  }

  @Test("calls that never succeed here and always did in one earlier round are an incident")
  func alwaysFailing() throws {
    let folder = try ScratchFolder()
    let all = Set(stride(from: 0, to: 600, by: 4))
    try folder.write("today.log", round(0, failing: all))
    try folder.write("twin.log", round(15))
    let beside = try incidents(folder, "--baseline", "twin.log")
    #expect(beside.incidents.count == 1)
  }

  @Test("what a baseline says nothing of is told on standard error")
  func limits() throws {
    let folder = try ScratchFolder()
    try folder.write("today.log", round(0))
    try folder.write("short.log", round(15))
    let short = try incidents(folder, "--baseline", "short.log")
    #expect(short.run.errorText.contains("--baseline: it covers 10 min: enough for failures"))
    try folder.write(
      "other.log",
      round(15).replacing("depot", with: "till").replacing("/items", with: "/bills"))
    let other = try incidents(folder, "--baseline", "other.log")
    #expect(other.run.errorText.contains("it has none of the services and operations"))
  }

  @Test("earlier files beside a log are named, and not read")
  func siblings() throws {
    let folder = try ScratchFolder()
    try folder.write("today.log", round(0))
    for index in 1...5 { try folder.write("today.log.\(index)", round(15 * index)) }
    try folder.write("yesterday.log", round(30))
    let alone = try incidents(folder)
    #expect(
      alone.run.errorText.contains(
        "5 earlier files of this log lie here: --baseline 'today.log.*'\n"))
    // As it would be pasted.
    let pasted = try incidents(folder, "--baseline", "today.log.*")
    #expect(try Report(pasted.run.output).inputs.count == 1)
    let given = try incidents(folder, "--baseline", "today.log.1")
    #expect(!given.run.errorText.contains("earlier file"))
    try folder.write("2025-04-07/shop.log", round(0))
    try folder.write("2025-04-08/shop.log", round(0))
    try folder.write("2025-04-09/shop.log", round(0))
    let days = try folder.program(["draft", "2025-04-08/shop.log"])
    #expect(
      days.errorText.contains(
        "1 earlier file of this log lies here: --baseline '2025-04-07/shop.log'"))
    let rotated = try folder.program(["draft", "today.log.2"])
    #expect(
      rotated.errorText.contains(
        "3 earlier files of this log lie here: --baseline 'today.log.3' "
          + "--baseline 'today.log.4' --baseline 'today.log.5'\n"))
  }
}
