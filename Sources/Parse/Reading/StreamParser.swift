import Ingest
import LogModel

/// Reads one input to its end: records in batches, and the account of every line.
///
/// A line is classed once, in the order blank, unread, duplicate, record; which records lie
/// outside of a window is told apart by ``stretches``.
/// What is in the records does not depend on the size of the blocks the stream comes in.
public final class StreamParser {
  /// Longer lines are counted and passed over, not read.
  public static let lineLimit = EntryStep.byteLimit

  private let stream: DecodedStream
  private let rules: RecordRules
  private let options: ParseOptions
  private let fold: (RecordBatch) -> Void
  /// Physical lines, or entries of documents, as the framing met them: the account's check.
  public private(set) var linesMet = 0
  /// Which stretches of time each stretch of the stream holds, for reading parts of it again.
  public private(set) var segments = StreamSegments()
  /// Records that another input counts, as ``ParseOptions/overlap`` knows.
  public private(set) var overlappingRecords = 0
  /// Records by the stretches of time that were asked for; `nil` where none were.
  public private(set) var stretches: StretchCounts?

  /// - Parameter fold: is handed each batch once, in the stream's order.
  public init(
    stream: DecodedStream, rules: RecordRules, options: ParseOptions,
    fold: @escaping (RecordBatch) -> Void
  ) {
    self.stream = stream
    self.rules = rules
    self.options = options
    self.fold = fold
  }

  /// Reads all of it.
  public func run() -> InputReading {
    // A local: the state that every line touches is nobody else's while it is read.
    var reader = LineReader(path: stream.path, rules: rules, options: options, fold: fold)
    if options.segments == nil {
      reader.records.clock.refer(
        to: YearlessHead.reference(for: stream, rules: rules, options: options))
    }
    reader.lookAtHead(of: stream)
    if options.firstLine == 1, let envelope = Envelopes.document(in: stream),
      reader.format?.readsLines(of: stream) != true
    {
      reader.document = envelope.name
      reader.readDocuments(of: stream)
    } else {
      if options.firstLine == 1 { reader.look(forCutDocument: stream) }
      reader.readLines(of: stream)
    }
    reader.finish()
    linesMet = reader.linesMet
    segments = reader.records.segments
    overlappingRecords = reader.records.overlap.records
    stretches = reader.records.isCounted ? reader.records.stretches : nil
    reader.records.clock.note(in: &segments)
    return reader.reading(of: stream)
  }
}

extension FormatChoice {
  /// Lines of a stream's head that a pattern is tried on.
  private static let lineLimit = 64

  /// The pattern that somebody stated; `nil` for any other choice.
  ///
  /// It knows of whole lines, so it goes before envelopes and documents.
  var patternLines: PatternLines? {
    guard case .pattern(let pattern) = self else { return nil }
    return PatternLines(pattern: pattern)
  }

  /// What a warning calls it.
  var words: String {
    switch self {
    case .pattern: "pattern"
    case .fields: "map of fields"
    case .named(let name): "format \(name)"
    }
  }

  /// Whether a stated pattern reads a line at the begin of a stream, whatever document that is.
  func readsLines(of stream: DecodedStream) -> Bool {
    guard let patternLines else { return false }
    stream.lookAhead(Envelopes.headSize)
    let lines = stream.window.prefix(Envelopes.headSize).split(
      separator: 0x0A, maxSplits: Self.lineLimit)
    return lines.prefix(Self.lineLimit).contains { patternLines.reads($0) }
  }
}

extension PatternLines {
  /// Whether it finds a line's time.
  func reads(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
    var text = line
    if text.last == 0x0D { text = text.dropLast() }
    var fields = RecordFields()
    return read(UnsafeRawBufferPointer(rebasing: text), into: &fields)
      && (fields.time != nil || fields.localTime != nil)
  }
}
