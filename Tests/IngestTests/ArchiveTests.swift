import LogModel
import TestSupport
import Testing

@testable import Ingest

@Suite struct ArchiveTests {
  private let folder: TemporaryFolder
  private static let lines = Shape.lines(400)

  init() throws { folder = try TemporaryFolder() }

  /// What each member gives: its name, its bytes, the kinds of its damage.
  private struct Contents {
    var members: [(name: String, bytes: [UInt8], damage: [StreamDamage.Kind])] = []
    var refused: [(name: String, code: InputWarning.Code)] = []
    var damage: [StreamDamage.Kind] = []
    var names: [String] { members.map(\.name) }
  }

  private func contents(_ bytes: [UInt8], isRead: Bool = true) throws -> Contents {
    let path = try folder.write("a.bin", bytes)
    guard case .archive(let archive) = try OpenedInput.open(path: path) else {
      Issue.record("no archive")
      return Contents()
    }
    func name(_ member: String) -> String { String(member.dropFirst(path.count + 1)) }
    var contents = Contents()
    while let member = archive.next(blockSize: 1000) {
      switch member {
      case .left: Issue.record("every member is wanted")
      case .unreadable(let path, let error):
        contents.refused.append((name(path), error.warning.code))
      case .stream(let stream):
        var bytes: [UInt8] = []
        while isRead, stream.fill() != .end {
          bytes += stream.window
          stream.consume(stream.window.count)
        }
        contents.members.append((name(stream.path), bytes, stream.damage.map(\.kind)))
      }
    }
    contents.damage = archive.damage.map(\.kind)
    return contents
  }

  private static var plain: TarWriter {
    var tar = TarWriter()
    tar.add("logs/", type: "5")
    tar.add("./logs/a.log", lines)
    tar.add("logs/link", type: "2")
    tar.add("logs/empty.log")
    tar.add("logs/pipe", type: "6")
    tar.add("b.log", [0x41])
    return tar
  }

  @Test("each regular member is an input, packed as the archive may be")
  func members() throws {
    let tar = Self.plain.finished
    for packed in [tar] + PackingWriter.allCases.map({ $0.frame(tar) }) {
      let found = try contents(packed)
      #expect(found.names == ["logs/a.log", "logs/empty.log", "b.log"])
      #expect(found.members.map(\.bytes) == [Self.lines, [], [0x41]])
      #expect(found.damage.isEmpty && found.members.allSatisfy { $0.damage.isEmpty })
      #expect(try contents(packed, isRead: false).names == found.names)
    }
  }

  @Test("a member opens by its path, a file of that very name first")
  func paths() throws {
    let path = try folder.write("a!b.tgz", GzipWriter.member(Self.plain.finished))
    #expect(try Decoding(stream: path + "!logs/a.log").bytes == Self.lines)
    #expect(try Decoding(stream: path + "!b.log").bytes == [0x41])
    #expect(throws: IngestError.missing(path: path + "!c")) {
      try DecodedStream(path: path + "!c")
    }
    let error = #expect(throws: IngestError.self) { try DecodedStream(path: path) }
    #expect(error?.warning.message.contains("!MEMBER") ?? false)
    let real = try folder.write("a!b.tgz!b.log", "a real file")
    #expect(try Decoding(stream: real).bytes == Array("a real file".utf8))
    #expect(InputFinder().find([path + "!logs/a.log"]) == [.file(path + "!logs/a.log")])
    #expect(InputFinder().find([path + "x!a"]) == [.problem(path: path + "x!a", .missing)])
  }

  @Test("members may be packed themselves, and archives in archives are told")
  func nested() throws {
    var tar = TarWriter()
    for packing in PackingWriter.allCases { tar.add(packing.rawValue, packing.frame(Self.lines)) }
    tar.add("inner.tar", Self.plain.finished)
    tar.add("inner.tgz", GzipWriter.member(Self.plain.finished))
    tar.add("a.zip", [0x50, 0x4B, 3, 4, 0])
    tar.add("last", [0x42])
    let found = try contents(GzipWriter.member(tar.finished))
    #expect(found.names == PackingWriter.allCases.map(\.rawValue) + ["last"])
    #expect(found.members.dropLast().allSatisfy { $0.bytes == Self.lines })
    #expect(found.refused.map(\.name) == ["inner.tar", "inner.tgz", "a.zip"])
    #expect(
      found.refused.map(\.code)
        == [.nestedCompressionLimit, .nestedCompressionLimit, .unsupportedCompression])
  }

  @Test("long names come from GNU's and from POSIX's headers, and from the prefix")
  func longNames() throws {
    let long = String(repeating: "folder/", count: 40) + "a.log"
    var tar = TarWriter()
    tar.add(longName: long, [1])
    tar.add("short", [2], attributes: [("mtime", "1744124400.5"), ("path", "b/" + long)])
    tar.add(Array("c.log".utf8), [3], prefix: "some/where")
    tar.add(Array("old.log".utf8), [4], isOld: true)
    tar.add("plain.log", [5])
    let found = try contents(tar.finished)
    #expect(found.names == [long, "b/" + long, "some/where/c.log", "old.log", "plain.log"])
    #expect(found.members.map(\.bytes) == [[1], [2], [3], [4], [5]])
  }

  @Test("names are names, whatever they say")
  func hostileNames() throws {
    var tar = TarWriter()
    tar.add("../../etc/cron.d/x", [1])
    tar.add("/abs/olute", [2])
    tar.add("new\nline\u{1B}[31m", [3])
    tar.add([0x61, 0xFF, 0x2E], [4])
    tar.add("twice.log", [5])
    tar.add("twice.log", [6])
    tar.add("x", [7], attributes: [("path", String(repeating: "n", count: 20_000))])
    tar.add("x", [8], attributes: [("path", "")])
    tar.add("a!b", [9])
    let bytes = tar.finished
    let found = try contents(bytes)
    #expect(found.members.map(\.bytes) == (1...9).map { [UInt8($0)] })
    #expect(
      found.names.prefix(6) == [
        "../../etc/cron.d/x", "/abs/olute", "new\nline\u{1B}[31m", "a\u{FFFD}.", "twice.log",
        "twice.log (2)",
      ])
    #expect(found.names[6].utf8.count < 5000 && found.names[7] == "(no name)")
    let path = try folder.write("a.tar", bytes)
    for (name, bytes, _) in found.members {
      #expect(try Decoding(stream: path + "!" + name).bytes == bytes)
    }
  }

  @Test("cut anywhere, whole members and the begin of the cut one come out")
  func cuts() throws {
    let tar = Self.plain.finished
    for cut in stride(from: 600, to: tar.count - 1100, by: 331) {
      let found = try contents(Array(tar[..<cut]))
      let first = found.members.first
      #expect(Self.lines.starts(with: first?.bytes ?? []), "cut at \(cut)")
      if let first, first.bytes.count < Self.lines.count {
        #expect(first.damage == [.truncated] && found.damage == [.truncated], "cut at \(cut)")
      } else if first != nil {
        #expect(first?.damage == [])
      }
    }
    let packed = GzipWriter.member(tar)
    for cut in stride(from: packed.count / 3, to: packed.count - 1, by: 97) {
      let found = try contents(Array(packed[..<cut]))
      #expect(Self.lines.starts(with: found.members.first?.bytes ?? []))
      #expect(found.damage == [.truncated], "cut at \(cut)")
    }
  }

  @Test("behind a damaged header the next one is found")
  func damagedHeader() throws {
    var tar = TarWriter()
    tar.add("a", [1])
    let place = tar.bytes.count
    tar.add("b", Self.lines)
    tar.add("c", [3])
    var bytes = tar.finished
    bytes[place] ^= 0x20
    let found = try contents(bytes)
    #expect(found.names == ["a", "c"] && found.damage == [.corrupt])
    let garbage = try contents(Self.plain.finished + Array("something else".utf8))
    #expect(garbage.names.count == 3 && garbage.damage == [.trailingGarbage])
    let joined = try contents(Self.plain.finished + tar.finished)
    #expect(joined.names == ["logs/a.log", "logs/empty.log", "b.log", "a", "b", "c"])
  }

  @Test("a hole in the packing tears one member and no other")
  func damagedPacking() throws {
    var tar = TarWriter()
    for number in 0..<40 { tar.add("m\(number)", Shape.lines(200 + number)) }
    let bytes = tar.finished
    let pieces = stride(from: 0, to: bytes.count, by: 30_000).map {
      GzipWriter.member(Array(bytes[$0..<min($0 + 30_000, bytes.count)]))
    }
    var damaged = pieces
    damaged[2][15] ^= 0xFF
    let found = try contents(damaged.flatMap { $0 })
    let whole = try contents(pieces.flatMap { $0 })
    #expect(whole.names.count == 40 && found.names.count > 25)
    #expect(found.damage.contains(.corrupt))
    for (name, bytes, damage) in found.members where damage.isEmpty {
      #expect(whole.members.first { $0.name == name }?.bytes == bytes, "\(name)")
    }
    #expect(found.members.filter { !$0.damage.isEmpty }.count == 1)
  }

  @Test("sizes that no file has lead nowhere")
  func hostileSizes() throws {
    var tar = TarWriter()
    tar.add("a", [1], attributes: [("size", "999999999999999999")])
    let huge = try contents(tar.finished)
    #expect(huge.names == ["a"] && huge.members.first?.damage == [.truncated])
    var long = TarWriter()
    long.add(Array("././@LongLink".utf8), [0x61], type: "L", size: 0o77777777777)
    long.add("b", [2])
    #expect(try contents(long.finished).members.isEmpty)
    var broken = TarWriter()
    broken.add(Array("PaxHeader".utf8), Array("99 path=x\n5\n-1 a=b\n".utf8), type: "x")
    broken.add("c", [3])
    #expect(try contents(broken.finished).names == ["c"])
  }

  @Test("bytes that are no header are no archive")
  func lookalikes() throws {
    var bytes = Self.plain.finished
    bytes[148] = 0x37
    #expect(try Decoding(stream: try folder.write("a.tar", bytes)).bytes == bytes)
    let zeros = [UInt8](repeating: 0, count: 2048)
    #expect(try Decoding(stream: try folder.write("b.tar", zeros)).bytes == zeros)
  }
}
