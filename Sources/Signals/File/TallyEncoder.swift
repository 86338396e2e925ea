import LogModel

/// Writes the body of a tally file; ``TallyDecoder`` reads what this writes, part by part.
struct TallyEncoder {
  private let tally: Tally
  private var writer = ByteWriter()
  /// Where marks are from: an event names its input by the place in a list.
  private let sources: [UInt64]
  private let sourceIndex: [UInt64: Int]
  private let overlap: OverlapSample

  /// - Parameters:
  ///   - tally: finished.
  ///   - keepsAll: samples as a run has them, not as a file that people keep and send.
  init(_ tally: Tally, keepsAll: Bool = false) {
    self.tally = tally
    overlap = keepsAll ? tally.overlap : tally.overlap.forFile
    var all = overlap.inputs
    for bucket in tally.series.lazy.flatMap(\.buckets) {
      bucket.successes.forEachMark { all.insert($0.input) }
      for failure in bucket.failures { failure.cell.forEachMark { all.insert($0.input) } }
      for rejections in bucket.rejections { rejections.cell.forEachMark { all.insert($0.input) } }
      for cell in bucket.unended { cell.forEachMark { all.insert($0.input) } }
    }
    sources = all.sorted()
    sourceIndex = Dictionary(
      sources.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  var bytes: [UInt8] { writer.bytes }

  mutating func write() {
    tally.origin.write(to: &writer)
    writer.count(tally.unitNames.count)
    for name in tally.unitNames { writer.string(name) }
    writer.varint(UInt64(tally.width))
    tally.widthChoice.write(to: &writer)
    writer.count(tally.inputs.count)
    for input in tally.inputs { InputReadingCoding.write(input.reading, to: &writer) }
    for routes in [tally.routes, tally.rejectedRoutes] {
      writer.count(routes.count)
      for (service, folding) in routes.sorted(by: { $0.key < $1.key }) {
        writer.string(service.text)
        folding.write(to: &writer)
      }
    }
    writer.count(sources.count)
    for source in sources { writer.fixed64(source) }
    writer.count(tally.series.count)
    for series in tally.series { put(series) }
    putClients()
    tally.dimensions.write(to: &writer, series: tally.series)
    tally.templates.write(to: &writer)
    tally.values.write(to: &writer)
    tally.traces.write(to: &writer)
    overlap.write(to: &writer, inputs: sourceIndex)
  }

  private mutating func put(_ series: Series) {
    let key = series.key
    for text in [key.source, key.service, key.operation, key.name, key.dependency] {
      writer.string(text)
    }
    writer.byte(key.kind.rawValue)
    writer.string(key.role.rawValue)
    writer.bool(key.isRejected)
    writer.byte(series.identity.rawValue)
    series.folding.write(to: &writer)
    writer.count(series.signatures.count)
    for signature in series.signatures {
      writer.string(signature.text)
      writer.string(signature.noise)
    }
    writer.count(series.buckets.count)
    var before: Int64 = 0
    for bucket in series.buckets {
      writer.signed(bucket.start &- before)
      before = bucket.start
      put(bucket)
    }
  }

  private mutating func put(_ bucket: Bucket) {
    let nanoseconds = bucket.start &* tally.width &* 1_000_000_000
    put(bucket.successes, from: nanoseconds)
    writer.count(bucket.rejections.count)
    for rejections in bucket.rejections {
      writer.count(rejections.status)
      put(rejections.cell, from: nanoseconds)
    }
    writer.bool(!bucket.unended.isEmpty)
    for cell in bucket.unended { put(cell, from: nanoseconds) }
    writer.count(bucket.failures.count)
    for failure in bucket.failures {
      writer.count(failure.signature)
      put(failure.cell, from: nanoseconds)
      for slot in 0..<4 { writer.signed(failure.units[slot]) }
      writer.optional(failure.clients) { $1.write(to: &$0) }
    }
  }

  private mutating func put(_ cell: OutcomeCell, from start: Int64) {
    writer.count(cell.count)
    writer.count(cell.keptCount)
    for mark in cell.marks {
      mark.write(to: &writer, from: start, inputs: sourceIndex)
      writer.fixed64(mark.client)
      writer.varint(UInt64(mark.latency))
    }
    if !cell.isExact { writer.optional(cell.spread) { $1.write(to: &$0) } }
  }

  /// Visits name their operation by the first series that is about it.
  private mutating func putClients() {
    let places = Dictionary(
      tally.series.enumerated().map { ($0.element.key.routeHash, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    writer.bool(tally.clients.isSample)
    writer.count(tally.clients.clients.count)
    for (hash, client) in tally.clients.clients.sorted(by: { $0.key < $1.key }) {
      writer.fixed64(hash)
      writer.count(client.count)
      writer.count(client.visits.count)
      for visit in client.visits {
        writer.signed(visit.nanoseconds)
        writer.count(places[visit.route] ?? 0)
        writer.bool(visit.failed)
      }
    }
  }
}
