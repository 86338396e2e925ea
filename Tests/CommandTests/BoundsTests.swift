import TestSupport
import Testing

/// What is too much for a list is counted, and takes no more memory than its bound.
@Suite struct BoundsTests {
  private static func clock(_ second: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "2025-04-08T\(two(15 + second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
  }

  private static func request(
    _ second: Int, _ isBad: Bool, to path: String = "/order"
  ) -> String {
    #"{"time":"\#(clock(second))","service":"shop","method":"POST","path":"\#(path)","#
      + #""status":\#(isBad ? 500 : 200)}"# + "\n"
  }

  private static func bad(_ second: Int) -> Bool { (3600..<4320).contains(second) }

  private static let log = (0..<3600).map { request($0 * 2, bad($0 * 2)) }.joined()

  private func totals(_ report: Report) -> [String: Any] {
    let coverage = report.root["coverage"] as? [String: Any]
    return coverage?["totals"] as? [String: Any] ?? [:]
  }

  @Test("of three thousand files the damaged ones are listed, and all are counted")
  func manyFiles() throws {
    let folder = try ScratchFolder()
    for at in 0..<3000 {
      let junk = at >= 2990 ? "%%% junk\n%%% junk\n%%% junk\n" : ""
      try folder.write(
        "logs/\(at / 100)/s\(10_000 + at).log",
        Self.request(at * 2, Self.bad(at * 2)) + Self.request(at * 2 + 1, Self.bad(at * 2 + 1))
          + junk)
    }
    let run = try folder.program(["draft", "logs", "--format", "json"])
    #expect(run.status == 3)
    let report = try Report(run.output)
    #expect(report.inputs.count == 2000)
    #expect(report.inputs.count { ($0["unread"] as? Int ?? 0) > 0 } == 10)
    #expect(totals(report)["inputs_omitted"] as? Int == 1000)
    #expect(totals(report)["files"] as? Int == 3000)
    #expect(totals(report)["records"] as? Int == 6000)
    #expect(totals(report)["unread"] as? Int == 30)
    let table = try folder.program(["inputs", "logs"])
    #expect(table.status == 3)
    let lines = table.text.split(separator: "\n")
    #expect(lines.count < 250)
    #expect(
      lines.contains { $0.hasPrefix("and 2800 more inputs; all 3000 together: 6000 records") })
    #expect(table.text.contains("s12999.log"))
    let draft = try folder.program(["draft", "logs"])
    #expect(draft.text.contains("> - and ") || draft.text.contains("began to fail"))
    #expect(draft.output.count < 5000)
  }

  @Test("members of an archive count as the files would, copies once")
  func manyMembers() throws {
    let folder = try ScratchFolder()
    var archive = TarWriter()
    var seventh: [UInt8] = []
    for at in 0..<600 {
      let text =
        Self.request(at * 10, Self.bad(at * 10)) + Self.request(at * 10 + 5, Self.bad(at * 10))
      archive.add("pods/s\(1000 + at).log", Array(text.utf8))
      if at == 7 { seventh = Array(text.utf8) }
      try folder.write("pods/s\(1000 + at).log", text)
    }
    archive.add("pods/s-copy.log", seventh)
    try folder.write("logs.tgz", GzipWriter.member(archive.finished))
    let packed = try Report(
      folder.program(["draft", "logs.tgz", "--format", "json"]).output)
    let plain = try Report(folder.program(["draft", "pods", "--format", "json"]).output)
    #expect(packed.inputs.count == 601)
    #expect(packed.inputs.count { $0["status"] as? String == "duplicate" } == 1)
    for key in ["records", "unread"] {
      #expect(totals(packed)[key] as? Int == totals(plain)[key] as? Int)
    }
    #expect(totals(packed)["duplicate"] as? Int == 2)
    #expect(packed.ids == plain.ids && packed.ids.count == 1)
  }

  @Test("of twenty thousand events those next to the incident are looked at")
  func manyEvents() throws {
    let folder = try ScratchFolder()
    try folder.write("shop.log", Self.log)
    let rows = (0..<20_000).map { at in
      #"{"time":"\#(Self.clock(1800 + at / 5))","kind":"\#(at % 4 == 0 ? "notified" : "note")","#
        + #""who":"Person \#(at % 700)","text":"event \#(at)"}"# + "\n"
    }
    try folder.write("e.jsonl", rows.joined())
    try folder.write("r.jsonl", rows.reversed().joined())
    var program = folder.program
    program.watchesMemory = true
    let run = try program(["draft", "shop.log", "--events", "e.jsonl", "--format", "json"])
    #expect(run.status == 0)
    #expect(run.peakKilobytes < 300_000)
    let report = try Report(run.output)
    let coverage = report.root["coverage"] as? [String: Any]
    let events = try #require((coverage?["events"] as? [[String: Any]])?.first)
    #expect(events["rows"] as? Int == 20_000)
    let leftOut = try #require(events["left_out"] as? Int)
    let used = try #require(events["used"] as? Int)
    #expect(leftOut == 20_000 - 8192 && used == 8192)
    #expect(run.text.contains(#""code": "cardinality-limit""#))
    let detected = report.incidents.first?["detected"] as? [String: Any]
    #expect(detected?["status"] as? String == "found")
    let other = try folder.program(["draft", "shop.log", "--events", "r.jsonl"])
    let same = try folder.program(["draft", "shop.log", "--events", "e.jsonl"])
    func rowsOnly(_ text: String) -> [Substring] {
      text.split(separator: "\n").filter { $0.hasPrefix("- ") }.map { $0.prefix { $0 != "[" } }
    }
    #expect(rowsOnly(other.text) == rowsOnly(same.text))
  }

  @Test("events of which none is near an incident are all accounted for, and none left out")
  func farEvents() throws {
    let folder = try ScratchFolder()
    try folder.write("shop.log", Self.log)
    let rows = (0..<9000).map { at in
      #"{"time":\#(1_700_000_000 + at),"kind":"note","who":"A","text":"event \#(at)"}"# + "\n"
    }
    try folder.write("e.jsonl", rows.joined())
    let run = try folder.program(["draft", "shop.log", "--events", "e.jsonl", "--format", "json"])
    #expect(run.text.contains(#""rows": 9000"#) && run.text.contains(#""left_out": 0"#))
    #expect(!run.text.contains("cardinality-limit"))
  }

  @Test(
    "what was lumped is counted as at least so many",
    arguments: [(40, "counted"), (2500, "at_least")])
  func lumped(_ paths: Int, _ basis: String) throws {
    let folder = try ScratchFolder()
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    let log = (0..<3600).map { at in
      let path = at % paths
      let word = "w\(letters[path / 676])\(letters[path / 26 % 26])\(letters[path % 26])q"
      return Self.request(at * 2, Self.bad(at * 2), to: "/shop/\(word)/buy")
    }
    try folder.write("shop.log", log.joined())
    let run = try folder.program(["draft", "shop.log", "--format", "json"])
    let bases = run.text.split(separator: "\n").filter { $0.contains("count_basis") }
    #expect(!bases.isEmpty && bases.allSatisfy { $0.contains(#""\#(basis)""#) }, "\(bases)")
    #expect(run.text.contains("cardinality-limit") == (basis == "at_least"))
  }
}
