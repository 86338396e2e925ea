import TestSupport
import Testing

/// The table of what is partial: what happened, where it is told.
@Suite struct CompletenessTests {
  @Test("a fault of an input is told everywhere", arguments: Happenings.logs + Happenings.rotations)
  func inputs(_ happening: Happening) throws {
    let place = try Place(happening)
    try place.checkDrafts(besides: [happening.path], role: "inputs")
    for command in ["inputs", "inputs --explain", "tally -o out.tally"] {
      let run = try place.run(command.words + ["order.log.gz", happening.path])
      #expect(run.status == 3, "\(command): \(run.errorText)")
      let told = run.text + run.errorText
      #expect(told.contains(happening.words), "\(command): \(told)")
      #expect(told.contains("incomplete input: "), "\(command): \(told)")
    }
    // A tally tells what was read in part when it was made.
    let merged = try place.run(["draft", "out.tally"])
    #expect(merged.status == 3 && merged.text.contains(happening.words), "\(merged.text)")
    #expect(merged.text.hasPrefix("> **Incomplete input.**"))
  }

  @Test("a fault of the baseline is told everywhere", arguments: Happenings.logs)
  func baseline(_ happening: Happening) throws {
    try Place(happening).checkDrafts(besides: ["--baseline", happening.path], role: "baseline")
  }

  @Test("a fault of an events file is told everywhere", arguments: Happenings.events)
  func events(_ happening: Happening) throws {
    try Place(happening).checkDrafts(besides: ["--events", happening.path], role: "events")
  }

  @Test("what is whole is told nowhere")
  func whole() throws {
    let place = try Workplace()
    try place.folder.write("page.json", Happenings.document)
    try place.folder.write("ev.csv", "time,kind,text,colour\n2025-04-08T15:28:00Z,notified,a,red\n")
    let forms = [
      "draft order.log.gz page.json --events ev.csv --events oncall.jsonl --baseline two.log",
      "inputs order.log.gz page.json", "inputs --explain page.json", "tally page.json -o t.tally",
      "draft page.json --list", "draft page.json --explain",
    ]
    for form in forms {
      let run = try place.run(form)
      #expect(run.status == 0, "\(form): \(run.errorText)")
      #expect(!(run.text + run.errorText).lowercased().contains("incomplete"), "\(form)")
    }
    let report = try Report(place.run(forms[0] + " --format json").output)
    #expect((Report.value("coverage.incomplete", in: report.root) as? [String])?.isEmpty == true)
    let events = Report.value("coverage.events", in: report.root) as? [[String: Any]] ?? []
    #expect(events.map { $0["status"] as? String } == ["complete", "complete"])
  }

  @Test("the first words of a draft and the exit status agree")
  func agreement() throws {
    let place = try Workplace()
    try place.folder.write("words", "Ask Ann.\nOf the night.\n")
    try place.folder.write("one.log", "Of the night.\n2025-04-08T15:00:00Z INFO fine\n")
    for (form, status) in [
      ("draft order.log.gz words", 3), ("draft one.log", 3), ("draft order.log.gz", 0),
    ] {
      let run = try place.run(form)
      #expect(run.status == status, "\(form)")
      #expect(run.text.contains("Incomplete input") == (status == 3), "\(form): \(run.text)")
    }
    #expect(try place.run("inputs words").status == 3)
  }

  @Test("a note far from all records is told")
  func farNote() throws {
    let place = try Workplace()
    let far = try place.run(
      ["draft", "order.log.gz", "--note", "2025-06-01 15:20 Ann looked"])
    #expect(far.errorText.contains("over an hour from all records"))
  }

  @Test("that all was left out is said")
  func excluded() throws {
    let run = try Workplace().run("draft order.log.gz --exclude order*")
    #expect(run.status != 0 && run.errorText.contains("--exclude 'order*' leaves out 1 file"))
  }

  @Test("that nothing was noticed is not said where what was given could not be read")
  func unreadEvents() throws {
    let place = try Workplace()
    try place.folder.write("ev.jsonl", "<html><title>502 Bad Gateway</title></html>")
    let run = try place.run("draft order.log.gz --events ev.jsonl")
    #expect(run.text.contains("could not all be read"))
    #expect(!run.text.contains("no alerts, on-call log, chat or notes given"))
  }

  @Test("an operation that only a missing rotation holds is not told as silent")
  func holeIsNoSilence() throws {
    let place = try Workplace()
    for part in 0..<5 {
      let minute = part * 20
      let name = part == 4 ? "pay.log" : "pay.log.\(4 - part)"
      if part != 2 { try place.folder.write(name, Happenings.calm(minute: minute, path: "/pay")) }
      try place.folder.write("menu-\(part).log", Happenings.calm(minute: minute, path: "/menu"))
    }
    let names = ["pay*.log*", "menu*.log"]
    let run = try place.run(["draft", "--format", "json"] + names)
    #expect(run.status == 3, "\(run.errorText)")
    let report = try Report(run.output)
    #expect(report.incidents.isEmpty)
    // With a file there that holds nothing of it, it is silent.
    try place.folder.write("pay.log.2", Happenings.calm(minute: 40, path: "/health"))
    let silent = try Report(place.run(["draft", "--format", "json"] + names).output)
    #expect(silent.incidents.count == 1)
  }
}

/// A workplace in which something happened.
private struct Place {
  let place: Workplace
  let happening: Happening

  init(_ happening: Happening) throws {
    place = try Workplace()
    try happening.make(place.folder)
    try place.folder.write("calm.log", Happenings.calm(minute: 300))
    self.happening = happening
  }

  func run(_ words: [String]) throws -> Program.Result { try place.run(words) }

  /// Every form of a draft: with an incident and without one.
  func checkDrafts(besides arguments: [String], role: String) throws {
    for log in ["order.log.gz", "calm.log"] {
      let markdown = try run(["draft", log] + arguments)
      #expect(markdown.status == 3, "\(log): \(markdown.errorText)")
      #expect(markdown.text.hasPrefix("> **Incomplete input.**"), "\(log): \(markdown.text)")
      let notice = markdown.text.split(separator: "\n").prefix { $0.hasPrefix(">") }
        .joined(separator: "\n")
      // Marks of Markdown in data have a backslash in front.
      #expect(
        notice.replacing("\\", with: "").replacing("`", with: "").contains(happening.words),
        "\(log): \(notice)")
      if log == "calm.log", !markdown.text.contains("## Timeline") {
        #expect(markdown.text.contains("No incident was found in what could be read."))
      }
      for form in ["--list", "--explain"] {
        let text = try run(["draft", log, form, "--quiet"] + arguments)
        #expect(text.status == 3 && text.text.contains("incomplete input: "), "\(form)")
        #expect(text.text.contains(happening.words), "\(form): \(text.text)")
      }
      try checkReport(run(["draft", log, "--format", "json"] + arguments), role: role)
    }
  }

  private func checkReport(_ run: Program.Result, role: String) throws {
    #expect(run.status == 3)
    let report = try Report(run.output)
    let told = Report.value("coverage.incomplete", in: report.root) as? [String] ?? []
    #expect(told.contains { $0.contains(happening.words) }, "\(told)")
    let files = Report.value("coverage.\(role)", in: report.root) as? [[String: Any]] ?? []
    let faulty = files.filter { ["partial", "unreadable"].contains($0["status"] as? String) }
    let codes = files.flatMap { $0["warnings"] as? [[String: Any]] ?? [] }
    let isByCount = ["line too long", "lines not understood", "missing rotation"]
      .contains(happening.name)
    #expect(isByCount || !faulty.isEmpty, "\(files)")
    #expect(!codes.isEmpty)
    if happening.name == "missing rotation" {
      #expect(files.contains { !($0["gaps"] as? [Any] ?? []).isEmpty })
    }
  }
}

extension String {
  fileprivate var words: [String] { split(separator: " ").map(String.init) }
}
