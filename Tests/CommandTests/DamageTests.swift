import TestSupport
import Testing

/// Packed logs that break off or are damaged.
@Suite struct DamageTests {
  @Test(
    "every whole line before a cut counts, and the draft says so first",
    arguments: [25, 40, 60, 75, 90, 99])
  func cut(_ percent: Int) throws {
    let place = try Workplace()
    let packed = Array(Workplace.packed.prefix(Workplace.packed.count * percent / 100))
    let whole = GzipReader.bytes(of: packed).count { $0 == 0x0A }
    try place.folder.write("cut.log.gz", packed)
    let run = try place.run("draft cut.log.gz --format json")
    #expect(run.status == 3)
    let report = try Report(run.output)
    let input = try #require(report.inputs.first)
    #expect(input["status"] as? String == "partial")
    #expect(input["records"] as? Int == whole)
    let sum = ["records", "blank", "unread", "duplicate", "outside_window"]
      .compactMap { input[$0] as? Int }.reduce(0, +)
    #expect(input["lines"] as? Int == sum)
    let codes = (input["warnings"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
    #expect(codes.contains("gzip-truncated"))

    let markdown = try place.run("draft cut.log.gz")
    #expect(markdown.status == 3)
    #expect(markdown.text.hasPrefix("> **Incomplete input.**"))
    #expect(markdown.text.split(separator: "\n").prefix(3).joined().contains("`cut.log.gz`"))

    // What is found is what the lines before the cut hold.
    let lines = Workplace.lines.prefix(whole).joined(separator: "\n") + "\n"
    try place.folder.write("before/cut.log", lines)
    let before = try place.run("draft before/cut.log --format json")
    #expect(
      try textDifference(
        report.incidentsByContent(), Report(before.output).incidentsByContent()) == nil)
  }

  @Test("a cut before the first line leaves nothing to draft", arguments: [0, 2, 5, 10, 15, 20])
  func cutAtTheHead(_ count: Int) throws {
    let place = try Workplace()
    try place.folder.write("cut.log.gz", Array(Workplace.packed.prefix(count)))
    let run = try place.run("draft cut.log.gz")
    // A file of no bytes is an empty log.
    #expect(run.status == (count == 0 ? 0 : 2))
    if count > 0 { #expect(isOneSentence(run.errorText), "\(run.errorText)") }
    let both = try place.run("draft order.log.gz cut.log.gz")
    #expect(both.status == (count == 0 ? 0 : 3), "\(both.errorText)")
    #expect(both.text.contains("12 of 12 attempts failed"))
  }

  @Test("a member that is damaged does not take the others with it")
  func damaged() throws {
    let place = try Workplace()
    let lines = Workplace.lines
    var members = (0..<3).map { part in
      let piece = lines[(lines.count * part / 3)..<(lines.count * (part + 1) / 3)]
      return GzipWriter.member(Array((piece.joined(separator: "\n") + "\n").utf8))
    }
    for offset in 0..<40 { members[0][members[0].count / 2 + offset] ^= 0x5A }
    try place.folder.write("hurt.log.gz", members.flatMap { $0 })
    let run = try place.run("draft hurt.log.gz")
    #expect(run.status == 3)
    #expect(run.text.hasPrefix("> **Incomplete input.**"))
    #expect(run.text.contains("12 of 12 attempts failed"))
  }

  @Test("bytes behind the last member are said, and not read as a log")
  func trailing() throws {
    let place = try Workplace()
    try place.folder.write("tail.log.gz", Workplace.packed + Array("garbage".utf8))
    let run = try place.run("draft tail.log.gz")
    #expect(run.text.contains("12 of 12 attempts failed"))
    #expect(run.text.hasPrefix("> **Incomplete input.**"))
  }

  @Test("a cut log on standard input ends with 3")
  func cutStream() throws {
    let run = try Workplace().run(
      "draft -", input: Array(Workplace.packed.prefix(Workplace.packed.count / 2)))
    #expect(run.status == 3)
    #expect(run.text.hasPrefix("> **Incomplete input.**"))
  }
}
