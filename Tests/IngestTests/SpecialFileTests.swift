import Glibc
import LogModel
import Testing

@testable import Ingest

@Suite struct SpecialFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func path(_ name: String) -> String { folder.path + "/" + name }

  /// Writes to a path that is given in bytes.
  private func write(_ bytes: [UInt8], _ text: String) throws {
    let name = (folder.path + "/").utf8.map(CChar.init(bitPattern:))
    let file = try #require(fopen(name + bytes.map(CChar.init(bitPattern:)) + [0], "w"))
    fputs(text, file)
    fclose(file)
  }

  @Test("a pipe that is named is read once, to its writer's end", .timeLimit(.minutes(5)))
  func pipe() async throws {
    try #require(mkfifo(path("pipe"), 0o600) == 0)
    // Opened for both ends, so that neither waits for the other.
    let writer = open(path("pipe"), O_RDWR)
    let text = String(decoding: Shape.lines(100), as: UTF8.self)
    #expect(Glibc.write(writer, text, text.utf8.count) == text.utf8.count)
    #expect(InputFinder().find([path("pipe")]) == [.pipe(path("pipe"))])
    #expect(InputFinder().find([folder.path]) == [.problem(path: path("pipe"), .specialFile)])
    let closing = Task.detached {
      try await Task.sleep(for: .milliseconds(200))
      close(writer)
    }
    let bytes = try WholeFile.bytes(ofPath: path("pipe"))
    try await closing.value
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }

  @Test("a pipe is waited for until somebody writes to it", .timeLimit(.minutes(5)))
  func slowWriter() async throws {
    let name = path("pipe")
    try #require(mkfifo(name, 0o600) == 0)
    let text = String(decoding: Shape.lines(10), as: UTF8.self)
    let writing = Task.detached {
      // Longer than anybody would wait who gave up.
      try await Task.sleep(for: .milliseconds(2500))
      let writer = open(name, O_WRONLY)
      _ = Glibc.write(writer, text, text.utf8.count)
      close(writer)
    }
    let bytes = try WholeFile.bytes(ofPath: name)
    try await writing.value
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }

  @Test("names of standard input are known, and lead to it unless a file lies there")
  func standardInput() {
    for name in ["-", "/dev/stdin", "/dev/fd/0"] { #expect(StandardInput.isNamed(by: name)) }
    for name in ["", "stdin", "/dev/fd/1", "/dev/zero"] {
      #expect(!StandardInput.isNamed(by: name))
      #expect(!StandardInput.isRead(at: name))
    }
  }

  @Test("folders, lists and patterns that lead to no file are told")
  func nothingThere() throws {
    for name in ["empty", "hidden", "nested", "nested/empty"] {
      mkdir(path(name), 0o755)
    }
    try folder.write("hidden/.a.log")
    try folder.write("names.list", "\n\n")
    for name in ["empty", "hidden", "nested"] {
      #expect(InputFinder().find([path(name)]) == [.problem(path: path(name), .empty)])
    }
    #expect(
      InputFinder().find(["@" + path("names.list")])
        == [.problem(path: path("names.list"), .empty)])
    #expect(InputFinder().find([path("*.gz")]) == [.problem(path: path("*.gz"), .unmatched)])
    // What is inside of a folder with files is nobody's wish.
    try folder.write("nested/a.log")
    #expect(InputFinder().find([path("nested")]) == [.file(path("nested/a.log"))])
    // Nor is a folder empty of which all was left out.
    #expect(InputFinder(exclude: ["*.log"]).find([path("nested")]).isEmpty)
  }

  @Test("a socket and a device do not block", .timeLimit(.minutes(5)))
  func noWriter() throws {
    try #require(mkfifo(path("pipe"), 0o600) == 0)
    for name in ["/dev/zero", "/dev/null", folder.path] {
      #expect(throws: IngestError.specialFile(path: name)) {
        try DecodedStream(path: name, acceptsPipe: true)
      }
    }
    symlink("/dev/zero", path("endless.log"))
    #expect(throws: IngestError.specialFile(path: path("endless.log"))) {
      try DecodedStream(path: path("endless.log"))
    }
    #expect(
      InputFinder().find([folder.path])
        == ["endless.log", "pipe"].map { .problem(path: path($0), .specialFile) })
  }

  @Test("a file that grows is read to the size it had, one that shrinks is told")
  func growing() throws {
    let name = try folder.write("a.log", Shape.lines(40_000))
    let size = Shape.lines(40_000).count
    let growing = try DecodedStream(path: name, blockSize: 64)
    let file = try #require(fopen(name, "a"))
    fputs("more\n", file)
    fclose(file)
    while growing.fill() != .end { growing.consume(growing.window.count) }
    #expect(growing.bytesDecoded == size && growing.readFailure == nil)
    let shrinking = try DecodedStream(path: name, blockSize: 64)
    truncate(name, 10)
    while shrinking.fill() != .end { shrinking.consume(shrinking.window.count) }
    #expect(shrinking.bytesDecoded < size && shrinking.readFailure != nil)
  }

  @Test("files whose size is not known are read")
  func unsized() throws {
    #expect(try !WholeFile.bytes(ofPath: "/proc/self/stat").isEmpty)
  }

  @Test("names that are no UTF-8 open, and two that look alike are two")
  func names() throws {
    try write([0x61, 0xFF, 0x2E], "one")
    try write([0x61, 0xFE, 0x2E], "two")
    try write([0x0A, 0x1B, 0x5B, 0xC3, 0xA9, 0xC3], "three")
    try write(Array("\u{FFFD}.log".utf8), "four")
    let found = InputFinder().find([folder.path]).map(\.path)
    #expect(found.count == 4 && Set(found).count == 4)
    let texts = try found.map { try String(contentsOfPath: $0) }.sorted()
    #expect(texts == ["four", "one", "three", "two"])
    // As an argument arrives that was no UTF-8: each file it may mean.
    let named = InputFinder().find([path("a\u{FFFD}.")]).map(\.path)
    #expect(try named.map { try String(contentsOfPath: $0) }.sorted() == ["one", "two"])
    #expect(InputFinder().find([path("\u{FFFD}.log")]) == [.file(path("\u{FFFD}.log"))])
  }

  @Test(
    "text of a name leads back to its bytes",
    arguments: [
      [0x61], [0xFF], [0xC3, 0x28], [0xF0, 0x9F, 0x8D], [0xE2, 0x82, 0xAC, 0x80],
      [0xED, 0xA0, 0x80],
      [0xEF, 0xBF, 0xBD, 0xFF, 0xEF, 0xBF, 0xBD],
    ] as [[UInt8]])
  func roundTrip(name: [UInt8]) {
    let text = (name.map(CChar.init(bitPattern:)) + [0]).withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { PathBytes.text($0) } ?? ""
    }
    #expect(PathBytes.bytes(text).dropLast().map(UInt8.init(bitPattern:)) == name)
  }
}
