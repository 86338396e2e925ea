import LogModel
import Testing

@testable import Signals

@Suite struct OverlapSampleTests {
  private typealias Entry = OverlapSample.Entry

  private static let step: Int64 = 37_123_456

  /// A sample of records that are known by their numbers, one every `step` nanoseconds; without a
  /// step they come unevenly, as requests do.
  private func sample(
    _ records: Range<Int>, input: UInt64, step: Int64? = nil
  ) -> OverlapSample {
    OverlapSample(
      entries: records.map { number in
        Entry(
          fingerprint: StableHash.combine(UInt64(number), 5),
          nanoseconds: Int64(number) * (step ?? Self.step)
            + (step == nil ? Int64(number * number % 1000) * 30_000 : 0), input: input)
      }, zeroBits: 0)
  }

  private func merged(_ samples: [OverlapSample]) -> OverlapSample {
    var all = OverlapSample()
    for sample in samples { all.merge(sample) }
    all.settle()
    return all
  }

  @Test func theEndOfOneInputInTheBeginningOfAnotherIsFound() throws {
    let all = merged([sample(0..<800, input: 1), sample(500..<1200, input: 2)])
    let found = InputOverlap.all(in: all)
    let overlap = try #require(found.first)
    #expect(found.count == 1)
    #expect(overlap.shared == 300)
    #expect(overlap.first.records == 300 && overlap.second.records == 300)
    #expect(overlap.first.stretch.contains(500 * 37_123_456 + 30_000_000))
    #expect(overlap.first.stretch.contains(799 * 37_123_456))
  }

  /// Further apart than 64 bits of nanoseconds reach.
  @Test func recordsOfSeveralCenturiesAreCompared() {
    let seconds: [Int64] = [
      -9_200_000_000, -9_100_000_000, -9_050_000_000, 9_000_000_000, 9_050_000_000,
      9_100_000_000, 9_200_000_000,
    ]
    let samples = [UInt64(1), 2].map { input in
      OverlapSample(
        entries: seconds.enumerated().map { at, second in
          Entry(
            fingerprint: UInt64(at) + 7, nanoseconds: second * 1_000_000_000, input: input)
        }, zeroBits: 0)
    }
    #expect(InputOverlap.all(in: merged(samples)).first?.shared == seconds.count)
  }

  @Test func whatASampleClaimsToStandForCanBeAddedUp() {
    let samples = [UInt64(1), 2].map { input in
      OverlapSample(
        entries: (0..<100).map { at in
          Entry(fingerprint: UInt64(at), nanoseconds: Int64(at) * 7_123_456, input: input)
        }, zeroBits: 57)
    }
    let records = InputOverlap.all(in: merged(samples)).map(\.first.records)
    #expect(records == [100 << 24])
  }

  @Test func inputsThatOnlyFollowEachOtherDoNotOverlap() {
    let all = merged([sample(0..<800, input: 1), sample(800..<1200, input: 2)])
    #expect(InputOverlap.all(in: all).isEmpty)
  }

  @Test func aLogOfErrorsInsideOfAnotherIsFound() throws {
    var errors = OverlapSample()
    errors.merge(
      OverlapSample(
        entries: sample(0..<5000, input: 2).entries.enumerated().filter { $0.offset % 10 == 3 }.map(
          \.element),
        zeroBits: 0))
    let all = merged([sample(0..<5000, input: 1), errors])
    let overlap = try #require(InputOverlap.all(in: all).first)
    #expect(overlap.second.records == overlap.shared)
  }

  @Test func theHeartbeatsOfTwoHostsAreNoOverlap() {
    let second: Int64 = 1_000_000_000
    let all = merged([
      sample(0..<3000, input: 1, step: second), sample(0..<2500, input: 2, step: second),
    ])
    #expect(InputOverlap.all(in: all).isEmpty)
    // Of one log, they are a rotation and its copy.
    #expect(InputOverlap.all(in: all) { _, _ in true }.count == 1)
  }

  @Test func linesThatTwoHostsSharePerChanceAreNoOverlap() {
    let own = (0..<2).map { host in
      OverlapSample(
        entries: (0..<4000).map { number in
          // Every tenth line is the same on both hosts.
          let name = number % 10 == 0 ? number : number + 10_000 * (host + 1)
          return Entry(
            fingerprint: StableHash.combine(UInt64(name), 5),
            nanoseconds: Int64(number / 3) * 1_000_000_000, input: UInt64(host + 1))
        }, zeroBits: 0)
    }
    #expect(InputOverlap.all(in: merged(own)).isEmpty)
  }

  @Test func stampsOfWholeSecondsOverlapWhereNearlyAllIsShared() throws {
    func access(_ records: Range<Int>, _ input: UInt64) -> OverlapSample {
      OverlapSample(
        entries: records.map { number in
          Entry(
            fingerprint: StableHash.combine(UInt64(number), 5),
            // Unevenly: a client asks when it likes.
            nanoseconds: Int64(number / 3 + number % 7 / 6) * 1_000_000_000, input: input)
        }, zeroBits: 0)
    }
    let all = merged([access(0..<900, 1), access(800..<1500, 2)])
    let overlap = try #require(InputOverlap.all(in: all).first)
    #expect(overlap.shared == 100)
  }

  @Test func aSampleOfMoreRecordsThanItHoldsStaysBoundedAndFindsThem() throws {
    let all = merged([
      sample(0..<200_000, input: 1), sample(190_000..<400_000, input: 2),
    ])
    #expect(all.entries.count <= OverlapSample.capacity)
    #expect(all.zeroBits > 0)
    let overlap = try #require(InputOverlap.all(in: all).first)
    #expect((7000...13_000).contains(overlap.shared))
    #expect(overlap.first.stretch.contains(190_000 * 37_123_456))
    #expect(overlap.first.stretch.contains(199_999 * 37_123_456))
  }

  @Test func theOrderOfMergingDoesNotMatter() {
    let parts = (0..<6).map { sample($0 * 30_000..<($0 + 1) * 30_000, input: UInt64($0)) }
    let expected = merged(parts)
    var left = merged([parts[5], parts[2]])
    left.merge(merged([parts[0], parts[4]]))
    left.merge(merged([parts[3], parts[1]]))
    left.settle()
    #expect(left.entries == expected.entries)
    #expect(left.zeroBits == expected.zeroBits)
    #expect(left.forFile.entries.count <= OverlapSample.fileCapacity)
  }

  // MARK: First and last records

  /// A sample of a long input as a scan makes it: few of its records, and those at its ends.
  private func long(_ records: Range<Int>, input: UInt64) -> OverlapSample {
    var edges = InputEdges()
    for number in records { edges.add(record(number, input: 0)) }
    edges.setInput(input)
    let all = records.map { record($0, input: input) }
    return OverlapSample(
      entries: all.filter { $0.fingerprint <= OverlapSample.bound(12) }, zeroBits: 12,
      edges: edges)
  }

  private func record(_ number: Int, input: UInt64) -> Entry {
    Entry(
      fingerprint: StableHash.combine(UInt64(number), 5),
      nanoseconds: Int64(number) * Self.step, input: input)
  }

  @Test func aShortOverlapOfLongLogsIsFoundAtTheirEnds() throws {
    for shared in [3, 60, 2000] {
      let all = merged([
        long(0..<200_000, input: 1), long(200_000 - shared..<400_000, input: 2),
      ])
      let overlap = try #require(InputOverlap.all(in: all).first)
      #expect(overlap.shared == shared)
      #expect(overlap.first.stretch.contains(Int64(200_000 - shared) * Self.step))
      #expect(overlap.second.stretch.contains(199_999 * Self.step))
      #expect(!overlap.first.stretch.contains(190_000 * Self.step))
    }
    let apart = merged([long(0..<200_000, input: 1), long(200_000..<400_000, input: 2)])
    #expect(InputOverlap.all(in: apart).isEmpty)
  }

  /// More is shared than was kept of either end: the whole time that both cover is read again.
  @Test func anOverlapLongerThanTheEndsThatAreKeptIsReadWhole() throws {
    let all = merged([long(0..<200_000, input: 1), long(197_000..<400_000, input: 2)])
    let overlap = try #require(InputOverlap.all(in: all).first)
    for side in [overlap.first, overlap.second] {
      #expect(side.stretch.contains(197_000 * Self.step))
      #expect(side.stretch.contains(199_999 * Self.step))
      #expect(!side.stretch.contains(190_000 * Self.step))
    }
  }

  @Test func theEndsThatAreKeptDependOnTheNumberOfInputsAlone() {
    let parts = (0..<40).map { long($0 * 5000..<($0 + 1) * 5000, input: UInt64($0)) }
    let expected = merged(parts)
    var other = merged(Array(parts[20...].reversed()))
    other.merge(merged(Array(parts[..<20])))
    other.settle()
    #expect(other.edges.edges == expected.edges.edges)
    #expect(expected.edges.edges.count <= InputEdges.capacity)
    #expect(expected.edges.edges.count > InputEdges.capacity / 2)
    #expect(expected.forFile.edges.edges.count <= InputEdges.fileCapacity)
  }
}
