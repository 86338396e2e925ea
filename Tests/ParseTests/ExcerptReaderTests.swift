import Ingest
import LogModel
import Simulator
import TestSupport
import Testing

@testable import Parse

@Suite struct ExcerptReaderTests {
  private func texts(
    _ bytes: [UInt8], _ wanted: [ExcerptReader.Wanted], blockSize: Int = 64
  ) throws -> [String?] {
    let file = try TemporaryFile(bytes)
    return try ExcerptReader.texts(path: file.path, wanted: wanted, blockSize: blockSize)
  }

  @Test("each record's place leads back to its line or entry", arguments: Writing.all)
  func places(writing: Writing) throws {
    let log = SimulatedFormTests.scenario.log(as: writing.form, options: writing.options)
    let file = try TemporaryFile(GzipWriter.member(log))
    let records = try Reading(path: file.path).records
    // Asked for in another order than they stand, some twice.
    let asked = records.reversed() + records.prefix(3)
    let wanted = asked.map { (line: $0.line, entry: writing.isDocument ? $0.entry : nil) }
    for size in [64, 1 << 18] {
      let found = try ExcerptReader.bytes(path: file.path, wanted: wanted, blockSize: size)
      for (record, bytes) in zip(asked, found) {
        let excerpt = try #require(bytes)
        try #require(log[record.byteOffset...].starts(with: excerpt))
        if writing.isDocument {
          let stamp = "[\"\(record.time.nanoseconds)\",\""
          #expect(excerpt.starts(with: stamp.utf8) && excerpt.suffix(2) == Array("\"]".utf8))
        } else {
          #expect(log[record.byteOffset + excerpt.count] == 0x0A)
          #expect(record.byteOffset == 0 || log[record.byteOffset - 1] == 0x0A)
        }
      }
    }
  }

  @Test("lines come without their ends, whatever these are")
  func lineEnds() throws {
    let log = Array("\u{FEFF}one\r\n\ntwo\r\nthree".utf8)
    let wanted: [ExcerptReader.Wanted] = [(4, nil), (1, nil), (2, nil), (3, 0), (5, nil), (0, nil)]
    #expect(try texts(log, wanted) == ["three", "one", "", "two", nil, nil])
    #expect(try texts(log, [(1, 2), (3, nil)]) == [nil, "two"])
    #expect(try texts(log, []) == [])
    #expect(try texts([], [(1, nil)]) == [nil])
    #expect(try texts([0x61, 0xFF, 0x0A], [(1, nil)]) == ["a\u{FFFD}"])
  }

  @Test("long lines and entries are cut, and what stands behind them is found")
  func long() throws {
    let long = String(repeating: "x", count: 3 << 20)
    let found = try texts(Array("a\n\(long)\nb\n".utf8), [(1, nil), (2, nil), (3, nil)])
    #expect(found[0] == "a" && found[2] == "b")
    #expect(found[1] == String(repeating: "x", count: ExcerptReader.byteLimit))
    let document =
      #"{"streams":[{"stream":{},"values":[["1744125600000000000","\#(long)"],["#
      + #""1744125601000000000","b"]]}]}"#
    let entries = try texts(Array(document.utf8), [(1, 1), (1, 2), (1, 3), (1, nil)])
    #expect(entries[0]?.utf8.count == ExcerptReader.byteLimit)
    #expect(Array(entries[1...]) == [#"["1744125601000000000","b"]"#, nil, nil])
  }

  @Test("behind damage the lines keep the numbers the parser gave them")
  func seams() throws {
    let lines = (0..<40).map { #"{"time":"2025-04-08T15:00:\#(10 + $0)Z","message":"m\#($0)"}"# }
    let parts = [lines[..<10], lines[10..<20], lines[20...]].map {
      Array(($0.joined(separator: "\n") + "\n").utf8)
    }
    var members = parts.map { GzipWriter.member($0) }
    for at in 60..<80 { members[1][at] ^= 0xFF }
    let file = try TemporaryFile(members.flatMap { $0 })
    let records = try Reading(path: file.path).records
    #expect(records.count >= 30)
    let found = try ExcerptReader.texts(
      path: file.path, wanted: records.map { ($0.line, nil) }, blockSize: 64)
    for (record, text) in zip(records, found) {
      let stamp = record.time.rfc3339
      #expect(text?.hasPrefix("{\"time\":\"\(stamp)\"") ?? false)
    }
  }

  @Test("standard input is not read again; a missing file is told")
  func noFile() throws {
    #expect(try ExcerptReader.texts(path: "-", wanted: [(1, nil)]) == [nil])
    #expect(throws: IngestError.missing(path: "/none/such.log")) {
      try ExcerptReader.texts(path: "/none/such.log", wanted: [(1, nil)])
    }
  }
}
