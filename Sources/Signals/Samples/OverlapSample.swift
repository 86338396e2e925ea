import LogModel
import Parse

/// A consistent sample of records, which finds inputs that hold the same records.
///
/// A record is sampled if its fingerprint begins with enough zero bits, so the same record is
/// chosen in every input. The number of bits is the smallest at which the sample fits, so it
/// depends on the set of records alone. Short logs are sampled completely; of long ones, the first
/// and last records of each input are kept beside (``InputEdges``).
public struct OverlapSample: Sendable {
  public struct Entry: Hashable, Sendable {
    /// What the record is known by in every file or export that holds it.
    public var fingerprint: UInt64
    public var nanoseconds: Int64
    /// The low half of its input's content hash.
    public var input: UInt64
  }

  static let capacity = 1 << 16
  /// In a tally file an entry takes about 13 bytes.
  static let fileCapacity = 1 << 14

  public private(set) var entries: [Entry] = []
  /// Zero bits that the fingerprints of all entries begin with, at the least.
  public private(set) var zeroBits = 0
  private var last: UInt64 = 0
  private(set) var edges = InputEdges()
  private(set) var requests = RequestSample()

  init() {}

  /// - Parameter entries: of a tally file, in order.
  init(
    entries: [Entry], zeroBits: Int, edges: InputEdges = InputEdges(),
    requests: RequestSample = RequestSample()
  ) {
    self.entries = entries
    self.zeroBits = zeroBits
    self.edges = edges
    self.requests = requests
  }

  /// Adds the records of a batch that no other input counts.
  mutating func add(_ batch: borrowing RecordBatch) {
    edges.add(batch)
    requests.add(batch)
    var bound = Self.bound(zeroBits)
    var duplicates = batch.duplicates[...]
    for (at, fingerprint) in batch.fingerprints.enumerated() where fingerprint <= bound {
      while let first = duplicates.first, first < at { duplicates.removeFirst() }
      guard duplicates.first != at, at < batch.records.count else { continue }
      let moment = batch.records[at].nanoseconds
      // The same line at the same moment, many times over, needs one entry.
      guard fingerprint != last, moment.magnitude <= UInt64(EventRef.timeLimit) else { continue }
      last = fingerprint
      entries.append(Entry(fingerprint: fingerprint, nanoseconds: moment, input: 0))
      if entries.count >= 2 * Self.capacity {
        thin(to: Self.capacity)
        bound = Self.bound(zeroBits)
      }
    }
  }

  /// Ends an input: its entries know now where they are from.
  mutating func setInput(_ input: UInt64) {
    for at in entries.indices { entries[at].input = input }
    edges.setInput(input)
    requests.setInput(input)
  }

  mutating func merge(_ other: OverlapSample) {
    // Only where more bits are asked for now: a merge costs what the other brings, or many small
    // inputs would cost the square of their number.
    if other.zeroBits > zeroBits {
      zeroBits = other.zeroBits
      let bound = Self.bound(zeroBits)
      entries.removeAll { $0.fingerprint > bound }
    }
    let bound = Self.bound(zeroBits)
    entries += other.entries.lazy.filter { $0.fingerprint <= bound }
    if entries.count >= 2 * Self.capacity { thin(to: Self.capacity) }
    edges.merge(other.edges)
    requests.merge(other.requests)
  }

  /// Leaves out what lies in stretches of time.
  mutating func forget(_ stretches: [ClosedRange<Int64>]) {
    entries.removeAll { entry in stretches.contains { $0.contains(entry.nanoseconds) } }
    edges.forget(stretches)
    requests.forget(stretches)
  }

  mutating func shift(byNanoseconds step: Int64) {
    for at in entries.indices { entries[at].nanoseconds &+= step }
    edges.shift(byNanoseconds: step)
    requests.shift(byNanoseconds: step)
  }

  /// Puts the entries in their final order, as many as a run keeps.
  mutating func settle() {
    thin(to: Self.capacity)
    entries.sort(by: Self.precedes)
    edges.settle()
    requests.settle()
  }

  /// As much of it as a tally file holds.
  var forFile: OverlapSample {
    var sample = self
    sample.thin(to: Self.fileCapacity)
    sample.edges = edges.forFile
    sample.requests = requests.forFile
    return sample
  }

  static func precedes(_ a: Entry, _ b: Entry) -> Bool {
    (a.nanoseconds, a.fingerprint, a.input) < (b.nanoseconds, b.fingerprint, b.input)
  }

  /// The largest fingerprint that begins with so many zeros.
  static func bound(_ zeroBits: Int) -> UInt64 { zeroBits >= 64 ? 0 : .max &>> UInt64(zeroBits) }

  /// Asks for as many zero bits as it takes to keep at most `capacity` entries.
  private mutating func thin(to capacity: Int) {
    guard entries.count > capacity else { return }
    var counts = [Int](repeating: 0, count: 65)
    for entry in entries { counts[entry.fingerprint.leadingZeroBitCount] += 1 }
    var kept = entries.count
    var least = 0
    while kept > capacity, least < 64 {
      kept -= counts[least]
      least += 1
    }
    zeroBits = max(zeroBits, least)
    let bound = Self.bound(zeroBits)
    entries.removeAll { $0.fingerprint > bound }
  }
}

// MARK: Coding

extension OverlapSample {
  /// The inputs that entries are from.
  var inputs: Set<UInt64> {
    Set(entries.map(\.input)).union(edges.edges.lazy.map(\.entry.input))
      .union(requests.entries.lazy.map(\.input))
  }

  /// - Parameter inputs: places in the file's list of inputs.
  func write(to writer: inout ByteWriter, inputs: [UInt64: Int]) {
    writer.count(zeroBits)
    writer.count(entries.count)
    var before: Int64 = 0
    for entry in entries { entry.write(to: &writer, after: &before, inputs: inputs) }
    edges.write(to: &writer, inputs: inputs)
    requests.write(to: &writer, inputs: inputs)
  }

  /// - Parameter capacity: as many entries as there may be.
  init(
    from reader: inout ByteReader, inputs: [UInt64], capacity: Int = Self.fileCapacity
  ) throws(TallyError) {
    zeroBits = try reader.integer(upTo: 64)
    let count = try reader.count(ofBytes: 10)
    guard count <= capacity else { throw reader.damaged }
    entries.reserveCapacity(count)
    let bound = Self.bound(zeroBits)
    var before: Int64 = 0
    for _ in 0..<count {
      let entry = try Entry(from: &reader, after: &before, inputs: inputs)
      guard entry.fingerprint <= bound else { throw reader.damaged }
      if let last = entries.last, Self.precedes(entry, last) { throw reader.damaged }
      entries.append(entry)
    }
    edges = try InputEdges(from: &reader, inputs: inputs)
    requests = try RequestSample(from: &reader, inputs: inputs, capacity: capacity)
  }
}

extension OverlapSample.Entry {
  /// - Parameter before: the moment of the entry in front of it.
  func write(to writer: inout ByteWriter, after before: inout Int64, inputs: [UInt64: Int]) {
    writer.signed(nanoseconds &- before)
    before = nanoseconds
    writer.fixed64(fingerprint)
    writer.count(inputs[input] ?? 0)
  }

  init(
    from reader: inout ByteReader, after before: inout Int64, inputs: [UInt64]
  ) throws(TallyError) {
    let (moment, overflows) = before.addingReportingOverflow(try reader.signed())
    guard !overflows, moment.magnitude <= UInt64(EventRef.timeLimit) else { throw reader.damaged }
    before = moment
    fingerprint = try reader.fixed64()
    nanoseconds = moment
    let place = try reader.integer()
    guard place < inputs.count else { throw reader.damaged }
    input = inputs[place]
  }
}
