import LogModel
import Parse
import Signals

/// One operation over all its sources: what arrived and how it ended, in order of time.
struct OperationTimeline {
  /// What a bucket of any source knows of one outcome.
  struct Slot {
    var start: Int64
    var successes: [OutcomeCell] = []
    var failures: [(signature: Int, cell: SignatureCell)] = []
    var arrivals = 0

    var successCount: Int { successes.reduce(0) { $0 + $1.count } }
    var isExact: Bool {
      successes.allSatisfy(\.isExact) && failures.allSatisfy { $0.cell.cell.isExact }
    }
    func failureCount(_ signatures: Set<Int>) -> Int {
      failures.reduce(0) { $0 + (signatures.contains($1.signature) ? $1.cell.cell.count : 0) }
    }
  }

  var ref: OperationRef
  var dependency: String
  var kind: LogRecord.Kind
  var role: ServiceRole
  var identity: LogRecord.Identity
  /// Seconds a slot holds.
  var width: Int64
  var signatures: [SignatureKey]
  /// In order of time, one a bucket that any source has.
  var slots: [Slot]
  /// The inputs that hold events of it, by their content.
  let inputs: Set<UInt64>

  /// The timeline of one or more series of the same operation.
  init(_ series: [Series], service: String, width: Int64) {
    let key = series[0].key
    ref = OperationRef(
      service: service, operation: key.operation, name: key.name.isEmpty ? nil : key.name)
    dependency = key.dependency
    kind = key.kind
    role = key.role
    identity = series.map(\.identity).max() ?? .none
    self.width = width
    let signatures = Set(series.flatMap(\.signatures)).sorted()
    let index = Dictionary(
      uniqueKeysWithValues: signatures.enumerated().map { ($1, $0) })
    self.signatures = signatures
    var slots: [Int64: Slot] = [:]
    for one in series {
      let mapped = one.signatures.map { index[$0] ?? 0 }
      for bucket in one.buckets {
        var slot = slots[bucket.start] ?? Slot(start: bucket.start)
        if bucket.successes.count > 0 { slot.successes.append(bucket.successes) }
        for cell in bucket.failures { slot.failures.append((mapped[cell.signature], cell)) }
        slot.arrivals += bucket.arrivals
        slots[bucket.start] = slot
      }
    }
    self.slots = slots.values.sorted { $0.start < $1.start }
    inputs = self.slots.reduce(into: []) { inputs, slot in
      for cell in slot.successes { inputs.formUnion(cell.marks.map(\.input)) }
      for failure in slot.failures { inputs.formUnion(failure.cell.cell.marks.map(\.input)) }
    }
  }

  var arrivals: Int { slots.reduce(0) { $0 + $1.arrivals } }

  func failures(of signature: Int) -> Int {
    slots.reduce(0) { $0 + $1.failureCount([signature]) }
  }

  /// Successes that are known exactly, in order; of crowded buckets the first and the last.
  func successMarks() -> [EventMark] {
    slots.flatMap { slot in slot.successes.flatMap(\.marks) }.sorted(by: Self.precedes)
  }

  /// Failures of some signatures that are known exactly, in order.
  func failureMarks(_ signatures: Set<Int>) -> [EventMark] {
    slots.flatMap { slot in
      slot.failures.filter { signatures.contains($0.signature) }.flatMap(\.cell.cell.marks)
    }.sorted(by: Self.precedes)
  }

  static func precedes(_ a: EventMark, _ b: EventMark) -> Bool {
    (a.nanoseconds, a.content, a.input, a.line, a.entry)
      < (b.nanoseconds, b.content, b.input, b.line, b.entry)
  }

  /// Attempts that could have failed by `signatures`: successes and those failures.
  ///
  /// Exact events where every bucket has them all, else one cell a bucket. Seconds from
  /// `origin`.
  func cells(_ signatures: Set<Int>, origin: Int64) -> (cells: [RatioCell], width: Double) {
    if slots.allSatisfy(\.isExact) {
      return (exactCells(signatures, origin: origin), 0)
    }
    let cells = slots.compactMap { slot -> RatioCell? in
      let failures = slot.failureCount(signatures)
      let attempts = slot.successCount + failures
      guard attempts > 0 else { return nil }
      let centre = Double(slot.start * width - origin) + Double(width) / 2
      return RatioCell(time: centre, attempts: attempts, failures: failures)
    }
    return (cells, Double(width))
  }

  private func exactCells(_ signatures: Set<Int>, origin: Int64) -> [RatioCell] {
    var cells: [RatioCell] = []
    let good = successMarks()
    let bad = failureMarks(signatures)
    var atGood = 0
    var atBad = 0
    while atGood < good.count || atBad < bad.count {
      let isBad =
        atGood >= good.count
        || (atBad < bad.count && bad[atBad].nanoseconds <= good[atGood].nanoseconds)
      let mark = isBad ? bad[atBad] : good[atGood]
      if isBad { atBad += 1 } else { atGood += 1 }
      let time = Double(mark.nanoseconds - origin * 1_000_000_000) / 1e9
      // Events of one stamp have no order among them.
      if let last = cells.last, last.time == time {
        cells[cells.count - 1].attempts += 1
        cells[cells.count - 1].failures += isBad ? 1 : 0
      } else {
        cells.append(RatioCell(time: time, attempts: 1, failures: isBad ? 1 : 0))
      }
    }
    return cells
  }
}
