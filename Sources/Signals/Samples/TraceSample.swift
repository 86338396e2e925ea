import LogModel

/// A sample of requests that records name, with when each source had to do with them: what the
/// clocks of sources are compared by.
///
/// The names with the smallest hashes are kept (bottom-k), and of one request the sources with the
/// smallest: a function of the records alone, whatever their order.
public struct TraceSample: Sendable {
  /// From the begin of a source's first record of a request to the stamp of its last, in
  /// nanoseconds.
  public struct Span: Hashable, Sendable {
    public var begin: Int64
    public var end: Int64
    /// Stamps of whole seconds are among them.
    public var isCoarse: Bool

    mutating func merge(_ other: Span) {
      begin = min(begin, other.begin)
      end = max(end, other.end)
      isCoarse = isCoarse || other.isCoarse
    }
  }

  static let traceCapacity = 1024
  static let sourceCapacity = 8

  /// What one source had to do with a request.
  private struct Part {
    var source: UInt64
    var span: Span
  }

  /// The names, the smallest first, and where in ``parts`` those of each stand: most records name
  /// a request that is known.
  private var names: [UInt64] = []
  private var places: [Int] = []
  private var parts: [[Part]] = []

  /// By the hash of the request's name, then by that of the source's.
  public var spans: [UInt64: [UInt64: Span]] {
    var spans: [UInt64: [UInt64: Span]] = [:]
    for (name, place) in zip(names, places) {
      spans[name] = Dictionary(
        parts[place].map { ($0.source, $0.span) }, uniquingKeysWith: { first, _ in first })
    }
    return spans
  }

  private var largest: UInt64 { names.last ?? 0 }

  init() {}

  private init(_ spans: [UInt64: [UInt64: Span]]) {
    for name in spans.keys.sorted() {
      names.append(name)
      places.append(parts.count)
      parts.append((spans[name] ?? [:]).map { Part(source: $0.key, span: $0.value) })
    }
  }

  /// Whether a request is among those kept, as far as is known yet.
  @inline(__always)
  func admits(_ trace: UInt64) -> Bool {
    trace <= largest || names.count < Self.traceCapacity
  }

  mutating func add(_ span: Span, trace: UInt64, source: UInt64) {
    guard admits(trace) else { return }
    let at = names.partitionIndex(from: trace)
    if at == names.count || names[at] != trace { insert(trace, at: at) }
    add(span, of: source, at: places[at])
  }

  /// Makes room for a name: in the place of the largest, where there are enough.
  private mutating func insert(_ trace: UInt64, at: Int) {
    var place = parts.count
    if names.count >= Self.traceCapacity {
      names.removeLast()
      place = places.removeLast()
      parts[place].removeAll(keepingCapacity: true)
    } else {
      parts.append([])
    }
    names.insert(trace, at: at)
    places.insert(place, at: at)
  }

  private mutating func add(_ span: Span, of source: UInt64, at place: Int) {
    for at in parts[place].indices where parts[place][at].source == source {
      return parts[place][at].span.merge(span)
    }
    parts[place].append(Part(source: source, span: span))
    guard parts[place].count > Self.sourceCapacity,
      let last = parts[place].indices.max(by: {
        parts[place][$0].source < parts[place][$1].source
      })
    else { return }
    parts[place].remove(at: last)
  }

  mutating func merge(_ other: TraceSample) {
    for (trace, place) in zip(other.names, other.places) {
      for part in other.parts[place] { add(part.span, trace: trace, source: part.source) }
    }
  }

  /// Leaves out what lies in stretches of time.
  mutating func forget(_ stretches: [ClosedRange<Int64>]) {
    change { _, span in
      stretches.contains { $0.overlaps(span.begin...span.end) } ? nil : span
    }
  }

  /// Moves all, or those of the sources that `steps` names by their hashes.
  mutating func shift(byNanoseconds step: Int64) { change { $1.moved(by: step) } }

  mutating func shift(_ steps: [UInt64: Int64]) {
    change { source, span in steps[source].map { span.moved(by: $0) } ?? span }
  }

  private mutating func change(_ body: (_ source: UInt64, _ span: Span) -> Span?) {
    var all: [UInt64: [UInt64: Span]] = [:]
    for (trace, sources) in spans {
      var changed: [UInt64: Span] = [:]
      for (source, span) in sources { changed[source] = body(source, span) }
      all[trace] = changed.isEmpty ? nil : changed
    }
    self = TraceSample(all)
  }
}

extension TraceSample.Span {
  fileprivate func moved(by step: Int64) -> Self {
    func moved(_ time: Int64) -> Int64 {
      let (sum, overflows) = time.addingReportingOverflow(step)
      let end = overflows ? (step < 0 ? Int64.min : .max) : sum
      return max(-EventRef.timeLimit, min(EventRef.timeLimit, end))
    }
    return .init(begin: moved(begin), end: moved(end), isCoarse: isCoarse)
  }
}

// MARK: In a file

extension TraceSample {
  func write(to writer: inout ByteWriter) {
    let sources = Set(spans.values.flatMap(\.keys)).sorted()
    let places = Dictionary(
      sources.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    writer.count(sources.count)
    for source in sources { writer.fixed64(source) }
    writer.count(spans.count)
    for (trace, known) in spans.sorted(by: { $0.key < $1.key }) {
      writer.fixed64(trace)
      writer.count(known.count)
      for (source, span) in known.sorted(by: { $0.key < $1.key }) {
        writer.count(places[source] ?? 0)
        writer.signed(span.begin)
        writer.varint(UInt64(bitPattern: span.end &- span.begin))
        writer.bool(span.isCoarse)
      }
    }
  }

  init(from reader: inout ByteReader) throws(TallyError) {
    var sources: [UInt64] = []
    for _ in 0..<(try reader.count(ofBytes: 8)) {
      let source = try reader.fixed64()
      if let last = sources.last, last >= source { throw reader.damaged }
      sources.append(source)
    }
    let count = try reader.count(ofBytes: 13)
    guard count <= Self.traceCapacity else { throw reader.damaged }
    var spans: [UInt64: [UInt64: Span]] = [:]
    var last: UInt64?
    for _ in 0..<count {
      let trace = try reader.fixed64()
      guard last.map({ trace > $0 }) ?? true else { throw reader.damaged }
      last = trace
      spans[trace] = try Self.sources(&reader, sources)
    }
    self.init(spans)
  }

  private static func sources(
    _ reader: inout ByteReader, _ sources: [UInt64]
  ) throws(TallyError) -> [UInt64: Span] {
    var known: [UInt64: Span] = [:]
    let count = try reader.count(ofBytes: 4)
    guard count > 0, count <= sourceCapacity else { throw reader.damaged }
    var next = 0
    for _ in 0..<count {
      let place = try reader.integer()
      guard place >= next, place < sources.count else { throw reader.damaged }
      next = place + 1
      let begin = try reader.signed()
      let length = try reader.integer()
      let (end, overflows) = begin.addingReportingOverflow(Int64(length))
      guard !overflows, begin.magnitude <= UInt64(EventRef.timeLimit),
        end.magnitude <= UInt64(EventRef.timeLimit)
      else { throw reader.damaged }
      known[sources[place]] = Span(begin: begin, end: end, isCoarse: try reader.bool())
    }
    return known
  }
}
