import TestSupport
import Testing

/// A tally that was made under another definition, zone or redaction is refused by name.
@Suite struct TallyRefusalTests {
  /// Logs without zones, definitions, and tallies of the one made under each of the others.
  private func folder() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    let lines = CachedFolder.log(from: 0, minutes: 60, failing: 30..<40)
    try folder.write("a.log", lines.map { $0.replacing("Z\"", with: "\"") + "\n" }.joined())
    try folder.write(
      "b.log", CachedFolder.text(CachedFolder.log(from: 60, minutes: 60)))
    let rules = "operations: [{name: buy, match: {path: /order}}]\n"
    let definitions = [
      "shop": "name: shop\n" + rules,
      // The same in other words, and with what decides no tally.
      "same":
        "# a comment\ntimezone: Asia/Tokyo\noperations:\n  - name: 'buy'\n    match:\n"
        + "      path: \"/order\"\nresolve_after: 5m\n",
      "mart": "name: mart\n" + rules.replacing("buy", with: "sell"),
      "hide": "name: hide\n" + rules + "redact: {keys: [fixCode]}\n",
      "zone": "timezone: Asia/Tokyo\n",
    ]
    for (name, text) in definitions { try folder.write("\(name).yaml", "recount: 1\n" + text) }
    for (name, options) in [
      ("plain", []), ("shop", ["--pipeline", "shop.yaml"]), ("mart", ["--pipeline", "mart.yaml"]),
      ("hide", ["--pipeline", "hide.yaml"]), ("denver", ["--input-tz", "America/Denver"]),
    ] {
      let run = try folder.program(["tally", "a.log", "-o", "\(name).tally"] + options)
      #expect(run.status == 0, "\(run.errorText)")
    }
    for (name, options) in [("b", []), ("b-shop", ["--pipeline", "shop.yaml"])] {
      _ = try folder.program(["tally", "b.log", "-o", "\(name).tally"] + options)
    }
    return folder
  }

  @Test("what differs is named, and nothing is drafted")
  func refused() throws {
    let folder = try folder()
    let made = "made under another definition: "
    for (arguments, words) in [
      (["shop.tally", "--pipeline", "mart.yaml"], "shop.tally: \(made)'shop', and not 'mart'"),
      (["plain.tally", "--pipeline", "shop.yaml"], "plain.tally: \(made)none, and not 'shop'"),
      (["shop.tally", "--pipeline", "zone.yaml"], "shop.tally: \(made)'shop', and not none"),
      (["shop.tally", "--pipeline", "hide.yaml"], "shop.tally: made under another redaction"),
      (["hide.tally", "--pipeline", "shop.yaml"], "hide.tally: made under another redaction"),
      (["shop.tally", "b.log"], "shop.tally: \(made)'shop', and not none"),
      (["b-shop.tally", "mart.tally"], "b-shop.tally: \(made)'shop', and not 'mart'"),
      (["mart.tally", "b-shop.tally"], "b-shop.tally: \(made)'shop', and not 'mart'"),
      (["b.log", "--baseline", "shop.tally"], "--baseline: \(made)'shop', and not none"),
      (
        ["plain.tally", "--input-tz", "America/Denver"],
        "plain.tally: made with the stamps of a.log read as UTC, and this run says America/Denver"
      ),
      (
        ["denver.tally", "--input-tz", "a.log=UTC"],
        "denver.tally: made with the stamps of a.log read as America/Denver, and this run says UTC"
      ),
    ] {
      for command in [["draft"], ["inputs"], ["tally", "-o", "out.tally"]] {
        guard command[0] == "draft" || !arguments.contains("--baseline") else { continue }
        let run = try folder.program(command + arguments)
        #expect(run.status == 2 && run.output.isEmpty, "\(command) \(arguments)")
        #expect(run.errorText.contains(words), "\(arguments): \(run.errorText)")
      }
      #expect(folder.read("out.tally") == nil)
    }
    let merged = try folder.program(["merge", "b-shop.tally", "mart.tally", "-o", "out.tally"])
    #expect(merged.status == 2 && merged.errorText.contains("(beside mart.tally)"))
  }

  @Test("what says the same, or says nothing of it, is taken")
  func taken() throws {
    let folder = try folder()
    for arguments in [
      ["shop.tally", "--pipeline", "shop.yaml"], ["shop.tally", "--pipeline", "same.yaml"],
      ["shop.tally"], ["plain.tally", "--pipeline", "zone.yaml"], ["plain.tally", "b.tally"],
      ["shop.tally", "b.log", "--pipeline", "same.yaml"], ["shop.tally", "b-shop.tally"],
      ["plain.tally", "--tz", "Asia/Tokyo"], ["plain.tally", "--input-tz", "UTC"],
      ["denver.tally"], ["denver.tally", "--input-tz", "America/Denver"],
      // Its stamps name their zone.
      ["b.tally", "--input-tz", "America/Denver"],
    ] {
      let run = try folder.program(["draft"] + arguments)
      #expect(run.status == 0, "\(arguments): \(run.errorText)")
    }
    #expect(
      try folder.program(["merge", "shop.tally", "b-shop.tally", "-o", "all.tally"]).status == 0)
    let run = try folder.program(["draft", "all.tally", "--pipeline", "mart.yaml"])
    #expect(run.status == 2 && run.errorText.contains("'shop', and not 'mart'"))
  }
}
