import LogModel
import Parse

/// The first and last records of each input, which find short overlaps of long logs.
///
/// An ``OverlapSample`` of millions of records holds too few of a short overlap. Rotations and
/// pages overlap where one begins and the other ends, and there every record is kept. How many
/// depends on the number of inputs alone, so the order of merging does not matter.
struct InputEdges: Sendable {
  struct Edge: Hashable, Sendable {
    var entry: OverlapSample.Entry
    /// Records between this one and the beginning or end of its input, whichever is closer.
    var rank: Int
  }

  /// Kept of one input at each end, at the most.
  private static let most = 2048
  /// In place of the input of a record that was left out while its input was read.
  private static let forgotten = UInt64.max
  static let capacity = 1 << 15
  /// In a tally file an entry takes about 15 bytes.
  static let fileCapacity = 1 << 12

  private(set) var edges: [Edge] = []
  /// Inputs with at least one record.
  private(set) var inputs = 0

  // Of the input that is being read: its first records, a ring of its last, and their number.
  private var first: [OverlapSample.Entry] = []
  private var last: [OverlapSample.Entry] = []
  private var count = 0

  init() {}

  // MARK: Reading

  /// Adds the records of a batch that no other input counts, except where they stand too far from
  /// both ends of the batch to be first or last.
  mutating func add(_ batch: borrowing RecordBatch) {
    let records = min(batch.records.count, batch.fingerprints.count)
    var duplicates = batch.duplicates[...]
    for at in 0..<records where first.count < Self.most || at >= records - Self.most {
      while let next = duplicates.first, next < at { duplicates.removeFirst() }
      let moment = batch.records[at].nanoseconds
      guard duplicates.first != at, moment.magnitude <= UInt64(EventRef.timeLimit) else { continue }
      add(
        OverlapSample.Entry(
          fingerprint: batch.fingerprints[at], nanoseconds: moment, input: 0))
    }
  }

  /// Adds a record, in the order in which they are read.
  mutating func add(_ entry: OverlapSample.Entry) {
    if first.count < Self.most {
      first.append(entry)
    } else if last.count < Self.most {
      last.append(entry)
    } else {
      last[count % Self.most] = entry
    }
    count += 1
  }

  /// Ends an input: its records know now where they are from.
  mutating func setInput(_ input: UInt64) {
    guard count > 0 else { return }
    // Behind those of `first`, record n of the input is at n modulo the ring's size.
    let tail = (count - last.count)..<count
    let numbered =
      Array(first.enumerated())
      + tail.map { ($0, last[$0 % Self.most]) }.map { (offset: $0.0, element: $0.1) }
    edges = numbered.compactMap { number, entry in
      guard entry.input != Self.forgotten else { return nil }
      var entry = entry
      entry.input = input
      return Edge(entry: entry, rank: min(number, count - 1 - number))
    }
    inputs = 1
    (first, last, count) = ([], [], 0)
    thin(to: Self.capacity)
  }

  // MARK: Merging

  mutating func merge(_ other: InputEdges) {
    inputs += other.inputs
    let depth = depth(Self.capacity)
    edges += other.edges.lazy.filter { $0.rank < depth }
    // Only now and then: a merge costs what the other brings.
    if edges.count >= 2 * Self.capacity { thin(to: Self.capacity) }
  }

  /// Records that are kept at each end of every input.
  private func depth(_ capacity: Int) -> Int { min(Self.most, capacity / 2 / max(inputs, 1)) }

  private mutating func thin(to capacity: Int) {
    let depth = depth(capacity)
    edges.removeAll { $0.rank >= depth }
  }

  /// Leaves out what lies in stretches of time.
  mutating func forget(_ stretches: [ClosedRange<Int64>]) {
    func isIn(_ entry: OverlapSample.Entry) -> Bool {
      stretches.contains { $0.contains(entry.nanoseconds) }
    }
    for at in first.indices where isIn(first[at]) { first[at].input = Self.forgotten }
    for at in last.indices where isIn(last[at]) { last[at].input = Self.forgotten }
    edges.removeAll { isIn($0.entry) }
  }

  mutating func shift(byNanoseconds step: Int64) {
    for at in first.indices { first[at].nanoseconds &+= step }
    for at in last.indices { last[at].nanoseconds &+= step }
    for at in edges.indices { edges[at].entry.nanoseconds &+= step }
  }

  /// Puts the records in their final order, as many as a run keeps.
  mutating func settle() {
    thin(to: Self.capacity)
    edges.sort(by: Self.precedes)
  }

  /// As many of them as a tally file holds.
  var forFile: InputEdges {
    var kept = self
    kept.thin(to: Self.fileCapacity)
    return kept
  }

  private static func precedes(_ a: Edge, _ b: Edge) -> Bool {
    a.entry == b.entry ? a.rank < b.rank : OverlapSample.precedes(a.entry, b.entry)
  }

  /// Moments beyond which an input has records that are not kept, by input.
  var borders: [UInt64: [Int64]] {
    let depth = depth(Self.capacity)
    return Dictionary(
      edges.filter { $0.rank == depth - 1 }.map { ($0.entry.input, [$0.entry.nanoseconds]) },
      uniquingKeysWith: +)
  }
}

// MARK: Coding

extension InputEdges {
  /// - Parameter inputs: places in the file's list of inputs.
  func write(to writer: inout ByteWriter, inputs places: [UInt64: Int]) {
    writer.count(inputs)
    writer.count(edges.count)
    var before: Int64 = 0
    for edge in edges {
      edge.entry.write(to: &writer, after: &before, inputs: places)
      writer.count(edge.rank)
    }
  }

  init(from reader: inout ByteReader, inputs places: [UInt64]) throws(TallyError) {
    inputs = try reader.integer(upTo: 1 << 32)
    let count = try reader.count(ofBytes: 11)
    guard count <= Self.fileCapacity else { throw reader.damaged }
    edges.reserveCapacity(count)
    var before: Int64 = 0
    for _ in 0..<count {
      let entry = try OverlapSample.Entry(from: &reader, after: &before, inputs: places)
      let edge = Edge(entry: entry, rank: try reader.integer(upTo: Self.most))
      if let last = edges.last, Self.precedes(edge, last) { throw reader.damaged }
      edges.append(edge)
    }
  }
}
