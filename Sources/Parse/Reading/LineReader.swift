import Ingest
import LogModel
import Scan

/// Cuts a stream into lines, or a document into entries, and classes them one by one.
///
/// Three parts, each with a state of its own: a line is cut here, the envelopes that a collector
/// wrapped round it are opened by ``EnvelopeStack``, and what is inside becomes a record in
/// ``RecordReader``.
struct LineReader {
  let options: ParseOptions
  /// How somebody said that the lines are read.
  let format: FormatChoice?
  var envelopes: EnvelopeStack
  var records: RecordReader
  var document: String?
  /// Words that all lines have before their stamp; `nil` where they have none.
  var prefix: WordsBefore?
  /// The column of moments that lines have which no form reads; `nil` where they have none.
  var epochs: EpochColumn?
  /// What shows that a part of the content is missing, though the packing is whole.
  var lost = LostContent()
  /// A line that holds a stamp and no words yet.
  private var held = HeldHead()
  /// Physical lines, or entries of documents, as the framing met them: the account's check.
  var linesMet = 0

  init(
    path: String, rules: RecordRules, options: ParseOptions,
    fold: @escaping (RecordBatch) -> Void
  ) {
    self.options = options
    let rule = rules.inputs.first { $0.covers(path) }
    format = options.format ?? rule?.format
    envelopes = EnvelopeStack(StreamContext.of(path, rule))
    records = RecordReader(
      rules: rules, options: options, format: format?.format, fold: fold)
  }

  /// What the stream's end leaves over.
  mutating func finish() {
    _ = takeHeld()
    envelopes.finish(into: &records)
    records.flush()
    // Columns and labels that a line gave to those behind it are not known further on.
    if !records.usedHeaded.isEmpty || envelopes.isLabelled || prefix != nil || epochs != nil {
      records.segments.dropCheckpoints()
    }
  }

  // MARK: One line, one entry

  /// Classes one line of a line-oriented input.
  mutating func take(line whole: UnsafeRawBufferPointer, number: Int, offset: Int) {
    var line = whole
    if let first = whole.first, let last = whole.last,
      first <= 0x20 || first == 0xEF || last == 0x0D
    {
      line = trimmed(whole, number: number, offset: offset)
      if line.isEmpty, isZeros(whole, number: number, offset: offset) { return }
    }
    if line.isEmpty {
      records.account.blank += 1
      return
    }
    let place = LineLocation(line: number, entry: 0, offset: offset)
    if !held.text.isEmpty, takeHeld(before: line) { return }
    if whole[0] == 0x20 || whole[0] == 0x09 {
      records.isIndented = true
      take(line, at: place)
      records.isIndented = false
      return
    }
    if HeldHead.isHead(line), !records.isForced {
      held = HeldHead(text: Array(line), place: place)
      return
    }
    take(line, at: place)
  }

  /// Takes the head that was held back, with the line that says what it is about where `line` is
  /// one.
  ///
  /// - Returns: whether `line` was taken with it.
  private mutating func takeHeld(before line: UnsafeRawBufferPointer? = nil) -> Bool {
    let (text, place) = (held.text, held.place)
    guard !text.isEmpty else { return false }
    held.text = []
    let plain = records.textIsPlain
    let joined = line.flatMap { HeldHead.joined(text, with: $0) }
    records.textIsPlain = false
    (joined ?? text).withUnsafeBytes { take($0, at: place) }
    records.textIsPlain = plain
    guard joined != nil else { return false }
    records.countContinuation()
    return true
  }

  @inline(__always)
  private mutating func take(_ line: UnsafeRawBufferPointer, at place: LineLocation) {
    let number = place.line
    if number == 1 || line[0] == 0x23, records.takeHeader(line) {
      records.account.records += 1
      return
    }
    if number <= 16 { records.losses.look(atHeader: line) }
    if let prefix, let wrapped = prefix.unwrap(line) {
      return envelopes.take(
        wrapped, of: line, at: place, in: envelopes.wrapping(wrapped, of: line), depth: 1,
        into: &records)
    }
    if let epochs, let moment = epochs.moment(of: line) {
      return records.take(line, at: place, in: envelopes.context, stated: moment, civil: nil)
    }
    // Most lines wear no envelope.
    let opens = records.heads.openings(of: line)
    guard opens.envelopes != 0 || records.hasPattern else {
      return records.take(line, as: opens.form, at: place, in: envelopes.context)
    }
    envelopes.take(
      text: line, at: place, in: envelopes.context, stated: nil, civil: nil, depth: 0,
      into: &records)
  }

  /// A line without its line end, and without what may stand before it: a byte order mark (files
  /// are put together), blanks, and the zeros of a file that was emptied while written to.
  private mutating func trimmed(
    _ line: UnsafeRawBufferPointer, number: Int, offset: Int
  ) -> UnsafeRawBufferPointer {
    var start = 0
    var end = line.count
    if line.first == 0xEF, line.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    var hasZeros = false
    while start < end, Self.isBlank(line[start]) {
      hasZeros = hasZeros || line[start] == 0
      start += 1
    }
    if hasZeros, start < end {
      if offset > 0, start >= ZeroBytes.leastHole {
        noteZeros(line: number, offset: offset)
      } else {
        records.warnings.note(
          .nulBytes, line: number, byteOffset: offset, "zero bytes before a line; dropped")
      }
    }
    while end > start, line[end - 1] == 0x0D { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: line[start..<end])
  }

  /// White space and zeros; other controls are somebody's bytes.
  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0 || (0x09...0x0D).contains(byte)
  }

  /// In fewer lines a share means little.
  private static let leastLines = 20

  // MARK: Once it was read

  /// What was made of the stream, once it has been read to its end.
  mutating func reading(of stream: DecodedStream) -> InputReading {
    var reading = InputReading(path: stream.path)
    reading.compression = stream.compression
    reading.contentHash = stream.contentHash
    reading.bytesRead = stream.bytesRead
    reading.bytesDecoded = stream.bytesDecoded
    reading.formats =
      (zip(LogFormats.all, records.usedFormats).filter(\.1).map(\.0.name)
      + zip(Envelopes.lines, envelopes.used).filter(\.1).map(\.0.name) + records.usedHeaded.sorted()
      + [document].compactMap { $0 })
      .sorted()
    reading.account = records.account
    let banner = records.banner.finish(records.account, &records.warnings)
    tellStated()
    records.clock.finish(&records.warnings)
    records.watch.finish(&reading, now: options.statedNow, &records.warnings)
    records.losses.finish(records.account, &records.warnings)
    if linesMet >= Self.leastLines, records.continued > linesMet / 10 {
      let share = NumberWords.share(Double(records.continued) / Double(linesMet))
      records.warnings.note(
        .continuationLines, count: records.continued,
        "\(share) of lines have no time and were read as parts of the record before them")
    }
    reading.shiftSeconds = Double(options.shiftNanoseconds) / 1e9
    if reading.first != nil {
      reading.zone =
        records.clock.assumedZone
        ? .init(name: "UTC", basis: .assumed)
        : records.clock.statedZone || options.zone == nil
          ? .init(name: "UTC", basis: .explicit)
          : .init(name: options.zone?.name ?? "UTC", basis: .option)
    }
    reading.readAs = records.readAs
    reading.readAs.requestStamp =
      options.datesByAnswer ? .received : records.requestStamp(in: reading.formats)
    DamageReport.apply(stream.damage, stream.readFailure, to: &reading, &records.warnings)
    lost.apply(to: &reading)
    reading.warnings = records.warnings.warnings + [banner].compactMap { $0 }
    if options.isFound { reading.setBannerApart() }
    return reading
  }

  /// How many lines are of the format that somebody stated, where any is not.
  private mutating func tellStated() {
    guard let format, records.account.unread > 0 else { return }
    let lines = records.account.lines - records.account.blank
    let read = min(records.statedReads, lines)
    records.warnings.reword(
      .unreadLines,
      "the stated \(format.words) matches \(read) of \(NumberWords.count(lines, "line"))")
  }
}
