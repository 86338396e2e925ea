import Simulator
import TestSupport
import Testing

@testable import Parse

/// Lines of every form with bytes flipped, cut and put in: nothing ends the program, and the
/// account, which every reading checks, holds.
@Suite struct MutationTests {
  @Test("mutated logs of every form are read to their end", arguments: RecordForm.allCases)
  func mutations(form: RecordForm) throws {
    var options = WriteOptions()
    options.factoryRecords = true
    options.databaseRecords = true
    options.pages = 20
    options.recordsPerPush = 5
    let log = SimulatedFormTests.scenario.log(as: form, options: options)
    let lines = log.split(separator: 0x0A).map { Array($0) }
    var random = SeededGenerator(seed: 2503).fork(form.rawValue)
    var mutated: [UInt8] = []
    // Over 20,000 in all; documents are long, so there are fewer of them.
    let count = form == .queryRange ? 200 : form == .lokiPush ? 1000 : 3200
    for _ in 0..<count {
      mutated += Self.mutate(lines[random.below(lines.count)], &random) + [0x0A]
    }
    let reading = try Reading(mutated)
    if form != .lokiPush && form != .queryRange {
      #expect(reading.input.account.lines == mutated.count { $0 == 0x0A })
    }
    let small = try Reading(mutated, blockSize: 64)
    #expect(small == reading)
    for record in reading.records {
      #expect(record.status == 0 || (100...599).contains(record.status))
      #expect(record.byteOffset < mutated.count && record.line >= 1)
    }
  }

  @Test("mutated gzip is read to its end, and damage is never silent")
  func packed() throws {
    let log = SimulatedFormTests.scenario.log(as: .jsonLines)
    let pieces = stride(from: 0, to: log.count, by: 20_000).map {
      Array(log[$0..<min(log.count, $0 + 20_000)])
    }
    let packed = GzipWriter.members(pieces)
    let whole = try Reading(packed)
    var random = SeededGenerator(seed: 77)
    for _ in 0..<60 {
      let bytes = Self.mutate(packed, &random)
      let reading = try Reading(bytes)
      if reading.input.contentHash != whole.input.contentHash {
        #expect(!reading.input.warnings.isEmpty)
        #expect(reading.input.status != .complete || reading.input.compression == .none)
      }
    }
  }

  /// One to four changes, each of a kind that happens to files.
  private static func mutate(_ line: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    let special = Array("\"\\{}[],: \t\0\r\n\u{1}eE-+.0*".utf8) + [0xFF, 0xEF, 0x1F]
    var bytes = line
    for _ in 0..<random.within(1...4) {
      guard !bytes.isEmpty else { return bytes }
      let at = random.below(bytes.count)
      switch random.below(6) {
      case 0: bytes[at] ^= UInt8(1 << random.below(8))
      case 1: bytes[at] = special[random.below(special.count)]
      case 2: bytes.insert(special[random.below(special.count)], at: at)
      case 3: bytes.remove(at: at)
      case 4: bytes.removeSubrange(at..<min(bytes.count, at + random.within(1...40)))
      default:
        let end = min(bytes.count, at + random.within(1...60))
        bytes.insert(contentsOf: bytes[at..<end], at: random.below(bytes.count))
      }
    }
    return bytes
  }
}
