import LogModel

/// What of the inputs, the baseline and the events files could not be read, a fault each.
///
/// The one rule on what is partial: the exit status, the first lines of a draft, the words of a
/// draft without an incident, the table of inputs and the JSON all ask here.
public struct Completeness: Sendable {
  /// What a file was given as.
  public enum Role: Int, Sendable {
    case input, baseline, events
  }

  /// A file with something to say of how it was read.
  public struct Fault: Sendable {
    public var role: Role
    public var path: String
    /// Each a part of a sentence, in order.
    public var parts: [ReportText]
    /// Whether the file was read in part only; else it is a note, and the run is done.
    public var isPartial: Bool
  }

  /// Warnings that mean bytes or lines are missing; the message of each is told.
  private static let told: Set<InputWarning.Code> = [
    .gzipTruncated, .gzipCorrupt, .trailingGarbage, .unsupportedCompression,
    .nestedCompressionLimit, .expansionLimit, .permissionDenied, .missing, .vanished,
    .specialFile, .lineTooLong, .exportLimit, .suppressedAtSource, .sampledInput,
    .documentDamaged, .errorPage, .overlappingInputs,
  ]
  /// The same of events files, whose rows are few.
  private static let toldOfEvents = told.union([
    .unreadLines, .noTimestamp, .invalidUTF8, .nulBytes,
  ])

  /// By role, then by path.
  public let faults: [Fault]

  /// - Parameter events: as they are told in the coverage.
  public init(
    inputs: [InputReading], baseline: [InputReading] = [], events: [Coverage.CoveredEvents] = []
  ) {
    faults =
      Self.sorted(inputs.compactMap { Self.fault($0, as: .input) })
      + Self.sorted(baseline.compactMap { Self.fault($0, as: .baseline) })
      + Self.sorted(events.compactMap(Self.fault))
  }

  /// Whether the run is done in part only: status 3.
  public var isPartial: Bool { faults.contains(where: \.isPartial) }

  /// The faults that make it so.
  public var partial: [Fault] { faults.filter(\.isPartial) }

  private static func sorted(_ faults: [Fault]) -> [Fault] {
    faults.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  // MARK: Inputs

  private static func fault(_ reading: InputReading, as role: Role) -> Fault? {
    var parts: [ReportText] = []
    switch reading.status {
    case .partial where !reading.warnings.contains { $0.code == .overlappingInputs }:
      parts.append([.words("read in part")] + upTo(reading.last))
    case .partial: break
    case .unreadable: parts.append([.words("could not be read")])
    case .complete, .duplicate, .skipped: break
    }
    let account = reading.account
    if account.unread > 0 {
      let lines = account.lines == 1 ? "line" : "lines"
      parts.append([.words("\(account.unread) of \(account.lines) \(lines) not understood")])
    }
    let isHole = reading.status == .partial
    parts += reading.warnings.filter {
      told.contains($0.code) || $0.code == .nulBytes && isHole
        || $0.code == .unreadLines && $0.message.hasPrefix("the stated")
    }.map(told)
    let holes = role == .input ? reading.gaps.filter(\.isBetweenFiles) : []
    parts += holes.map(told)
    guard !parts.isEmpty else { return nil }
    return Fault(
      role: role, path: reading.path, parts: parts,
      isPartial: isPartial(reading) || !holes.isEmpty)
  }

  private static func isPartial(_ reading: InputReading) -> Bool {
    if reading.status == .partial || reading.status == .unreadable { return true }
    if reading.warnings.contains(where: { $0.code == .lineTooLong }) { return true }
    let account = reading.account
    let lines = account.lines - account.blank
    // Of a few lines a half is most of what was said.
    return account.unread > 0
      && (account.unread * 2 >= lines || account.unread >= 3 && account.unread * 100 > lines)
  }

  private static func upTo(_ last: Timestamp?) -> ReportText {
    guard let last else { return [] }
    return [.words(", up to "), .date(last), .words(" "), .clock(last)]
  }

  private static func told(_ hole: InputGap) -> ReportText {
    [
      .words("nothing from "), .date(hole.from), .words(" "), .clock(hole.from), .words(" to "),
      .date(hole.to), .words(" "), .clock(hole.to), .words(": "), .data(hole.basis),
      .words(" was given"),
    ]
  }

  /// A warning's message with its place.
  private static func told(_ warning: InputWarning) -> ReportText {
    var text: ReportText = [
      .data(warning.message.isEmpty ? warning.code.rawValue : warning.message)
    ]
    if let line = warning.line, warning.code != .documentDamaged {
      text = text + [.words(" (line \(line))")]
    } else if let offset = warning.byteOffset {
      text = text + [.words(" (byte \(offset))")]
    }
    return text
  }

  // MARK: Events

  private static func fault(_ events: Coverage.CoveredEvents) -> Fault? {
    var parts: [ReportText] = []
    switch events.status {
    case .partial: parts.append([.words("read in part")])
    case .unreadable: parts.append([.words("could not be read")])
    case .complete, .duplicate, .skipped: break
    }
    if events.unread > 0 {
      let rows = events.unread == 1 ? "1 row" : "\(events.unread) rows"
      parts.append([.words("\(rows) not understood")])
    }
    guard !parts.isEmpty else { return nil }
    parts += events.warnings.filter {
      toldOfEvents.contains($0.code) && !$0.message.hasPrefix("columns not read")
    }.map(told)
    return Fault(
      role: .events, path: events.path, parts: parts,
      isPartial: events.status == .partial || events.status == .unreadable)
  }
}
