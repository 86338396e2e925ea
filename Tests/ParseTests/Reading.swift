import Ingest
import LogModel
import Testing

@testable import Parse

/// A record with its texts, as a test looks at it.
struct ReadRecord: Equatable {
  var time: Timestamp
  var kind: LogRecord.Kind
  var outcome: Outcome
  var severity: Severity
  var status: Int
  var service: String
  var source: String
  var operation: String
  /// Of a message, its template.
  var said: String
  var dependency: String
  var signature: String
  var identity: LogRecord.Identity
  var client: UInt64
  var rule: Int
  var noise: Int
  var units: [Int32]
  var role: ServiceRole
  /// `tenant=acme region=eu`
  var dimensions: String
  var content: UInt64
  var line: Int
  var entry: Int
  var byteOffset: Int

  init(_ record: LogRecord, in batch: RecordBatch) {
    time = record.time
    kind = record.kind
    outcome = record.outcome
    severity = record.severity
    status = Int(record.status)
    service = batch.string(record.service)
    source = batch.string(record.source)
    operation = record.kind == .message ? "" : batch.string(record.operation)
    said = record.kind == .message ? batch.string(record.operation) : ""
    dependency = batch.string(record.dependency)
    signature = batch.string(record.signature)
    identity = record.identity
    client = record.client
    rule = Int(record.rule)
    noise = Int(record.noise)
    units = (0..<4).map { record.units[$0] }
    role = record.role
    let named = batch.withAllText {
      String(decoding: RecordBatch.dimensions(record.dimensions, in: $0), as: UTF8.self)
    }
    dimensions =
      named.split(separator: "\u{1E}").map { $0.replacing("\u{1F}", with: "=") }
      .joined(separator: " ")
    content = record.content
    line = record.line
    entry = Int(record.entry)
    byteOffset = record.byteOffset
  }

  /// `status | message | {keys}`
  var signs: String {
    signature.split(separator: "\u{1F}", omittingEmptySubsequences: false)
      .joined(separator: "|")
  }
}

/// One input, read to its end. The account is checked wherever something is read.
struct Reading: Equatable {
  var records: [ReadRecord] = []
  var input: InputReading
  var stretches: StretchCounts?

  static func == (a: Reading, b: Reading) -> Bool {
    a.records == b.records && a.input == b.input
  }

  init(
    _ bytes: [UInt8], name: String = "service.log", rules: RecordRules = .standard,
    options: ParseOptions = ParseOptions(), blockSize: Int = 256 * 1024,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let file = try TemporaryFile(bytes, name: name)
    self = try Reading(
      path: file.path, rules: rules, options: options, blockSize: blockSize, at: location)
    input.path = name
  }

  init(
    path: String, rules: RecordRules = .standard, options: ParseOptions = ParseOptions(),
    blockSize: Int = 256 * 1024, at location: SourceLocation = #_sourceLocation
  ) throws {
    var records: [ReadRecord] = []
    let parser = StreamParser(
      stream: try DecodedStream(path: path, blockSize: blockSize), rules: rules, options: options
    ) { batch in
      records += batch.records.map { ReadRecord($0, in: batch) }
    }
    input = parser.run()
    stretches = parser.stretches
    self.records = records
    let account = input.account
    #expect(account.lines == parser.linesMet, sourceLocation: location)
    let read = account.records + account.outsideWindow
    #expect(records.count <= read, sourceLocation: location)
    let unread = input.warnings.filter {
      [.unreadLines, .noTimestamp, .lineTooLong].contains($0.code)
    }
    #expect(unread.reduce(0) { $0 + $1.count } == account.unread, sourceLocation: location)
  }

  /// The lines of `text`, each ended.
  init(
    lines text: String..., rules: RecordRules = .standard, options: ParseOptions = ParseOptions(),
    name: String = "service.log", at location: SourceLocation = #_sourceLocation
  ) throws {
    self = try Reading(
      Array((text.joined(separator: "\n") + "\n").utf8), name: name, rules: rules,
      options: options, at: location)
  }

  var requests: [ReadRecord] { records.filter { $0.kind == .request } }

  func count(of code: InputWarning.Code) -> Int {
    input.warnings.first { $0.code == code }?.count ?? 0
  }

  func warning(_ code: InputWarning.Code) -> InputWarning? {
    input.warnings.first { $0.code == code }
  }

  /// The one record of an input of one line.
  var only: ReadRecord {
    get throws {
      try #require(records.count == 1)
      return try #require(records.first)
    }
  }
}

/// The one record of a line; `nil` when it is not read.
func record(
  _ line: String, rules: RecordRules = .standard, at location: SourceLocation = #_sourceLocation
) throws -> ReadRecord? {
  let reading = try Reading(Array((line + "\n").utf8), rules: rules, at: location)
  #expect(reading.input.account.lines == 1, sourceLocation: location)
  return reading.records.first
}
