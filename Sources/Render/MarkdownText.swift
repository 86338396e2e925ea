import LogModel
import Timeline

extension ReportText {
  /// The text as Markdown, with every part that comes from data escaped.
  ///
  /// - Parameter day: the day whose times need no date.
  func markdown(in zone: DisplayZone, on day: Timestamp?) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .words(let words): text += words
      case .code(let data): text += SafeText.markdownCode(data)
      case .data(let data): text += SafeText.markdown(data)
      case .quoted(let data): text += "\"" + SafeText.markdown(data) + "\""
      case .clock(let time): text += zone.clock(time, on: day)
      case .minute(let time): text += zone.minute(time, on: day)
      case .date(let time): text += zone.date(time)
      case .zoneName: text += SafeText.markdown(zone.name)
      }
    }
    return text
  }
}
