import Events
import LogModel

/// What the inputs and event files as a whole cannot show, a sentence each; times in UTC.
struct EvidenceLimits {
  let inputs: [InputReading]
  let eventFiles: [EventFile]

  /// Gaps of one input that are named one by one; of the rest the number is.
  private static let namedGaps = 3

  /// In order of path; nothing where nothing was read.
  var sentences: [String] {
    guard inputs.contains(where: { $0.account.records > 0 }) else {
      return [NoInput.sentence(inputs)].compactMap { $0 }
    }
    var said: [String] = []
    var others = 0
    for input in inputs.sorted(by: { $0.path < $1.path }) {
      let own = limits(of: input)
      if said.count < Self.sentenceLimit { said += own } else if !own.isEmpty { others += 1 }
    }
    if others > 0 { said.append("The same of \(others) more inputs.") }
    return said + notices
  }

  /// Sentences on single inputs; of the rest the number is.
  private static let sentenceLimit = 200

  private func limits(of input: InputReading) -> [String] {
    gaps(of: input) + losses(of: input)
  }

  private func gaps(of input: InputReading) -> [String] {
    let all = input.gaps.filter { $0.from <= $0.to }
    let gaps = all.filter { !$0.isBetweenFiles }
    var said = all.filter(\.isBetweenFiles).map { gap in
      "What happened between \(gap.from.rfc3339) and \(gap.to.rfc3339): \(gap.basis) was given."
    }
    said += gaps.prefix(Self.namedGaps).map { gap in
      "What happened between \(gap.from.rfc3339) and \(gap.to.rfc3339) by \(input.path): it holds "
        + "no record of that time."
    }
    if gaps.count > Self.namedGaps {
      said.append(
        "What happened in \(gaps.count - Self.namedGaps) more gaps of \(input.path): it holds no "
          + "record of them.")
    }
    return said
  }

  /// What did not reach the log, or not its copy.
  private func losses(of input: InputReading) -> [String] {
    let codes = Set(input.warnings.map(\.code))
    var said: [String] = []
    if !codes.isDisjoint(with: [.sampledInput, .suppressedAtSource]) {
      said.append(
        "How many records there were by \(input.path): some were left out at the source, so its "
          + "counts are lower bounds.")
    }
    if codes.contains(.exportLimit) {
      said.append(
        "Whether \(input.path) is all there was: its export may have ended at a limit.")
    }
    if input.status == .partial, let last = input.last {
      said.append(
        "What the damaged or cut part of \(input.path) held: its last record read is of "
          + "\(last.rfc3339).")
    }
    return said
  }

  /// Whether anybody could have noticed, as far as what was given goes.
  private var notices: [String] {
    let isNoticed = eventFiles.contains { $0.summary.firstNotice != nil }
    let unread = eventFiles.filter { $0.status == .partial || $0.status == .unreadable }
    if !unread.isEmpty, !isNoticed {
      return [
        "Whether an alert fired or a person noticed: what was given of it could not be read ("
          + unread.map(\.path).sorted().joined(separator: ", ") + ")."
      ]
    }
    guard isNoticed else {
      return [
        "Whether an alert fired or a person noticed: no alert, on-call, chat or note was given."
      ]
    }
    let showsAlerts = eventFiles.contains(where: \.summary.showsAlerts)
    return showsAlerts ? [] : ["Whether an alert fired: no alert history was given."]
  }
}
