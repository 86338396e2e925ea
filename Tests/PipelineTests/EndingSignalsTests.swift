import Glibc
import TestSupport
import Testing

@testable import Pipeline

/// What a signal leaves behind that comes while a temporary file is there.
///
/// Each run is a process of its own, which sends the signal to itself at that very moment.
@Suite struct EndingSignalsTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// Writes a file in a process whose signals are handled, and is ended before it is renamed.
  private static func write(to path: String, endedBy signal: Int32) {
    EndingSignals.handle()
    try? AtomicFile.write(Array("new".utf8), to: path) {
      // Without a temporary file beside it this would show nothing.
      let folder = OutputTarget.folder(of: path)
      guard ScratchFolder.names(in: folder).contains(where: { $0.hasPrefix(".recount-") }) else {
        exit(EXIT_FAILURE)
      }
      end(by: signal)
    }
  }

  /// Ends this process. Which thread takes the signal is not told, and this one may hold it back.
  private static func end(by signal: Int32) -> Never {
    kill(getpid(), signal)
    while true { pause() }
  }

  private func expectAsBefore() {
    #expect(folder.names == ["a.md"])
    #expect(folder.read("a.md") == Array("old".utf8))
  }

  @Test("nothing, after SIGINT; the process dies of it")
  func interrupt() async throws {
    let path = folder.path + "/" + (try folder.write("a.md", "old"))
    await #expect(processExitsWith: .signal(SIGINT)) { [path = path as String] in
      Self.write(to: path, endedBy: SIGINT)
    }
    expectAsBefore()
  }

  @Test("nothing, after SIGTERM; the process dies of it")
  func terminate() async throws {
    let path = folder.path + "/" + (try folder.write("a.md", "old"))
    await #expect(processExitsWith: .signal(SIGTERM)) { [path = path as String] in
      Self.write(to: path, endedBy: SIGTERM)
    }
    expectAsBefore()
  }

  @Test("nothing, after SIGHUP; the process dies of it")
  func hangUp() async throws {
    let path = folder.path + "/" + (try folder.write("a.md", "old"))
    await #expect(processExitsWith: .signal(SIGHUP)) { [path = path as String] in
      Self.write(to: path, endedBy: SIGHUP)
    }
    expectAsBefore()
  }

  @Test("a signal that is ignored stays ignored, and the file is written")
  func ignored() async throws {
    let path = folder.path + "/" + (try folder.write("a.md", "old"))
    await #expect(processExitsWith: .success) { [path = path as String] in
      signal(SIGHUP, SIG_IGN)
      EndingSignals.handle()
      try? AtomicFile.write(Array("new".utf8), to: path) { kill(getpid(), SIGHUP) }
    }
    #expect(folder.names == ["a.md"] && folder.read("a.md") == Array("new".utf8))
  }

  @Test("folders go after the files in them, and what was forgotten stays")
  func order() async throws {
    let path = folder.path
    await #expect(processExitsWith: .signal(SIGTERM)) { [path = path as String] in
      EndingSignals.handle()
      mkdir(path + "/made", 0o755)
      for name in ["/made", "/made/a", "/made/b", "/kept"] {
        let slot = Leftovers.add(path + name)
        if name != "/made" { try? AtomicFile.write([0x61], to: path + name) }
        if name == "/kept", let slot { Leftovers.remove(slot) }
      }
      Self.end(by: SIGTERM)
    }
    #expect(folder.names == ["kept"])
  }
}
