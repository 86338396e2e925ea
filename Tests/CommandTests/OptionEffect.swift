import Glibc
import TestSupport

/// What one option of one command changes, shown by two runs that differ in it alone.
struct OptionEffect: Sendable, CustomStringConvertible {
  /// How the outputs of the two differ.
  enum Change: Sendable {
    /// Exactly one of them holds this text, on standard output, standard error or in a file that
    /// was written.
    case shows(String)
    case differs
    /// The option says that it changes no result.
    case nothing
  }

  var command: String
  /// As in the help: `pipeline`; a positional argument by its name.
  var option: String
  /// What both runs have; `OUT` stands for a file that is looked at afterwards.
  var base: [String]
  var more: [String]
  /// What only the run without the option has, where one value is held against another.
  var less: [String] = []
  var change: Change

  var description: String { "\(command) --\(option)" }

  static let draft = ["draft", "shop.log"]
  static let inputs = ["inputs", "shop.log", "noise.log"]
  static let tally = ["tally", "shop.log", "noise.log", "-o", "OUT"]

  private static func draft(
    _ option: String, _ more: [String], _ change: Change, with extra: [String] = [],
    without less: [String] = []
  ) -> OptionEffect {
    OptionEffect(
      command: "draft", option: option, base: draft + extra, more: more, less: less,
      change: change)
  }

  static let ofDraft: [OptionEffect] = [
    draft("input", ["noise.log"], .shows(#""path": "noise.log""#), with: ["--format", "json"]),
    draft("pipeline", ["--pipeline", "shop.yaml"], .shows("Buys began")),
    draft(
      "exclude", ["--exclude", "noise*"], .shows(#""path": "noise.log""#),
      with: ["noise.log", "--format", "json"]),
    draft("input-tz", ["--input-tz", "America/Denver"], .shows("_22:00_")),
    draft("input-format", ["--input-format", "shop*=logfmt"], .shows("nothing understood")),
    draft("shift", ["--shift", "shop*=+1h"], .shows("_17:00_")),
    OptionEffect(
      command: "draft", option: "apply-skew",
      base: ["draft", "host-a.log", "host-b.log", "--format", "json"], more: ["--apply-skew"],
      change: .shows(#""applied": true"#)),
    draft("tz", ["--tz", "America/Denver"], .shows("All times are America/Denver")),
    draft("since", ["--since", "2025-04-08 16:30"], .shows("No incident was found")),
    draft("until", ["--until", "2025-04-08 15:30"], .shows("No incident was found")),
    draft(
      "now", ["--now", "2025-04-08 17:00"], .shows("the logs run from"),
      with: ["--since=-2h"], without: ["--now", "2025-04-09 17:00"]),
    draft("cache", ["--cache", "kept"], .shows("cache: 0 of 1 input reused, 1 read")),
    draft("threads", ["--threads", "1"], .nothing),
    draft("block-size", ["--block-size", "64"], .nothing),
    // It changes a run that recount itself fails on; see `TrapTests`.
    draft("keep-going", ["--keep-going"], .nothing),
    OptionEffect(
      command: "draft", option: "quiet", base: ["draft", "two.log"], more: ["--quiet"],
      change: .shows("also found")),
    draft("events", ["--events", "oncall.jsonl"], .shows("Ann Quux")),
    draft("note", ["--note", "16:05 Ann: looked"], .shows("Ann: looked")),
    draft(
      "baseline", ["--baseline", "before.log"], .shows(#""history""#),
      with: ["--format", "json"]),
    draft("resolve-after", ["--resolve-after", "5m"], .shows("healthy for 5 min")),
    draft("list", ["--list"], .shows("## Timeline")),
    draft("explain", ["--explain"], .shows("## Timeline")),
    OptionEffect(
      command: "draft", option: "incident", base: ["draft", "two.log", "--quiet"],
      more: ["--incident", "SECOND"], change: .differs),
    draft("rows", ["--rows", "2"], .shows("in the full report")),
    draft("cite", ["--cite", "none"], .shows("[^c1]")),
    draft("format", ["--format", "json"], .shows("recount.report/1")),
    draft("output", ["-o", "OUT"], .differs),
  ]

  private static func inputs(
    _ option: String, _ more: [String], _ change: Change, with extra: [String] = [],
    without less: [String] = []
  ) -> OptionEffect {
    OptionEffect(
      command: "inputs", option: option, base: inputs + extra, more: more, less: less,
      change: change)
  }

  static let ofInputs: [OptionEffect] = [
    inputs("input", ["two.log"], .shows("two.log")),
    inputs("pipeline", ["--pipeline", "shop.yaml"], .shows("mart")),
    inputs("exclude", ["--exclude", "noise*"], .shows("noise.log")),
    inputs("input-tz", ["--input-tz", "Europe/Berlin"], .shows("Europe/Berlin")),
    inputs("input-format", ["--input-format", "shop*=logfmt"], .shows("unread-lines")),
    inputs("shift", ["--shift", "shop*=+1h"], .shows("+3600 s")),
    OptionEffect(
      command: "inputs", option: "apply-skew", base: ["inputs", "host-a.log", "host-b.log"],
      more: ["--apply-skew"], change: .shows("were moved")),
    inputs("tz", ["--tz", "America/Denver"], .shows("from (America/Denver)")),
    inputs("since", ["--since", "2025-04-08 16:30"], .differs),
    inputs("until", ["--until", "2025-04-08 16:30"], .differs),
    inputs(
      "now", ["--now", "2025-04-08 17:00"], .differs, with: ["--since=-1h"],
      without: ["--now", "2025-04-08 18:00"]),
    inputs("cache", ["--cache", "kept"], .shows("cache: 0 of 2 inputs reused, 2 read")),
    inputs("threads", ["--threads", "1"], .nothing),
    inputs("block-size", ["--block-size", "64"], .nothing),
    // It changes a run that recount itself fails on; see `TrapTests`.
    inputs("keep-going", ["--keep-going"], .nothing),
    inputs(
      "quiet", ["--quiet"], .shows("matches no input"), with: ["--shift", "none*=1s"]),
    inputs("explain", ["--explain"], .shows("looked at")),
    inputs("health", ["--health"], .shows("input 1: ")),
  ]

  private static func tally(
    _ option: String, _ more: [String], _ change: Change = .differs, with extra: [String] = [],
    without less: [String] = []
  ) -> OptionEffect {
    OptionEffect(
      command: "tally", option: option, base: tally + extra, more: more, less: less,
      change: change)
  }

  static let ofTally: [OptionEffect] = [
    tally("input", ["two.log"]),
    tally("pipeline", ["--pipeline", "shop.yaml"]),
    tally("exclude", ["--exclude", "noise*"]),
    tally("input-tz", ["--input-tz", "America/Denver"]),
    tally("input-format", ["--input-format", "shop*=logfmt"]),
    tally("shift", ["--shift", "shop*=+1h"]),
    OptionEffect(
      command: "tally", option: "apply-skew",
      base: ["tally", "host-a.log", "host-b.log", "-o", "OUT"],
      more: ["--apply-skew"], change: .differs),
    tally("tz", ["--tz", "America/Denver"], with: ["--since", "2025-04-08 16:30"]),
    tally("since", ["--since", "2025-04-08 16:30"]),
    tally("until", ["--until", "2025-04-08 16:30"]),
    tally(
      "now", ["--now", "2025-04-08 17:00"], with: ["--since=-1h"],
      without: ["--now", "2025-04-08 18:00"]),
    tally(
      "cache", ["--cache", "kept"], .shows("cache: 0 of 2 inputs reused, 2 read")),
    tally("threads", ["--threads", "1"], .nothing),
    tally("block-size", ["--block-size", "64"], .nothing),
    // It changes a run that recount itself fails on; see `TrapTests`.
    tally("keep-going", ["--keep-going"], .nothing),
    tally("quiet", ["--quiet"], .shows("matches no input"), with: ["--shift", "none*=1s"]),
    OptionEffect(
      command: "tally", option: "output", base: ["tally", "shop.log"], more: ["-o", "OUT"],
      less: ["-o", "other.tally"], change: .differs),
  ]

  private static func merge(
    _ option: String, _ more: [String], of tallies: [String] = ["shop.tally"]
  ) -> OptionEffect {
    OptionEffect(
      command: "merge", option: option, base: ["merge"] + tallies + ["-o", "OUT"], more: more,
      change: .differs)
  }

  static let ofMerge: [OptionEffect] = [
    merge("tally", ["noise.tally"]),
    merge("quiet", ["--quiet"], of: ["torn.tally"]),
    OptionEffect(
      command: "merge", option: "output", base: ["merge", "shop.tally"], more: ["-o", "OUT"],
      less: ["-o", "other.tally"], change: .differs),
  ]

  static let ofOthers: [OptionEffect] = [
    OptionEffect(
      command: "show", option: "citation", base: ["show"], more: ["shop.log:1"],
      less: ["shop.log:2"], change: .differs),
    OptionEffect(
      command: "show", option: "pipeline", base: ["show", "oncall.jsonl:1"],
      more: ["--pipeline", "shop.yaml"], change: .shows("Ann Quux")),
    OptionEffect(
      command: "show", option: "raw", base: ["show", "secret.log:1"], more: ["--raw"],
      change: .shows("[redacted]")),
    OptionEffect(
      command: "demo", option: "write", base: ["demo"], more: ["--write", "."],
      change: .shows("## Timeline")),
    OptionEffect(
      command: "demo", option: "scenario", base: ["demo"], more: ["--scenario", "quietDay"],
      change: .shows("No incident was found")),
    OptionEffect(
      command: "demo", option: "form", base: ["demo"], more: ["--form", "combined"],
      change: .differs),
    OptionEffect(
      command: "demo", option: "router-relative", base: ["demo"], more: ["--router-relative"],
      change: .differs),
  ]

  static let all = ofDraft + ofInputs + ofTally + ofMerge + ofBacktest + ofOthers
}

/// A folder with what the options are tried on.
struct OptionFolder {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    try folder.write("shop.log", Self.shop(at: "2025-04-08", badFrom: 60))
    try folder.write("noise.log", "2025-04-08 15:00:00 info nothing of note\n")
    try folder.write("two.log", Workplace.twoOutages)
    try folder.write(
      "oncall.jsonl",
      """
      {"time": "2025-04-08T16:03:00Z", "kind": "notified", "who": "Ann Quux", "text": "paged"}

      """)
    let days = (1...6).map { Self.shop(at: "2025-04-0\($0)", badFrom: nil) }
    try folder.write("before.log", days.joined())
    let secret = "FAKE" + "NOTREAL" + "1234567"
    try folder.write("secret.log", "2025-04-08 15:00:00 info password=\(secret)\n")
    try folder.write(
      "shop.yaml",
      """
      recount: 1
      inputs: [{paths: ["shop.log"], service: mart}]
      operations: [{name: buy, match: {path: /order}}]
      redact: {people: roles}

      """)
    for (host, ahead) in [("host-a", 0), ("host-b", 7)] {
      try folder.write("\(host).log", Self.traced(host, ahead: ahead))
    }
  }

  /// Reduces the logs, one of them torn, to tallies.
  func makeTallies() throws {
    try folder.write("torn.log", Self.shop(at: "2025-04-07", badFrom: nil) + Self.junk)
    for name in ["shop", "noise", "torn"] {
      _ = try folder.program(["tally", "\(name).log", "-o", "\(name).tally", "--quiet"])
    }
  }

  /// Three hours of a request each twenty seconds, stamps without a zone; twelve minutes are bad.
  private static func shop(at date: String, badFrom: Int?) -> String {
    (0..<540).map { at in
      let minute = at / 3
      let isBad = badFrom.map { ($0..<($0 + 12)).contains(minute) } ?? false
      let clock = "\(15 + minute / 60):\(two(minute % 60)):\(two(at % 3 * 20))"
      return #"{"time":"\#(date) \#(clock)","service":"shop","method":"POST","path":"/order","#
        + #""status":\#(isBad ? 500 : 200)}"# + "\n"
    }.joined()
  }

  /// Calls of one host to another, each with its request's id, on two clocks.
  private static func traced(_ host: String, ahead: Int) -> String {
    (0..<600).map { at in
      let second = 1_744_106_400_000 + at * 4000 + at % 7 * 130
      let inner = host == "host-b"
      let took = inner ? 50 + at % 9 * 10 : 80 + at % 9 * 10
      let end = second + (inner ? took + 15 : took) + ahead * 1000
      return #"{"time":\#(end),"host":"\#(host)","service":"\#(inner ? "oven" : "shop")","#
        + #""request_id":"req-\#(at * 7919 + 1_000_003)","duration_ms":\#(took),"method":"POST","#
        + #""path":"/\#(inner ? "bake" : "order")","status":200}"# + "\n"
    }.joined()
  }

  private static let junk = String(repeating: "no line of it\n", count: 600)

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// All that a run says or writes.
  func said(_ arguments: [String]) throws -> (status: Int32, text: String) {
    let run = try folder.program(arguments.map { $0 == "OUT" ? "out.file" : $0 })
    let written = folder.read("out.file").map { Array("written: ".utf8) + $0 } ?? []
    unlink(folder.path + "/out.file")
    return (run.status, run.text + run.errorText + String(decoding: written, as: UTF8.self))
  }
}
