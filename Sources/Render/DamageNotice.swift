import LogModel
import Timeline

/// The first lines of a draft that rests on input which was not read in full.
struct DamageNotice {
  /// Inputs that are named; the rest are counted.
  private static let named = 10
  /// Warnings that mean bytes or lines are missing.
  private static let damage: Set<InputWarning.Code> = [
    .gzipTruncated, .gzipCorrupt, .trailingGarbage, .unsupportedCompression,
    .nestedCompressionLimit, .expansionLimit, .permissionDenied, .missing, .vanished,
    .overlappingInputs, .lineTooLong, .exportLimit, .suppressedAtSource, .sampledInput,
  ]

  private let coverage: Coverage
  private let zone: DisplayZone

  init(_ coverage: Coverage, zone: DisplayZone) {
    self.coverage = coverage
    self.zone = zone
  }

  /// A block quote, `nil` when everything was read.
  var markdown: String? {
    var named: [String] = []
    var count = 0
    func note(_ fault: String?) {
      guard let fault else { return }
      count += 1
      if named.count < Self.named { named.append(fault) }
    }
    for input in coverage.inputs { note(fault(input)) }
    for events in coverage.events { note(fault(events)) }
    guard count > 0 else { return nil }
    var lines = ["> **Incomplete input.** This draft may miss what was not read:"]
    lines.append(">")
    lines += named.map { "> - " + $0 }
    let more = count - named.count
    if more > 0 { lines.append("> - and \(more) more.") }
    return lines.joined(separator: "\n")
  }

  private func fault(_ input: Coverage.CoveredInput) -> String? {
    let reading = input.reading
    var parts: [String] = []
    switch reading.status {
    case .partial where reading.warnings.contains { $0.code == .overlappingInputs }: break
    case .partial: parts.append("read in part" + lastRecord(of: reading))
    case .unreadable: parts.append("could not be read")
    case .complete, .duplicate, .skipped: break
    }
    let unread = reading.account.unread
    if unread > 0 {
      let lines = reading.account.lines == 1 ? "line" : "lines"
      parts.append("\(unread) of \(reading.account.lines) \(lines) not understood")
    }
    for warning in reading.warnings where Self.damage.contains(warning.code) {
      let message = warning.message.isEmpty ? warning.code.rawValue : warning.message
      parts.append(SafeText.markdown(message) + Self.place(warning))
    }
    guard !parts.isEmpty else { return nil }
    return SafeText.markdownCode(reading.path) + ": " + parts.joined(separator: "; ")
  }

  private func fault(_ events: Coverage.CoveredEvents) -> String? {
    guard events.unread > 0 else { return nil }
    let rows = events.unread == 1 ? "1 row" : "\(events.unread) rows"
    return SafeText.markdownCode(events.path) + ": \(rows) without a readable time"
  }

  private func lastRecord(of reading: InputReading) -> String {
    guard let last = reading.last else { return "" }
    return ", up to " + zone.date(last) + " " + zone.clock(last, on: nil)
  }

  private static func place(_ warning: InputWarning) -> String {
    if let line = warning.line { return " (line \(line))" }
    if let offset = warning.byteOffset { return " (byte \(offset))" }
    return ""
  }
}
