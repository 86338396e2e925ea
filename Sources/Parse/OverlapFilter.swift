/// Selects the records of one input that may also be in other inputs, and counts them with theirs.
public struct OverlapFilter: Sendable {
  private let counter: OverlapCounter
  /// Nanoseconds, in order and apart from each other.
  private let stretches: [ClosedRange<Int64>]

  /// - Parameter stretches: the time ranges in which this input overlaps others.
  public init(_ counter: OverlapCounter, in stretches: [ClosedRange<Int64>]) {
    self.counter = counter
    var apart: [ClosedRange<Int64>] = []
    for next in stretches.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = apart.last, next.lowerBound <= last.upperBound {
        apart[apart.count - 1] = last.lowerBound...max(last.upperBound, next.upperBound)
      } else {
        apart.append(next)
      }
    }
    self.stretches = apart
  }

  /// The records of a batch that another input counted already, in order.
  func duplicates(in batch: borrowing RecordBatch) -> [Int] {
    var duplicates: [Int] = []
    for at in batch.records.indices where at < batch.fingerprints.count {
      let moment = batch.records[at].nanoseconds
      guard stretches.contains(where: { $0.contains(moment) }) else { continue }
      if counter.isDuplicate(batch.fingerprints[at]) { duplicates.append(at) }
    }
    return duplicates
  }
}
