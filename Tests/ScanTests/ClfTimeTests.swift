import Scan
import Testing

@Suite struct ClfTimeTests {
  private func moment(_ text: String) -> String? {
    Array(text.utf8).withUnsafeBytes { ClfTime.parse($0) }?.timestamp()?.rfc3339
  }

  @Test(arguments: [
    ("08/Apr/2025:15:02:11 +0000", "2025-04-08T15:02:11Z"),
    ("08/Apr/2025:09:02:11 -0600", "2025-04-08T15:02:11Z"),
    ("21/Nov/2026:17:19:37.943", "2026-11-21T17:19:37.943Z"),
    ("01/jan/2026:00:00:00 +0100", "2025-12-31T23:00:00Z"),
    ("31/DEC/2025:23:59:60 +0000", "2026-01-01T00:00:00Z"),
  ])
  func readsTheStampsOfAccessLogs(_ text: String, _ expected: String) {
    #expect(moment(text) == expected)
  }

  @Test func knowsEveryMonth() {
    let names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(separator: " ")
    for (index, name) in names.enumerated() {
      let number = index + 1 < 10 ? "0\(index + 1)" : "\(index + 1)"
      #expect(moment("02/\(name)/2025:03:04:05 +0000") == "2025-\(number)-02T03:04:05Z")
    }
  }

  @Test(arguments: [
    "", "08/Apr/2025 15:02:11 +0000", "8/Apr/2025:15:02:11 +0000",
    "08/Avr/2025:15:02:11 +0000", "31/Apr/2025:15:02:11 +0000", "08/Apr/2025:25:02:11 +0000",
    "[08/Apr/2025:15:02:11 +0000]", "08/Apr/2025:15:02:11 +0000 x",
  ])
  func refusesOtherForms(_ text: String) { #expect(moment(text) == nil) }
}
