import LogModel
import Simulator
import TestSupport
import Testing

/// Every citation leads to the line it cites.
@Suite struct ShowTests {
  @Test("each citation of a report shows its line", arguments: RecordForm.allCases)
  func citations(form: RecordForm) throws {
    let folder = try ScratchFolder()
    var options = WriteOptions()
    options.pages = 3
    options.recordsPerPush = 2
    let log = Workplace.scenario.log(as: form, options: options)
    try folder.write("order.log.gz", GzipWriter.member(log))
    try folder.write("oncall.jsonl", Workplace.scenario.eventRows)
    let draft = try folder.program([
      "draft", "order.log.gz", "--events", "oncall.jsonl", "--format", "json", "-o", "r.json",
    ])
    #expect(draft.status == 0)
    let citations = try Report(folder.read("r.json") ?? []).citations
    #expect(citations.count >= 7)
    for (id, citation) in citations {
      let byPlace = try folder.program(["show", citation.place])
      let byID = try folder.program(["show", "r.json#\(id)"])
      #expect(byPlace.status == 0 && byID.status == 0, "\(byPlace.errorText)\(byID.errorText)")
      #expect(byPlace.output == byID.output)
      #expect(byPlace.text.count { $0 == "\n" } == 1)
      let excerpt = try #require(citation.excerpt, "\(id)")
      let shortened = excerpt.hasSuffix("…") ? String(excerpt.dropLast()) : excerpt
      #expect(byPlace.text.hasPrefix(shortened), "\(id)")
      // Lines of Loki and Grafana hold the time beside what was logged.
      if form == .jsonLines, citation.path == "order.log.gz" {
        #expect(byPlace.text.contains(try #require(citation.time)))
      }
    }
  }

  @Test(
    "a citation of a forged report leads nowhere", arguments: ["0", "-1000", "9223372036854775807"])
  func forged(line: String) throws {
    let folder = try ScratchFolder()
    try folder.write("a.log", "x\n")
    try folder.write(
      "r.json", #"{"citations": {"c1": {"path": "a.log", "line": \#(line)}}}"#)
    for options in [[], ["--raw"]] {
      let run = try folder.program(["show", "r.json#c1"] + options)
      #expect(run.status == 2 && run.errorText.contains("no such line"), "\(run.errorText)")
    }
  }

  @Test(
    "a line is shown as it stands only when asked for",
    arguments: [
      RecordForm.jsonLines, .jsonLinesSynonyms, .combined, .logcliJsonl,
    ])
  func raw(form: RecordForm) throws {
    let folder = try ScratchFolder()
    let log = Workplace.scenario.log(as: form)
    try folder.write("order.log", log)
    let lines = log.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    for number in stride(from: 1, through: lines.count, by: 41) {
      let raw = try folder.program(["show", "order.log:\(number)", "--raw"])
      #expect(raw.text == lines[number - 1] + "\n")
    }
    let first = lines.firstIndex { $0.contains("FAKE") }
    guard form != .combined else { return #expect(first == nil) }
    let number = try #require(first) + 1
    let shown = try folder.program(["show", "order.log:\(number)"])
    #expect(shown.status == 0 && !shown.text.contains("FAKE"))
    #expect(shown.text.count > 100)
  }

  @Test("nothing that a log holds is obeyed by a terminal")
  func hostile() throws {
    let folder = try ScratchFolder()
    let line = "{\"time\":\"2025-04-08T15:00:00Z\",\"msg\":\"\u{1B}[2J\u{7}\u{9B}31m\u{202E}\"}"
    try folder.write("a.log", line + "\n")
    for options in [[], ["--raw"]] {
      let run = try folder.program(["show", "a.log:1"] + options)
      #expect(run.status == 0)
      let isSafe = run.text.dropLast().unicodeScalars.allSatisfy {
        $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0.value != 0x202E
      }
      #expect(isSafe, "\(options)")
    }
    let name = "\u{1B}[31mred.log"
    let refused = try folder.program(["draft", name])
    #expect(refused.status == 2 && !refused.errorText.contains("\u{1B}"))
  }

  @Test(
    "a citation that leads nowhere says so",
    arguments: [
      "a.log:0", "a.log:-1", "a.log:2", "a.log:1#2", "a.log:99999999999999999999", ":1", "#c1",
      "a.log#c1", "", "a.log:", "a.log:one",
    ])
  func nowhere(_ citation: String) throws {
    let folder = try ScratchFolder()
    try folder.write("a.log", "{\"time\":\"2025-04-08T15:00:00Z\",\"msg\":\"hello\"}\n")
    let run = try folder.program(["show", citation])
    #expect(run.status == 2)
    #expect(run.output.isEmpty && isOneSentence(run.errorText), "\(run.errorText)")
  }
}
