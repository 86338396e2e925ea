import LogModel
import Parse

/// A consistent sample of requests, calls and lines of trouble, which finds logs that tell of the
/// same ones in other words.
///
/// Seconds are sampled, not requests: of a chosen second every request is kept, so how many of a
/// kind it had can be compared between inputs. The number of bits is the smallest at which the
/// sample fits, so it depends on the set of records alone.
struct RequestSample: Sendable {
  struct Entry: Hashable, Sendable {
    /// What was asked for and how it ended; see ``RequestKey``.
    var key: UInt64
    /// Hash of the service that the record names, or that its file is called.
    var service: UInt64
    var nanoseconds: Int64
    /// The low half of its input's content hash.
    var input: UInt64
    /// A request, a call or a line of trouble.
    var kind: LogRecord.Kind

    var isAttempt: Bool { kind.isAttempt }
    var second: Int64 { RequestKey.second(of: nanoseconds) }
  }

  static let capacity = 1 << 13
  /// In a tally file an entry takes about 23 bytes.
  static let fileCapacity = 1 << 12

  private(set) var entries: [Entry] = []
  /// Zero bits that the hashes of all sampled seconds begin with, at the least.
  private(set) var zeroBits = 0
  /// The second that was looked at last: most records lie in the same.
  private var lastSecond = Int64.min
  private var takesLast = false

  init() {}

  /// Adds the requests of a batch that no other input counts.
  mutating func add(_ batch: borrowing RecordBatch) {
    var duplicates = batch.duplicates[...]
    batch.withAllText { text in
      // By address: a record is as large as a cache line or three, and is not to be copied.
      batch.records.withUnsafeBufferPointer { records in
        guard let first = records.baseAddress else { return }
        for at in records.indices where takes(first[at].nanoseconds) {
          while let next = duplicates.first, next < at { duplicates.removeFirst() }
          if duplicates.first != at { add(first + at, in: text) }
        }
      }
    }
  }

  private mutating func add(
    _ record: UnsafePointer<LogRecord>, in text: UnsafeRawBufferPointer
  ) {
    guard record.pointee.kind != .work, let key = RequestKey.key(of: record.pointee, in: text)
    else {
      return
    }
    entries.append(
      Entry(
        key: key, service: RequestKey.serviceHash(of: record.pointee, in: text),
        nanoseconds: record.pointee.nanoseconds, input: 0, kind: record.pointee.kind))
    if entries.count >= 2 * Self.capacity {
      thin(to: Self.capacity)
      lastSecond = .min
    }
  }

  @inline(__always)
  private mutating func takes(_ moment: Int64) -> Bool {
    let second = RequestKey.second(of: moment)
    if second != lastSecond {
      lastSecond = second
      takesLast =
        moment.magnitude <= UInt64(EventRef.timeLimit) && Self.zeros(second) >= zeroBits
    }
    return takesLast
  }

  /// Zero bits that the hash of a second begins with.
  private static func zeros(_ second: Int64) -> Int {
    StableHash.combine(UInt64(bitPattern: second), 0).leadingZeroBitCount
  }

  /// Ends an input: its entries know now where they are from.
  mutating func setInput(_ input: UInt64) {
    for at in entries.indices { entries[at].input = input }
  }

  mutating func merge(_ other: RequestSample) {
    if other.zeroBits > zeroBits { keep(atLeast: other.zeroBits) }
    entries += other.entries.lazy.filter { Self.zeros($0.second) >= zeroBits }
    if entries.count >= 2 * Self.capacity { thin(to: Self.capacity) }
    lastSecond = .min
  }

  /// Leaves out what lies in stretches of time.
  mutating func forget(_ stretches: [ClosedRange<Int64>]) {
    entries.removeAll { entry in stretches.contains { $0.contains(entry.nanoseconds) } }
  }

  /// Moves it in time; which seconds are sampled is decided by where they are then.
  mutating func shift(byNanoseconds step: Int64) {
    for at in entries.indices { entries[at].nanoseconds &+= step }
    keep(atLeast: zeroBits)
  }

  /// Puts the entries in their final order, as many as a run keeps.
  mutating func settle() {
    thin(to: Self.capacity)
    entries.sort(by: Self.precedes)
  }

  /// As much of it as a tally file holds.
  var forFile: RequestSample {
    var sample = self
    sample.thin(to: Self.fileCapacity)
    return sample
  }

  static func precedes(_ a: Entry, _ b: Entry) -> Bool {
    (a.nanoseconds, a.key, a.service, a.input) < (b.nanoseconds, b.key, b.service, b.input)
  }

  private mutating func keep(atLeast bits: Int) {
    zeroBits = bits
    lastSecond = .min
    guard bits > 0 else { return }
    entries.removeAll { Self.zeros($0.second) < bits }
  }

  /// Asks for as many zero bits as it takes to keep at most `capacity` entries.
  private mutating func thin(to capacity: Int) {
    guard entries.count > capacity else { return }
    var counts = [Int](repeating: 0, count: 65)
    for entry in entries { counts[Self.zeros(entry.second)] += 1 }
    var kept = entries.count
    var least = 0
    while kept > capacity, least < 64 {
      kept -= counts[least]
      least += 1
    }
    keep(atLeast: max(zeroBits, least))
  }
}

// MARK: Coding

extension RequestSample {
  /// - Parameter inputs: places in the file's list of inputs.
  func write(to writer: inout ByteWriter, inputs: [UInt64: Int]) {
    writer.count(zeroBits)
    writer.count(entries.count)
    var before: Int64 = 0
    for entry in entries {
      writer.signed(entry.nanoseconds &- before)
      before = entry.nanoseconds
      writer.fixed64(entry.key)
      writer.fixed64(entry.service)
      writer.byte(entry.kind.rawValue)
      writer.count(inputs[entry.input] ?? 0)
    }
  }

  /// - Parameter capacity: as many entries as there may be.
  init(
    from reader: inout ByteReader, inputs: [UInt64], capacity: Int
  ) throws(TallyError) {
    zeroBits = try reader.integer(upTo: 64)
    let count = try reader.count(ofBytes: 19)
    guard count <= capacity else { throw reader.damaged }
    entries.reserveCapacity(count)
    var before: Int64 = 0
    for _ in 0..<count {
      let (moment, overflows) = before.addingReportingOverflow(try reader.signed())
      guard !overflows, moment.magnitude <= UInt64(EventRef.timeLimit) else {
        throw reader.damaged
      }
      before = moment
      let key = try reader.fixed64()
      let service = try reader.fixed64()
      let kind = LogRecord.Kind(rawValue: try reader.byte())
      let place = try reader.integer()
      guard place < inputs.count, let kind else { throw reader.damaged }
      let entry = Entry(
        key: key, service: service, nanoseconds: moment, input: inputs[place], kind: kind)
      guard Self.zeros(entry.second) >= zeroBits else { throw reader.damaged }
      if let last = entries.last, Self.precedes(entry, last) { throw reader.damaged }
      entries.append(entry)
    }
  }
}
