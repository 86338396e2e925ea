import Glibc
import TestSupport
import Testing

/// The folder of `--cache`: what is in it can be broken, foreign, old or missing.
@Suite struct CacheFolderTests {
  private func kept() throws -> CachedFolder {
    let place = try CachedFolder()
    for name in ["a", "b"] {
      let from = name == "a" ? 0 : 70
      let lines = CachedFolder.log(from: from, minutes: 60, failing: from + 20..<from + 30)
      try place.folder.write("logs/\(name).log", CachedFolder.text(lines))
    }
    #expect(try place.told(["logs"]) == "0 of 2 inputs reused, 2 read")
    return place
  }

  private func mode(_ path: String) -> mode_t? {
    var info = stat()
    return stat(path, &info) == 0 ? info.st_mode & 0o7777 : nil
  }

  @Test("the folder and its entries are their owner's alone")
  func modes() throws {
    let place = try kept()
    #expect(mode(place.folder.path + "/kept") == 0o700)
    #expect(place.entries.count == 2)
    for entry in place.entries { #expect(mode("\(place.folder.path)/\(entry)") == 0o600) }
  }

  @Test("an entry that is broken in any way is read anew and written again")
  func broken() throws {
    let place = try kept()
    let entry = try #require(place.entries.first)
    let other = try #require(place.entries.last)
    let whole = try #require(place.folder.read(entry))
    var damages = [
      [], Array("garbage".utf8), Array(whole.prefix(whole.count / 2)), whole + [0],
      try #require(place.folder.read(other)), [UInt8](repeating: 0, count: whole.count),
    ]
    for at in [8, 9, 60, whole.count / 2, whole.count - 1] {
      var changed = whole
      changed[at] ^= 0x10
      damages.append(changed)
    }
    for damage in damages {
      try place.folder.write(entry, damage)
      let told = try place.told(["logs"], as: [["draft", "--format", "json"]])
      #expect(told == "1 of 2 inputs reused, 1 read")
      #expect(place.folder.read(entry) == whole)
    }
    unlink("\(place.folder.path)/\(entry)")
    #expect(try place.told(["logs"]) == "1 of 2 inputs reused, 1 read")
  }

  @Test("an entry that others may write to is not believed")
  func foreign() throws {
    let place = try kept()
    chmod("\(place.folder.path)/\(place.entries[0])", 0o666)
    #expect(try place.told(["logs"]) == "1 of 2 inputs reused, 1 read")
    #expect(mode("\(place.folder.path)/\(place.entries[0])") == 0o600)
  }

  @Test("a folder that cannot be written to is told, and the run goes on")
  func unwritable() throws {
    let place = try kept()
    try place.folder.write("file", "x")
    for folder in ["file", "no/such/folder", "/proc/recount"] {
      let plain = try place.folder.program(["draft", "logs"])
      let run = try place.folder.program(["draft", "logs", "--cache", folder])
      #expect(run.status == plain.status && run.output == plain.output)
      #expect(run.errorText.contains("--cache: \(folder) cannot be written: "))
      #expect(run.errorText.contains("cache: 0 of 2 inputs reused, 2 read"))
    }
    guard geteuid() != 0 else { return }
    chmod(place.folder.path + "/kept", 0o500)
    defer { chmod(place.folder.path + "/kept", 0o700) }
    let run = try place.folder.program(["draft", "logs", "--cache", "kept"])
    #expect(run.errorText.contains("cannot be written"))
    #expect(run.errorText.contains("cache: 2 of 2 inputs reused, 0 read"))
  }

  @Test("what was not used for 30 days goes, what is not the cache's own stays")
  func pruned() throws {
    let place = try kept()
    let old = ".recount-cache-" + String(repeating: "0", count: 32)
    let others = ["notes.txt", ".recount-cache-short", ".recount-cache-" + Self.odd, ".recount-x"]
    for name in others + [old] {
      try place.folder.write("kept/\(name)", "x")
      var times = [timespec](repeating: timespec(tv_sec: 1_600_000_000, tv_nsec: 0), count: 2)
      utimensat(AT_FDCWD, "\(place.folder.path)/kept/\(name)", &times, 0)
    }
    // One that is used is as good as new.
    var times = [timespec](repeating: timespec(tv_sec: 1_600_000_000, tv_nsec: 0), count: 2)
    utimensat(AT_FDCWD, "\(place.folder.path)/\(place.entries[1])", &times, 0)
    #expect(try place.told(["logs"]) == "2 of 2 inputs reused, 0 read")
    let names = ScratchFolder.names(in: place.folder.path + "/kept")
    #expect(Set(names).isSuperset(of: others))
    #expect(!names.contains(old))
    #expect(place.entries.count == 4)
  }

  private static let odd = String(repeating: "Z", count: 32)

  @Test("the folder may lie among the logs, or be the folder of the logs")
  func amongLogs() throws {
    let place = try kept()
    for folder in ["logs", "logs/kept"] {
      let plain = try place.folder.program(["draft", "logs", "--format", "json"])
      for reused in [0, 2] {
        let run = try place.folder.program(
          ["draft", "logs", "--format", "json", "--cache", folder])
        #expect(run.output == plain.output && run.status == plain.status)
        #expect(run.errorText.contains("cache: \(reused) of 2 inputs reused"))
      }
    }
  }

  @Test("runs side by side on one folder do not disturb each other")
  func sideBySide() async throws {
    let place = try kept()
    let plain = try place.folder.program(["draft", "logs", "--format", "json"])
    for entry in place.entries { unlink("\(place.folder.path)/\(entry)") }
    let program = place.folder.program
    let outputs = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<6 {
        group.addTask {
          try program(["draft", "logs", "--format", "json", "--cache", "kept", "--quiet"]).output
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outputs == [[UInt8]](repeating: plain.output, count: 6))
    #expect(try place.told(["logs"]) == "2 of 2 inputs reused, 0 read")
    let names = ScratchFolder.names(in: place.folder.path + "/kept")
    #expect(names.count == place.entries.count, "nothing temporary is left: \(names)")
  }

  @Test("where it means nothing it is refused")
  func refused() throws {
    let place = try kept()
    for command in [
      ["inputs", "logs", "--explain", "--cache", "kept"],
      ["merge", "a.tally", "-o", "b.tally", "--cache", "kept"],
      ["show", "logs/a.log:1", "--cache", "kept"],
    ] {
      let run = try place.folder.program(command)
      #expect(run.status == 64 && run.output.isEmpty, "\(command)")
    }
  }
}
