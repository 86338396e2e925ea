import LogModel
import Simulator
import Testing

@testable import Signals

@Suite struct TallyHostileTests {
  /// A tally with something of everything, small enough to cut at every byte.
  private static let body: [UInt8] = {
    var random = SeededGenerator(seed: 31)
    let mix = TallyMergeTests.Mix(testDescription: "small", attempts: 24, seconds: 40, routes: 3)
    let bytes = TallyFile.encode(MadeInput(number: 1, attempts: mix.made(&random)).tally())
    return Array(bytes[(TallyFile.magic.count + 1)...].dropLast(TallyFile.sumSize))
  }()

  /// Reads a body under a right check sum; what is accepted must also be of use.
  @discardableResult
  private func isAccepted(_ body: [UInt8]) -> Bool {
    guard let tally = try? TallyFile.decode(TallyFile.sealed(body), rules: .plain) else {
      return false
    }
    tally.merge(MadeInput(number: 2, attempts: [Attempt(), Attempt(outcome: .failure)]).tally())
    let bytes = TallyFile.encode(tally)
    return (try? TallyFile.decode(bytes, rules: .plain)) != nil
  }

  @Test func theBodyItselfIsAccepted() { #expect(isAccepted(Self.body)) }

  @Test func noPartOfATallyIsATally() {
    let whole = TallyFile.sealed(Self.body)
    for length in 0..<whole.count {
      #expect(throws: TallyError.self) {
        try TallyFile.decode(Array(whole[..<length]), rules: .plain)
      }
    }
  }

  @Test func aBodyCutAnywhereIsRefusedThoughItsSumIsRight() {
    for length in 0..<Self.body.count {
      #expect(!isAccepted(Array(Self.body[..<length])))
    }
  }

  @Test func changedBytesAreRefusedByTheirSum() {
    let whole = TallyFile.sealed(Self.body)
    for offset in whole.indices {
      var bytes = whole
      bytes[offset] ^= 1 << UInt8(offset % 8)
      #expect(throws: TallyError.self) { try TallyFile.decode(bytes, rules: .plain) }
    }
  }

  @Test func changedBytesUnderARightSumAreReadOrRefusedAndNeverTrap() {
    var random = SeededGenerator(seed: 32)
    var refused = 0
    for _ in 0..<4000 {
      var body = Self.body
      for _ in 0...random.below(3) {
        let offset = random.below(body.count)
        switch random.below(4) {
        case 0: body[offset] ^= 1 << UInt8(random.below(8))
        case 1: body[offset] = [0, 0x7F, 0x80, 0xFF][random.below(4)]
        case 2: body.replaceSubrange(offset..<offset, with: [UInt8](repeating: 0xFF, count: 9))
        default: body.removeSubrange(offset..<min(body.count, offset + 1 + random.below(9)))
        }
      }
      if (try? TallyFile.decode(TallyFile.sealed(body), rules: .plain)) == nil { refused += 1 }
      isAccepted(body)
    }
    #expect(refused > 1000)
  }

  @Test func noiseIsRefused() {
    var random = SeededGenerator(seed: 33)
    for length in 0..<300 {
      let noise = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      #expect(!isAccepted(noise))
    }
  }

  @Test(arguments: [UInt64.max, 1 << 62, 1 << 40])
  func lengthsBeyondTheFileAreRefusedBeforeRoomIsMade(_ length: UInt64) {
    var writer = ByteWriter()
    writer.varint(length)
    #expect(!isAccepted(writer.bytes))
    var reader = ByteReader(writer.bytes, in: writer.bytes.indices)
    #expect(throws: TallyError.self) { try reader.string() }
  }

  @Test func numbersComeBack() throws {
    let numbers: [Int64] = [0, 1, -1, 63, -64, 64, 127, 128, .max, .min, 1 << 53]
    var writer = ByteWriter()
    for number in numbers {
      writer.signed(number)
      writer.varint(UInt64(bitPattern: number))
      writer.fixed64(UInt64(bitPattern: number))
    }
    var reader = ByteReader(writer.bytes, in: writer.bytes.indices)
    for number in numbers {
      #expect(try reader.signed() == number)
      #expect(try reader.varint() == UInt64(bitPattern: number))
      #expect(try reader.fixed64() == UInt64(bitPattern: number))
    }
    #expect(reader.isAtEnd)
  }

  @Test func numbersOfMoreThan64BitsAreDamage() {
    for last: UInt8 in [2, 0x7F, 0x81] {
      let bytes = [UInt8](repeating: 0xFF, count: 9) + [last]
      var reader = ByteReader(bytes, in: bytes.indices)
      #expect(throws: TallyError.self) { try reader.varint() }
    }
  }

  @Test func stampsAtTheEndsOfTimeAreLeftOut() throws {
    let ends = [Int64.min / 1_000_000, Int64.max / 1_000_000].map { end in
      Attempt(milliseconds: end - Attempt.origin)
    }
    let bytes = Scans.inOne([MadeInput(number: 1, attempts: ends + [Attempt()])])
    let tally = try TallyFile.decode(bytes, rules: .plain)
    #expect(tally.series.flatMap(\.buckets).map(\.arrivals) == [1])
  }
}
