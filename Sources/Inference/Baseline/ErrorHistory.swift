import LogModel
import Signals

/// Keeps what earlier logs say of error lines: which messages they have, how often, and how many
/// at one time.
struct ErrorHistory: Sendable {
  private struct Slot: Sendable {
    /// Seconds since the epoch.
    var start: Int64
    var count: Int
  }

  /// Lines further apart (seconds) are of different bursts.
  private static let gapSeconds: Int64 = 300
  /// A burst is like another that has so much of its lines.
  private static let leastAlike = 2.0 / 3
  /// What comes in every other log of this length is ordinary.
  static let leastPerLog = 0.5

  /// By message, in order of time.
  private let slots: [String: [Slot]]
  /// Seconds of a slot.
  private let width: Int64
  /// Seconds that the inputs of the earlier logs cover.
  let seconds: Double
  /// From the first to the last record of the earlier logs.
  let range: TimeRange

  init(_ log: LogView, range: TimeRange) {
    self.range = range
    var slots: [String: [Slot]] = [:]
    let width = log.seriesWidth
    for lines in log.watched.lines(width: width, least: 1)
      + log.watched.lines(width: width, least: 1, of: .told)
    {
      for slot in lines.slots {
        for failure in lines.failures(of: slot) {
          guard let message = lines.signatures[failure.signature].message else { continue }
          slots[message, default: []].append(
            Slot(start: slot.start * lines.width, count: failure.cell.cell.count))
        }
      }
    }
    self.slots = slots.mapValues { $0.sorted { $0.start < $1.start } }
    self.width = width
    seconds = log.coveredSeconds
  }

  /// Whether any line of the earlier logs has the message.
  func has(_ message: String) -> Bool { slots[message] != nil }

  /// Whether so many lines of some messages at one time are ordinary: every other log of this
  /// length has as many at once.
  ///
  /// - Parameters:
  ///   - span: seconds from the first of the lines to the last.
  ///   - length: seconds that the log covers.
  func isOrdinary(_ messages: Set<String>, lines: Int, span: Double, length: Double) -> Bool {
    guard seconds > 0 else { return false }
    let known = messages.sorted().flatMap { slots[$0] ?? [] }.sorted { $0.start < $1.start }
    let alike = Self.mostPerBurst(of: known, within: Int64(max(0, min(span, 1e9))) + width)
      .filter { Double($0) >= Self.leastAlike * Double(lines) }
    return Double(alike.count) * min(1, length / seconds) >= Self.leastPerLog
  }

  /// Of each burst, the most lines within so many seconds.
  private static func mostPerBurst(of slots: [Slot], within seconds: Int64) -> [Int] {
    var most: [Int] = []
    var oldest = 0
    var inside = 0
    for (index, slot) in slots.enumerated() {
      if index == 0 || slot.start - slots[index - 1].start > gapSeconds {
        most.append(0)
        (oldest, inside) = (index, 0)
      }
      inside += slot.count
      while slot.start - slots[oldest].start > seconds {
        inside -= slots[oldest].count
        oldest += 1
      }
      most[most.count - 1] = max(most[most.count - 1], inside)
    }
    return most
  }
}

/// Compares the errors of a log with those of earlier logs.
struct ErrorComparison: Sendable {
  /// The earlier logs must cover so much of the time that the log does before what they lack is
  /// news.
  private static let leastCover = 0.8

  let history: ErrorHistory
  /// Seconds that the log covers.
  let seconds: Double
  /// Services of the log that the earlier logs have lines of.
  let services: Set<String>

  /// Whether the earlier logs have as many lines like these at one time as often as not.
  func isOrdinary(
    _ signatures: Set<Int>, of lines: OperationTimeline, count: Int, span: Double
  ) -> Bool {
    let messages = Set(signatures.compactMap { lines.signatures[$0].message })
    return !messages.isEmpty
      && history.isOrdinary(messages, lines: count, span: span, length: seconds)
  }

  /// Whether the earlier logs are long enough, are of the same service, and have no such failure.
  ///
  /// - Parameter known: what they say of the operation, where calls failed.
  func isNew(
    _ signatures: Set<Int>, of timeline: OperationTimeline, _ known: OperationHistory?
  ) -> Bool {
    guard services.contains(timeline.ref.service), history.seconds >= Self.leastCover * seconds
    else { return false }
    guard timeline.isOfLines else {
      return known?.hasOnlySuccesses == true
    }
    return signatures.allSatisfy { index in
      timeline.signatures[index].message.map { !history.has($0) } ?? false
    }
  }
}
