import TestSupport
import Testing

/// A folder holds other files than logs: they are set apart by name.
@Suite struct FolderOfOtherFilesTests {
  private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
  private static let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04, 20, 0, 0, 0, 8, 0]

  private func place() throws -> Workplace {
    let place = try Workplace()
    try place.folder.write("logs/order.log.gz", Workplace.packed)
    try place.folder.write("logs/graph.png", Self.png)
    try place.folder.write("logs/old.zip", Self.zip)
    try place.folder.write("logs/README", "How to read these logs\n\nAsk Ann.\n")
    try place.folder.write("logs/notes.md", "# Notes\n\n- looked at 10:15\n")
    try place.folder.write("logs/values.yaml", "replicas: 3\nimage: shop:4.2\n")
    try place.folder.write("logs/settings.json", "{\"debug\": false,\n \"level\": 3}\n")
    try place.folder.write(
      "logs/nohup.out", String(repeating: "  ___ shop ___\nwelcome to the shop\n", count: 4))
    return place
  }

  @Test("what is no log is named, and makes nothing incomplete")
  func setApart() throws {
    let place = try place()
    let usual = try place.run("draft logs/order.log.gz")
    let run = try place.run("draft logs")
    #expect(run.status == 0 && run.text == usual.text, "\(run.text)")
    #expect(run.errorText.contains("not logs: 7 files (logs/README, logs/graph.png"))
    let inputs = try place.run("inputs logs")
    #expect(inputs.status == 0)
    for (file, kind) in [
      ("logs/graph.png", "a PNG picture"), ("logs/old.zip", "packed as zip"),
      ("logs/README", "a document"), ("logs/notes.md", "a document"),
      ("logs/values.yaml", "settings"), ("logs/nohup.out", "no line carries a time"),
    ] {
      #expect(inputs.text.contains("\(file): not-a-log: no log: "), "\(inputs.text)")
      #expect(inputs.text.contains(kind), "\(inputs.text)")
    }
  }

  @Test("events among the logs are read as events")
  func events() throws {
    let place = try Workplace()
    try place.folder.write("day/order.log.gz", Workplace.packed)
    try place.folder.write("day/oncall.jsonl", Workplace.scenario.eventRows)
    let told = try place.run("draft day/order.log.gz --events day/oncall.jsonl")
    let run = try place.run("draft day")
    #expect(run.status == 0 && run.text == told.text, "\(run.text)")
    #expect(run.errorText.contains("events, not logs: day/oncall.jsonl"))
  }

  @Test("a file that is named is meant, and is told when it cannot be read")
  func named() throws {
    let place = try place()
    let run = try place.run("draft logs/order.log.gz logs/nohup.out")
    #expect(run.status == 3 && run.text.contains("logs/nohup.out"))
    #expect(!run.errorText.contains("not logs"))
  }

  @Test("a name alone does not make a log something else")
  func logsByOtherNames() throws {
    let place = try Workplace()
    try place.folder.write("logs/order.conf", Workplace.log)
    let run = try place.run("draft logs")
    #expect(run.status == 0 && !run.errorText.contains("not logs"), "\(run.errorText)")
    #expect(run.text.contains("## Timeline"))
  }

  @Test("an account for a public issue holds nothing of what was read")
  func health() throws {
    let place = try Workplace()
    try place.folder.write(
      "secret-shop.log",
      "2025-04-08T10:15:00Z info service started\nhunter2 says: Zugang(42) gewährt\n")
    let run = try place.run("inputs --health secret-shop.log")
    #expect(run.text.contains("input 1: "))
    for word in ["secret-shop", "hunter", "Zugang", "started", "42"] {
      #expect(!run.text.contains(word), "\(run.text)")
    }
  }

  @Test("a command that is nearly typed is offered, and relative times need no sign of equality")
  func typing() throws {
    let place = try Workplace()
    let wrong = try place.run("darft order.log.gz")
    #expect(wrong.status == 64 && wrong.errorText.contains("Did you mean 'recount draft'?"))
    let run = try place.run("draft order.log.gz --now 2025-04-08T17:00:00Z --since -2h --list")
    #expect(run.status == 0, "\(run.errorText)")
    let list = try place.run("draft order.log.gz --list --format json")
    #expect(list.status == 0 && list.text.contains("\"schema\": \"recount.incidents/1\""))
  }
}
