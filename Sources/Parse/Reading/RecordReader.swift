import Ingest
import LogModel
import Scan

/// Turns texts into records: offers each to the formats, dates what they read, and puts it into the
/// batch at hand.
///
/// A text is a line without its envelopes. Every text ends here as a record, as a part of one, as a
/// duplicate, or unread; the account of the stream is kept here for that reason.
struct RecordReader {
  let options: ParseOptions
  private let fold: (RecordBatch) -> Void
  var builder: RecordBuilder
  var batch = RecordBatch()
  var doubles = DoubleLogging()
  var twice = ToldTwice()
  /// `nil` where rules look at what repeated lines differ in.
  let repeats: RepeatedLineCache?
  /// Which envelopes and which formats a text may be of.
  let heads = LineHeads()
  /// What a line of the stream said of the columns of those behind it.
  private var headed: (format: any LogFormat, name: String)?
  /// Whether there is any: to look at the box itself copies it.
  private var isHeaded = false
  private(set) var usedHeaded: Set<String> = []
  /// The only format that is tried, where somebody said so.
  let forced: (any LogFormat)?
  let isForced: Bool
  var continuations = Continuations()
  var zoneKey = ZoneKey()
  /// The line at hand is indented, so its stamp may be a date inside a record.
  var isIndented = false
  /// So was that of the record before: then all lines are.
  var wasIndented = false
  /// Lines that went on with the record before them.
  var continued = 0
  /// It is a pattern, which knows of whole lines.
  let hasPattern: Bool
  /// Texts that the stated format read.
  var statedReads = 0
  private var traces = WrappedTraces()
  private var calls = FunctionCalls()
  let slot = ReusedFields()
  /// The bytes at hand are known to be plain text.
  var textIsPlain = false
  /// The format of most texts, called without a detour.
  private let json = JSONLines()
  private let members = JSONLines.reader()
  var stamps = StampReader()
  private(set) var usedFormats = [Bool](repeating: false, count: LineForm.allCases.count)
  /// By the place of the format: a record of it may go on over more lines.
  private let hasContinuations = LogFormats.all.map(\.hasContinuations)
  var readAs = InputReading.FieldMap()
  /// The keys of so many records are noted, for the table of inputs.
  static let recordsToLookAt = 256
  var recordsLookedAt = 0
  var clock: StampClock
  var watch: StreamWatch
  var order = RequestOrder()
  var losses = SourceLosses()
  var account = LineAccount()
  var warnings = WarningLog()
  var banner = HeadBanner()
  var segments = StreamSegments()
  var overlap = OverlapAccount()
  /// Records by stretch of time, where a window is asked for.
  var stretches: StretchCounts
  let isCounted: Bool

  /// - Parameter format: the only one to try, where somebody said so.
  init(
    rules: RecordRules, options: ParseOptions, format: (any LogFormat)?,
    fold: @escaping (RecordBatch) -> Void
  ) {
    self.options = options
    self.fold = fold
    if let known = options.segments { segments = known }
    clock = StampClock(options)
    watch = StreamWatch(steps: options.clockSteps)
    isCounted = options.bounds != nil
    stretches = StretchCounts(options.bounds ?? { _ in Int64.min..<Int64.max })
    forced = format
    isForced = forced != nil
    hasPattern = forced is PatternLines
    repeats = isForced || rules.lookAtStamps || options.datesByAnswer ? nil : RepeatedLineCache()
    builder = RecordBuilder(rules: rules)
    builder.members = members
  }

  /// Hands the batch on.
  mutating func flush() {
    guard !batch.records.isEmpty else { return }
    setDuplicatesApart()
    fold(batch)
    batch.removeAll()
    repeats?.forgetRecords()
  }

  /// A line that names the columns of those that follow.
  mutating func takeHeader(_ line: UnsafeRawBufferPointer) -> Bool {
    for kind in LogFormats.headed {
      guard let format = kind.format(headedBy: line, after: headed?.format) else { continue }
      headed = (format, kind.name)
      isHeaded = true
      usedHeaded.insert(kind.name)
      return true
    }
    return false
  }

  /// Makes a record of a text, or classes it otherwise.
  ///
  /// - Parameters:
  ///   - stated: when its envelope says it was written.
  ///   - civil: the same on somebody's clock.
  mutating func take(
    _ line: UnsafeRawBufferPointer, at place: LineLocation, in context: SharedContext,
    stated: Timestamp?, civil: ParsedTime?
  ) {
    // Handed on by address: even what cannot be copied is moved on its way into a function.
    let fields = slot.emptied()
    fields.pointee.isPlain = textIsPlain
    let isDated = stated != nil || civil != nil
    let isRead = read(line, into: fields) || !isDated && readLoosely(line, into: fields)
    finish(line, fields, isRead: isRead, at: place, in: context, stated: stated, civil: civil)
  }

  /// Takes a line without envelopes, first as the form that read the last one with its head.
  @inline(__always)
  mutating func take(
    _ line: UnsafeRawBufferPointer, as form: UInt8, at place: LineLocation,
    in context: SharedContext
  ) {
    if !takeSettled(line, form, at: place, in: context, stated: nil, civil: nil) {
      take(line, at: place, in: context, stated: nil, civil: nil)
    }
  }

  /// Takes a text as the form reads it that read the last one with its head.
  ///
  /// - Returns: `false`, with nothing done, where there is none or the line is of another.
  @inline(__always)
  mutating func takeSettled(
    _ line: UnsafeRawBufferPointer, _ form: UInt8, at place: LineLocation,
    in context: SharedContext, stated: Timestamp?, civil: ParsedTime?
  ) -> Bool {
    guard let form = LineForm(rawValue: Int(form)), !isForced, !isHeaded else { return false }
    let fields = slot.emptied()
    fields.pointee.isPlain = textIsPlain
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
  mutating func finish(
    _ line: UnsafeRawBufferPointer, _ fields: UnsafeMutablePointer<RecordFields>, isRead: Bool,
    at place: LineLocation, in context: SharedContext, stated: Timestamp?, civil: ParsedTime?
  ) {
    let isDated = stated != nil || civil != nil
    guard isRead || admits(line, isDated: isDated && takesMessages, at: place) else { return }
    if !isRead {
      if isDated, joinsTrace(line, in: context) { return countContinuation() }
      PlainMessage.fill(fields, from: line)
    }
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
    guard let placed = placedTime(of: fields, in: line, stated: stated, civil: civil, at: place)
    else { return }
    let time = answered(placed, fields)
    let call = RepeatedCall(line, fields)
    if let call, doubles.isRepeat(call, at: time) {
      account.duplicate += 1
      return
    }
    let told = ToldRequest(line, fields, in: context)
    if let told, twice.isRepeat(told, at: time) {
      account.duplicate += 1
      return
    }
    guard StreamWatch.isPlausible(time.nanoseconds) else { return keepOut(time, at: place) }
    if let call = FunctionCall(line, fields), calls.isKnown(call) { fields.pointee.leaveCall() }
    traces.began(in: ObjectIdentifier(context), fields, isDated: isDated)
    note(time, at: place, in: context)
    flushIfFull()
    var record = LogRecord()
    record.line = place.line
    record.entry = Int32(truncatingIfNeeded: place.entry)
    record.byteOffset = place.offset
    builder.fill(&record, from: line, fields, time: time, in: context, &batch)
    if let repeats, !isDated {
      if repeats.isAsked(line) {
        learnRepeated(line, fields, record, call: call, told: told)
      } else if repeats.isLost {
        repeats.settle(stamp: fields.pointee.stamp, in: line)
      }
    }
    if record.kind == .message, !fields.pointee.isObject || fields.pointee.message != nil {
      losses.look(at: fields.pointee.message.map { line.slice($0) } ?? line, place)
    }
    identify(&record, line, fields, at: placed, isDated: isDated)
    batch.append(record)
    if let trace = fields.pointee.trace { batch.noteTrace(line.slice(trace)) }
  }

  /// When the request of a record was answered, where its stamp is known to be the time at which it
  /// was received.
  @inline(__always)
  private func answered(
    _ time: Timestamp, _ fields: UnsafePointer<RecordFields>
  ) -> Timestamp {
    guard options.datesByAnswer, let milliseconds = fields.pointee.latencyMilliseconds,
      milliseconds > 0, milliseconds < 86_400_000
    else { return time }
    return time.advanced(bySeconds: milliseconds / 1000)
  }

  /// Notes what tells a record from others of its moment, and from all of other inputs.
  @inline(__always)
  private mutating func identify(
    _ record: inout LogRecord, _ line: UnsafeRawBufferPointer,
    _ fields: UnsafePointer<RecordFields>, at time: Timestamp, isDated: Bool
  ) {
    if record.kind == .request, record.latency > 0, !isDated {
      order.note(time.nanoseconds, lasting: record.latency)
    }
    let kind = RecordContent(of: record)
    record.content = kind.hash(of: line, stamp: fields.pointee.stamp)
    let moment =
      fields.pointee.statedMoment ?? RecordContent.exported(time.nanoseconds &- clock.shift)
    batch.fingerprints.append(kind.fingerprint(record.content, of: line, moment: moment))
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
    } else if continuations.takes(
      line, isBehindFailure: batch.records.last.map { $0.severity >= .error } ?? false)
    {
      builder.nameDependency(inTrace: line, &batch)
      countContinuation()
    } else if banner.takes(line, at: place, behind: account) {
      account.unread += 1
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
      if continuations.isInsideText, fields.pointee.isBare {
        fields.pointee.isContinuation = true
        return true
      }
      usedFormats[LineForm.json.rawValue] = true
      continuations.recordBegan(isText: false)
      return true
    }
    if line.first == 0x7B { slot.empty() }
    if isHeaded, let headed {
      if headed.format.read(line, into: &fields.pointee) { return true }
      slot.empty()
    }
    var rest = heads.openings(of: line).formats
    // Values that do not fit their columns are no prose.
    if isHeaded { rest &= ~(1 << UInt32(LineForm.plainText.rawValue)) }
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
    if clock.knowsDay, PlainText.readClock(line, into: &fields.pointee) {
      began(.plainText)
      return true
    }
    slot.empty()
    return false
  }

  /// Reads a line that no form takes by a stamp among its columns, where nothing else dates it.
  private mutating func readLoosely(
    _ line: UnsafeRawBufferPointer, into fields: UnsafeMutablePointer<RecordFields>
  ) -> Bool {
    guard !isForced, !isHeaded, !isIndented, LooseText.read(line, into: &fields.pointee) else {
      return false
    }
    began(.plainText)
    return true
  }

  /// Whether a line of a stack trace, which its envelope dates like any other, is of the record
  /// before it.
  private mutating func joinsTrace(
    _ line: UnsafeRawBufferPointer, in context: SharedContext
  ) -> Bool {
    guard traces.takes(line, in: ObjectIdentifier(context)) else { return false }
    builder.nameDependency(inTrace: line, &batch)
    return true
  }

  mutating func read(
    _ line: UnsafeRawBufferPointer, by forced: any LogFormat,
    into fields: UnsafeMutablePointer<RecordFields>
  ) -> Bool {
    guard forced.read(line, into: &fields.pointee) else {
      fields.pointee = RecordFields()
      return false
    }
    usedHeaded.insert(forced.name)
    statedReads += 1
    continuations.recordBegan(isText: forced.hasContinuations)
    return true
  }

  mutating func refuse(_ code: InputWarning.Code, at place: LineLocation) {
    account.unread += 1
    let message =
      code == .noTimestamp
      ? "no time in the line, and nothing around it that dates it"
      : isForced ? "not of the format that was stated" : "no known format"
    warnings.note(code, line: place.line, byteOffset: place.offset, message)
  }
}
