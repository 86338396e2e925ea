import LogModel
import Simulator

@testable import Parse
@testable import Signals

/// One record as a test states it; the rest is what a parser would leave out.
struct Attempt: Hashable {
  /// Since 2025-04-08T00:00:00Z.
  var milliseconds: Int64 = 0
  var operation = "GET /menu"
  var service = "shop"
  var source = "host-1"
  var dependency = ""
  var outcome = Outcome.success
  /// Of a failure: status, message and body keys, parted by U+001F.
  var signature = "500\u{1F}failed\u{1F}{}"
  var client: UInt64 = 0
  var pizzas: Int32 = 0
  /// Of an attempt that was rejected.
  var status: Int16 = 0
  /// A line that is about no request, and its level; errors and warnings have a signature.
  var level: Severity?
  /// Names and values, `["tenant": "acme"]`.
  var dimensions: [String: String] = [:]
  /// What such a line says, with what varies masked.
  var said = ""
  /// Of a success: the members of its answer, parted by U+001F.
  var shape = ""

  static let origin: Int64 = 1_744_070_400_000
}

/// What a test scans: one input after the other, without a file.
struct MadeInput {
  var number: UInt64
  var attempts: [Attempt]

  /// A tally of this input alone, sealed.
  func tally(_ rules: TallyRules = .plain, focus: [TimeRange] = []) -> Tally {
    let tally = Tally(rules: rules, focus: focus)
    fold(into: tally)
    return tally
  }

  /// Folds this input in batches, as a parser would, and seals it.
  func fold(into tally: Tally) {
    fold(batchesInto: tally)
    tally.seal(reading)
  }

  /// The same without sealing it.
  func fold(batchesInto tally: Tally) {
    for start in stride(from: 0, to: attempts.count, by: 700) {
      tally.fold(Self.batch(attempts[start..<min(start + 700, attempts.count)], from: start))
    }
  }

  var reading: InputReading {
    var reading = InputReading(path: "input-\(number).log")
    reading.contentHash = ContentHash(high: number, low: StableHash.combine(number, 7))
    reading.bytesRead = attempts.count
    reading.bytesDecoded = attempts.count
    reading.account.records = attempts.count
    reading.first = attempts.map(\.time).min()
    reading.last = attempts.map(\.time).max()
    reading.formats = ["json"]
    return reading
  }

  private static func batch(_ attempts: ArraySlice<Attempt>, from start: Int) -> RecordBatch {
    var batch = RecordBatch()
    for (offset, attempt) in attempts.enumerated() {
      var record = LogRecord()
      record.kind = .request
      record.nanoseconds = attempt.time.nanoseconds
      record.fractionDigits = 3
      record.outcome = attempt.outcome
      record.operation = batch.append(attempt.operation)
      record.service = batch.append(attempt.service)
      record.source = batch.append(attempt.source)
      record.dependency = batch.append(attempt.dependency)
      record.names = attempt.names
      batch.fingerprints.append(
        StableHash.combine(attempt.names, UInt64(bitPattern: record.nanoseconds)))
      record.status = attempt.status
      // Of some it is not said how long they took.
      // A line that says how long something took would count once more, as work.
      record.latency =
        attempt.level == nil
        ? UInt32(truncatingIfNeeded: max(0, attempt.milliseconds % 97 * 1300)) : 0
      if let level = attempt.level {
        record.kind = .message
        record.severity = level
        record.operation = attempt.said.isEmpty ? .none : batch.append(attempt.said)
      }
      let complains = attempt.level.map { $0 >= .warning } ?? (attempt.outcome == .failure)
      if complains { record.signature = batch.append(attempt.signature) }
      if !attempt.dimensions.isEmpty {
        let named = attempt.named
        let length = [named.utf8.count >> 8, named.utf8.count & 0xFF].map(UInt8.init)
        record.dimensions = (length + Array(named.utf8)).withUnsafeBytes {
          batch.append($0).offset + 1
        }
      }
      if attempt.level == nil, attempt.outcome == .success, !attempt.shape.isEmpty {
        record.signature = batch.append(attempt.shape)
      }
      if attempt.level != nil ? !attempt.said.isEmpty : attempt.outcome == .success {
        batch.values.append(
          NotedValue(
            record: offset, name: batch.append("eta"),
            value: UInt32(attempt.milliseconds.magnitude % 11),
            isNumber: attempt.level != nil))
      }
      record.client = attempt.client
      record.content = StableHash.hash(
        attempt.operation, seed: UInt64(bitPattern: attempt.milliseconds))
      record.units[0] = attempt.pizzas
      record.line = start + offset + 1
      record.byteOffset = (start + offset) * 100
      batch.records.append(record)
    }
    return batch
  }
}

extension Attempt {
  fileprivate var names: UInt64 {
    [service, source, dependency, operation].reduce(0) {
      StableHash.combine($0, StableHash.hash($1))
    }
  }

  fileprivate var named: String {
    dimensions.sorted { $0.key < $1.key }.map { "\($0)\u{1F}\($1)\u{1E}" }.joined()
  }

  var time: Timestamp {
    Timestamp(nanoseconds: (Self.origin + milliseconds) * 1_000_000, fractionDigits: 3)
  }
}

extension RecordBatch {
  fileprivate mutating func append(_ text: String) -> TextSpan {
    Array(text.utf8).withUnsafeBytes { append($0) }
  }
}

extension TallyRules {
  /// No definition, nothing to redact.
  static let plain = TallyRules(.standard) { $0 }
}

extension Array {
  /// The same elements in an order that `generator` chooses.
  func shuffled(by generator: inout SeededGenerator) -> [Element] {
    var mixed = self
    for index in mixed.indices.dropFirst() {
      mixed.swapAt(index, generator.below(index + 1))
    }
    return mixed
  }
}
