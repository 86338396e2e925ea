import Glibc
import LogModel
import Scan

/// Lines that a stream wrote before, byte for byte but for their stamps, with their records.
///
/// Most of a log is said over and over: the same query, the same menu, the same check of
/// health. Such a line needs no reading, only a comparison and its time. Decides speed, no
/// result: bytes outside of the stamp are compared, all of them.
final class RepeatedLineCache {
  /// A line that was read, and what came of it.
  struct Known {
    fileprivate var text: UnsafeMutablePointer<UInt8>?
    fileprivate var capacity = 0
    fileprivate var count = 0
    fileprivate var stampStart = 0
    fileprivate var stampEnd = 0
    /// Which batch its texts stand in; those of another are gone.
    fileprivate var batch = 0
    private(set) var record = LogRecord()
    private(set) var message: JSONSlice?
    /// What tells its call from others of its moment, where its answer may be logged twice.
    private(set) var call: RepeatedCall?
    /// What tells its request from others of its moment, where it may be told of twice.
    private(set) var told: ToldRequest?
    private var rest: UInt64 = 0
    /// Where its values stand in the batch; 0 for none.
    var values = 0

    fileprivate var stamp: Range<Int> { stampStart..<stampEnd }

    /// Notes what came of the line.
    mutating func note(
      _ record: borrowing LogRecord, message: JSONSlice?, call: RepeatedCall?,
      told: ToldRequest?, of line: UnsafeRawBufferPointer
    ) {
      self.record = copy record
      self.message = message
      self.call = call
      self.told = told
      rest = RecordContent.rest(of: line, stamp: stamp)
    }

    /// What tells `line`, which differs in its stamp, from others of its moment.
    @inline(__always)
    func content(of line: UnsafeRawBufferPointer) -> UInt64 {
      switch RecordContent(of: record) {
      case .hashed: RecordContent.hash(of: line, stamp: stamp, rest: rest)
      case let kind: kind.hash(of: line, stamp: stamp)
      }
    }

    /// What tells `line` from all others, by ``content(of:)`` and the moment it states.
    @inline(__always)
    func fingerprint(
      _ content: UInt64, of line: UnsafeRawBufferPointer, moment: Int64
    ) -> UInt64 {
      RecordContent(of: record).fingerprint(content, of: line, moment: moment)
    }
  }

  private static let size = 256
  /// Shorter lines are read as fast as they are compared; longer ones are rare.
  private static let lengths = 48...8192
  /// So many lines that are not known, and the place of the stamp is looked for again.
  private static let patience = 4096

  /// What is known in each place, and what was seen there last and is not: a line is learnt
  /// when it comes a second time. Apart from the rest, for they are looked at for every line.
  private let keys: UnsafeMutablePointer<(known: UInt64, seen: UInt64)>
  private let table: UnsafeMutablePointer<Known>
  /// Where stamps are: they end at `lead`, or begin `trail` bytes before the line's end.
  @exclusivity(unchecked) private var lead = 0
  @exclusivity(unchecked) private var trail = 0
  @exclusivity(unchecked) private var unknown = RepeatedLineCache.patience
  /// The line that was looked up last, where it is worth learning, and the place for it.
  @exclusivity(unchecked) private var asked: (line: UnsafeRawBufferPointer, key: UInt64)?
  /// Counts batches: texts of records last as long as theirs.
  @exclusivity(unchecked) private var batch = 1

  init() {
    keys = .allocate(capacity: Self.size)
    keys.initialize(repeating: (0, 0), count: Self.size)
    table = .allocate(capacity: Self.size)
    table.initialize(repeating: Known(), count: Self.size)
  }

  deinit {
    for at in 0..<Self.size { table[at].text?.deallocate() }
    keys.deallocate()
    table.deinitialize(count: Self.size)
    table.deallocate()
  }

  /// Records of lines that come from now on stand in another batch, or are about something else.
  func forgetRecords() { batch += 1 }

  /// The place of the stamp should be told, by ``settle(stamp:in:)``.
  var isLost: Bool { unknown >= Self.patience }

  /// The line that `line` repeats, and its stamp.
  @inline(__always)
  func find(
    _ line: UnsafeRawBufferPointer
  ) -> (known: UnsafeMutablePointer<Known>, stamp: UnsafeRawBufferPointer)? {
    asked = nil
    let to = line.count &- trail
    guard Self.lengths.contains(line.count), to &- lead >= 32, let base = line.baseAddress else {
      return nil
    }
    let key = Self.key(base, from: lead, to: to, count: line.count)
    let at = Int(truncatingIfNeeded: key &>> 56)
    if keys[at].known == key, stands(table + at, in: line) {
      let place = table + at
      if place.pointee.batch == batch {
        let stamp = UnsafeRawBufferPointer(
          start: base + place.pointee.stampStart,
          count: place.pointee.stampEnd &- place.pointee.stampStart)
        return (place, stamp)
      }
      asked = (line, key)
      return nil
    }
    unknown &+= 1
    if keys[at].seen == key { asked = (line, key) }
    keys[at].seen = key
    return nil
  }

  /// By its length and some of its bytes: a function of what is outside of the stamp.
  @inline(__always)
  private static func key(
    _ base: UnsafeRawPointer, from: Int, to: Int, count: Int
  ) -> UInt64 {
    let step = (to &- from &- 8) / 4
    var key = UInt64(truncatingIfNeeded: count)
    for part in 0..<5 {
      let word = base.loadUnaligned(fromByteOffset: from &+ part &* step, as: UInt64.self)
      key = (key ^ word) &* 0x9E37_79B9_7F4A_7C15
      key ^= key &>> 29
    }
    let last = base.loadUnaligned(fromByteOffset: to &- 8, as: UInt64.self)
    key = (key ^ last) &* 0xD6E8_FEB8_6659_FD93
    return key | 1
  }

  @inline(__always)
  private func stands(
    _ place: UnsafeMutablePointer<Known>, in line: UnsafeRawBufferPointer
  ) -> Bool {
    guard place.pointee.count == line.count, let base = line.baseAddress,
      let text = place.pointee.text
    else { return false }
    let end = place.pointee.stampEnd
    return memcmp(base, text, place.pointee.stampStart) == 0
      && memcmp(base + end, text + end, line.count &- end) == 0
  }

  /// Whether `line` was looked up last and is worth ``learn(_:stamp:)``.
  @inline(__always)
  func isAsked(_ line: UnsafeRawBufferPointer) -> Bool {
    guard let asked else { return false }
    return asked.line.baseAddress == line.baseAddress && asked.line.count == line.count
  }

  /// Takes the line that was looked up last, and gives the place for what came of it.
  func learn(
    _ line: UnsafeRawBufferPointer, stamp: Range<Int>
  ) -> UnsafeMutablePointer<Known>? {
    guard let key = asked?.key, let base = line.baseAddress else { return nil }
    asked = nil
    let at = Int(truncatingIfNeeded: key &>> 56)
    keys[at].known = key
    let place = table + at
    if place.pointee.capacity < line.count {
      place.pointee.text?.deallocate()
      place.pointee.text = .allocate(capacity: line.count)
      place.pointee.capacity = line.count
    }
    place.pointee.text?.update(
      from: base.assumingMemoryBound(to: UInt8.self), count: line.count)
    place.pointee.count = line.count
    place.pointee.stampStart = stamp.lowerBound
    place.pointee.stampEnd = stamp.upperBound
    place.pointee.batch = batch
    return place
  }

  /// Lines are told apart by what is on the longer side of their stamp.
  func settle(stamp: Range<Int>, in line: UnsafeRawBufferPointer) {
    unknown = 0
    guard !stamp.isEmpty else { return }
    let isEarly = stamp.lowerBound <= line.count - stamp.upperBound
    lead = isEarly ? stamp.upperBound : 0
    trail = isEarly ? 0 : line.count - stamp.lowerBound
  }
}
