import LogModel
import Timeline

/// The first lines of a draft whose logs hold a stretch without any record.
struct SilenceNotice {
  /// Stretches that are told, the longest; the rest are counted.
  private static let told = 3

  private let silences: [LogSilence]
  private let zone: DisplayZone

  init(_ report: IncidentReport, zone: DisplayZone) {
    silences = report.silences
    self.zone = zone
  }

  /// A block quote, `nil` where there is no such stretch.
  var markdown: String? {
    let sentences = sentences { $0.markdown(in: zone, on: $1) }
    guard let first = sentences.first else { return nil }
    return (["> **Gap in the logs.** " + first] + sentences.dropFirst().map { "> " + $0 })
      .joined(separator: "\n")
  }

  /// Lines of text, without markup; empty where there is no such stretch.
  var plain: String {
    sentences { $0.plain(in: zone, on: $1) }.map { "Gap in the logs: " + $0 + "\n" }.joined()
  }

  /// In order of time.
  private func sentences(_ rendered: (ReportText, _ day: Timestamp) -> String) -> [String] {
    let longest = silences.sorted {
      ($1.range.seconds, $0.range.from) < ($0.range.seconds, $1.range.from)
    }.prefix(Self.told)
    var sentences = longest.sorted { $0.range.from < $1.range.from }.map {
      rendered($0.sentence, $0.range.from)
    }
    let more = silences.count - longest.count
    if more > 0 {
      sentences.append("\(more) more such " + (more == 1 ? "gap is" : "gaps are") + " shorter.")
    }
    return sentences
  }
}
