import Glibc
import TestSupport
import Testing

/// `--cache`: what an earlier run read is not read again, and the result is the same.
@Suite struct CacheTests {
  /// Three rotations of one log; an outage in the last.
  private func rotated() throws -> CachedFolder {
    let place = try CachedFolder()
    let lines = CachedFolder.log(from: 0, minutes: 180, failing: 150..<160)
    try place.folder.write("logs/app.log.2", CachedFolder.text(lines[..<360]))
    try place.folder.write(
      "logs/app.log.1.gz", GzipWriter.member(Array(CachedFolder.text(lines[360..<720]).utf8)))
    try place.folder.write("logs/app.log", CachedFolder.text(lines[720...]))
    return place
  }

  @Test("a second run over the same files reads none, and files that are new alone")
  func secondRun() throws {
    let place = try rotated()
    #expect(try place.told(["logs"]) == "0 of 3 inputs reused, 3 read")
    #expect(try place.told(["logs"]) == "3 of 3 inputs reused, 0 read")
    try place.folder.write(
      "logs/web.log", CachedFolder.text(CachedFolder.log(from: 200, minutes: 40)))
    #expect(try place.told(["logs"]) == "3 of 4 inputs reused, 1 read")
    #expect(try place.told(["logs/app.log"]) == "1 of 1 input reused, 0 read")
    let quiet = try place.folder.program(["draft", "logs", "--cache", "kept", "--quiet"])
    #expect(quiet.status == 0 && quiet.errors.isEmpty)
  }

  @Test("a file is known by its bytes, not by its name or age, and a changed byte is read")
  func content() throws {
    let place = try rotated()
    _ = try place.told(["logs"])
    // The next rotation, and the same file under a name that says of it what the old one did.
    for (old, new) in [("app.log.2", "app.log.3"), ("app.log", "app.log.4")] {
      rename("\(place.folder.path)/logs/\(old)", "\(place.folder.path)/logs/\(new)")
    }
    #expect(try place.told(["logs"]) == "3 of 3 inputs reused, 0 read")
    rename("\(place.folder.path)/logs/app.log.3", "\(place.folder.path)/logs/other.log")
    #expect(try place.told(["logs"]) == "2 of 3 inputs reused, 1 read")
    var bytes = try #require(place.folder.read("logs/app.log.4"))
    let at = try #require(bytes.firstIndex(of: UInt8(ascii: "4")))
    bytes[at] = UInt8(ascii: "5")
    let before = try #require(Self.times(of: "\(place.folder.path)/logs/app.log.4"))
    try place.folder.write("logs/app.log.4", bytes)
    // As old and as large as it was.
    var times = before
    utimensat(AT_FDCWD, "\(place.folder.path)/logs/app.log.4", &times, 0)
    #expect(try place.told(["logs"]) == "2 of 3 inputs reused, 1 read")
  }

  private static func times(of path: String) -> [timespec]? {
    var info = stat()
    return stat(path, &info) == 0 ? [info.st_atim, info.st_mtim] : nil
  }

  @Test(
    "what was read under other options is not reused",
    arguments: [
      ["--pipeline", "shop.yaml"], ["--input-tz", "America/Denver"], ["--shift", "app*=+1h"],
      ["--input-format", "app*=json-lines"], ["--now", "2025-04-09 10:00"],
    ])
  func options(_ options: [String]) throws {
    let place = try rotated()
    try place.folder.write(
      "shop.yaml", "recount: 1\noperations: [{name: buy, match: {path: /order}}]\n")
    let kinds = [["draft", "--format", "json"]]
    _ = try place.told(["logs"], as: kinds)
    #expect(try place.told(["logs"] + options) == "0 of 3 inputs reused, 3 read")
    #expect(try place.told(["logs"] + options, as: kinds) == "3 of 3 inputs reused, 0 read")
    try place.folder.write(
      "shop.yaml", "recount: 1\noperations: [{name: get, match: {path: /order}}]\n")
    let isChanged = options[0] == "--pipeline"
    let told = try place.told(["logs"] + options, as: kinds)
    #expect(told == (isChanged ? "0 of 3 inputs reused, 3 read" : "3 of 3 inputs reused, 0 read"))
    #expect(try place.told(["logs"], as: kinds) == "3 of 3 inputs reused, 0 read")
  }

  @Test("what decides the output alone changes nothing about reuse")
  func display() throws {
    let place = try rotated()
    _ = try place.told(["logs"])
    let said = try place.told(["logs", "--tz", "Asia/Tokyo"], as: [["draft"], ["inputs"]])
    #expect(said == "3 of 3 inputs reused, 0 read")
  }

  @Test("of a window's inputs those that a bound parts are read, the others reused")
  func window() throws {
    let place = try rotated()
    #expect(
      try place.told(["logs", "--since", "2025-04-08 12:20"]) == "0 of 3 inputs reused, 3 read")
    for (options, said) in [
      (["--since", "2025-04-08 12:30"], "2 of 3 inputs reused, 1 read"),
      (["--since", "12:30", "--until", "12:45"], "2 of 3 inputs reused, 1 read"),
      (["--since", "2025-04-08 11:30", "--until", "12:45"], "1 of 3 inputs reused, 2 read"),
      (["--since", "2025-04-08 09:30"], "3 of 3 inputs reused, 0 read"),
      (["--since=-2h", "--now", "2025-04-08 13:00:00"], "0 of 3 inputs reused, 3 read"),
      ([], "3 of 3 inputs reused, 0 read"),
    ] {
      #expect(try place.told(["logs"] + options) == said, "\(options)")
    }
  }

  @Test("the baseline is kept too")
  func baseline() throws {
    let place = try rotated()
    for day in 1...5 {
      let lines = CachedFolder.log(from: 0, minutes: 180, date: "2025-04-0\(day)")
      try place.folder.write("before/app.log.\(day)", CachedFolder.text(lines))
    }
    let command = ["logs", "--baseline", "before"]
    let drafts = [["draft", "--format", "json"]]
    #expect(try place.told(command, as: drafts) == "0 of 8 inputs reused, 8 read")
    #expect(try place.told(command, as: drafts) == "8 of 8 inputs reused, 0 read")
  }

  @Test("copies, empty files and tallies come out as without a cache")
  func odd() throws {
    let place = try rotated()
    try place.folder.write("logs/copy.log", place.folder.read("logs/app.log") ?? [])
    try place.folder.write("logs/empty.log", "")
    try place.folder.write("logs/words.txt", "nothing here\nhas a time\n")
    try place.folder.write("one.log", CachedFolder.text(CachedFolder.log(from: 0, minutes: 30)))
    _ = try place.folder.program(["tally", "one.log", "-o", "one.tally"])
    let first = try place.told(["logs", "one.tally"])
    #expect(first == "0 of 5 inputs reused, 5 read")
    // Reading a file without a byte is no work, and words without a time are no log.
    #expect(try place.told(["logs", "one.tally"]) == "4 of 5 inputs reused, 1 read")
  }

  @Test("members of archives and standard input are read each time")
  func archives() throws {
    let place = try CachedFolder()
    let lines = CachedFolder.log(from: 0, minutes: 60, failing: 30..<40)
    var tar = TarWriter()
    tar.add(Array("app.log".utf8), Array(CachedFolder.text(lines).utf8))
    try place.folder.write("logs.tar", tar.finished)
    for _ in 0..<2 { #expect(try place.told(["logs.tar"]) == "0 of 1 input reused, 1 read") }
    let piped = try place.folder.program(
      ["draft", "-", "--cache", "kept"], input: Array(CachedFolder.text(lines).utf8))
    #expect(piped.errorText.contains("cache: 0 of 1 input reused, 1 read"))
    #expect(place.entries.isEmpty)
  }

  @Test("what is cut, damaged or an error page is told each time")
  func damage() throws {
    let place = try CachedFolder()
    let lines = CachedFolder.log(from: 0, minutes: 120, failing: 60..<70)
    let packed = GzipWriter.member(Array(CachedFolder.text(lines).utf8), level: 1)
    try place.folder.write("logs/cut.log.gz", Array(packed.prefix(packed.count * 2 / 3)))
    try place.folder.write("logs/junk.log.gz", packed + Array("garbage".utf8))
    var broken = packed
    for at in broken.count / 2..<broken.count / 2 + 40 { broken[at] ^= 0x5A }
    try place.folder.write("logs/broken.log.gz", broken)
    try place.folder.write("logs/page.log", "<!DOCTYPE html><html><body>502</body></html>\n")
    try place.folder.write("logs/lines.log", CachedFolder.text(lines[..<200] + ["no line"]))
    _ = try place.told(["logs"])
    let again = try place.told(["logs"])
    #expect(again.hasPrefix("4 of 4 inputs reused") || again.contains("read again"), "\(again)")
    let run = try place.folder.program(["draft", "logs", "--cache", "kept"])
    #expect(run.status == 3)
  }
}
