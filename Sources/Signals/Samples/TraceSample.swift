import LogModel

/// A sample of requests that records name, with when each source had to do with them: what the
/// clocks of sources are compared by.
///
/// The names with the smallest hashes are kept (bottom-k), and of one request the sources with the
/// smallest: a function of the records alone, whatever their order.
public struct TraceSample: Hashable, Sendable {
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

  /// By the hash of the request's name, then by that of the source's.
  public private(set) var spans: [UInt64: [UInt64: Span]] = [:]
  /// The names, the smallest first.
  private var order: [UInt64] = []

  private var largest: UInt64 { order.last ?? 0 }

  init() {}

  /// Whether a request is among those kept, as far as is known yet.
  @inline(__always)
  func admits(_ trace: UInt64) -> Bool {
    trace <= largest || spans.count < Self.traceCapacity
  }

  mutating func add(_ span: Span, trace: UInt64, source: UInt64) {
    guard admits(trace) else { return }
    if spans[trace] == nil {
      if order.count >= Self.traceCapacity { spans[order.removeLast()] = nil }
      spans[trace] = [:]
      order.insert(trace, at: place(of: trace))
    }
    spans[trace, default: [:]].take(span, of: source)
  }

  /// Where a name stands in the order, or would.
  private func place(of trace: UInt64) -> Int {
    var low = 0
    var high = order.count
    while low < high {
      let middle = (low + high) / 2
      if order[middle] < trace { low = middle + 1 } else { high = middle }
    }
    return low
  }

  mutating func merge(_ other: TraceSample) {
    for (trace, sources) in other.spans {
      for (source, span) in sources { spans[trace, default: [:]].take(span, of: source) }
    }
    order = spans.keys.sorted()
    for trace in order.dropFirst(Self.traceCapacity) { spans[trace] = nil }
    order = Array(order.prefix(Self.traceCapacity))
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
    for trace in spans.keys {
      var changed: [UInt64: Span] = [:]
      for (source, span) in spans[trace] ?? [:] { changed[source] = body(source, span) }
      spans[trace] = changed.isEmpty ? nil : changed
    }
    order = spans.keys.sorted()
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

extension [UInt64: TraceSample.Span] {
  fileprivate mutating func take(_ span: TraceSample.Span, of source: UInt64) {
    if self[source]?.merge(span) != nil { return }
    self[source] = span
    guard count > TraceSample.sourceCapacity, let last = keys.max() else { return }
    self[last] = nil
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
    self.init()
    var sources: [UInt64] = []
    for _ in 0..<(try reader.count(ofBytes: 8)) {
      let source = try reader.fixed64()
      if let last = sources.last, last >= source { throw reader.damaged }
      sources.append(source)
    }
    let count = try reader.count(ofBytes: 13)
    guard count <= Self.traceCapacity else { throw reader.damaged }
    for _ in 0..<count {
      let trace = try reader.fixed64()
      guard spans.isEmpty || trace > largest else { throw reader.damaged }
      order.append(trace)
      spans[trace] = try Self.sources(&reader, sources)
    }
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
