import Ingest
import LogModel
import Scan

/// What every format makes of the first lines of an input: why it is read as it is.
public struct FormatTrial: Sendable {
  /// One format's part in it.
  public struct Score: Sendable {
    public var name: String
    /// Lines it can read, and lines it was the first to read.
    public var readable = 0
    public var taken = 0
    /// Parts of a record that it found, over all lines it can read.
    public var fields = 0

    /// Share of the lines it can read times the mean of the parts it finds in them.
    public func score(of lines: Int) -> Double {
      lines > 0 ? Double(fields) / Double(lines) : 0
    }
  }

  /// So many lines, and so many bytes, are looked at.
  public static let lineLimit = 1000
  static let byteLimit = 1024 * 1024
  private static let sampleLimit = 3

  /// The document the whole input is, if it is one; then no line is tried.
  public private(set) var document: String?
  /// Lines that were looked at, blank ones left out.
  public private(set) var lines = 0
  /// Lines that each envelope opened, in the order of the catalogue.
  public private(set) var envelopes: [(name: String, count: Int)] = []
  /// In the order in which formats are tried.
  public private(set) var scores: [Score] = []
  /// The first records, in words, with their lines.
  public private(set) var samples: [(line: Int, text: String)] = []
  /// The first lines no format reads, with what is in them, not yet redacted; and whether it is
  /// the stamp or the rest that is not understood.
  public private(set) var unread: [(line: Int, text: String, cause: String)] = []
  /// What a line said of the columns of those behind it.
  private var headed: (any LogFormat)?

  /// What the lines have before their stamps.
  private var prefix: WordsBefore?
  private var stated: PatternLines?
  private var statedForm: (any LogFormat)?
  private var stands = PatternPlace()
  private var clock: StampClock
  private var continuations = Continuations()
  /// Lines that go on with the record before them.
  public private(set) var continued = 0

  /// Tries all formats on the begin of `stream`, of which nothing is consumed.
  ///
  /// - Parameters:
  ///   - forced: what the definition or the command line says the input is.
  ///   - rules: those of the run, and `options` those of the input: by them its stamps are dated.
  public init(
    of stream: DecodedStream, forced: FormatChoice? = nil, rules: RecordRules = RecordRules(),
    options: ParseOptions = ParseOptions()
  ) {
    clock = StampClock(options)
    clock.refer(to: YearlessHead.reference(for: stream, rules: rules, options: options))
    if let envelope = Envelopes.document(in: stream), forced?.readsLines(of: stream) != true {
      document = envelope.name
      return
    }
    stream.lookAhead(Self.byteLimit)
    envelopes = Envelopes.lines.map { ($0.name, 0) }
    var forms = LogFormats.all
    if let only = forced?.format { forms = [only] } else { prefix = WordsBefore(headOf: stream) }
    stated = forced?.patternLines
    statedForm = forced?.format
    scores = forms.map { Score(name: $0.name) }
    let window = UnsafeRawBufferPointer(rebasing: stream.window.prefix(Self.byteLimit))
    var number = 0
    for line in window.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      guard lines < Self.lineLimit, line.endIndex < window.count || window.count < Self.byteLimit
      else { break }
      var text = UnsafeRawBufferPointer(rebasing: line)
      if text.last == 0x0D { text = UnsafeRawBufferPointer(rebasing: text.dropLast()) }
      guard text.contains(where: { $0 > 0x20 }) else { continue }
      lines += 1
      if addHeaded(by: text, number, to: &forms) { continue }
      guard let plain = ColouredLine.plain(text) else {
        open(text, number, forms, isDated: false, depth: 0)
        continue
      }
      plain.withUnsafeBytes { open($0, number, forms, isDated: false, depth: 0) }
    }
    envelopes.removeAll { $0.count == 0 }
  }

  /// A line that names columns adds the form of the lines behind it.
  private mutating func addHeaded(
    by line: UnsafeRawBufferPointer, _ number: Int, to forms: inout [any LogFormat]
  ) -> Bool {
    guard number == 1 || line.first == 0x23 else { return false }
    for kind in LogFormats.headed {
      guard let format = kind.format(headedBy: line, after: headed) else { continue }
      if headed == nil {
        forms.insert(format, at: 0)
        scores.insert(Score(name: kind.name), at: 0)
      } else {
        forms[0] = format
      }
      headed = format
      return true
    }
    return false
  }

  private mutating func open(
    _ line: UnsafeRawBufferPointer, _ number: Int, _ forms: [any LogFormat], isDated: Bool,
    depth: Int
  ) {
    if let stated {
      let isOpened = stands.mayOpen(line) { stated.reads($0[...]) }
      let isTaken = !(isOpened && stands.isRuntime(line)) && stated.reads(line[...])
      if isTaken || !isOpened { return judge(line, number, forms, isDated: false) }
    }
    if depth == 0, let prefix, let wrapped = prefix.unwrap(line) {
      return open(
        line.slice(wrapped.text), number, forms, isDated: isDated, depth: depth + 1)
    }
    for (index, envelope) in Envelopes.lines.enumerated() where depth < EnvelopeStack.depthLimit {
      guard envelope.mayOpen(with: line.prefix(8)) else { continue }
      switch envelope.unwrap(line) {
      case .foreign: continue
      case .header: note(envelope.name, index)
      case .record(let wrapped):
        if isWhole(line, around: wrapped.text, in: index) { continue }
        note(envelope.name, index)
        let dated = isDated || wrapped.time != nil || wrapped.localTime != nil
        guard wrapped.text.kind == .string else {
          return open(line.slice(wrapped.text), number, forms, isDated: dated, depth: depth + 1)
        }
        var text: [UInt8] = []
        JSONText.unescape(line.slice(wrapped.text), into: &text)
        while let last = text.last, last == 0x0A || last == 0x0D { text.removeLast() }
        return text.withUnsafeBytes {
          open($0, number, forms, isDated: dated, depth: depth + 1)
        }
      }
      return
    }
    judge(line, number, forms, isDated: isDated)
  }

  /// As when the stream is read: a stated form may take the line with its envelope.
  private func isWhole(
    _ line: UnsafeRawBufferPointer, around text: JSONSlice, in index: Int
  ) -> Bool {
    guard let statedForm, stated == nil, LineWrapping(rawValue: index)?.isLoose == true,
      text.kind != .string
    else { return false }
    var fields = RecordFields()
    if statedForm.read(line.slice(text), into: &fields) { return false }
    fields = RecordFields()
    return statedForm.read(line, into: &fields)
      && (fields.time != nil || fields.localTime != nil)
  }

  private mutating func note(_ name: String, _ index: Int) {
    if let at = envelopes.firstIndex(where: { $0.name == name }) { envelopes[at].count += 1 }
  }

  private mutating func judge(
    _ line: UnsafeRawBufferPointer, _ number: Int, _ forms: [any LogFormat], isDated: Bool
  ) {
    var isTaken = false
    for (at, form) in forms.enumerated() where form.mayOpen(with: line.prefix(8)) {
      // As when the stream is read: values that do not fit their columns are no prose.
      if headed != nil, form is PlainText { continue }
      var fields = RecordFields()
      guard form.read(line, into: &fields) else { continue }
      if !isTaken, let local = fields.localTime, fields.time == nil {
        let place = LineLocation(line: number, entry: 0, offset: 0)
        fields.time = clock.dated(local, at: place)
      }
      let found = FieldSummary(fields, in: line)
      scores[at].readable += 1
      scores[at].fields += found.parts.count
      guard !isTaken else { continue }
      isTaken = true
      continuations.recordBegan(isText: form.hasContinuations)
      scores[at].taken += 1
      if samples.count < Self.sampleLimit { samples.append((number, found.text)) }
    }
    guard !isTaken else { return }
    if !isDated, continuations.takes(line, isBehindFailure: false) {
      continued += 1
      return
    }
    guard unread.count < Self.sampleLimit else { return }
    let text = String(decoding: line.prefix(2000), as: UTF8.self)
    if isDated {
      if samples.count < Self.sampleLimit { samples.append((number, "message: " + text)) }
    } else {
      unread.append((number, text, Self.cause(line)))
    }
  }

  /// Why no format reads a line, as far as its stamp goes.
  private static func cause(_ line: UnsafeRawBufferPointer) -> String {
    for at in 0..<min(stampReach, line.count)
    where at == 0 || !EnvelopeHead.isLetterOrDigit(line[at - 1]) {
      guard let stamp = LeadingStamp.read(line, at: at), !stamp.isBareNumber else { continue }
      let written = String(decoding: line[at..<stamp.end], as: UTF8.self)
      return at == 0
        ? "its stamp is read (\(written)); what follows is of no known form"
        : "its stamp is read (\(written)); what stands before it is of no known form"
    }
    return StampSign.isCarried(by: line) || hasClock(line)
      ? "its stamp is not understood" : "no stamp is seen in it"
  }

  /// `15:02` among the first bytes.
  private static func hasClock(_ line: UnsafeRawBufferPointer) -> Bool {
    (2..<max(2, min(stampReach, line.count - 2))).contains { at in
      line[at] == 0x3A && [-2, -1, 1, 2].allSatisfy { line[at + $0] &- 0x30 < 10 }
    }
  }

  /// Where a stamp is looked for, to say why a line is not read.
  private static let stampReach = 96
}

/// What a format found in a line, in words.
struct FieldSummary {
  /// `status: 500`, one a part of the record.
  var parts: [String] = []
  var text: String { parts.joined(separator: ", ") }

  init(_ fields: borrowing RecordFields, in line: UnsafeRawBufferPointer) {
    func text(_ slice: JSONSlice) -> String {
      String(decoding: RecordView.text(slice, in: line).prefix(400), as: UTF8.self)
    }
    func add(_ name: String, _ slice: JSONSlice?) {
      if let slice { parts.append("\(name): \(text(slice))") }
    }
    if let time = fields.time {
      let isZoned = fields.localTime.map { $0.zone != .missing } ?? true
      parts.append(
        isZoned ? "time: \(time.rfc3339)" : "time: \(time.rfc3339.dropLast()) (no zone)")
    } else if let local = fields.localTime, let time = local.timestamp() {
      let written = time.rfc3339.dropLast()
      parts.append(
        local.lacksYear
          ? "time: \(written.dropFirst(5)) (no year)" : "time: \(written) (no zone)")
    }
    if fields.level != .unknown { parts.append("level: \(fields.level)") }
    add("service", fields.service)
    add("host", fields.host)
    add("method", fields.method)
    add("path", fields.path)
    add("operation", fields.operation)
    if fields.status != 0 { parts.append("status: \(fields.status)") }
    if fields.grpcStatus >= 0 { parts.append("grpc: \(fields.grpcStatus)") }
    if let latency = fields.latencyMilliseconds { parts.append("latency: \(latency) ms") }
    add("user", fields.user)
    add("session", fields.session)
    add("address", fields.address)
    add("error", fields.error)
    add("message", fields.message)
  }
}
