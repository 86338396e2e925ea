import LogModel
import Simulator
import Testing

@testable import Signals

@Suite struct TraceSampleTests {
  private typealias Visit = (trace: UInt64, source: UInt64, span: TraceSample.Span)

  /// Visits of more requests, and to some of more sources, than are kept.
  private func visits(_ random: inout SeededGenerator) -> [Visit] {
    let traces = (0..<3000).map { _ in random.next() }
    return (0..<12_000).map { at in
      let trace = traces[random.below(at % 5 == 0 ? 20 : traces.count)]
      let begin = Int64(random.below(1_000_000_000)) * 1000
      return (
        trace, UInt64(random.below(12) + 1),
        .init(
          begin: begin, end: begin + Int64(random.below(1 << 30)), isCoarse: random.chance(0.01))
      )
    }
  }

  private func sample(_ visits: some Sequence<Visit>) -> TraceSample {
    var sample = TraceSample()
    for visit in visits { sample.add(visit.span, trace: visit.trace, source: visit.source) }
    return sample
  }

  private func bytes(_ sample: TraceSample) -> [UInt8] {
    var writer = ByteWriter()
    sample.write(to: &writer)
    return writer.bytes
  }

  private func read(_ bytes: [UInt8]) throws(TallyError) -> TraceSample {
    var reader = ByteReader(bytes, in: bytes.indices)
    let sample = try TraceSample(from: &reader)
    guard reader.isAtEnd else { throw reader.damaged }
    return sample
  }

  @Test("in any order and any parts it comes to the same bytes, and holds its bounds")
  func order() throws {
    var random = SeededGenerator(seed: 61)
    let visits = visits(&random)
    let whole = sample(visits)
    #expect(whole.spans.count == TraceSample.traceCapacity)
    #expect(whole.spans.values.map(\.count).max() == TraceSample.sourceCapacity)
    for parts in [1, 2, 7] {
      let mixed = visits.shuffled(by: &random)
      var hands = (0..<parts).map { part in
        sample(mixed.enumerated().filter { $0.offset % parts == part }.map(\.element))
      }
      hands = hands.shuffled(by: &random)
      var merged = TraceSample()
      for hand in hands { merged.merge(try read(bytes(hand))) }
      #expect(bytes(merged) == bytes(whole), "\(parts)")
    }
  }

  @Test("a source's records of one request are one span")
  func span() {
    let both = sample([
      (7, 1, .init(begin: 50, end: 60, isCoarse: false)),
      (7, 1, .init(begin: 10, end: 20, isCoarse: true)),
    ])
    #expect(both.spans == [7: [1: .init(begin: 10, end: 60, isCoarse: true)]])
  }

  @Test("what is forgotten was never there, and what moves stays in its order")
  func clock() {
    let spans = [(1, 0, 9), (2, 100, 200), (3, 300, 301)] as [(UInt64, Int64, Int64)]
    var moved = sample(
      spans.map { ($0.0, 5, .init(begin: $0.1, end: $0.2, isCoarse: false)) })
    moved.forget([150...250])
    #expect(moved.spans.keys.sorted() == [1, 3])
    moved.shift(byNanoseconds: -50)
    #expect(moved.spans[3] == [5: .init(begin: 250, end: 251, isCoarse: false)])
    moved.shift([5: 50, 6: 1])
    #expect(moved.spans[1] == [5: .init(begin: 0, end: 9, isCoarse: false)])
    moved.shift(byNanoseconds: .max)
    moved.shift(byNanoseconds: .max)
    #expect(moved.spans[1]?[5]?.end == EventRef.timeLimit)
  }

  @Test("bytes that are cut or changed are read or refused, and never trap")
  func hostile() {
    var random = SeededGenerator(seed: 62)
    let whole = bytes(sample(visits(&random).prefix(60)))
    for length in whole.indices {
      #expect(throws: TallyError.self) { try read(Array(whole[..<length])) }
    }
    var refused = 0
    for _ in 0..<3000 {
      var changed = whole
      for _ in 0...random.below(3) {
        let at = random.below(changed.count)
        switch random.below(3) {
        case 0: changed[at] ^= 1 << UInt8(random.below(8))
        case 1: changed[at] = [0, 0x7F, 0x80, 0xFF][random.below(4)]
        default: changed.replaceSubrange(at..<at, with: [UInt8](repeating: 0xFF, count: 9))
        }
      }
      guard var sample = try? read(changed) else {
        refused += 1
        continue
      }
      sample.merge(sample)
      sample.shift(byNanoseconds: .min)
      #expect(throws: Never.self) { try read(bytes(sample)) }
    }
    #expect(refused > 300)
  }
}
