import Events
import LogModel

extension EventFile {
  /// Each row as one line: `15:05:09 acknowledged ann: Checkout errors`.
  var lines: [String] {
    rows.map { row in
      let clock = CivilTime(secondsSinceEpoch: row.time.seconds).clock
      return "\(clock) \(row.kind.rawValue) \(row.who ?? "-"): \(row.text)"
    }
  }
}
