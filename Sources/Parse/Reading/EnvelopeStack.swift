import LogModel
import Scan

/// Takes a record's text out of the envelopes that collectors and exports wrapped round it.
///
/// One envelope may hold another, as Docker's JSON holds a line that syslog wrote: ``take(text:…)``
/// opens the outermost, ``take(_:of:…)`` puts pieces together and resolves escapes, and both call
/// each other until nothing is left to open.
struct EnvelopeStack {
  /// What the stream says of its records; replaced where a line of it labels those behind.
  private(set) var context: SharedContext
  private let ownContext: SharedContext
  private var labelContexts: [UInt64: SharedContext] = [:]
  private var scratch: [UInt8] = []
  private var pieces = RecordPieces()
  var exports = ExportWatch()
  private var stands = PatternPlace()
  private(set) var used = [Bool](repeating: false, count: LineWrapping.allCases.count)

  init(_ context: StreamContext) {
    ownContext = SharedContext(context)
    self.context = ownContext
  }

  /// A line gave labels to those behind it.
  var isLabelled: Bool { context !== ownContext }

  /// Takes the record out of its envelopes, of which one may hold another.
  mutating func take(
    text line: UnsafeRawBufferPointer, at place: LineLocation, in context: SharedContext,
    stated: Timestamp?, civil: ParsedTime?, depth: Int, into records: inout RecordReader
  ) {
    guard depth < Self.depthLimit else {
      return records.take(line, at: place, in: context, stated: stated, civil: civil)
    }
    if records.hasPattern,
      takeStated(line, at: place, in: context, stated, civil, depth, into: &records)
    {
      return
    }
    let opens = records.heads.openings(of: line)
    if records.takeSettled(
      line, opens.form, at: place, in: context, stated: stated, civil: civil)
    {
      return
    }
    if opens.envelopes & RepeatedEntries.bit != 0, exports.isRepeated(line) {
      records.account.duplicate += 1
      return
    }
    let worn = LineWrapping(rawValue: Int(opens.envelope))
    if let worn,
      take(line, from: worn, at: place, in: context, stated, civil, depth, into: &records)
    {
      return
    }
    var rest = opens.envelopes & ~RepeatedEntries.bit
    while rest != 0 {
      let index = rest.trailingZeroBitCount
      rest &= rest &- 1
      guard let kind = LineWrapping(rawValue: index) else { break }
      if kind != worn,
        take(line, from: kind, at: place, in: context, stated, civil, depth, into: &records)
      {
        return records.heads.settle(line, in: kind)
      }
    }
    records.take(line, at: place, in: context, stated: stated, civil: civil)
  }

  /// Takes a text as the pattern that somebody stated, where that means this text and not one
  /// inside of it.
  ///
  /// - Returns: `false` where its envelope is to be opened.
  private mutating func takeStated(
    _ line: UnsafeRawBufferPointer, at place: LineLocation, in context: SharedContext,
    _ stated: Timestamp?, _ civil: ParsedTime?, _ depth: Int, into records: inout RecordReader
  ) -> Bool {
    let isOpened = stands.mayOpen(line) { records.patternReads($0) }
    if !isOpened || !stands.isRuntime(line),
      records.takeStated(line, at: place, in: context, stated: stated, civil: civil)
    {
      return true
    }
    guard !isOpened else { return false }
    // Of the lines of other forms an envelope would make messages.
    records.take(line, at: place, in: context, stated: stated, civil: civil)
    return true
  }

  /// Takes the record out of one envelope.
  ///
  /// - Returns: `false` where the line wears another.
  @inline(__always)
  private mutating func take(
    _ line: UnsafeRawBufferPointer, from kind: LineWrapping, at place: LineLocation,
    in context: SharedContext, _ stated: Timestamp?, _ civil: ParsedTime?, _ depth: Int,
    into records: inout RecordReader
  ) -> Bool {
    switch kind.unwrap(line) {
    case .foreign: return false
    case .header(let labels):
      used[kind.rawValue] = true
      records.account.records += 1
      if let labels {
        self.context = SharedContext(context.value.with(labels: line.slice(labels)))
        records.repeats?.forgetRecords()
      }
    case .record(var wrapped):
      if kind.isLoose, records.isWhole(line, around: wrapped.text) { return false }
      used[kind.rawValue] = true
      if kind.isLimited { exports.noteLine() }
      let outer = wrapping(wrapped, of: line, in: context)
      // The outer stamp stands in where the inner envelope states none.
      if wrapped.time == nil, wrapped.localTime == nil {
        wrapped.time = stated
        wrapped.localTime = civil
      }
      take(wrapped, of: line, at: place, in: outer, depth: depth + 1, into: &records)
    }
    return true
  }

  /// Takes an entry of a document out of what it says of itself.
  mutating func take(
    _ wrapped: Wrapped, inside entry: UnsafeRawBufferPointer, at place: LineLocation,
    in context: SharedContext, into records: inout RecordReader
  ) {
    let outer = wrapping(wrapped, of: entry, in: context)
    take(wrapped, of: entry, at: place, in: outer, depth: 1, into: &records)
  }

  /// Pieces that were never ended, and what the stream's end tells of its export.
  mutating func finish(into records: inout RecordReader) {
    for (piece, place) in pieces.rest() {
      records.account.records -= 1
      piece.text.withUnsafeBytes {
        take(
          text: $0, at: place, in: piece.context, stated: piece.time, civil: piece.civil, depth: 1,
          into: &records)
      }
    }
    if let limit = exports.reachedLimit {
      records.warnings.note(
        .exportLimit,
        "the export ends at its limit of \(limit) lines; earlier lines may be missing")
    }
  }

  /// Pieces of one record are put together before they are looked at.
  mutating func take(
    _ wrapped: Wrapped, of line: UnsafeRawBufferPointer, at place: LineLocation,
    in context: SharedContext, depth: Int, into records: inout RecordReader
  ) {
    let text = line.slice(wrapped.text)
    if wrapped.isLeftOut {
      records.warnings.note(
        .exportLimit, line: place.line, byteOffset: place.offset,
        "fields over 4096 bytes were left out; export with --all")
      // An empty message is one all the same, a blank line is not.
      return Self.emptyMessage.withUnsafeBytes {
        records.take($0, at: place, in: context, stated: wrapped.time, civil: wrapped.localTime)
      }
    }
    let isWhole = wrapped.part == .whole || wrapped.part == .last && pieces.isEmpty
    if isWhole, wrapped.text.kind != .string, wrapped.text.kind != .array {
      return take(
        text: text, at: place, in: context, stated: wrapped.time, civil: wrapped.localTime,
        depth: depth, into: &records)
    }
    scratch.removeAll(keepingCapacity: true)
    // Escapes may stand for controls.
    records.textIsPlain = false
    switch wrapped.text.kind {
    case .string: JSONText.unescape(text, into: &scratch)
    case .array: JSONText.bytes(ofArray: text, into: &scratch)
    default: scratch.append(contentsOf: text)
    }
    var start = place
    if !isWhole {
      let key = RecordPieces.Key(stream: wrapped.stream, names: context.value.namesHash)
      if wrapped.part == .piece {
        pieces.add(
          RecordPieces.Piece(
            text: scratch, context: context, time: wrapped.time, civil: wrapped.localTime),
          at: place, to: key)
        records.account.records += 1
        return
      }
      if let first = pieces.join(&scratch, of: key) { start = first }
    }
    while let end = scratch.last, end == 0x0A || end == 0x0D { scratch.removeLast() }
    // Taken out, so that the record's bytes are nobody else's while they are read.
    let whole = scratch
    scratch = []
    whole.withUnsafeBytes {
      take(
        text: $0, at: start, in: context, stated: wrapped.time, civil: wrapped.localTime,
        depth: depth, into: &records)
    }
    scratch = whole
  }

  /// A message of no words, as JSON.
  private static let emptyMessage: [UInt8] = [0x22, 0x22]
  /// Envelopes that are opened, one inside the other.
  static let depthLimit = 3

  /// The same in what the stream says of its records.
  mutating func wrapping(_ wrapped: Wrapped, of line: UnsafeRawBufferPointer) -> SharedContext {
    wrapping(wrapped, of: line, in: context)
  }

  /// The context of what an envelope wraps.
  private mutating func wrapping(
    _ wrapped: Wrapped, of line: UnsafeRawBufferPointer, in context: SharedContext
  ) -> SharedContext {
    var outer = context
    if let labels = wrapped.labels { outer = labelled(line.slice(labels), in: context) }
    guard wrapped.service != nil || wrapped.host != nil || wrapped.level != .unknown else {
      return outer
    }
    var key = StableHash.combine(outer.value.namesHash, UInt64(wrapped.level.rawValue))
    for name in [wrapped.service, wrapped.host] {
      key = StableHash.combine(key, name.map { StableHash.hash(line.slice($0)) } ?? 0)
    }
    if let known = labelContexts[key] { return known }
    if labelContexts.count > 1024 { labelContexts.removeAll() }
    let made = SharedContext(
      outer.value.with(
        service: wrapped.service.map { RecordView.text($0, in: line) },
        host: wrapped.host.map { RecordView.text($0, in: line) }, level: wrapped.level))
    labelContexts[key] = made
    return made
  }

  mutating func labelled(
    _ labels: UnsafeRawBufferPointer, in context: SharedContext
  ) -> SharedContext {
    let key = StableHash.combine(StableHash.hash(labels), context.value.namesHash)
    if let known = labelContexts[key] { return known }
    // Decides speed alone: a context is a pure function of its labels.
    if labelContexts.count > 1024 { labelContexts.removeAll() }
    // Query languages write labels in a form of their own.
    let isJSON = labels.dropFirst().first { $0 > 0x20 }.map { $0 == 0x22 || $0 == 0x7D } ?? true
    let made =
      isJSON
      ? SharedContext(context.value.with(labels: labels))
      : SharedContext(
        LabelSet.object(labels).withUnsafeBytes { context.value.with(labels: $0) })
    labelContexts[key] = made
    return made
  }
}
