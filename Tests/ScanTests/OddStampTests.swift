import LogModel
import Testing

@testable import Scan

/// Stamps in spellings that few programs write.
@Suite struct OddStampTests {
  private static func read(_ text: String) -> (time: String, order: DateOrder, rest: String)? {
    Array(text.utf8).withUnsafeBytes { line in
      LeadingStamp.read(line, at: 0).flatMap { stamp in
        guard let written = stamp.written else { return nil }
        var plain = written
        if written.lacksYear || written.order != .known { plain.zone = .missing }
        return (
          plain.timestamp()?.rfc3339 ?? "?", written.order,
          String(decoding: line[stamp.end...], as: UTF8.self)
        )
      }
    }
  }

  @Test(
    "dates with other marks and unpadded clocks are dates",
    arguments: [
      ("2023:11:05-08:09:10: x", "2023-11-05T08:09:10Z"),
      ("2023-11-05--08:09:10 x", "2023-11-05T08:09:10Z"),
      ("Nov-05-23 08:09:10 x", "2023-11-05T08:09:10Z"),
      ("Nov-5-2023 08:09:10 x", "2023-11-05T08:09:10Z"),
      ("05Nov2023 08:09:10 x", "2023-11-05T08:09:10Z"),
      ("20231105-8:9:10|x", "2023-11-05T08:09:10Z"),
      ("11/05/2023-08:09:10.123456 x", "2023-11-05T08:09:10.123456Z"),
    ])
  func marks(text: String, wanted: String) {
    let found = Self.read(text)
    #expect(found?.time == wanted && found?.order == .known)
  }

  @Test(
    "months are named in the language of the machine",
    arguments: [
      ("17 août 2023 08:09:10 x", "2023-08-17T08:09:10Z"),
      ("17/Mai/2023:08:09:10 +0000] x", "2023-05-17T08:09:10Z"),
      ("17/déc./2023:08:09:10 +0000] x", "2023-12-17T08:09:10Z"),
      ("März 17 2023 08:09:10 x", "2023-03-17T08:09:10Z"),
      ("17/March/2023:08:09:10 +0000] x", "2023-03-17T08:09:10Z"),
      ("dic 17 2023 08:09:10 x", "2023-12-17T08:09:10Z"),
      ("nov 17, 2023 8:09:10 PM x", "2023-11-17T20:09:10Z"),
      ("Sept. 17 2023 08:09:10 x", "2023-09-17T08:09:10Z"),
    ])
  func languages(text: String, wanted: String) { #expect(Self.read(text)?.time == wanted) }

  @Test(
    "words that are no month of any language begin no stamp",
    arguments: ["17/Map/2023:08:09:10 +0000] x", "mary 17 2023 08:09:10 x", "settle 5 08:09:10 xx"])
  func words(text: String) { #expect(Self.read(text) == nil) }

  @Test(
    "a dotted date without a year has the day first unless it cannot",
    arguments: [
      ("11.25 08:09:10 x", "1972-11-25T08:09:10Z", DateOrder.known),
      ("25.11 08:09:10 x", "1972-11-25T08:09:10Z", .known),
      ("05.11 08:09:10 x", "1972-11-05T08:09:10Z", .dayUsually),
      ("05.11. 08:09:10 x", "1972-11-05T08:09:10Z", .known),
      ("11/05-08:09:10.123456 x", "1972-11-05T08:09:10.123456Z", .known),
    ])
  func dotted(text: String, wanted: String, order: DateOrder) {
    let found = Self.read(text)
    #expect(found?.time == wanted && found?.order == order)
  }

  @Test(
    "a comma parts a fraction from the seconds, or cells of a table",
    arguments: [
      ("2023/11/05 08:09:10,9876543210,x", "2023-11-05T08:09:10Z", ",9876543210,x"),
      ("2023/11/05 08:09:10,64,x", "2023-11-05T08:09:10Z", ",64,x"),
      ("2023/11/05 08:09:10,250,x", "2023-11-05T08:09:10.250Z", ",x"),
      ("2023/11/05 08:09:10,250 x", "2023-11-05T08:09:10.250Z", " x"),
      ("2023/11/05 08:09:10,25 x", "2023-11-05T08:09:10.250Z", " x"),
    ])
  func commas(text: String, wanted: String, rest: String) {
    let found = Self.read(text)
    #expect(found?.time == wanted && found?.rest == rest)
  }
}
