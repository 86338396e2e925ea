import Glibc
import TestSupport
import Testing

/// A command that writes a file, and where it puts it.
struct Writer: Sendable, CustomTestStringConvertible {
  var line: String
  /// What it writes.
  var target: String
  /// Whether a file that is there may be somebody else's.
  var keepsOthers = false

  var testDescription: String { line }

  static let all = [
    Writer(line: "draft order.log.gz -o out/x", target: "out/x"),
    Writer(line: "draft order.log.gz --format json -o out/x", target: "out/x"),
    Writer(line: "draft order.log.gz --list --output out/x", target: "out/x"),
    Writer(line: "tally order.log.gz -o out/x", target: "out/x"),
    Writer(line: "demo --write out", target: "out/service.log", keepsOthers: true),
  ]

  static let namers = all.filter { !$0.keepsOthers }
}

/// Every writer at every kind of place: nothing is destroyed that was not meant.
@Suite struct OutputTargetTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    mkdir(place.folder.path + "/out", 0o755)
  }

  private func path(_ name: String) -> String { place.folder.path + "/" + name }

  private func status(_ name: String, links: Bool = false) -> stat {
    var info = stat()
    _ = links ? lstat(path(name), &info) : stat(path(name), &info)
    return info
  }

  /// What the writer writes where nothing is.
  private func content(of writer: Writer) throws -> [UInt8] {
    let other = try Workplace()
    mkdir(other.folder.path + "/out", 0o755)
    #expect(try other.run(writer.line).status == 0)
    return try #require(other.folder.read(writer.target))
  }

  /// Nothing but what is named lies in the folder.
  private func expectOnly(_ names: String...) {
    #expect(ScratchFolder.names(in: path("out")).filter { $0 != "events.jsonl" } == names.sorted())
  }

  @Test("a new file has the mode that the process gives to files", arguments: Writer.all)
  func new(_ writer: Writer) throws {
    let run = try place.folder.program.shell(#"umask 027; "$RECOUNT" \#(writer.line)"#)
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(place.folder.read(writer.target) == (try content(of: writer)))
    #expect(status(writer.target).st_mode & 0o7777 == 0o640)
  }

  @Test("a file that is there keeps its mode and its owner", arguments: Writer.all)
  func existing(_ writer: Writer) throws {
    try place.folder.write(writer.target, "old")
    chmod(path(writer.target), 0o600)
    if geteuid() == 0 { chown(path(writer.target), 1234, 2345) }
    let before = status(writer.target)
    let run = try place.run(writer.line)
    let after = status(writer.target)
    #expect(after.st_mode == before.st_mode)
    #expect(after.st_uid == before.st_uid && after.st_gid == before.st_gid)
    if writer.keepsOthers {
      #expect(run.status == 2 && isOneSentence(run.errorText))
      #expect(place.folder.read(writer.target) == Array("old".utf8))
    } else {
      #expect(run.status == 0)
      #expect(place.folder.read(writer.target) == (try content(of: writer)))
    }
  }

  @Test("what a writer wrote it may write again", arguments: Writer.all)
  func again(_ writer: Writer) throws {
    for _ in 0..<2 { #expect(try place.run(writer.line).status == 0) }
  }

  @Test("a link stays, and the file it leads to is replaced", arguments: Writer.namers)
  func link(_ writer: Writer) throws {
    try place.folder.write("kept/real", "old")
    chmod(path("kept/real"), 0o640)
    symlink("second", path("out/x"))
    symlink("../kept/real", path("out/second"))
    #expect(try place.run(writer.line).status == 0)
    #expect(status("out/x", links: true).st_mode & S_IFMT == S_IFLNK)
    #expect(status("out/second", links: true).st_mode & S_IFMT == S_IFLNK)
    #expect(place.folder.read("kept/real") == (try content(of: writer)))
    #expect(status("kept/real").st_mode & 0o7777 == 0o640)
    expectOnly("x", "second")
    #expect(ScratchFolder.names(in: path("kept")) == ["real"])
  }

  @Test("a link that leads to nothing yet gets its file", arguments: Writer.all)
  func dangling(_ writer: Writer) throws {
    mkdir(path("kept"), 0o755)
    symlink("../kept/new", path(writer.target))
    #expect(try place.run(writer.line).status == 0)
    #expect(status(writer.target, links: true).st_mode & S_IFMT == S_IFLNK)
    #expect(place.folder.read("kept/new") == (try content(of: writer)))
  }

  @Test("links in a circle and folders are refused", arguments: Writer.all)
  func refused(_ writer: Writer) throws {
    symlink("ring", path(writer.target))
    symlink(path(writer.target), path("out/ring"))
    let loop = try place.run(writer.line)
    #expect(loop.status == 2 && isOneSentence(loop.errorText) && loop.output.isEmpty)
    unlink(path(writer.target))
    mkdir(path(writer.target), 0o755)
    let folder = try place.run(writer.line)
    #expect(folder.status == 2 && folder.errorText.contains("it is a folder"))
    #expect(ScratchFolder.names(in: path(writer.target)).isEmpty)
  }

  @Test("a named pipe gives its reader what would stand in a file", arguments: Writer.all)
  func pipe(_ writer: Writer) throws {
    mkfifo(path(writer.target), 0o600)
    let run = try place.folder.program.shell(
      #"cat \#(writer.target) > got & "$RECOUNT" \#(writer.line); said=$?; wait; exit $said"#)
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(place.folder.read("got") == (try content(of: writer)))
    #expect(status(writer.target).st_mode & S_IFMT == S_IFIFO)
  }

  @Test("devices take what is written and stay", arguments: Writer.all)
  func devices(_ writer: Writer) throws {
    symlink("/dev/null", path(writer.target))
    #expect(try place.run(writer.line).status == 0)
    #expect(status(writer.target).st_mode & S_IFMT == S_IFCHR)
    unlink(path(writer.target))
    symlink("/dev/full", path(writer.target))
    let full = try place.run(writer.line)
    #expect(full.status == 2 && full.errorText.contains("No space left on device"))
    #expect(isOneSentence(full.errorText) && full.errorText.contains(writer.target))
    var info = stat()
    #expect(stat("/dev/null", &info) == 0 && info.st_mode & S_IFMT == S_IFCHR)
  }

  @Test(
    "open descriptors are written to, not what lies behind them",
    arguments: ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "-"])
  func descriptors(_ name: String) throws {
    for (line, plain) in [("draft order.log.gz", "draft order.log.gz"), ("tally order.log.gz", "")]
    {
      let run = try place.folder.program.shell(
        #"{ echo before; "$RECOUNT" \#(line) -o \#(name); echo after; } > out/all"#)
      #expect(run.status == 0 && run.errors.isEmpty)
      let text = String(decoding: place.folder.read("out/all") ?? [], as: UTF8.self)
      #expect(text.hasPrefix("before\n") && text.hasSuffix("after\n") && text.utf8.count > 200)
      if !plain.isEmpty { #expect(text == "before\n" + (try place.run(plain).text) + "after\n") }
    }
    let closed = try place.run("draft order.log.gz -o /dev/fd/77")
    #expect(closed.status == 2 && closed.errorText.contains("Bad file descriptor"))
  }
}
