import TestSupport
import Testing

/// What happened to a file, and what has to be told of it wherever anything is told.
struct Happening: CustomTestStringConvertible, Sendable {
  var name: String
  /// As it is given: a file, a folder or a pattern.
  var path: String
  /// What is said of it.
  var words: String
  var make: @Sendable (ScratchFolder) throws -> Void

  init(
    _ name: String, _ path: String, _ words: String,
    _ make: @escaping @Sendable (ScratchFolder) throws -> Void = { _ in }
  ) {
    self.name = name
    self.path = path
    self.words = words
    self.make = make
  }

  var testDescription: String { name }
}

/// The table of what is partial: what happened, where it is told.
@Suite struct CompletenessTests {
  /// Of logs, whether inputs or a baseline.
  static let logs: [Happening] = [
    Happening("cut gzip", "bad.log.gz", "the file was cut") {
      try $0.write("bad.log.gz", Array(Workplace.packed.prefix(Workplace.packed.count / 2)))
    },
    Happening("damaged gzip", "bad.log.gz", "read in part") {
      var bytes = Workplace.packed
      for at in 0..<60 { bytes[bytes.count / 2 + at] ^= 0x5A }
      try $0.write("bad.log.gz", bytes)
    },
    Happening("garbage behind gzip", "bad.log.gz", "behind") {
      try $0.write("bad.log.gz", Workplace.packed + Array("garbage".utf8))
    },
    Happening("missing file", "gone.log", "no such file"),
    Happening("empty folder", "nothing", "holds no file to read"),
    Happening("pattern without a match", "no*.log", "no file matches"),
    Happening("list without names", "@none.list", "holds no file to read") {
      try $0.write("none.list", "\n")
    },
    Happening("zeros", "zero.log", "zero bytes in place of lines") {
      try $0.write("zero.log", [UInt8](repeating: 0, count: 5000))
    },
    Happening("text, then zeros", "zero.log", "zero bytes in place of lines") {
      try $0.write("zero.log", lines(200) + [UInt8](repeating: 0, count: 4096))
    },
    Happening("cut document", "page.json", "the document is cut here (byte") {
      try $0.write("page.json", Array(document.prefix(document.count / 2)))
    },
    Happening("cut document, packed whole", "page.json.gz", "the document is cut here (byte") {
      try $0.write("page.json.gz", GzipWriter.member(Array(document.prefix(document.count / 2))))
    },
    Happening("garbage between documents", "page.json", "no part of the document") {
      try $0.write("page.json", document + Array("\n<html>\n".utf8) + document)
    },
    Happening("cut list", "list.json", "the document is cut here (byte") {
      let text = Workplace.lines.prefix(60).joined(separator: ",\n")
      try $0.write("list.json", "[" + text)
    },
    Happening("error page", "page.log", "this is an error page, not a log: 502 Bad Gateway") {
      try $0.write("page.log", "<html><head><title>502 Bad Gateway</title></head></html>\n")
    },
    Happening("error body", "page.json", "this is an error page, not a log: unauthorized") {
      try $0.write("page.json", #"{"message":"unauthorized"}"#)
    },
    Happening("line too long", "long.log", "longer than 1024 KiB") {
      try $0.write("long.log", lines(100) + [UInt8](repeating: 0x61, count: 2 << 20) + [0x0A])
    },
    Happening("lines not understood", "odd.log", "9 of 209 lines not understood") {
      try $0.write("odd.log", lines(200) + Array(String(repeating: "??\n", count: 9).utf8))
    },
  ]

  /// Of inputs alone: that a day is missing from a baseline is the user's choice.
  static let rotations: [Happening] = [
    Happening("missing rotation", "app", "no file between app/app.log.3 and app/app.log.1") {
      for (number, part) in [(3, 0), (1, 2), (0, 3)] {
        let name = number == 0 ? "app/app.log" : "app/app.log.\(number)"
        try $0.write(name, calm(minute: part * 20))
      }
    }
  ]

  static let events: [Happening] = [
    Happening("torn row", "ev.jsonl", "lines that are no JSON object (line 2)") {
      try $0.write("ev.jsonl", eventRow + "\n" + eventRow.prefix(20))
    },
    Happening("cut gzip", "ev.jsonl.gz", "the file was cut") {
      let rows = GzipWriter.member(Array(Workplace.scenario.eventRows))
      try $0.write("ev.jsonl.gz", Array(rows.prefix(rows.count - 12)))
    },
    Happening("missing file", "gone.jsonl", "no such file"),
    Happening("empty folder", "nothing", "holds no file to read"),
    Happening("pattern without a match", "no*.csv", "no file matches"),
    Happening("no UTF-8", "ev.jsonl", "bytes that are no UTF-8") {
      try $0.write("ev.jsonl", Array(eventRow.utf8) + [0x0A] + [0xFF, 0x0A])
    },
    Happening("quote not closed", "ev.csv", "a quote that is not closed") {
      try $0.write("ev.csv", "time,kind,text\n2025-04-08T15:28:00Z,notified,\"pa")
    },
    Happening("cut list", "ev.json", "the list is cut here") {
      try $0.write("ev.json", "[\(eventRow),\n")
    },
    Happening("zeros", "ev.jsonl", "could not be read") {
      try $0.write("ev.jsonl", [UInt8](repeating: 0, count: 900))
    },
    Happening("nothing understood", "ev.txt", "could not be read") {
      try $0.write("ev.txt", "lunch\n")
    },
    Happening("error page", "ev.jsonl", "this is an error page, not events: 403 Forbidden") {
      try $0.write("ev.jsonl", "<html><head><title>403 Forbidden</title></head></html>\n")
    },
  ]

  @Test("a fault of an input is told everywhere", arguments: logs + rotations)
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

  @Test("a fault of the baseline is told everywhere", arguments: logs)
  func baseline(_ happening: Happening) throws {
    try Place(happening).checkDrafts(besides: ["--baseline", happening.path], role: "baseline")
  }

  @Test("a fault of an events file is told everywhere", arguments: events)
  func events(_ happening: Happening) throws {
    try Place(happening).checkDrafts(besides: ["--events", happening.path], role: "events")
  }

  @Test("what is whole is told nowhere")
  func whole() throws {
    let place = try Workplace()
    try place.folder.write("page.json", Self.document)
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
      if part != 2 { try place.folder.write(name, Self.calm(minute: minute, path: "/pay")) }
      try place.folder.write("menu-\(part).log", Self.calm(minute: minute, path: "/menu"))
    }
    let names = ["pay*.log*", "menu*.log"]
    let run = try place.run(["draft", "--format", "json"] + names)
    #expect(run.status == 3, "\(run.errorText)")
    let report = try Report(run.output)
    #expect(report.incidents.isEmpty)
    // With a file there that holds nothing of it, it is silent.
    try place.folder.write("pay.log.2", Self.calm(minute: 40, path: "/health"))
    let silent = try Report(place.run(["draft", "--format", "json"] + names).output)
    #expect(silent.incidents.count == 1)
  }

  static let eventRow = #"{"time":"2025-04-08T15:28:00Z","kind":"notified","text":"page"}"#

  private static func lines(_ count: Int) -> [UInt8] {
    Array((Workplace.lines.prefix(count).joined(separator: "\n") + "\n").utf8)
  }

  /// Twenty minutes of calls that end well, one every three seconds.
  static func calm(minute: Int, path: String = "/menu") -> String {
    (0..<400).map { at in
      let second = minute * 60 + at * 3
      let clock = [10 + second / 3600, second / 60 % 60, second % 60]
        .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
      return #"{"time":"2025-04-08T\#(clock)Z","service":"shop","method":"GET","path":"\#(path)","#
        + #""status":200,"duration_ms":\#(20 + at % 7)}"# + "\n"
    }.joined()
  }

  /// An answer of Loki.
  private static let document: [UInt8] = {
    let values = (0..<80).map { at in
      let line =
        #"{\"method\":\"GET\",\"path\":\"/menu\",\"status\":200,\"duration_ms\":\#(20 + at % 7)}"#
      return #"["\#(1_744_125_000 + at * 3)000000000","\#(line)"]"#
    }.joined(separator: ",")
    return Array(
      (#"{"status":"success","data":{"resultType":"streams","result":[{"stream":{"app":"page"},"#
        + #""values":[\#(values)]}]}}"#).utf8)
  }()
}

/// A workplace in which something happened.
private struct Place {
  let place: Workplace
  let happening: Happening

  init(_ happening: Happening) throws {
    place = try Workplace()
    try happening.make(place.folder)
    try place.folder.write("calm.log", CompletenessTests.calm(minute: 300))
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
