import Ingest
import LogModel
import Scan
import Testing

@testable import Parse

/// Seconds of a stamp, of the year given or of 1972.
private func second(_ text: String) throws -> Int64 {
  try #require(Array(text.utf8).withUnsafeBytes { TimestampText.parse($0) }).seconds
}

private func yearless(_ text: String) throws -> ParsedTime {
  var time = ParsedTime(seconds: try second("1972-" + text), zone: .missing)
  time.lacksYear = true
  return time
}

@Suite struct YearReferenceTests {
  /// Reference, stamp, what it is.
  static let before: [(String, String, String?)] = [
    ("2025-04-08T12:00:00Z", "04-08T11:59:00Z", "2025-04-08T11:59:00Z"),
    ("2025-04-08T12:00:00Z", "04-09T11:59:00Z", "2025-04-09T11:59:00Z"),
    ("2025-04-08T12:00:00Z", "04-09T12:00:01Z", "2024-04-09T12:00:01Z"),
    ("2025-01-02T00:00:00Z", "12-31T23:59:59Z", "2024-12-31T23:59:59Z"),
    ("2025-01-02T00:00:00Z", "01-01T00:00:00Z", "2025-01-01T00:00:00Z"),
    ("2024-12-31T22:00:00Z", "01-01T00:10:00Z", "2025-01-01T00:10:00Z"),
    ("2025-03-01T00:00:00Z", "02-29T10:00:00Z", "2024-02-29T10:00:00Z"),
    ("2103-03-01T00:00:00Z", "02-29T10:00:00Z", "2096-02-29T10:00:00Z"),
    ("2024-12-31T23:00:00Z", "12-31T23:59:60Z", "2025-01-01T00:00:00Z"),
  ]

  @Test("a stamp without a year is not later than the reference, but for a day", arguments: before)
  func dates(reference: String, stamp: String, wanted: String?) throws {
    let known = YearReference(seconds: try second(reference), rule: .before, basis: "a test")
    let dated = try known.dated(yearless(stamp))
    #expect(dated?.timestamp()?.rfc3339 == wanted && dated?.lacksYear == false)
  }

  @Test("beside a dated record the nearest year is meant, on either side")
  func nearest() throws {
    let known = YearReference(
      seconds: try second("2025-01-01T00:00:00Z"), rule: .nearest, basis: "a test")
    for (stamp, wanted) in [
      ("12-30T00:00:00Z", "2024-12-30T00:00:00Z"), ("03-30T00:00:00Z", "2025-03-30T00:00:00Z"),
      ("02-29T00:00:00Z", "2024-02-29T00:00:00Z"),
    ] {
      #expect(try known.dated(yearless(stamp))?.timestamp()?.rfc3339 == wanted)
    }
  }

  @Test(
    "no number is too large to be refused",
    arguments: [Int64.min, Int64.max, -1 << 39, 1 << 39, 0, -62_167_219_200, 253_402_300_799])
  func hostile(seconds: Int64) throws {
    for rule in [YearReference.Rule.before, .nearest] {
      let known = YearReference(seconds: seconds, rule: rule, basis: "a test")
      _ = try known.dated(yearless("02-29T00:00:00Z"))?.timestamp()
      var odd = ParsedTime(seconds: seconds, zone: .missing)
      odd.lacksYear = true
      _ = known.dated(odd)
    }
  }

  @Test(
    "rotations write dates in several ways, and other digits are none",
    arguments: [
      ("app.log-20250408.gz", "2025-04-09"), ("a/syslog-2025-04-08", "2025-04-09"),
      ("x_2025.04.08.log", "2025-04-09"), ("x-2025040815.log", "2025-04-09"),
      ("app-2025-02-30.log", nil), ("app-2025-04-081.log", nil), ("order-12345678.log", nil),
      ("2024-12-31-to-2025-01-01.log", "2025-01-02"), ("2025-04-08/syslog", nil), ("", nil),
      ("syslog.1", nil), ("20250408", "2025-04-09"), ("a-2025-04", nil),
    ] as [(String, String?)])
  func names(path: String, wanted: String?) {
    let end = FileDates.endOfDay(in: path)
    #expect(end.map { CivilTime(secondsSinceEpoch: $0).date } == wanted)
  }

  private func reference(
    _ bytes: [UInt8], name: String = "syslog", _ options: ParseOptions = ParseOptions()
  ) throws -> YearReference? {
    let file = try TemporaryFile(bytes, name: name)
    return YearlessHead.reference(
      for: try DecodedStream(path: file.path), rules: .standard, options: options)
  }

  @Test("the name goes before a dated record, that before the user's word, that before the file")
  func order() throws {
    let plain = Array("Apr  8 15:05:09 svc-1 pizza[7]: up\n".utf8)
    let dated = plain + Array("{\"time\":\"2019-05-06T00:00:00Z\",\"msg\":\"x\"}\n".utf8)
    var options = ParseOptions()
    #expect(try reference(plain)?.basis == "when the file was last changed")
    options.since = Timestamp(seconds: 5)
    #expect(try reference(plain, options)?.basis == "--since")
    options.statedNow = Timestamp(seconds: 7)
    #expect(try reference(plain, options)?.basis == "--now")
    let beside = try #require(try reference(dated, options))
    let may = try second("2019-05-06T00:00:00Z")
    #expect(beside.rule == .nearest && beside.seconds == may)
    let named = try reference(dated, name: "syslog-20250408", options)
    #expect(named?.basis == "the date in the file's name")
  }

  private func reference(_ bytes: [UInt8], _ options: ParseOptions) throws -> YearReference? {
    try reference(bytes, name: "syslog", options)
  }

  @Test("the header of a gzip file tells the year when its stamp is set")
  func gzip() throws {
    // An empty member: header with a time, a final block without content, sum and size.
    let tail: [UInt8] = [0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    let stamped = try reference([0x1F, 0x8B, 8, 0, 0x15, 0xCD, 0x5B, 0x07] + tail)
    #expect(stamped?.seconds == 123_456_789 && stamped?.basis == "the time in the gzip header")
    let bare = try reference([0x1F, 0x8B, 8, 0, 0, 0, 0, 0] + tail)
    #expect(bare?.basis == "when the file was last changed")
  }

  @Test("years that were assumed are told once, with their number and basis")
  func warning() throws {
    var clock = StampClock(ParseOptions())
    let place = LineLocation(line: 3, entry: 0, offset: 0)
    let unknown = clock.moment(of: try yearless("04-08T00:00:00Z"), at: place)
    #expect(unknown == nil)
    clock.refer(
      to: YearReference(seconds: 1_744_070_400, rule: .before, basis: "the date in its name"))
    for _ in 0..<2 { _ = clock.moment(of: try yearless("04-08T00:00:00Z"), at: place) }
    var warnings = WarningLog()
    clock.finish(&warnings)
    let told = try #require(warnings.warnings.first { $0.code == .yearAssumed })
    #expect(told.count == 2 && told.line == 3 && told.message.contains("the date in its name"))
  }
}
