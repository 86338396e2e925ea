import LogModel

@testable import Ingest
@testable import Parse

/// What was read of some bytes: each record with its texts, and the account of lines.
struct StreamReading {
  /// A record, and where its line stands.
  struct Told: Equatable {
    var line: Int
    var entry: Int32
    var byteOffset: Int
    /// All that the record says but for its place.
    var said: String
  }

  private(set) var records: [Told] = []
  let input: InputReading
  /// Whether it was walked as one document of entries, which have no lines of their own.
  let isDocument: Bool

  /// Reads to the end; checks the account of lines.
  ///
  /// - Returns: `nil` where the bytes are no stream: an archive, or packed too often.
  init?(
    _ bytes: [UInt8], blockSize: Int = 256 * 1024, piece: Int = .max, isAhead: Bool = false,
    as format: FormatChoice? = nil
  ) {
    func stream() -> DecodedStream? {
      // Of the size that a file's has: only what the source gives at a time is another.
      let feed = ByteFeed(MemoryBytes(bytes, piece: piece))
      guard let layers = try? LayerStack(packed: feed, path: "input.log"), !layers.isArchive
      else { return nil }
      return DecodedStream(
        path: "input.log", layers: layers, blockSize: blockSize, isAhead: isAhead)
    }
    guard let looked = stream(), let stream = stream() else { return nil }
    isDocument = Envelopes.document(in: looked) != nil
    var options = ParseOptions(blockSize: blockSize)
    options.format = format
    var told: [Told] = []
    var duplicates = 0
    let parser = StreamParser(stream: stream, rules: .standard, options: options) { batch in
      told += batch.records.map { Told($0, in: batch) }
      duplicates += batch.duplicates.count
    }
    input = parser.run()
    records = told
    let account = input.account
    precondition(account.lines == parser.linesMet, "the account does not add up")
    precondition(
      records.count - duplicates <= account.records + account.outsideWindow,
      "there are \(records.count) records of \(account.records) lines")
  }
}

extension StreamReading.Told {
  init(_ record: LogRecord, in batch: RecordBatch) {
    line = record.line
    entry = record.entry
    byteOffset = record.byteOffset
    let texts = [
      record.service, record.source, record.operation, record.dependency, record.signature,
    ].map { batch.string($0) }
    let dimensions = batch.withAllText {
      Array(RecordBatch.dimensions(record.dimensions, in: $0))
    }
    said =
      "\(record.time.rfc3339) \(record.kind) \(record.outcome) \(record.severity) \(record.status) "
      + "\(record.role) \(record.identity) \(record.client) \(record.rule) \(record.noise) "
      + "\(record.latency) \(record.content) \(record.units) \(dimensions) \(texts)"
  }
}
