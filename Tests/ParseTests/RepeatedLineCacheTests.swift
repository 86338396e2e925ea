import Ingest
import LogModel
import Simulator
import TestSupport
import Testing

@testable import Parse

/// Lines that were said before are compared, not read: what comes of them must be the same.
@Suite struct RepeatedLineCacheTests {
  /// Rules that never match and may look at stamps: with them every line is read.
  private static let reading = RecordRules(operations: [
    OperationRule(
      name: "never",
      match: ConditionGroup(all: [
        .has(FieldPath(root: .record, keys: ["time"])), .method(["NEVER"]),
      ]))
  ])

  private static func stamp(_ at: Int) -> String {
    Timestamp(nanoseconds: 1_744_070_400_000_000_000 + Int64(at) * 37_000_000, fractionDigits: 3)
      .rfc3339
  }

  /// Lines of many sorts, most of them said over and over.
  private static func lines(_ count: Int, seed: UInt64, form: Int) -> [String] {
    var random = SeededGenerator(seed: seed)
    let bodies = [
      #""level":"info","type":"db","query":"SELECT id, title, price FROM menu ORDER BY id""#,
      #""level":"info","type":"http","path":"/api/order/menu","method":"GET","statusCode":200,"#
        + #""reqBody":"{}","resBody":"[{\"id\":1,\"title\":\"Margherita\"}]""#,
      #""level":"info","type":"http","path":"/api/order/menu","method":"GET","statusCode":200,"#
        + #""reqBody":"{}","resBody":"\"[{\\\"id\\\":1,\\\"title\\\":\\\"Margherita\\\"}]\"""#,
      #""level":"error","type":"http","path":"/api/order","method":"POST","statusCode":500,"#
        + #""resBody":"{\"message\":\"Failed to fulfill order at factory\"}""#,
      #""level":"warn","msg":"Suppressed 12 messages from the worker of the kitchen","n":1"#,
      #""level":"error","msg":"connection refused by 10.0.0.7 while asking for the menu""#,
      #""level":"info","msg":"caf\#u{e9} opened, ovens hot and the dough is rising""#,
      #""level":"info","type":"http","path":"/health","method":"GET","statusCode":200,"x":"123""#,
    ]
    return (0..<count).map { at in
      let body = bodies[Int(random.next() % UInt64(bodies.count))]
      let unique = random.next() % 8 == 0 ? #","id":"\#(random.next())""# : ""
      let time: String
      switch random.next() % 300 {
      case 0: time = "not-a-time-of-any-sort-"
      case 1: time = "1969-12-31T00:00:00.000Z"
      case 2: time = "2150-01-01T00:00:00.000Z"
      case 3: time = String(Self.stamp(at).dropLast()) + "+02:00"
      default: time = Self.stamp(at / 3)
      }
      switch form {
      case 0: return #"{"time":"\#(time)",\#(body)\#(unique)}"#
      case 1: return #"{\#(body)\#(unique),"timestamp":"\#(time)"}"#
      case 2: return #"{"time":"\#(time.replacing("Z", with: ""))",\#(body)\#(unique)}"#
      default: return #"{"time":"\#(time)",\#(body)\#(unique),"ts":"\#(Self.stamp(at / 2))"}"#
      }
    }
  }

  @Test("whatever is compared is what would have been read", arguments: 0..<4)
  func same(form: Int) throws {
    let lines = Self.lines(6000, seed: UInt64(form) + 7, form: form)
    let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
    let since = Timestamp(seconds: 1_744_070_410)
    for options in [ParseOptions(), ParseOptions(since: since)] {
      let fast = try Reading(bytes, options: options)
      let slow = try Reading(bytes, rules: Self.reading, options: options)
      #expect(fast.records == slow.records)
      #expect(fast.input == slow.input)
    }
  }

  @Test("labels in mid stream are those of the lines behind them, repeated or not")
  func labels() throws {
    let line = #","level":"error","msg":"the oven of the kitchen is cold again"}"#
    var lines = (0..<700).map { #"{"time":"\#(Self.stamp($0))""# + line }
    lines.insert(#"Common labels: {"service_name":"kitchen"}"#, at: 400)
    let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
    let fast = try Reading(bytes)
    #expect(fast.records.count { $0.service == "kitchen" } == 300)
    #expect(try fast.records == Reading(bytes, rules: Self.reading).records)
  }

  @Test("most lines are compared, and known ones are found again behind a batch")
  func isUsed() {
    let echoes = RepeatedLineCache()
    let line = Array(
      #"{"time":"\#(Self.stamp(1))","level":"info","query":"SELECT 1 FROM menu"}"#.utf8)
    var other = line
    other[30] ^= 1
    var differs = line
    differs[50] ^= 1
    line.withUnsafeBytes { line in
      echoes.settle(stamp: 9..<33, in: line)
      #expect(echoes.find(line) == nil && !echoes.isAsked(line))
      #expect(echoes.find(line) == nil && echoes.isAsked(line))
      let known = echoes.learn(line, stamp: 9..<33)
      known?.pointee.note(LogRecord(), message: nil, call: nil, told: nil, of: line)
      #expect(echoes.find(line) != nil)
      echoes.forgetRecords()
      #expect(echoes.find(line) == nil && echoes.isAsked(line))
      _ = echoes.learn(line, stamp: 9..<33)
    }
    other.withUnsafeBytes { #expect(echoes.find($0)?.stamp.count == 24) }
    differs.withUnsafeBytes { #expect(echoes.find($0) == nil) }
  }

  @Test("rules that may look at the time of a record have every line read")
  func stampRules() throws {
    #expect(Self.reading.lookAtStamps && !RecordRules.standard.lookAtStamps)
    let named = OperationRule(name: "x", match: ConditionGroup(all: [.method(["GET"])]))
    var keyed = named
    keyed.userKeys = ["timestamp"]
    #expect(!RecordRules(operations: [named]).lookAtStamps)
    #expect(RecordRules(operations: [keyed]).lookAtStamps)
    var body = named
    body.success = [
      ConditionGroup(all: [.equals(FieldPath(root: .requestBody, keys: ["time"]), ["x"])])
    ]
    #expect(!RecordRules(operations: [body]).lookAtStamps)
  }

  @Test("parts of a packed log are read from near them, and are the same")
  func partsFromCheckpoints() throws {
    let lines = Self.lines(9000, seed: 3, form: 0)
    let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
    let file = try TemporaryFile(GzipWriter.member(bytes), name: "service.log.gz")
    var options = ParseOptions()
    options.checkpoints = CheckpointBudget(spacing: 1 << 16)
    let parser = StreamParser(
      stream: try DecodedStream(path: file.path, blockSize: 1 << 14), rules: .standard,
      options: options
    ) { _ in }
    _ = parser.run()
    #expect(parser.segments.hasCheckpoints)
    let wanted = stride(from: 1, to: lines.count, by: 613).map { (line: $0, entry: Int?.none) }
    let far = try ExcerptReader.texts(path: file.path, wanted: wanted)
    let near = try ExcerptReader.texts(
      path: file.path, wanted: wanted, segments: parser.segments)
    #expect(near == far && near == wanted.map { lines[$0.line - 1] })
    let near2 = try ExcerptReader.texts(
      path: file.path, wanted: [(8800, nil), (1, nil), (8801, nil)], segments: parser.segments)
    #expect(near2 == [lines[8799], lines[0], lines[8800]])
  }

  @Test("a budget bounds what is noted of all inputs")
  func budget() {
    let budget = CheckpointBudget(limit: 2)
    #expect([budget.takes(), budget.takes(), budget.takes()] == [true, true, false])
  }
}
