// Foundation reads the zone files of the system.
import Foundation
import LogModel
import Scan
import Testing

@Suite struct ZoneRulesTests {
  private func system(_ name: String) throws -> ZoneRules {
    let url = URL(fileURLWithPath: "/usr/share/zoneinfo/\(name)")
    return try #require(ZoneRules(name: name, tzif: Array(try Data(contentsOf: url))))
  }

  private func second(_ text: String) throws -> Int64 {
    try #require(Array(text.utf8).withUnsafeBytes { TimestampText.parse($0) }).seconds
  }

  /// Moment, hours east of UTC, abbreviation.
  static let denver: [(String, Int32, String)] = [
    ("2025-03-09T08:59:59Z", -7, "MST"), ("2025-03-09T09:00:00Z", -6, "MDT"),
    ("2025-11-02T07:59:59Z", -6, "MDT"), ("2025-11-02T08:00:00Z", -7, "MST"),
  ]
  static let later: [(String, Int32, String)] = [
    ("2031-03-09T08:59:59Z", -7, "MST"), ("2031-03-09T09:00:00Z", -6, "MDT"),
    ("2200-07-01T00:00:00Z", -6, "MDT"), ("2200-12-31T00:00:00Z", -7, "MST"),
  ]

  @Test(arguments: denver)
  func followsATableOfEitherVersion(_ moment: String, _ hours: Int32, _ name: String) throws {
    for bytes in [TZifBuilder.denver.version1(), TZifBuilder.denver.version2()] {
      let zone = try #require(ZoneRules(name: "America/Denver", tzif: bytes))
      #expect(try zone.offset(atUTC: second(moment)) == hours * 3600)
      #expect(try zone.abbreviation(atUTC: second(moment)) == name)
    }
  }

  @Test(arguments: denver + later)
  func followsTheRuleBehindTheTable(_ moment: String, _ hours: Int32, _ name: String) throws {
    var builder = TZifBuilder.denver
    builder.footer = "MST7MDT,M3.2.0,M11.1.0"
    let built = try #require(ZoneRules(name: "America/Denver", tzif: builder.version2()))
    for zone in [built, try system("America/Denver")] {
      #expect(try zone.offset(atUTC: second(moment)) == hours * 3600)
      #expect(try zone.abbreviation(atUTC: second(moment)) == name)
    }
  }

  @Test(arguments: [
    // Rule, moment, minutes east of UTC.
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2025-03-30T00:59:59Z", 60),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2025-03-30T01:00:00Z", 120),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2025-10-26T00:59:59Z", 120),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2025-10-26T01:00:00Z", 60),
    // The south: daylight time runs over the new year.
    ("NZST-12NZDT,M9.5.0,M4.1.0/3", "2025-01-01T00:00:00Z", 780),
    ("NZST-12NZDT,M9.5.0,M4.1.0/3", "2025-06-01T00:00:00Z", 720),
    // Half an hour, names in brackets, a winter time below standard, days by number.
    ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2025-12-31T00:00:00Z", 660),
    ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2025-06-30T00:00:00Z", 630),
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2025-01-15T00:00:00Z", 0),
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2025-07-15T00:00:00Z", 60),
    ("AAA3BBB,J60/0,J300/0", "2024-03-01T03:00:00Z", -120),
    ("AAA3BBB,J60/0,J300/0", "2024-03-01T02:59:59Z", -180),
    ("AAA3BBB,59/0,299/0", "2024-02-29T03:00:00Z", -120),
    // Hours outside a day, and daylight time that never ends.
    ("EET-2EEST,M3.4.4/50,M10.4.4/50", "2025-03-28T23:59:59Z", 120),
    ("EET-2EEST,M3.4.4/50,M10.4.4/50", "2025-03-29T00:00:00Z", 180),
    ("EST5EDT,0/0,J365/25", "2025-12-31T23:00:00Z", -240),
    ("EST5EDT,0/0,J365/25", "2026-01-01T05:30:00Z", -240),
    ("<-03>3", "2025-12-31T23:00:00Z", -180),
  ])
  func worksOutYearlyRules(_ rule: String, _ moment: String, _ minutes: Int32) throws {
    let type = (offset: Int32(minutes * 60), isDaylight: false, abbreviation: "LMT")
    let bytes = TZifBuilder(transitions: [], types: [type], footer: rule).version2()
    // Without a table the first type holds before the rule's first change, in 1677.
    let zone = try #require(ZoneRules(name: "Test", tzif: bytes))
    #expect(try zone.offset(atUTC: second(moment)) == minutes * 60)
  }

  @Test(
    arguments: [
      ("America/Denver", "2025-03-09T02:30:00", []),
      ("America/Denver", "2025-11-02T01:30:00", [-21_600, -25_200]),
      ("America/Denver", "2025-11-02T02:00:00", [-25_200]),
      ("America/Denver", "2025-11-02T00:59:59", [-21_600]),
      ("Europe/Berlin", "2025-03-30T02:00:00", []),
      ("Europe/Berlin", "2025-03-30T03:00:00", [7200]),
      ("Europe/Berlin", "2025-10-26T02:59:59", [7200, 3600]),
      ("Europe/Berlin", "2050-10-30T02:30:00", [7200, 3600]),
      ("Pacific/Apia", "2011-12-30T12:00:00", []),
      ("Etc/UTC", "2025-10-26T02:30:00", [0]),
    ] as [(String, String, [Int32])])
  func knowsGapsAndFolds(_ name: String, _ local: String, _ offsets: [Int32]) throws {
    #expect(try system(name).offsets(atLocal: second(local)) == offsets)
  }

  @Test(arguments: [
    // A gap reads with the offset before it, a fold as the first of the two.
    ("America/Denver", "2025-03-09T02:30:00", "2025-03-09T09:30:00Z"),
    ("America/Denver", "2025-11-02T01:30:00", "2025-11-02T07:30:00Z"),
    ("Europe/Berlin", "2025-03-30T02:30:00", "2025-03-30T01:30:00Z"),
    ("Europe/Berlin", "2025-10-26T02:30:00", "2025-10-26T00:30:00Z"),
    ("Pacific/Apia", "2011-12-30T12:00:00", "2011-12-30T22:00:00Z"),
  ])
  func givesOneMomentForEveryLocalTime(_ name: String, _ local: String, _ moment: String) throws {
    let parsed = ParsedTime(seconds: try second(local), zone: .missing)
    #expect(parsed.timestamp(in: try system(name))?.rfc3339 == moment)
  }

  @Test func refusesFilesThatAreNoZone() {
    let good = TZifBuilder.denver.version2()
    #expect(ZoneRules(name: "Z", tzif: good) != nil)
    for count in 0..<good.count {
      #expect(ZoneRules(name: "Z", tzif: Array(good.prefix(count))) == nil)
    }
    var leaping = TZifBuilder.denver
    leaping.leapSeconds = 27
    #expect(ZoneRules(name: "Z", tzif: leaping.version2()) == nil)
    var unordered = TZifBuilder.denver
    unordered.transitions.swapAt(0, 1)
    #expect(ZoneRules(name: "Z", tzif: unordered.version2()) == nil)
    var dangling = TZifBuilder.denver
    dangling.transitions[1].type = 2
    #expect(ZoneRules(name: "Z", tzif: dangling.version2()) == nil)
    for footer in ["MST", "MST7MDT", "M7", "MST7MDT,M13.1.0,M11.1.0", "MST7 ", "<MST7", "MST99"] {
      var odd = TZifBuilder.denver
      odd.footer = footer
      #expect(ZoneRules(name: "Z", tzif: odd.version2()) == nil, "\(footer)")
    }
  }

  @Test func survivesAnyByteBeingWrong() {
    let good = TZifBuilder.denver.version2()
    for index in good.indices {
      for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
        var bytes = good
        bytes[index] = value
        let zone = ZoneRules(name: "Z", tzif: bytes)
        for second in [Int64.min, -1, 0, 1_744_124_709, Int64.max] {
          _ = zone?.offset(atUTC: second)
          _ = zone?.offset(forLocal: second)
        }
      }
    }
  }

  @Test(arguments: [
    ("America/Denver", true), ("Etc/GMT+5", true), ("America/Argentina/Ushuaia", true),
    ("UTC", true), ("", false), ("..", false), ("../etc/passwd", false), ("a/../b", false),
    ("/etc/passwd", false), ("America//Denver", false), ("America/", false), ("a b", false),
    ("a\0b", false), (".hidden", false), (String(repeating: "a", count: 101), false),
  ])
  func looksUpNothingOutsideTheZoneFolder(_ name: String, _ isValid: Bool) {
    #expect(ZoneRules.isValidName(name) == isValid)
    let zone = ZoneRules(name: name, tzif: TZifBuilder.denver.version2())
    #expect((zone != nil) == isValid)
  }

  @Test func hasAZoneWithoutAFile() {
    #expect(ZoneRules.utc.offset(atUTC: 0) == 0)
    #expect(ZoneRules.utc.abbreviation(atUTC: 0) == "UTC")
    let india = ZoneRules(name: "+05:30", offset: 19_800, abbreviation: "+05:30")
    #expect(india.offsets(atLocal: 0) == [19_800])
  }

  @Test(
    arguments: [
      ("Z", ZoneStatement.offset(0)), ("UTC", .offset(0)), ("GMT", .offset(0)),
      ("+02:00", .offset(7200)), ("-0930", .offset(-34_200)), ("+02", .offset(7200)),
      ("CET", nil), ("", nil), ("+2", nil), ("utc", nil),
    ] as [(String, ZoneStatement?)])
  func readsAZoneThatStandsAlone(_ text: String, _ zone: ZoneStatement?) {
    #expect(ZoneStatement(text) == zone)
  }
}
