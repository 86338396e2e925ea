import Events
import LogModel
import Scan

/// What the tests of event files share.
enum Reading {
  static let denver = ZoneRules(name: "America/Denver", offset: -21_600, abbreviation: "MDT")

  /// Reads `text` with a redaction that can be seen.
  static func file(
    _ text: String, path: String = "events", zone: ZoneRules = .utc, zoneIsStated: Bool = false,
    on date: CivilTime? = nil
  ) -> EventFile {
    let reader = EventReader(
      defaultZone: zone, zoneIsStated: zoneIsStated,
      zones: { $0 == "America/Denver" ? denver : nil },
      redact: { text in
        text.split(separator: "s3cret", omittingEmptySubsequences: false)
          .joined(separator: "***")
      })
    return reader.read(path: path, bytes: Array(text.utf8), assumedDate: date)
  }

  /// The one row of a JSON line with these members after its time.
  static func row(_ members: String) -> EventRow? {
    file("{\"time\":\"2025-04-08T15:28:00Z\",\(members)}\n").rows.first
  }
}

extension EventFile {
  /// Times of day of the rows.
  var clocks: [String] { rows.map { CivilTime(secondsSinceEpoch: $0.time.seconds).clock } }

  func warning(_ code: InputWarning.Code) -> InputWarning? { warnings.first { $0.code == code } }
}
