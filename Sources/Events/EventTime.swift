import LogModel
import Scan

/// A row's time as it was written: a number of the epoch or a person's time, perhaps "about".
struct EventTime {
  enum Form {
    case epoch(Timestamp)
    case written(HandwrittenTime)
  }
  var isApproximate: Bool
  var form: Form

  /// `nil` if `text` is no time.
  init?(_ text: String) {
    let (rest, isApproximate) = Self.withoutAbout(text)
    self.isApproximate = isApproximate
    let bytes = Array(rest.utf8)
    if let moment = bytes.withUnsafeBytes({ EpochText.parse($0) }) {
      form = .epoch(moment)
    } else if let time = HandwrittenTime(rest) {
      form = .written(time)
    } else {
      return nil
    }
  }

  /// `text` without a leading `~` or its like, and whether there was one.
  static func withoutAbout(_ text: String) -> (rest: String, isApproximate: Bool) {
    let text = text.trimmed
    let small = text.lowercased()
    for mark in ["~", "≈", "about ", "around ", "ca. ", "ca "] where small.hasPrefix(mark) {
      return (text.dropFirst(mark.count).trimmed, true)
    }
    return (text, false)
  }
}
