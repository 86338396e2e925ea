import LogModel
import Scan
import Testing

@Suite struct EpochTextTests {
  private func moment(_ text: String, _ unit: EpochUnit? = nil) -> String? {
    Array(text.utf8).withUnsafeBytes { EpochText.parse($0, unit: unit) }?.rfc3339
  }

  @Test(
    arguments: [
      ("1744124709", "2025-04-08T15:05:09Z"),
      ("1744124709123", "2025-04-08T15:05:09.123Z"),
      ("1744124709000", "2025-04-08T15:05:09.000Z"),
      ("1744124709123456", "2025-04-08T15:05:09.123456Z"),
      ("1744124709123456789", "2025-04-08T15:05:09.123456789Z"),
      ("1744124709123456000", "2025-04-08T15:05:09.123456Z"),
      ("1744124709123000000", "2025-04-08T15:05:09.123Z"),
      ("1795281543.9283502", "2026-11-21T17:19:03.928350200Z"),
      ("1744124709.5", "2025-04-08T15:05:09.500Z"),
      ("1744124709.1234567890123", "2025-04-08T15:05:09.123456789Z"),
      ("1744124709123.25", "2025-04-08T15:05:09.123250Z"),
      ("100000000", "1973-03-03T09:46:40Z"),
      ("99999999999", nil),
      ("100000000000", "1973-03-03T09:46:40.000Z"),
      ("100000000000000", "1973-03-03T09:46:40.000000Z"),
      ("100000000000000000", "1973-03-03T09:46:40.000Z"),
    ] as [(String, String?)])
  func takesTheUnitFromTheMagnitude(_ text: String, _ expected: String?) {
    #expect(moment(text) == expected)
  }

  @Test(arguments: [
    "", "0", "5", "99999999", "-1744124709", "+1744124709", "1.744124709e9", "1744124709.",
    ".5", "1744124709.5s", "1744124709 ", "99999999999999999999", "9300000000000000000", "0x5",
    "1744124709,5",
  ])
  func refusesWhatIsNoMoment(_ text: String) { #expect(moment(text) == nil) }

  @Test func obeysAUnitThatIsGiven() {
    #expect(moment("5", .seconds) == "1970-01-01T00:00:05Z")
    #expect(moment("1744124709", .milliseconds) == "1970-01-21T04:28:44.709Z")
    #expect(moment("1744124709123", .seconds) == nil)
  }

  @Test func readsIntegersThatWereParsedAlready() {
    #expect(EpochText.timestamp(1_744_124_709_123)?.rfc3339 == "2025-04-08T15:05:09.123Z")
    #expect(EpochText.timestamp(12) == nil)
  }
}
