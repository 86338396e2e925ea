import LogModel
import Simulator
import TestSupport
import Testing

/// Inputs that hold the same records: what stands in several counts once.
@Suite struct OverlapTests {
  /// What a draft counted.
  private struct Counted: Equatable {
    var failures: Int
    var attempts: Int
    var basis: String
    var duplicates: Int
    var status: Int32
  }

  /// A log of many requests a second, its lines as a logger of JSON writes them.
  private static let lines: [String] = {
    var random = SeededGenerator(seed: 31)
    var milliseconds = 1_744_124_400_000
    return (0..<6000).map { number in
      milliseconds += 20 + random.below(700)
      let failed = (2500..<3600).contains(number) && random.chance(0.9)
      let time = Timestamp(nanoseconds: Int64(milliseconds) * 1_000_000, fractionDigits: 3)
      return #"{"time":"\#(time.rfc3339)","method":"POST","path":"/api/order","#
        + #""status":\#(failed ? 500 : 200),"user":"u\#(random.below(40))","#
        + #""traceId":"\#(String(random.next(), radix: 16))"}"#
    }
  }()

  private static func text(_ lines: some Sequence<String>, end: String = "\n") -> [UInt8] {
    Array(lines.map { $0 + end }.joined().utf8)
  }

  private func counted(_ folder: ScratchFolder, _ inputs: [String]) throws -> Counted {
    let run = try folder.program(["draft", "--format", "json"] + inputs)
    let report = try Report(run.output)
    let incident = try #require(report.incidents.first, "\(run.errorText)")
    return Counted(
      failures: Report.value("impact.failures", in: incident) as? Int ?? -1,
      attempts: Report.value("impact.attempts", in: incident) as? Int ?? -1,
      basis: Report.value("impact.count_basis", in: incident) as? String ?? "",
      duplicates: Report.value("coverage.totals.duplicate", in: report.root) as? Int ?? -1,
      status: run.status)
  }

  /// What the log itself gives, as an input of its own.
  private func whole() throws -> Counted {
    let folder = try ScratchFolder()
    try folder.write("app.log", Self.text(Self.lines))
    return try counted(folder, ["app.log"])
  }

  @Test("rotations that overlap count each record once, in any order of the arguments")
  func rotations() throws {
    let folder = try ScratchFolder()
    try folder.write("app.log.2", Self.text(Self.lines[..<2900]))
    try folder.write("app.log.1.gz", GzipWriter.member(Self.text(Self.lines[2600..<4000])))
    try folder.write("app.log", Self.text(Self.lines[3990...]))
    var expected = try whole()
    expected.duplicates = 310
    let names = ["app.log.2", "app.log.1.gz", "app.log"]
    #expect(try counted(folder, names) == expected)
    #expect(try counted(folder, names.reversed()) == expected)
    let inputs = try folder.program(["inputs", "."])
    #expect(inputs.text.contains("310 of its records are also in app.log, app.log.2"))
  }

  @Test("what is found is what the log without the overlap gives")
  func findings() throws {
    let folder = try ScratchFolder()
    try folder.write("whole/app.log", Self.text(Self.lines))
    try folder.write("split/app.log.1", Self.text(Self.lines[..<3100]))
    try folder.write("split/app.log", Self.text(Self.lines[2400...]))
    let one = try folder.program(["draft", "--format", "json", "whole"])
    let two = try folder.program(["draft", "--format", "json", "split"])
    #expect(
      try textDifference(
        Report(one.output).incidentsByContent(), Report(two.output).incidentsByContent()) == nil)
  }

  @Test("another line ending, or one more line, makes no other log of a copy")
  func copies() throws {
    let folder = try ScratchFolder()
    try folder.write("app.log", Self.text(Self.lines))
    try folder.write("windows.log", Self.text(Self.lines, end: "\r\n"))
    try folder.write(
      "more.log", Self.text(Self.lines[..<4000] + ["a line of its own"] + Self.lines[4000...]))
    var expected = try whole()
    expected.duplicates = 6000
    #expect(try counted(folder, ["app.log", "windows.log"]) == expected)
    let more = try counted(folder, ["app.log", "more.log"])
    #expect(more.failures == expected.failures && more.attempts == expected.attempts)
  }

  @Test("replicas that log the same at each tick of a clock are two")
  func replicas() throws {
    let folder = try ScratchFolder()
    let beats = (0..<200).map { number in
      let time = Timestamp(
        nanoseconds: 1_744_124_400_000_000_000 + Int64(number) * 5_000_000_000, fractionDigits: 3)
      return #"{"time":"\#(time.rfc3339)","level":"info","message":"alive"}"#
    }
    try folder.write("host-a/app.log", Self.text(beats))
    try folder.write("host-b/app.log", Self.text(beats + [beats[0] + " "]))
    let run = try folder.program(["draft", "--format", "json", "host-a", "host-b"])
    let totals = try #require(
      Report.value("coverage.totals", in: Report(run.output).root) as? [String: Int])
    #expect(totals["duplicate"] == 0)
    // Pieces of one log hold each beat once.
    try folder.write("app.log.1", Self.text(beats[..<120]))
    try folder.write("app.log", Self.text(beats[100...]))
    let one = try folder.program(["draft", "--format", "json", "app.log", "app.log.1"])
    let held = try #require(
      Report.value("coverage.totals", in: Report(one.output).root) as? [String: Int])
    #expect(held["duplicate"] == 20)
  }

  @Test("a cut copy of a log counts once and is partial all the same")
  func cutCopy() throws {
    let folder = try ScratchFolder()
    try folder.write("app.log", Self.text(Self.lines))
    let packed = GzipWriter.member(Self.text(Self.lines))
    try folder.write("cut.log.gz", Array(packed.prefix(packed.count / 2)))
    let both = try counted(folder, ["app.log", "cut.log.gz"])
    let expected = try whole()
    #expect(both.failures == expected.failures && both.attempts == expected.attempts)
    #expect(both.status == 3)
  }

  @Test("a log beside the form in which Docker and Loki keep it counts once")
  func envelopes() throws {
    let folder = try ScratchFolder()
    try folder.write("app.log", Self.text(Self.lines))
    func quoted(_ line: String) -> String {
      line.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }
    func stamp(_ line: String) -> String { String(line.dropFirst(9).prefix(23)) + "004567Z" }
    try folder.write(
      "0123-json.log",
      Self.text(
        Self.lines.map {
          #"{"log":"\#(quoted($0))\n","stream":"stdout","time":"\#(stamp($0))"}"#
        }))
    let values = Self.lines.enumerated().map { number, line in
      #"["\#(1_744_124_400_000_000_000 + number * 300_000_000)","\#(quoted(line))"]"#
    }
    try folder.write(
      "page.json",
      #"{"status":"success","data":{"resultType":"streams","result":[{"stream":{"app":"shop"},"#
        + #""values":[\#(values.joined(separator: ","))]}]}}"#)
    var expected = try whole()
    expected.duplicates = 6000
    #expect(try counted(folder, ["app.log", "0123-json.log"]) == expected)
    #expect(try counted(folder, ["app.log", "page.json"]) == expected)
  }

  @Test("errors that are also in a log of their own stay with the other requests")
  func errorLog() throws {
    let folder = try ScratchFolder()
    let errors = Self.lines.filter { $0.contains(#""status":500"#) }
    try folder.write("web.log", Self.text(Self.lines))
    try folder.write("a-errors.log", Self.text(errors))
    var expected = try whole()
    expected.duplicates = errors.count
    #expect(try counted(folder, ["a-errors.log", "web.log"]) == expected)
  }

  @Test("lines that one input repeats are as many requests")
  func repeats() throws {
    let folder = try ScratchFolder()
    let doubled = Self.lines.flatMap { [$0, $0] }
    try folder.write("app.log", Self.text(doubled))
    let one = try counted(folder, ["app.log"])
    #expect(one.failures == 2 * (try whole().failures))
    try folder.write("part.log", Self.text(doubled[4000...]))
    var both = try counted(folder, ["app.log", "part.log"])
    #expect(both.duplicates == 8000)
    both.duplicates = 0
    #expect(both == one)
  }

  @Test("what continues a record goes with it, so that every line is accounted for")
  func continuations() throws {
    let folder = try ScratchFolder()
    let lines = (0..<400).flatMap { number in
      let time = Timestamp(nanoseconds: 1_744_124_400_123_000_000 + Int64(number) * 700_000_000)
      return [
        "\(time.rfc3339) ERROR order \(number * 7919) failed", "  at shop.Order.send(Order.java:7)",
        "  at shop.Main.run(Main.java:3)",
      ]
    }
    try folder.write("a.log", Self.text(lines))
    try folder.write("b.log", Self.text(lines[600...] + ["\(lines[0].prefix(10))"]))
    let run = try folder.program(["draft", "--format", "json", "a.log", "b.log"])
    let totals = try #require(
      Report.value("coverage.totals", in: Report(run.output).root) as? [String: Int])
    #expect(totals["duplicate"] == 601)
    #expect(totals["lines"] == 1801)
  }

  @Test("members of an archive overlap like files")
  func archive() throws {
    let folder = try ScratchFolder()
    var archive = TarWriter()
    archive.add("app.log.1", Self.text(Self.lines[..<3000]))
    archive.add("app.log", Self.text(Self.lines[2700...]))
    try folder.write("logs.tar", archive.finished)
    var expected = try whole()
    expected.duplicates = 300
    #expect(try counted(folder, ["logs.tar"]) == expected)
  }

  @Test("standard input and tallies cannot be corrected, and the draft says so")
  func unresolved() throws {
    let folder = try ScratchFolder()
    try folder.write("a.log", Self.text(Self.lines[..<3300]))
    try folder.write("b.log", Self.text(Self.lines[2700...]))
    for name in ["a", "b"] {
      #expect(try folder.program(["tally", "\(name).log", "-o", "\(name).tally"]).status == 0)
    }
    for inputs in [["a.tally", "b.tally"], ["a.tally", "b.log"]] {
      let both = try counted(folder, inputs)
      #expect(both.basis == "estimated" && both.status == 3)
      let run = try folder.program(["draft"] + inputs)
      #expect(run.text.hasPrefix("> **Incomplete input.**"))
      #expect(run.text.contains("they are counted in both"))
    }
    let pipe = try folder.program(
      ["draft", "--format", "json", "a.log", "-"], input: Self.text(Self.lines[2700...]))
    #expect(pipe.status == 3)
    let incident = try #require(try Report(pipe.output).incidents.first)
    #expect(Report.value("impact.count_basis", in: incident) as? String == "estimated")
    // Other inputs that overlap are read again; what came through the pipe is kept.
    try folder.write("c.log", Self.text(Self.lines[3000..<3100]))
    let three = try folder.program(
      ["draft", "--format", "json", "a.log", "c.log", "-"], input: Self.text(Self.lines[3300...]))
    let found = try #require(try Report(three.output).incidents.first)
    let expected = try whole()
    #expect(Report.value("impact.failures", in: found) as? Int == expected.failures)
    #expect(Report.value("impact.count_basis", in: found) as? String == "counted")
  }

  @Test("tallies of logs that overlap but were read together are exact")
  func together() throws {
    let folder = try ScratchFolder()
    try folder.write("app.log.1", Self.text(Self.lines[..<3300]))
    try folder.write("app.log", Self.text(Self.lines[2700...]))
    #expect(
      try folder.program(["tally", "app.log", "app.log.1", "-o", "all.tally"]).status == 0)
    var expected = try whole()
    expected.duplicates = 600
    #expect(try counted(folder, ["all.tally"]) == expected)
  }
}
