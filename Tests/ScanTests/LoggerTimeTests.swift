import LogModel
import Testing

@testable import Scan

@Suite struct LoggerTimeTests {
  private static func read(_ text: String) -> String? {
    Array(text.utf8).withUnsafeBytes { bytes in
      LoggerTime.parse(bytes).flatMap { time in
        time.timestamp().map { time.zone == .missing ? "\($0.rfc3339) local" : $0.rfc3339 }
      }
    }
  }

  @Test(
    "stamps with words, and compact ones",
    arguments: [
      ("12/Mar/2025:10:00:05 +0000", "2025-03-12T10:00:05Z"),
      ("Wed Mar 12 10:00:05 2025", "2025-03-12T10:00:05Z local"),
      ("Sun Mar  2 10:00:05 2025", "2025-03-02T10:00:05Z local"),
      ("Wed Mar 12 10:00:05 UTC 2025", "2025-03-12T10:00:05Z"),
      ("Wed Mar 12 11:00:05 +0100 2025", "2025-03-12T10:00:05Z"),
      ("Wed, 12 Mar 2025 10:00:05 GMT", "2025-03-12T10:00:05Z"),
      ("Wednesday, 12 March 2025 10:00:05", "2025-03-12T10:00:05Z local"),
      ("12 Mar 2025 10:00:05,123", "2025-03-12T10:00:05.123Z local"),
      ("March 12, 2025 3:00:05 PM", "2025-03-12T15:00:05Z local"),
      ("March 12, 2025 12:00:05 AM", "2025-03-12T00:00:05Z local"),
      ("Mar 12, 2025, 12:00:05 pm", "2025-03-12T12:00:05Z local"),
      ("20250312T100005Z", "2025-03-12T10:00:05Z"),
      ("20250312T100005", "2025-03-12T10:00:05Z local"),
      ("20250312T110005.123+0100", "2025-03-12T10:00:05.123Z"),
      ("2025-03-12 11:00:05.5 +0100 CET", "2025-03-12T10:00:05.500Z"),
      ("2025-03-12 10:00:05 +0000 UTC m=+0.25", "2025-03-12T10:00:05Z"),
      ("2025-03-12T11:00:05+01:00[Europe/Berlin]", "2025-03-12T10:00:05Z"),
      ("Wed Mar 12 10:00:05 PST 2025", "2025-03-12T18:00:05Z"),
      ("2025-03-12 10:00:05 GMT+0300", "2025-03-12T07:00:05Z"),
      ("2025-03-12 03:00:05.5 PM", "2025-03-12T15:00:05.500Z local"),
    ])
  func stamps(text: String, stamp: String) { #expect(Self.read(text) == stamp) }

  @Test(
    "what is no stamp",
    arguments: [
      "", "Wed Mar 32 10:00:05 2025", "Wed Foo 12 10:00:05 2025",
      "12 Mar 2025 25:00:05", "March 12, 2025 13:00:05 AM",
      "Marchen 12, 2025 3:00:05 PM", "20250312T100005X",
      "20251312T100005Z", "2025031aT100005Z", "Wed Mar 12 10:00:05 2025 said",
      "May the 12th of 2025 10:00:05", "2025-03-12 10:00:05 was a day", "Error on 12 Mar 2025",
      "12 12 12 12 12 12 12", "Mar Mar 12 2025 10:00:05",
    ])
  func noStamps(text: String) { #expect(Self.read(text) == nil) }

  @Test func aCommaWithoutAWordBeforeItIsNoTime() {
    for text in ["2008 15:05:00 3,21", "2008 15:05:00 3,21CE.ST", ",", " ,", "8 Apr ,2025"] {
      _ = Array(text.utf8).withUnsafeBytes { LoggerTime.parse($0) }
    }
    #expect(Array("2008 15:05:00 3,21".utf8).withUnsafeBytes { LoggerTime.parse($0) } == nil)
  }
}
