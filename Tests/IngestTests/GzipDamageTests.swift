import LogModel
import TestSupport
import Testing

@testable import Ingest

@Suite struct GzipDamageTests {
  private let folder: TemporaryFolder
  private static let parts = [
    Array("first line\nsecond line\nthird, over the".utf8),
    Array(" border\nfourth line\n".utf8), Array("fifth line\nlast line\n".utf8),
  ]

  init() throws { folder = try TemporaryFolder() }

  private func decoded(_ packed: [UInt8], _ engine: Engine) throws -> Decoding {
    try Decoding(file: try folder.write("a.gz", packed), engine: engine.make())
  }

  @Test("cut at every byte, all whole lines before the cut come out", arguments: Engine.allCases)
  func cutEverywhere(engine: Engine) throws {
    let members = Self.parts.map { GzipWriter.member($0) }
    let packed = members.flatMap { $0 }
    let ends = members.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    let whole = try decoded(packed, engine).wholeLines
    #expect(whole.count == 6)
    for cut in 1..<packed.count {
      let bytes = Array(packed[..<cut])
      let decoding = try decoded(bytes, engine)
      if ends.contains(cut) {
        #expect(decoding.damage.isEmpty && decoding.pieces.count == 1, "cut at \(cut)")
        continue
      }
      #expect(decoding.kinds == [.truncated], "cut at \(cut)")
      let offset = decoding.damage.first?.packedOffset ?? 0
      #expect(offset == cut || (ends.contains(cut - 1) && offset == cut - 1), "cut at \(cut)")
      // What is torn is parted from what is whole.
      let lines = decoding.wholeLines
      #expect(lines == Array(whole.prefix(lines.count)), "cut at \(cut)")
      #expect(lines == (try decoded(bytes, .zlib).wholeLines), "cut at \(cut)")
    }
  }

  @Test("a wrong check sum or length is told, and all bytes are kept", arguments: Engine.allCases)
  func badTrailer(engine: Engine) throws {
    let members = Self.parts.map { GzipWriter.member($0) }
    for back in 1...8 {
      var packed = members
      packed[1][packed[1].count - back] ^= 0x5A
      let decoding = try decoded(packed.flatMap { $0 }, engine)
      #expect(decoding.kinds == [.corrupt], "byte \(back) from the end")
      // Nobody knows which byte is wrong, so nothing is glued to it.
      #expect(decoding.pieces == [Self.parts[0] + Self.parts[1], Self.parts[2]])
    }
  }

  @Test("behind a damaged member the next one is found, nothing glued", arguments: Engine.allCases)
  func damagedMiddle(engine: Engine) throws {
    let parts = [Shape.lines(50), Shape.lines(90), Array("after\n".utf8) + Shape.lines(900)]
    let members = parts.map { GzipWriter.member($0) }
    for at in stride(from: 10, to: members[1].count - 8, by: 7) {
      var packed = members
      packed[1][at] ^= 0xFF
      let decoding = try decoded(packed.flatMap { $0 }, engine)
      #expect(!decoding.damage.isEmpty, "byte \(at)")
      #expect(decoding.bytes.starts(with: parts[0]))
      #expect(decoding.pieces.last == parts[2], "byte \(at)")
    }
  }

  @Test("a lost header leaves a seam before the next member", arguments: Engine.allCases)
  func lostHeader(engine: Engine) throws {
    var members = Self.parts.map { GzipWriter.member($0) }
    members[1][0] = 0x20
    let decoding = try decoded(members.flatMap { $0 }, engine)
    #expect(decoding.kinds == [.trailingGarbage])
    #expect(decoding.pieces == [Self.parts[0], Self.parts[2]])
    #expect(
      decoding.wholeLines.map { String(decoding: $0, as: UTF8.self) }
        == ["first line", "second line", "fifth line", "last line"])
  }

  @Test("a hole of zeros inside a member does not end the stream", arguments: Engine.allCases)
  func zeroedMiddle(engine: Engine) throws {
    var members = [Shape.lines(500), Shape.lines(500), Shape.lines(3)].map {
      GzipWriter.member($0)
    }
    for at in 200..<700 { members[1][at] = 0 }
    let decoding = try decoded(members.flatMap { $0 }, engine)
    #expect(!decoding.damage.isEmpty)
    #expect(decoding.pieces.last == Shape.lines(3))
    #expect(decoding.bytes.starts(with: Shape.lines(500)))
  }

  @Test("of small members with one damaged byte, few are lost", arguments: Engine.allCases)
  func smallMembers(engine: Engine) throws {
    let lines = Shape.lines(300).split(separator: 0x0A).map { Array($0) + [0x0A] }
    let members = lines.map { GzipWriter.member($0) }
    for at in 10..<members[150].count {
      var packed = members
      packed[150][at] ^= 0x10
      let decoding = try decoded(packed.flatMap { $0 }, engine)
      let found = Set(decoding.wholeLines)
      let lost = lines.indices.filter { !found.contains(Array(lines[$0].dropLast())) }
      #expect(Set(lost).isSubset(of: [150]), "byte \(at) lost \(lost)")
    }
  }

  @Test("headers in every place do not make salvage slow", arguments: Engine.allCases)
  func hostileHeaders(engine: Engine) throws {
    let packed = (0..<100_000).flatMap { _ in [0x1F, 0x8B, 8, 0] as [UInt8] }
    var decoding = Decoding()
    let spent = try ContinuousClock().measure { decoding = try decoded(packed, engine) }
    #expect(decoding.damage.count == 64)
    #expect(spent < .seconds(20))
  }
}
