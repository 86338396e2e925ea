import TestSupport
import Testing

/// Secrets in one log, its event rows, notes, file names and arguments, and every output of it.
@Suite struct SecretPlacesTests {
  /// Made at run time, so that no source holds what a scanner takes for live.
  private static let secrets = (0..<6).map { "FAKE" + "q7Not\($0)Real" + "Z\($0 + 3)x" }
  private static let word = ["FAKE", "not", "real", "horse"].joined(separator: "-")
  private static let fileSecret = "FAKE" + "abc123" + "XyZw9"

  private static var keyLines: [String] {
    let dashes = "-----"
    return [
      dashes + "BEGIN RSA PRIVATE KEY" + dashes,
      "MIIE" + String(repeating: "FAKE" + "aB3+", count: 7) + "FAKE",
      "FAKE" + "end9Q==", dashes + "END RSA PRIVATE KEY" + dashes,
    ]
  }

  /// 20 minutes of orders, two of which failed, among lines that name each secret.
  private static var log: String {
    let saying = [
      "Invalid password '\(secrets[0])' for bob", "login tried, password is \(word)",
      "mysql -h db -u root -p\(secrets[1]) shop", "GET /reset/\(secrets[2]) refused",
      "using token \(secrets[3]) for deploy", #"1,"{""password"":""\#(secrets[4])""}",x"#,
      "ALTER USER b IDENTIFIED BY '\(secrets[5])'",
    ]
    var lines: [String] = []
    for second in 0..<1200 {
      let (minute, rest) = (second / 60, second % 60)
      let stamp =
        "2025-04-08T15:\(minute < 10 ? "0" : "")\(minute):\(rest < 10 ? "0" : "")\(rest)Z"
      let bare = secrets.joined(separator: " then ")
      lines.append(
        (500..<620).contains(second)
          ? "\(stamp) ERROR POST /api/order 500 12ms order failed: cannot use \(word), \(bare)"
          : "\(stamp) INFO POST /api/order 200 12ms ok")
      if second >= 300, second < 300 + saying.count * 3 {
        lines.append("\(stamp) WARN \(saying[second % saying.count])")
      }
      if second == 550 {
        lines.append("\(stamp) ERROR bad key " + keyLines[0])
        lines += keyLines.dropFirst()
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func events(_ secrets: [String]) -> String {
    secrets.enumerated().map { place, secret in
      #"{"time":"2025-04-08T15:0\#(place + 3):00Z","kind":"note","who":"ann","#
        + #""text":"saw \#(secret)"}"#
    }.joined(separator: "\n") + "\n"
  }

  private func holds(_ run: (text: String, errorText: String)) -> Bool {
    run.text.contains("FAKE") || run.errorText.contains("FAKE")
  }

  @Test("no output holds one, though events, names and failing lines have them bare")
  func outputs() throws {
    let folder = try ScratchFolder()
    try folder.write("app.log", Self.log)
    try folder.write("ev.jsonl", Self.events(Self.secrets + [Self.word]))
    let read = ["app.log", "--events", "ev.jsonl", "--note", "15:09 Ann: saw \(Self.secrets[0])"]
    for arguments in [
      ["draft"] + read, ["draft"] + read + ["--format", "json"], ["draft"] + read + ["--list"],
      ["draft"] + read + ["--explain"], ["draft"] + read + ["--cite", "inline", "--threads", "1"],
      ["inputs", "app.log"], ["inputs", "--explain", "app.log"],
      ["tally", "app.log", "-o", "app.tally"], ["draft", "app.tally", "--format", "json"],
    ] {
      let run = try folder.program(arguments)
      #expect(run.status == 0, "\(arguments): \(run.errorText)")
      let isHeld = holds((run.text, run.errorText))
      #expect(!isHeld, "\(arguments)")
    }
    let kept = try #require(folder.read("app.tally"))
    let isKept = String(decoding: kept, as: UTF8.self).contains("FAKE")
    #expect(!isKept, "the tally")
  }

  @Test("no shown line holds one, each line of a key block least of all")
  func shown() throws {
    let folder = try ScratchFolder()
    try folder.write("app.log", Self.log)
    let lines = Self.log.split(separator: "\n")
    for (place, line) in lines.enumerated()
    where line.contains("FAKE") && (place % 20 == 0 || !line.hasPrefix("2025")) {
      let run = try folder.program(["show", "app.log:\(place + 1)"])
      #expect(run.status == 0)
      let isHeld = holds((run.text, run.errorText))
      #expect(!isHeld, "\(place + 1): \(run.text)")
    }
  }

  @Test("no name of a file is printed with one, and what is printed is found again")
  func names() throws {
    let folder = try ScratchFolder()
    let name = "logs/token=\(Self.fileSecret).log"
    try folder.write(name, Self.log)
    let draft = try folder.program(["draft", name, "--format", "json"])
    #expect(draft.status == 0 && !holds((draft.text, draft.errorText)))
    let citation = try #require(Report(draft.output).citations["c1"])
    #expect(citation.place.hasPrefix("logs/token=[redacted].log:"))
    let shown = try folder.program(["show", citation.place])
    #expect(shown.status == 0 && shown.text.contains("2025-04-08T15:"))
    let inputs = try folder.program(["inputs", name])
    #expect(inputs.text.contains("token=[redacted].log"))
    try folder.write("logs/token=\(Self.fileSecret)2.log", Self.log)
    let unclear = try folder.program(["show", citation.place])
    #expect(unclear.status == 2 && unclear.errorText.contains("2 files"))
  }

  @Test(
    "no error that quotes an argument holds one",
    arguments: [
      ["draft", "--password=%"], ["draft", "https://u:%@h/x"], ["draft", "a.log", "--token", "%"],
      ["draft", "a.log", "--note", "password is %"], ["show", "token=%.log:3"],
      ["inputs", "a.log", "--pipeline", "token=%.yaml"], ["draft", "a.log", "--format", "token=%"],
    ])
  func errors(arguments: [String]) throws {
    let folder = try ScratchFolder()
    try folder.write("a.log", "2025-04-08T15:00:00Z INFO GET / 200 1ms ok\n")
    let run = try folder.program(arguments.map { $0.replacing("%", with: Self.secrets[0]) })
    #expect(run.status == 2 || run.status == 64, "\(run.text)")
    let isHeld = holds((run.text, run.errorText))
    #expect(!isHeld, "\(run.errorText)")
  }
}
