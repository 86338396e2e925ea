/// A reader of hostile bytes, to be run on any.
///
/// The same targets are run by a coverage-guided fuzzer (`make fuzz`) and, on seeded mutations of
/// their seeds, by the test suite. A target fails by trapping.
public enum FuzzTarget: String, CaseIterable, Sendable {
  /// An archive, packed or not, and every member of it.
  case tar
  /// The framing of gzip, zstd, xz, bzip2 and lz4, two layers deep.
  case packed
  /// The body of a tally under a right check sum: decoded, merged, encoded and drafted.
  case tally
  /// A pipeline definition.
  case definition
  /// A file of events, and what is typed as a note.
  case events
  /// Lines and documents of a log.
  case lines
  /// Lines that are read as JSON whatever they are, and JSON inside of JSON.
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
