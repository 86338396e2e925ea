import Ingest
import LogModel
import Scan

/// Classes lines and entries one by one and turns them into records.
struct LineReader {
  let options: ParseOptions
  private let fold: (RecordBatch) -> Void
  var builder: RecordBuilder
  var batch = RecordBatch()
  var doubles = DoubleLogging()
  /// `nil` where rules look at what echoes differ in.
  let repeats: RepeatedLineCache?
  var context: SharedContext
  private let ownContext: SharedContext
  var labelContexts: [UInt64: SharedContext] = [:]
  var scratch: [UInt8] = []
  /// Which envelopes and which formats a line may be of.
  let heads = LineHeads()
  /// What a line of the stream said of the columns of those behind it.
  var headed: (format: any LogFormat, name: String)?
  /// Whether there is any: to look at the box itself copies it.
  var isHeaded = false
  var usedHeaded: Set<String> = []
  /// The only format that is tried, where somebody said so.
  private let forced: (any LogFormat)?
  private let isForced: Bool
  var pieces = RecordPieces()
  var exports = ExportWatch()
  var continuations = Continuations()
  private let slot = ReusedFields()
  /// The bytes at hand are known to be plain text.
  var lineIsPlain = false
  /// The format of most lines, called without a detour.
  private let json = JSONLines()
  let members = JSONLines.reader()
  var stamps = StampReader()
  var usedFormats = [Bool](repeating: false, count: LineForm.allCases.count)
  /// By the place of the format: a record of it may go on over more lines.
  private let hasContinuations = LogFormats.all.map(\.hasContinuations)
  var usedJSON = false
  var usedEnvelopes = [Bool](repeating: false, count: LineWrapping.allCases.count)
  var document: String?
  var readAs = InputReading.FieldMap()
  /// The keys of so many records are noted, for the table of inputs.
  static let recordsToLookAt = 256
  var recordsLookedAt = 0
  var clock: StampClock
  var watch = StreamWatch()
  var losses = SourceLosses()
  var account = LineAccount()
  var warnings = WarningLog()
  /// What shows that a part of the content is missing, though the packing is whole.
  var lost = LostContent()
  /// Physical lines, or entries of documents, as the framing met them: the account's check.
  var linesMet = 0
  var segments = StreamSegments()
  var overlap = OverlapAccount()
  /// Records by stretch of time, where a window is asked for.
  var stretches: StretchCounts
  let isCounted: Bool

  init(
    path: String, rules: RecordRules, options: ParseOptions,
    fold: @escaping (RecordBatch) -> Void
  ) {
    self.options = options
    self.fold = fold
    if let known = options.segments { segments = known }
    clock = StampClock(options)
    isCounted = options.bounds != nil
    stretches = StretchCounts(options.bounds ?? { _ in Int64.min..<Int64.max })
    builder = RecordBuilder(rules: rules)
    var context = StreamContext()
    let names = FileNaming.names(of: path)
    context.source = Array(names.source.utf8)
    context.service = Array(names.service.utf8)
    let rule = rules.inputs.first { $0.covers(path) }
    if let service = rule?.service {
      context.service = Array(service.utf8)
      context.serviceIsFixed = true
    }
    context.serviceIsByFile = rule?.service == nil
    context.role = rule?.role ?? .service
    forced = (options.format ?? rule?.format)?.format
    isForced = forced != nil
    repeats = isForced || rules.lookAtStamps ? nil : RepeatedLineCache()
    ownContext = SharedContext(context)
    self.context = ownContext
    builder.members = members
  }

  /// What the stream's end leaves over.
  mutating func finish() {
    finishEnvelopes()
    flush()
    // Columns and labels that a line gave to those behind it are not known further on.
    if !usedHeaded.isEmpty || context !== ownContext { segments.dropCheckpoints() }
  }

  private mutating func flush() {
    guard !batch.records.isEmpty else { return }
    setDuplicatesApart()
    fold(batch)
    batch.removeAll()
    repeats?.forgetRecords()
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
      account.blank += 1
      return
    }
    let place = LineLocation(line: number, entry: 0, offset: offset)
    if number == 1 || line[0] == 0x23, takeHeader(line) {
      account.records += 1
      return
    }
    if number <= 16 { losses.look(atHeader: line) }
    // Most lines wear no envelope.
    let opens = heads.openings(of: line)
    guard opens.envelopes != 0 else {
      if takeSettled(line, opens.form, at: place, in: context, stated: nil, civil: nil) { return }
      return takeRecord(line, at: place, in: context, stated: nil, civil: nil)
    }
    take(text: line, at: place, in: context, stated: nil, civil: nil, depth: 0)
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
        warnings.note(
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

  mutating func takeRecord(
    _ line: UnsafeRawBufferPointer, at place: LineLocation, in context: SharedContext,
    stated: Timestamp?, civil: ParsedTime?
  ) {
    // Handed on by address: even what cannot be copied is moved on its way into a function.
    let fields = slot.emptied()
    fields.pointee.isPlain = lineIsPlain
    let isRead = read(line, into: fields)
    finish(line, fields, isRead: isRead, at: place, in: context, stated: stated, civil: civil)
  }

  /// Takes a line as the form reads it that read the last one with its head.
  ///
  /// - Returns: `false`, with nothing done, where there is none or the line is of another.
  @inline(__always)
  mutating func takeSettled(
    _ line: UnsafeRawBufferPointer, _ form: UInt8, at place: LineLocation,
    in context: SharedContext, stated: Timestamp?, civil: ParsedTime?
  ) -> Bool {
    guard let form = LineForm(rawValue: Int(form)), !isForced, !isHeaded else { return false }
    let fields = slot.emptied()
    fields.pointee.isPlain = lineIsPlain
    guard form.read(line, into: &fields.pointee, &stamps) else { return false }
    began(form)
    finish(line, fields, isRead: true, at: place, in: context, stated: stated, civil: civil)
    return true
  }

  /// Notes that a form read a record.
  @inline(__always)
  private mutating func began(_ form: LineForm) {
    usedFormats[form.rawValue] = true
    continuations.recordBegan(isText: hasContinuations[form.rawValue])
  }

  /// Makes a record of what was read of a line, or classes the line otherwise.
  private mutating func finish(
    _ line: UnsafeRawBufferPointer, _ fields: UnsafeMutablePointer<RecordFields>, isRead: Bool,
    at place: LineLocation, in context: SharedContext, stated: Timestamp?, civil: ParsedTime?
  ) {
    let isDated = stated != nil || civil != nil
    guard isRead || admits(line, isDated: isDated, at: place) else { return }
    if !isRead { PlainMessage.fill(fields, from: line) }
    if fields.pointee.isContinuation {
      countContinuation()
      return
    }
    if !isDated { UnknownJSON.fillUndated(fields, from: line) }
    if fields.pointee.isLenient {
      warnings.note(.lenientJSON, line: place.line, "read in spite of bad JSON")
    }
    if recordsLookedAt < Self.recordsToLookAt {
      noteKeys(of: fields.pointee)
      losses.look(atRates: line, place)
    }
    guard var time = time(of: fields, stated: stated, civil: civil, at: place) else {
      return refuse(.noTimestamp, at: place)
    }
    if clock.shift != 0 {
      guard let moved = clock.shifted(time) else { return refuse(.noTimestamp, at: place) }
      time = moved
    }
    let call = RepeatedCall(line, fields)
    if let call, doubles.isRepeat(call, at: time) {
      account.duplicate += 1
      return
    }
    guard StreamWatch.isPlausible(time.nanoseconds) else { return keepOut(time, at: place) }
    note(time, at: place, in: context)
    flushIfFull()
    var record = LogRecord()
    record.line = place.line
    record.entry = Int32(truncatingIfNeeded: place.entry)
    record.byteOffset = place.offset
    builder.fill(&record, from: line, fields, time: time, in: context, &batch)
    if let repeats, !isDated {
      if repeats.isAsked(line) {
        learnRepeated(line, fields, record, call: call)
      } else if repeats.isLost {
        repeats.settle(stamp: fields.pointee.stamp, in: line)
      }
    }
    if record.kind == .message, !fields.pointee.isObject || fields.pointee.message != nil {
      losses.look(at: fields.pointee.message.map { line.slice($0) } ?? line, place)
    }
    batch.append(record)
    identify(line, fields, of: RecordContent(of: record), at: time)
    if let trace = fields.pointee.trace { batch.noteTrace(line.slice(trace)) }
  }

  /// Notes what tells the record that was added last from others of its moment, and from all of
  /// other inputs.
  @inline(__always)
  private mutating func identify(
    _ line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>,
    of kind: RecordContent, at time: Timestamp
  ) {
    let content = kind.hash(of: line, stamp: fields.pointee.stamp)
    // Where it is then: to read at once what was just written in pieces is slow.
    batch.changeLast { $0.content = content }
    let moment =
      fields.pointee.statedMoment ?? RecordContent.exported(time.nanoseconds &- clock.shift)
    batch.fingerprints.append(kind.fingerprint(content, of: line, moment: moment))
  }

  /// Hands the batch on before the next record: lines that go on with the last find it there.
  @inline(__always)
  mutating func flushIfFull() {
    if batch.records.count >= 1024 || batch.text.count >= 256 * 1024 { flush() }
  }

  /// Notes the moment of a record that is no repeat.
  @inline(__always)
  mutating func note(_ time: Timestamp, at place: LineLocation, in context: SharedContext) {
    watch.note(time, line: place.line, in: context)
    segments.note(time.nanoseconds, at: place.offset)
    builder.sampler.pass()
    account.records += 1
    if isCounted { stretches.note(time.nanoseconds) }
  }

  /// Whether a line that no format reads is a record all the same; if not, it is classed.
  private mutating func admits(
    _ line: UnsafeRawBufferPointer, isDated: Bool, at place: LineLocation
  ) -> Bool {
    if isDated {
      guard line.allSatisfy({ $0 <= 0x20 }) else { return true }
      account.blank += 1
    } else if continuations.takes(line) {
      builder.nameDependency(inTrace: line, &batch)
      countContinuation()
    } else {
      refuse(.unreadLines, at: place)
    }
    return false
  }

  /// Lets the formats try, that of most lines first.
  private mutating func read(
    _ line: UnsafeRawBufferPointer, into fields: UnsafeMutablePointer<RecordFields>
  ) -> Bool {
    // Check the flag first; unwrapping the optional existential copies it.
    if isForced, let forced { return read(line, by: forced, into: fields) }
    if line.first == 0x7B, json.read(line, into: &fields.pointee, with: members, &stamps) {
      usedJSON = true
      continuations.recordBegan(isText: false)
      return true
    }
    if line.first == 0x7B { slot.empty() }
    if isHeaded, let headed {
      if headed.format.read(line, into: &fields.pointee) { return true }
      slot.empty()
    }
    var rest = heads.openings(of: line).formats
    while rest != 0 {
      let index = rest.trailingZeroBitCount
      rest &= rest &- 1
      if let form = LineForm(rawValue: index), form.read(line, into: &fields.pointee, &stamps) {
        began(form)
        heads.settle(line, as: form)
        return true
      }
      // What refused may have filled some: the fields must be the next one's own.
      slot.empty()
    }
    return false
  }

  private mutating func read(
    _ line: UnsafeRawBufferPointer, by forced: any LogFormat,
    into fields: UnsafeMutablePointer<RecordFields>
  ) -> Bool {
    guard forced.read(line, into: &fields.pointee) else {
      fields.pointee = RecordFields()
      return false
    }
    usedHeaded.insert(forced.name)
    continuations.recordBegan(isText: forced.hasContinuations)
    return true
  }

  // MARK: Parts of a line

  private mutating func time(
    of fields: UnsafePointer<RecordFields>, stated: Timestamp?, civil: ParsedTime?,
    at place: LineLocation
  ) -> Timestamp? {
    if let stated {
      // A record's own stamp tells when it happened, where it is as fine as its envelope's.
      if let own = fields.pointee.time, own.fractionDigits >= 3 { return own }
      clock.noteStated()
      return stated
    }
    if let own = fields.pointee.time {
      clock.noteStated()
      return own
    }
    guard let local = fields.pointee.localTime ?? civil else { return nil }
    return clock.moment(of: local, at: place)
  }

  /// A record whose stamp no clock can mean is counted, and nothing is inferred from it.
  @inline(never)
  mutating func keepOut(_ time: Timestamp, at place: LineLocation) {
    account.records += 1
    if isCounted { stretches.note(time.nanoseconds) }
    warnings.note(
      .timeOutOfRange, line: place.line, byteOffset: place.offset,
      StreamWatch.outOfRange)
  }

  mutating func refuse(_ code: InputWarning.Code, at place: LineLocation) {
    account.unread += 1
    let message =
      code == .noTimestamp
      ? "no time in the line, and nothing around it that dates it"
      : "no known format"
    warnings.note(code, line: place.line, byteOffset: place.offset, message)
  }
}
