import LogModel
import Testing

@testable import Scan

@Suite struct LeadingStampTests {
  /// What is known of the stamp that a line begins with: a moment, or a civil time and what it
  /// leaves open; and what stands behind it.
  private static func read(_ text: String) -> String? {
    Array(text.utf8).withUnsafeBytes { line in
      LeadingStamp.read(line, at: 0).map { stamp in
        let rest = String(decoding: line[stamp.end...], as: UTF8.self)
        return said(stamp) + " |" + rest
      }
    }
  }

  private static func said(_ stamp: LeadingStamp) -> String {
    if let moment = stamp.moment { return moment.rfc3339 }
    guard let civil = stamp.civil else { return "nothing" }
    var plain = civil
    plain.zone = .missing
    var words = String((plain.timestamp()?.rfc3339 ?? "?").dropLast())
    switch civil.zone {
    case .offset(let offset): words += " \(offset)"
    case .named(let name): words += " \(name.text)"
    case .missing: break
    }
    if civil.lacksYear { words += " no year" }
    if civil.order != .known { words += " \(civil.order)" }
    return words
  }

  @Test(
    "an offset behind the word for none is that offset",
    arguments: [
      ("2025-09-02 07:15:00 GMT+0330 up", "2025-09-02T03:45:00Z | up"),
      ("2025-09-02 07:15:00 UTC-3 up", "2025-09-02T10:15:00Z | up"),
      ("2025-09-02 07:15:00UTC+1 up", "2025-09-02T06:15:00Z | up"),
      ("2025-09-02T07:15:00.25 UTC+05:45 up", "2025-09-02T01:30:00.250Z | up"),
      (
        "Tue Sep 02 2025 07:15:00 GMT+0200 (Central European Summer Time) up",
        "2025-09-02T05:15:00Z | up"
      ),
      ("Tue Sep  2 07:15:00 2025 -0230 up", "2025-09-02T09:45:00Z | up"),
      ("Tue Sep  2 07:15:00 +0900 2025 up", "2025-09-01T22:15:00Z | up"),
      ("2025-09-02 07:15:00 UTC-up", "2025-09-02T07:15:00 | UTC-up"),
    ])
  func gluedOffsets(text: String, wanted: String) { #expect(Self.read(text) == wanted) }

  @Test(
    "a zone that a stamp names is its zone",
    arguments: [
      ("2025-09-02 07:15:00 CEST up", "2025-09-02T05:15:00Z | up"),
      ("2025-09-02 07:15:00.5 NZST up", "2025-09-01T19:15:00.500Z | up"),
      ("2025-09-02T07:15:00 PDT up", "2025-09-02T14:15:00Z | up"),
      ("Tue, 02 Sep 2025 07:15:00 EDT up", "2025-09-02T11:15:00Z | up"),
      ("Tue Sep  2 07:15:00 EET 2025 up", "2025-09-02T05:15:00Z | up"),
      ("2025-09-02 07:15:00 (JST) up", "2025-09-01T22:15:00Z | up"),
      ("2025-09-02 07:15:00 +0200 CEST up", "2025-09-02T05:15:00Z | up"),
      ("2025-09-02T07:15:00+02:00[Europe/Rome] up", "2025-09-02T05:15:00Z | up"),
      ("2025-09-02 07:15:00 CST up", "2025-09-02T07:15:00 CST | up"),
      ("2025-09-02 07:15:00 MSK up", "2025-09-02T07:15:00 Europe/Moscow | up"),
      ("2025-09-02 07:15:00 Asia/Kolkata up", "2025-09-02T07:15:00 Asia/Kolkata | up"),
      ("2025-09-02T07:15:00[Etc/GMT+5] up", "2025-09-02T07:15:00 Etc/GMT+5 | up"),
      ("2025-09-02 07:15:00 -03 [77] up", "2025-09-02T10:15:00Z | [77] up"),
      ("2025-09-02 07:15:00 -03] up", "2025-09-02T10:15:00Z |] up"),
      ("2025-09-02 07:15:00 -03 items", "2025-09-02T07:15:00 | -03 items"),
      ("2025-09-02T07:15:00 [Asia/Tokyo] up", "2025-09-02T07:15:00 Asia/Tokyo | up"),
      ("2025-09-02 07:15:00 WARN up", "2025-09-02T07:15:00 | WARN up"),
      ("2025-09-02 07:15:00 [main] up", "2025-09-02T07:15:00 | [main] up"),
      ("2025-09-02 07:15:00 Europe/office up", "2025-09-02T07:15:00 | Europe/office up"),
    ])
  func zones(text: String, wanted: String) { #expect(Self.read(text) == wanted) }

  @Test(
    "a clock of twelve hours is read with its half of the day",
    arguments: [
      ("9/23/2025 7:15:00 PM up", "2025-09-23T19:15:00 | up"),
      ("9/23/2025 12:15:00 AM up", "2025-09-23T00:15:00 | up"),
      ("9/23/2025 12:15:00 PM up", "2025-09-23T12:15:00 | up"),
      ("9/23/2025 7:15:00.5 p.m. up", "2025-09-23T19:15:00.500 | up"),
      ("2025-09-23 07:15:00PM up", "2025-09-23T19:15:00 | up"),
      ("2025-09-23T07:15:00 pm EST up", "2025-09-24T00:15:00Z | up"),
      ("Sep 23, 2025 7:15:00\u{202F}PM up", "2025-09-23T19:15:00 | up"),
      ("23-Sep-2025 7:15:00 AM up", "2025-09-23T07:15:00 | up"),
      ("9/2/2025 7:15:00 PM up", "2025-09-02T19:15:00 | up"),
      ("9/02/2025 7:15:00 PM up", "2025-09-02T19:15:00 dayOrMonth | up"),
      ("9/2/2025 7:15:00 pm up", "2025-09-02T19:15:00 dayOrMonth | up"),
      ("9/23/2025 7:15:00 pmx", "2025-09-23T07:15:00 | pmx"),
    ])
  func halves(text: String, wanted: String) { #expect(Self.read(text) == wanted) }

  @Test(
    "the many ways to write a date",
    arguments: [
      ("2025_09_02 07:15:00 up", "2025-09-02T07:15:00 | up"),
      ("2025-09-02T07.15.00.123Z up", "2025-09-02T07:15:00.123Z | up"),
      ("2025-09-02-07:15:00,5 up", "2025-09-02T07:15:00.500 | up"),
      ("2025-09-02_07-15-00 up", "2025-09-02T07:15:00 | up"),
      ("2025-09-02 07:15:00:123 up", "2025-09-02T07:15:00.123 | up"),
      ("2025/9/2 7:15:00 up", "2025-09-02T07:15:00 | up"),
      ("2025-245 07:15:00 up", "2025-09-02T07:15:00 | up"),
      ("20250902071500 up", "2025-09-02T07:15:00 | up"),
      ("20250902071500123 up", "2025-09-02T07:15:00.123 | up"),
      ("20250902-07:15:00.1 up", "2025-09-02T07:15:00.100 | up"),
      ("02-Sep-25 07:15:00 up", "2025-09-02T07:15:00 | up"),
      ("2-Sep-2025::07:15:00 up", "2025-09-02T07:15:00 | up"),
      ("September 2, 2025 07:15:00 up", "2025-09-02T07:15:00 | up"),
      ("Tuesday, September 2, 2025 at 7:15:00 PM up", "2025-09-02T19:15:00 | up"),
      ("September 2nd 2025, 07:15:00.000 up", "2025-09-02T07:15:00.000 | up"),
      ("2 September 2025 07:15:00 up", "2025-09-02T07:15:00 | up"),
      ("Sep 2, 2025 @ 07:15:00.000 up", "2025-09-02T07:15:00.000 | up"),
      ("Tue 2025-09-02 07:15:00 UTC up", "2025-09-02T07:15:00Z | up"),
      ("25/09/02 07:15:00 up", "2025-09-02T07:15:00 anyOfThree | up"),
      ("9/23/25 07:15:00:123 CET up", "2025-09-23T06:15:00.123Z | up"),
      ("02/09/2025 07:15:00 up", "2025-02-09T07:15:00 dayOrMonth | up"),
      ("09-02 07:15:00.123 up", "1972-09-02T07:15:00.123 no year | up"),
      ("09-02|07:15:00 up", "1972-09-02T07:15:00 no year | up"),
      ("02.09. 07:15:00 up", "1972-09-02T07:15:00 no year | up"),
      ("Sep  2 07:15:00 EST up", "1972-09-02T07:15:00 -18000 no year | up"),
      ("@4000000068b69b0e075bcd15 up", "2025-09-02T07:21:40.123456789Z | up"),
    ])
  func dates(text: String, wanted: String) { #expect(Self.read(text) == wanted) }

  @Test(
    "what is no stamp",
    arguments: [
      "2025_13_02 07:15:00 up", "2025-09-31 07:15:00 up", "13/13/2025 07:15:00 up",
      "09-32 07:15:00 up", "1.2.3 07:15:00 up", "9/23/2025 15:15:00 AM up",
      "20251302071500 up up", "@400000006x066f8a075bcd15 up", "Marching 2, 2025 07:15:00",
      "2025-367 07:15:00 up", "12 of 34 items at 07:15", "09/02 07:15:00 up",
    ])
  func nothing(text: String) { #expect(Self.read(text) == nil) }

  @Test func datesWithinAText() {
    let found = Array("opened 2019/04/03 (5 Apr 2020), shut [06/Apr/2021] on Apr 7, 2022".utf8)
      .withUnsafeBytes { WrittenDate.all(in: $0) }
    #expect(found.map(\.year) == [2019, 2020, 2021, 2022] && found.map(\.day) == [3, 5, 6, 7])
    let none = Array("version 2019.4 of 12/2020, port 20210304".utf8)
      .withUnsafeBytes { WrittenDate.all(in: $0) }
    #expect(none.isEmpty)
  }
}
