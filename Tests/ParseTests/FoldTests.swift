import Ingest
import LogModel
import Scan
import Testing

@testable import Parse

@Suite struct FoldTests {
  private func zone(_ name: String) throws -> ZoneRules {
    let bytes = try WholeFile.bytes(ofPath: "/usr/share/zoneinfo/" + name, limit: 1 << 20)
    return try #require(ZoneRules(name: name, tzif: bytes))
  }

  private func reading(_ clocks: [String], on day: String, in name: String) throws -> Reading {
    var options = ParseOptions()
    options.zone = try zone(name)
    let lines = clocks.map { #"{"time":"\#(day) \#($0)","path":"/a","status":200}"# }
    return try Reading(
      Array((lines.joined(separator: "\n") + "\n").utf8), options: options)
  }

  @Test("an hour that was shown twice is read as its second time once the lines step back")
  func ordered() throws {
    let read = try reading(
      ["00:59:00", "01:10:00", "01:50:00", "01:05:00", "01:55:00", "02:01:00"],
      on: "2025-11-02", in: "America/Denver")
    #expect(
      read.records.map { $0.time.rfc3339.dropFirst(11) } == [
        "06:59:00Z", "07:10:00Z", "07:50:00Z", "08:05:00Z", "08:55:00Z", "09:01:00Z",
      ])
    #expect(read.count(of: .zoneAssumed) == 4 && read.count(of: .outOfOrder) == 0)
  }

  @Test("lines in no order are all the first reading, whatever their order")
  func shuffled() throws {
    let clocks = ["03:00:00", "00:10:00", "01:50:00", "01:05:00", "01:55:00", "01:10:00"]
    let read = try reading(clocks, on: "2025-11-02", in: "America/Denver")
    let again = try reading(
      [clocks[0], clocks[1], clocks[3], clocks[5], clocks[2], clocks[4]], on: "2025-11-02",
      in: "America/Denver")
    #expect(read.records.map(\.time).sorted() == again.records.map(\.time).sorted())
    #expect(read.records.contains { $0.time.rfc3339 == "2025-11-02T07:05:00Z" })
    let told = try #require(read.warning(.zoneAssumed))
    #expect(told.message.contains("first time") && told.count == 4)
  }

  @Test("a clock that was jumped over is read by the offset before; half-hour folds fold")
  func oddClocks() throws {
    let gap = try reading(["02:30:00", "03:30:00"], on: "2025-03-09", in: "America/Denver")
    #expect(gap.records.map { $0.time.rfc3339.dropFirst(11) } == ["09:30:00Z", "09:30:00Z"])
    let half = try reading(["01:45:00", "01:31:00"], on: "2025-04-06", in: "Australia/Lord_Howe")
    // The step back is of minutes: which of the two is not known, and said.
    #expect(half.count(of: .zoneAssumed) == 2)
  }

  @Test("a second reading of parts of a stream keeps to what the first one found")
  func known() throws {
    let early = LineLocation(line: 1, entry: 0, offset: 10)
    let late = LineLocation(line: 2, entry: 0, offset: 20)
    var first = FoldReader()
    let read = [first.isSecond(5000, at: early), first.isSecond(2000, at: late)]
    #expect(read == [false, true])
    var second = FoldReader(known: first.turns)
    let again = [second.isSecond(2000, at: late), second.isSecond(5000, at: early)]
    #expect(again == [true, false])
  }

  @Test("lines that go to and fro between years leave few turns")
  func turnsAreBounded() {
    var fold = FoldReader()
    let years: [Int64] = [3_000_000, 1_000_000, 3_000_000, 2_000_000]
    for line in 0..<1000 {
      _ = fold.isSecond(years[line % 4], at: LineLocation(line: line + 1, entry: 0, offset: line))
    }
    #expect(fold.turns.count == 64 && fold.count == 1000)
  }

  @Test("the span of one offset ends where the clocks change, and agrees with every offset")
  func steady() throws {
    for name in ["America/Denver", "Europe/Dublin", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"] {
      let zone = try zone(name)
      var local: Int64 = 1_735_689_600
      while local < 1_767_225_600 {
        let span = zone.steadySpan(aroundLocal: local)
        let offsets = zone.offsets(atLocal: local)
        let isInside = local >= span.from && local < span.to
        #expect(isInside == (offsets.count == 1), "\(name) \(local)")
        if isInside { #expect(offsets == [span.offset]) }
        local += 1801
      }
    }
  }
}
