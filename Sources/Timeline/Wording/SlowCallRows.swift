import Inference
import LogModel

/// Tells the calls that were slow before the failures of an incident, and after them: where these
/// begin it or end it.
struct SlowCallRows {
  private let incident: Incident
  private let logsEnd: Timestamp?

  init(_ incident: Incident, logsEnd: Timestamp?) {
    self.incident = incident
    self.logsEnd = logsEnd
  }

  /// The row of the start, where slow calls began it.
  var before: [RowDraft] {
    guard let slow = incident.slowBefore, let onset = incident.onset.latest else { return [] }
    let words = words(of: slow)
    let isGradual = incident.onset.shape == .gradual
    var text = words.subject
    if let good = incident.onset.earliest {
      text = text + [.words(isGradual ? " became slower and slower" : " became slow")]
      text = text + Self.sizes(slow.slowness)
      if CourseWords.isWide(good, onset) {
        text = text + [.words("; it began after "), .clock(good.time)]
      }
    } else {
      text = text + [.words(" \(words.were) slow already at the first record")]
      text = text + Self.sizes(slow.slowness)
    }
    if let failed = incident.course.onset.latest {
      text = text + [.words("; failures followed at "), .clock(failed.time)]
    }
    return [
      RowDraft(
        .latencyChange, at: onset, support: incident.onset.earliest.map { [$0] } ?? [],
        confidence: incident.onset.confidence, text: text + [.words(".")] + also(slow))
    ]
  }

  /// The row of the end, where calls were slow for longer than they failed.
  var after: [RowDraft] {
    guard let slow = incident.slowAfter else { return [] }
    let words = words(of: slow)
    guard let end = slow.end, let good = end.latest else {
      let text =
        words.subject
        + [.words(" \(words.were) slow until the last record ("), .clock(slow.last.time)]
        + [.words(")")] + Self.sizes(slow.slowness)
      return [
        RowDraft(
          .latencyChange, at: slow.last, confidence: incident.onset.confidence,
          text: text + [.words(".")] + also(slow))
      ]
    }
    var text: ReportText = [.words("Latency of ")] + words.within
    text = text + [.words(" returned to normal; calls had stayed slow after the failures")]
    text = text + Self.sizes(slow.slowness)
    if CourseWords.isWide(slow.last, good) {
      text = text + [.words("; it ended after "), .clock(slow.last.time)]
    }
    return [
      RowDraft(
        .becameNormal, at: good, support: [slow.last], confidence: end.confidence,
        text: text + [.words(".")] + also(slow) + CourseWords.hold(incident, logsEnd))
    ]
  }

  private func words(of slow: Incident.SlowCalls) -> OperationWords {
    OperationWords(incident, of: slow.operations.first)
  }

  /// `: half of the calls took 139 ms or more (normally 70 ms)`
  private static func sizes(_ slowness: Slowness) -> ReportText {
    let seen = NumberWords.milliseconds(slowness.seenMilliseconds)
    let usual = NumberWords.milliseconds(slowness.baselineMilliseconds)
    return [.words(": half of the calls took \(seen) or more (normally \(usual))")]
  }

  private static let alsoLimit = 3

  /// ` Also slow: X and Y.`, each name once.
  private func also(_ slow: Incident.SlowCalls) -> ReportText {
    let first = slow.operations.first?.operation
    let others = Set(slow.operations.map(\.operation).filter { $0 != first }).sorted()
    guard !others.isEmpty else { return [] }
    return [.words(" Also slow: ")]
      + .list(
        others.prefix(Self.alsoLimit).map { [.code(Shortened.operation($0))] },
        of: others.count
      ) { NumberWords.count($0, "more operation") }
      + [.words(".")]
  }
}
