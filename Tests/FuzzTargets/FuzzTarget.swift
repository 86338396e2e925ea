/// A reader of hostile bytes, to be run on any.
///
/// The same targets are run by a coverage-guided fuzzer (`make fuzz`) and, on seeded mutations of
/// their seeds, by the test suite. A target fails by trapping: the reader's own traps, and what
/// the target asks of what was read.
public enum FuzzTarget: String, CaseIterable, Sendable {
  /// An archive, packed or not, and every member of it.
  case tar
  /// The framing of gzip, zstd, xz, bzip2 and lz4, two layers deep.
  case packed
  /// Gzip by the engine in use and by zlib: the same bytes up to the first error.
  case gzip
  /// A stream in blocks of many sizes: equal records, an equal account, all lines counted.
  case framing
  /// Lines of servers, read as the first of their stream and behind others: equal records.
  case access
  /// The same with what collectors wrap round lines.
  case envelopes
  /// The body of a tally under a right check sum: decoded, merged, encoded and drafted.
  case tally
  /// A pipeline definition.
  case definition
  /// A file of events, and what is typed as a note.
  case events
  /// Lines and documents of a log.
  case lines
  /// Lines that are read as JSON whatever they are, first and behind others, and JSON inside JSON.
  case json
  /// Stamps, times as people type them, durations and zone files.
  case time
  /// The rules that hide secrets, and the masking of what they found.
  case redaction
  /// Text made safe for Markdown, JSON and terminals.
  case escapes
  /// Globs and patterns of users, and what they are matched against.
  case patterns
  /// A whole run over one input.
  case draft

  /// Runs the reader on some bytes.
  public func run(_ bytes: [UInt8]) {
    switch self {
    case .tar: ByteTargets.tar(bytes)
    case .packed: ByteTargets.packed(bytes)
    case .gzip: ByteTargets.gzip(bytes)
    case .framing: LineTargets.framing(bytes)
    case .access, .envelopes: LineTargets.settled(bytes)
    case .tally: RunTargets.tally(bytes)
    case .definition: TextTargets.definition(bytes)
    case .events: TextTargets.events(bytes)
    case .lines: RunTargets.lines(bytes)
    case .json: TextTargets.json(bytes)
    case .time: TextTargets.time(bytes)
    case .redaction: TextTargets.redaction(bytes)
    case .escapes: TextTargets.escapes(bytes)
    case .patterns: TextTargets.patterns(bytes)
    case .draft: RunTargets.draft(bytes, named: "input.log")
    }
  }
}
