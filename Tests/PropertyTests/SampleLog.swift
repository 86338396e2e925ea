import Simulator
import TestSupport
import Testing

/// A simulated log in one form, to be cut and shuffled where the form allows it.
struct SampleLog: CustomTestStringConvertible, Sendable {
  var scenario: Scenario
  var form: RecordForm
  /// What stands before the records and belongs to each part.
  let head: [UInt8]
  /// Records, or documents of several, each with its line's end.
  let lines: [[UInt8]]

  init(_ scenario: Scenario, _ form: RecordForm, _ options: WriteOptions = WriteOptions()) {
    self.scenario = scenario
    self.form = form
    var options = options
    options.pages = 9
    options.recordsPerPush = 4
    let log = scenario.log(as: form, options: options)
    let lines = log.split(separator: 0x0A, omittingEmptySubsequences: false)
      .dropLast().map { Array($0) + [0x0A] }
    let headLines = form == .exploreOld || form == .exploreNew ? 5 : 0
    head = lines.prefix(headLines).flatMap { $0 }
    self.lines = Array(lines.dropFirst(headLines))
  }

  var testDescription: String { "\(scenario.name) as \(form)" }

  /// All of it, lines in the form's own order.
  var whole: [UInt8] { head + lines.joined() }

  func shuffled(seed: UInt64) -> [UInt8] {
    var random = SeededGenerator(seed: seed)
    return head + lines.shuffled(using: &random).joined()
  }

  /// Files that together hold each line once: neighbours stay together.
  func parts(_ count: Int) -> [[UInt8]] {
    (0..<count).map { part in
      head
        + lines[(lines.count * part / count)..<(lines.count * (part + 1) / count)].joined()
    }
  }

  /// Files that together hold each line once, dealt out by chance.
  func dealt(into count: Int, seed: UInt64) -> [[UInt8]] {
    var random = SeededGenerator(seed: seed)
    var parts = [[UInt8]](repeating: head, count: count)
    for line in lines { parts[random.below(count)] += line }
    return parts
  }

  /// Packed in members that are cut anywhere, also inside a line.
  func packed(members count: Int, seed: UInt64) -> [UInt8] {
    var random = SeededGenerator(seed: seed)
    let bytes = whole
    let cuts = [0] + (1..<count).map { _ in random.below(bytes.count) }.sorted() + [bytes.count]
    return zip(cuts, cuts.dropFirst()).enumerated().flatMap { number, cut in
      GzipWriter.member(Array(bytes[cut.0..<cut.1]), level: Int32(number % 9 + 1))
    }
  }

  /// An outage in each form, other days in one form each, and outages drawn by chance.
  static let all: [SampleLog] =
    RecordForm.allCases.map { SampleLog(.outagePagedInThreeMinutes.thin(), $0) }
    + [
      SampleLog(.outageNobodyWasAlertedTo, .combined),
      SampleLog(.outageStillGoingOn.thin(), .logcliJsonl),
      SampleLog(.quietDay.thin(), .lokiPush),
    ]
    + (UInt64(1)...4).map { seed in
      SampleLog(
        .random(seed: seed).thin(), RecordForm.allCases[Int(seed) % RecordForm.allCases.count])
    }
}
