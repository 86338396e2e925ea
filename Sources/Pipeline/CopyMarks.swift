import LogModel
import Signals

/// Says which inputs were copies of another: the same decoded content under another name.
enum CopyMarks {
  /// Readings sorted by path; of equal contents the smallest path is the original.
  static func marked(_ readings: [InputReading], in tally: Tally) -> [InputReading] {
    var originals: [ContentHash: String] = [:]
    var marked: [InputReading] = []
    for reading in readings.sorted(by: { $0.path < $1.path }) {
      var reading = reading
      // Empty files are all alike and none is a copy.
      if let hash = reading.contentHash, reading.bytesDecoded > 0 {
        if let original = originals[hash] {
          let account = reading.account
          reading.account.duplicate += account.records + account.outsideWindow
          reading.account.records = 0
          reading.account.outsideWindow = 0
          reading.status = .duplicate
          reading.warnings.append(
            InputWarning(
              .duplicateContent, message: "the same content as \(original); counted once"))
        } else {
          originals[hash] = reading.path
        }
      }
      marked.append(reading)
    }
    tally.rename(originals)
    return marked
  }
}
