import TestSupport
import Testing

/// Earlier logs that say what is usual: `--baseline`.
@Suite struct BaselineTests {
  private static let day = 8640

  /// A call every ten seconds from an hour of a day of April 2025 on; of a hundred, so many fail
  /// as `share` says, spread evenly and never by the clock.
  private func log(
    _ date: Int, from hour: Int = 0, calls: Int = day, milliseconds: Int = 40,
    service: String = #""service":"shop","#, share: (Int) -> Int
  ) -> String {
    var text = ""
    for at in 0..<calls {
      let second = hour * 3600 + at * 10
      let clock = [second / 3600, second / 60 % 60, second % 60]
        .map { $0 < 10 ? "0\($0)" : "\($0)" }
      let draw = (at * 7919 + at / 100 * 31) % 100
      let status = draw < share(at) ? 500 : 200
      let length = milliseconds + draw / 4
      text +=
        #"{"time":"2025-04-0\#(date)T\#(clock.joined(separator: ":"))Z",\#(service)"#
        + #""method":"POST","path":"/api/order","status":\#(status),"#
        + #""duration_ms":\#(length),"msg":"\#(status == 500 ? "no oven" : "served")"}"# + "\n"
    }
    return text
  }

  private func draft(
    _ folder: ScratchFolder, _ arguments: String...
  ) throws -> (report: Report, errors: String) {
    let run = try folder.program(["draft", "today.log", "--format", "json"] + arguments)
    #expect(run.status == 0, "\(run.errorText)")
    return (try Report(run.output), run.errorText)
  }

  private func history(_ folder: ScratchFolder, share: (Int) -> Int = { _ in 0 }) throws {
    try folder.write("old/shop-1.log", log(6, share: share))
    try folder.write("old/shop-2.log", log(7, share: share))
  }

  @Test("a log without a healthy stretch is held against the history", arguments: [30, 100])
  func failingThroughout(_ share: Int) throws {
    let folder = try ScratchFolder()
    try history(folder)
    try folder.write("today.log", log(8, from: 15, calls: 600) { _ in share })
    let alone = try draft(folder).report.incidents
    #expect(alone.isEmpty == (share < 100))
    let incidents = try draft(folder, "--baseline", "old").report.incidents
    let incident = try #require(incidents.first)
    #expect(incidents.count == 1)
    #expect(Report.value("baseline.basis", in: incident) as? String == "history")
    #expect(Report.value("baseline.from", in: incident) as? String == "2025-04-06T00:00:00Z")
    #expect(Report.value("impact_start.earliest", in: incident) as? String == nil)
    #expect(incident["state"] as? String == "ongoing")
  }

  @Test("what always fails is no incident where the history has it")
  func baselineFailures() throws {
    let folder = try ScratchFolder()
    try history(folder) { _ in 10 }
    // Healthy for two hours, then as it usually is.
    try folder.write("today.log", log(8, from: 15, calls: 1080) { $0 < 720 ? 0 : 10 })
    #expect(try draft(folder).report.incidents.count == 1)
    #expect(try draft(folder, "--baseline", "old").report.incidents.isEmpty)
  }

  @Test("an outage of the history does not become what is usual")
  func outageInHistory() throws {
    let folder = try ScratchFolder()
    try history(folder) { (5000..<6500).contains($0) ? 90 : 0 }
    try folder.write("today.log", log(8, from: 15, calls: 600) { _ in 12 })
    let incidents = try draft(folder, "--baseline", "old").report.incidents
    let incident = try #require(incidents.first)
    #expect(Report.value("baseline.basis", in: incident) as? String == "history")
  }

  @Test("a change inside a log that differs from the history as a whole keeps its start")
  func changeInside() throws {
    let folder = try ScratchFolder()
    try history(folder)
    try folder.write("today.log", log(8, from: 15, calls: 1080) { $0 < 540 ? 10 : 70 })
    let incidents = try draft(folder, "--baseline", "old").report.incidents
    #expect(incidents.count == 1)
    let incident = try #require(incidents.first)
    let start = Report.value("impact_start.time", in: incident) as? String ?? ""
    #expect(start.hasPrefix("2025-04-08T16:3"), "\(start)")
  }

  @Test("calls that were slow all the time are found by the history")
  func slowThroughout() throws {
    let folder = try ScratchFolder()
    try history(folder)
    try folder.write("today.log", log(8, from: 15, calls: 600, milliseconds: 400) { _ in 0 })
    #expect(try draft(folder).report.incidents.isEmpty)
    let incidents = try draft(folder, "--baseline", "old").report.incidents
    let incident = try #require(incidents.first)
    let signals = incident["signals"] as? [[String: Any]] ?? []
    #expect(signals.first?["kind"] as? String == "latency_shift")
  }

  @Test("order, parts and tallies of the baseline change no byte")
  func sameBytes() throws {
    let folder = try ScratchFolder()
    try history(folder)
    try folder.write("whole.log", log(6) { _ in 0 } + log(7) { _ in 0 })
    try folder.write("today.log", log(8, from: 15, calls: 600) { _ in 30 })
    for (name, input) in [("one", "old/shop-1.log"), ("two", "old/shop-2.log")] {
      #expect(try folder.program(["tally", input, "-o", "\(name).tally"]).status == 0)
    }
    let forms = [
      ["old"], ["old/shop-2.log", "old/shop-1.log"], ["whole.log"], ["two.tally", "one.tally"],
      ["old/shop-2.log", "one.tally"],
    ]
    let outputs = try forms.map { form in
      try folder.program(
        ["draft", "today.log", "--format", "json"] + form.flatMap { ["--baseline", $0] }
      ).text
    }
    #expect(outputs[0].contains(#""history""#))
    #expect(!outputs[0].contains("old/shop"))
    for (form, output) in zip(forms, outputs) { #expect(output == outputs[0], "\(form)") }
  }

  @Test("a service that is named by its file is known again under another name")
  func namedByFile() throws {
    let folder = try ScratchFolder()
    try folder.write("march.log", log(6, service: "") { _ in 0 })
    try folder.write("today.log", log(8, from: 15, calls: 600, service: "") { _ in 30 })
    #expect(try draft(folder, "--baseline", "march.log").report.incidents.count == 1)
  }

  @Test("explain says which hours of which days were held against it")
  func explained() throws {
    let folder = try ScratchFolder()
    try folder.write("old.log", log(1) { $0 % 50 == 0 ? 100 : 0 })
    try folder.write("today.log", log(8, from: 15, calls: 360) { _ in 30 })
    let text = try folder.program(
      ["draft", "today.log", "--baseline", "old.log", "--explain"]
    ).text
    #expect(
      text.contains("usual share from the history 2025-04-01, Tuesdays 15:00 to 16:00 UTC: "),
      "\(text)")
    #expect(text.contains(" of 360\n"))
  }

  @Test("a baseline that cannot be read is told first, an empty one is noted")
  func unread() throws {
    let folder = try ScratchFolder()
    try folder.write("today.log", log(8, from: 15, calls: 360) { _ in 0 })
    try folder.write("empty.log", "")
    let missing = try folder.program(["draft", "today.log", "--baseline", "gone.log"])
    #expect(missing.status == 3)
    #expect(missing.text.contains("> - baseline `gone.log`: could not be read; no such file"))
    let empty = try draft(folder, "--baseline", "empty.log")
    #expect(empty.errors.contains("empty.log holds no record"))
    let own = try draft(folder, "--baseline", "today.log")
    #expect(own.errors.contains("today.log is an input too"))
    let both = try folder.program(["draft", "-", "--baseline", "-"])
    #expect(both.status == 64)
  }

  @Test("the help of draft tells of the baseline")
  func help() throws {
    let help = try Program(in: "/")(["draft", "--help"]).text
    #expect(help.contains("--baseline <path>"))
    #expect(help.contains("what is usual"))
  }
}
