import ChangePoints
import LogModel
import Parse
import Signals

/// One operation over all its sources: what arrived and how it ended, in order of time.
struct OperationTimeline {
  /// Failures of one of the timeline's signatures.
  typealias Failure = (signature: Int, cell: SignatureCell)

  /// All that a service wrote: lines that complain are bad, and every other is a sign of life.
  var isOfLines = false
  /// Where slow calls are its bad events: the class from which on they are.
  var slowFrom: LatencyClass?
  /// Where refusing responses are its bad events: their status.
  var rejectedStatus: Int?
  var ref: OperationRef
  var dependency: String
  var kind: LogRecord.Kind
  var role: ServiceRole
  var identity: LogRecord.Identity
  /// Seconds a slot holds.
  var width: Int64
  var signatures: [SignatureKey]
  /// Its name stands for others, too, which were too many to keep apart.
  let isLumped: Bool
  /// The same of signatures.
  private let lumped: Set<SignatureKey>
  /// In order of time, one a bucket that any source has.
  private(set) var slots: [Slot]
  private var successCells: HealthyCells
  private var failureCells: [Failure]
  private let rejectedCells: [RejectedCell]
  private let unendedCells: [OutcomeCell]
  /// The inputs that hold events of it, by their content.
  let inputs: Set<UInt64>

  /// The timeline of one or more series of the same operation.
  ///
  /// - Parameters:
  ///   - operation: what it is called; `nil` where that is what the series are called.
  ///   - quiet: of series whose failures are no more than lines that were written.
  init(
    _ series: [Series], service: String, operation: String? = nil, width: Int64,
    quiet: [Bool] = []
  ) {
    let key = series[0].key
    ref = OperationRef(
      service: service, operation: operation ?? key.operation,
      name: key.name.isEmpty ? nil : key.name)
    dependency = key.dependency
    kind = key.kind
    role = key.role
    identity = series.map(\.identity).max() ?? .none
    self.width = width
    let signatures = Set(series.flatMap(\.signatures)).sorted()
    let index = Dictionary(
      uniqueKeysWithValues: signatures.enumerated().map { ($1, $0) })
    self.signatures = signatures
    isLumped = series.contains { one in
      one.isLumped || operation.map { $0 != one.key.operation } == true
    }
    lumped = Set(
      signatures.filter { signature in series.contains { $0.isLumped(signature) } })
    let mapped = series.map { one in one.signatures.map { index[$0] ?? 0 } }
    var collector = SlotCollector(capacity: series.map(\.buckets.count).reduce(0, +))
    collector.add(series.map(\.buckets), signatures: mapped, isQuiet: quiet)
    slots = collector.slots
    inputs = collector.inputs
    successCells = collector.successes
    failureCells = collector.failures
    rejectedCells = collector.rejections
    unendedCells = collector.unended
  }

  /// Lines of a service, before it is known which.
  init(linesOf service: String, saying text: String) {
    isOfLines = true
    ref = OperationRef(service: service, operation: text, name: nil)
    dependency = ""
    kind = .message
    role = .service
    identity = .none
    width = 1
    signatures = []
    (isLumped, lumped) = (false, [])
    (slots, successCells) = ([], HealthyCells([]))
    (failureCells, rejectedCells, unendedCells) = ([], [], [])
    inputs = []
  }

  /// Whether others may be counted with it: under its name, or under that of one of these of its
  /// signatures.
  func holdsOthers(_ signatures: Set<Int>) -> Bool {
    isLumped
      || signatures.contains { index in
        self.signatures.indices.contains(index) && lumped.contains(self.signatures[index])
      }
  }

  /// The same operation with the answers of one class in the place of its failures.
  func rejections(_ status: Int) -> OperationTimeline {
    var view = self
    view.rejectedStatus = status
    view.signatures = [SignatureKey(text: "\(status)\u{1F}\u{1F}")]
    view.failureCells = []
    for at in slots.indices {
      let from = view.failureCells.count
      var isExact = successCells.areExact(at: slots[at].successes)
      for index in slots[at].rejections where rejectedCells[index].status == status {
        let cell = rejectedCells[index].cell
        isExact = isExact && cell.isExact
        view.failureCells.append((0, SignatureCell(signature: 0, cell: cell)))
      }
      view.slots[at].failures = from..<view.failureCells.count
      view.slots[at].isExact = isExact
    }
    return view
  }

  /// The same operation with other cells, by the start of their slots: what is good, what is bad.
  func replacing(_ cells: [Int64: (good: [OutcomeCell], bad: [OutcomeCell])]) -> OperationTimeline {
    replacing(cells.sorted { $0.key < $1.key }.map { ($0.key, $0.value.good, $0.value.bad) })
  }

  /// The same operation with other cells, by slot and in order: what is good, and what is bad.
  func replacing(
    _ cells: [(start: Int64, good: [OutcomeCell], bad: [OutcomeCell])]
  ) -> OperationTimeline {
    var replaced = ReplacedSlots(capacity: cells.count)
    for (start, good, bad) in cells {
      replaced.open(start)
      for cell in good { replaced.add(good: cell) }
      for cell in bad { replaced.add(bad: cell) }
      replaced.close(isKept: true)
    }
    return replacing(replaced)
  }

  /// The same operation with other slots, of two sorts of events.
  func replacing(_ replaced: ReplacedSlots) -> OperationTimeline {
    var view = self
    view.isOfLines = false
    view.signatures = [SignatureKey(text: "\u{1F}\u{1F}")]
    view.slots = replaced.slots
    view.failureCells = replaced.bad
    view.successCells = HealthyCells(replaced.good)
    return view
  }

  /// The same operation with the arrivals of others in each slot, as mere counts.
  func counting(_ timelines: [OperationTimeline]) -> OperationTimeline {
    var view = replacing(ReplacedSlots(capacity: 0))
    let sums = SlotSums(of: timelines)
    view.slots = zip(sums.starts, sums.counts).filter { $0.1 > 0 }.map { start, count in
      Slot(start: start, successes: 0..<0, successCount: count, failures: 0..<0, arrivals: count)
    }
    return view
  }

  /// The same operation with the answers that had a member in the place of its failures.
  ///
  /// - Parameters:
  ///   - cells: such answers, in order of time, by cells of `cellWidth` seconds.
  func content(_ member: String, _ cells: [TemplateCounts.Cell], cellWidth: Int64)
    -> OperationTimeline
  {
    var view = self
    view.signatures = [SignatureKey(text: "\u{1F}a new member \(member)\u{1F}")]
    view.width = max(width, cellWidth)
    let collector = ContentSlots(self, cells, width: view.width, cellWidth: cellWidth)
    view.slots = collector.slots
    view.successCells = HealthyCells(collector.successes)
    view.failureCells = collector.failures
    return view
  }

  /// Answers of one class that rejected.
  func rejectedCount(_ status: Int) -> Int {
    rejectedCells.reduce(0) { $0 + ($1.status == status ? $1.cell.count : 0) }
  }

  /// The successes of a slot, one cell a source.
  func successes(of slot: Slot) -> HealthyCells.Slice { successCells[slot.successes] }

  /// Whether all calls of all slots that did not fail are known one by one.
  var isExactlyHealthy: Bool {
    slots.allSatisfy { slot in
      successCells.areExact(at: slot.successes)
        && slot.unended.allSatisfy { unendedCells[$0].isExact }
    }
  }

  /// The failures of a slot, one cell a source and signature.
  func failures(of slot: Slot) -> ArraySlice<Failure> { failureCells[slot.failures] }

  /// The rejected answers of a slot, one cell a source and class.
  func rejections(of slot: Slot) -> ArraySlice<RejectedCell> { rejectedCells[slot.rejections] }

  /// Calls of a slot of which the log does not say how they ended, one cell a source.
  func unended(of slot: Slot) -> ArraySlice<OutcomeCell> { unendedCells[slot.unended] }

  /// How many failures of some signatures a slot has.
  func failureCount(_ signatures: Set<Int>, in slot: Slot) -> Int {
    guard !slot.failures.isEmpty else { return 0 }
    var count = 0
    for at in slot.failures where signatures.contains(failureCells[at].signature) {
      count += failureCells[at].cell.cell.count
    }
    return count
  }

  /// The failures of a slot as counts, one a source and signature.
  func forEachFailureCount(in slot: Slot, _ body: (_ signature: Int, _ count: Int) -> Void) {
    for at in slot.failures {
      body(failureCells[at].signature, failureCells[at].cell.cell.count)
    }
  }

  /// Seconds that a slot may hold: quiet lines are kept in wider buckets.
  var reach: Int64 { isOfLines ? max(width, LineClass.quietSeconds) : width }

  /// What arrived in a slot and was not rejected.
  func admitted(_ slot: Slot) -> Int {
    slot.arrivals - rejections(of: slot).reduce(0) { $0 + $1.cell.count }
  }

  var arrivals: Int { slots.reduce(0) { $0 + $1.arrivals } }

  func failures(of signature: Int) -> Int {
    var count = 0
    for at in failureCells.indices where failureCells[at].signature == signature {
      count += failureCells[at].cell.cell.count
    }
    return count
  }

  /// Every success that is known exactly, slot by slot.
  func forEachSuccess(_ body: (EventRef) -> Void) { successCells.forEachMark(body) }

  /// Successes that are known exactly, in order; of crowded buckets the first and the last.
  func successMarks() -> [EventRef] { successCells.marks }

  /// How many failures of a signature are known exactly.
  func failureMarkCount(of signature: Int) -> Int {
    var count = 0
    for at in failureCells.indices where failureCells[at].signature == signature {
      failureCells[at].cell.cell.forEachMark { _ in count += 1 }
    }
    return count
  }

  /// Failures of some signatures that are known exactly, in order.
  func failureMarks(_ signatures: Set<Int>) -> [EventRef] {
    var marks: [EventRef] = []
    for at in failureCells.indices where signatures.contains(failureCells[at].signature) {
      failureCells[at].cell.cell.forEachMark { marks.append($0) }
    }
    return marks.inOrder()
  }

  /// Attempts that could have failed by `signatures`: successes and those failures.
  ///
  /// Exact events where every bucket has them all, else one cell a bucket. Seconds from
  /// `origin`.
  func cells(_ signatures: Set<Int>, origin: Int64) -> (cells: [RatioCell], width: Double) {
    if slots.allSatisfy(\.isExact) {
      return (exactCells(signatures, origin: origin), 0)
    }
    let isOwn = self.signatures.indices.map(signatures.contains)
    let cells = slots.compactMap { slot -> RatioCell? in
      var failures = 0
      forEachFailureCount(in: slot) { if isOwn[$0] { failures += $1 } }
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
      let time = mark.nanoseconds.seconds(sinceNanoseconds: origin * 1_000_000_000)
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
