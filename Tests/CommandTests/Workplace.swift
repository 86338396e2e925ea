import Glibc
import Simulator
import TestSupport

/// A folder as a user has it, with the program to run in it.
struct Workplace {
  let folder: ScratchFolder

  /// Logs: the paged outage, packed, its events, and a day with two outages.
  init() throws {
    folder = try ScratchFolder()
    try folder.write("order.log.gz", Self.packed)
    try folder.write("oncall.jsonl", Self.scenario.eventRows)
    try folder.write("two.log", Self.twoOutages)
    try folder.write("junk/noise.bin", Self.noise)
    try folder.write("junk/words.txt", "nothing here\nhas a time\nor any form\n")
    try folder.write("empty/a.log", "")
    try folder.write("empty/b.log.gz", GzipWriter.member([]))
    mkdir(folder.path + "/nothing", 0o755)
  }

  func run(_ arguments: [String], input: [UInt8] = []) throws -> Program.Result {
    try folder.program(arguments, input: input)
  }

  /// The words of one line: blanks part them.
  func run(_ line: String, input: [UInt8] = []) throws -> Program.Result {
    try run(line.split(separator: " ").map(String.init), input: input)
  }

  static let scenario = Scenario.outagePagedInThreeMinutes.thin()
  static let log = scenario.log(as: .jsonLines)
  static let packed = GzipWriter.member(log)
  static let lines = log.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
  static let twoOutages = Scenario.outages([(60, 72), (210, 234)], minutes: 280, seed: 21)
    .log(as: .jsonLines)

  private static let noise: [UInt8] = {
    var random = SeededGenerator(seed: 1)
    return (0..<4000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
  }()
}

/// Whether a text is one line that a person can read, said by the program.
func isOneSentence(_ text: String) -> Bool {
  text.hasPrefix("recount: ") && text.hasSuffix("\n") && text.count { $0 == "\n" } == 1
    && text.count > 20 && text.unicodeScalars.dropLast().allSatisfy { $0.value >= 0x20 }
}
