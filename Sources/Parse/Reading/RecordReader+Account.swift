import LogModel

/// What is told of an input once it was read.
extension RecordReader {
  /// What the stamps of requests are, by the order of their lines.
  ///
  /// Of an access log alone: what else logs a request stamps the line as it writes it, and an
  /// export is sorted by its stamps.
  func requestStamp(in formats: [String]) -> InputReading.RequestStamp? {
    guard !watch.isNewestFirst else { return nil }
    let isAccess = formats.contains { ["combined", "access (any order)"].contains($0) }
    return isAccess || order.found == .received ? order.found : nil
  }

  /// Notes under which keys the parts of a record stand.
  mutating func noteKeys(of fields: borrowing RecordFields) {
    recordsLookedAt += 1
    if readAs.time == nil { readAs.time = fields.name(of: .time) }
    if readAs.status == nil { readAs.status = fields.name(of: .status) }
    if readAs.latencyKey == nil, fields.latencyMilliseconds != nil {
      readAs.latencyKey = fields.name(of: .latency)
      readAs.latencyUnit = fields.latencyUnit.name ?? "ms"
    }
    for key in [FieldKey.user, .session, .address] where readAs.user == nil {
      readAs.user = fields.name(of: key)
    }
  }
}

/// The account of records that another input also holds and counts.
struct OverlapAccount {
  /// Records classed as duplicates so far.
  var records = 0
  /// Lines that continue a record of the batch at hand, by the record's place in it.
  fileprivate var continuations: [Int: Int] = [:]
  /// Whether the last record of the previous batch was a duplicate; its continuation lines are too.
  fileprivate var lastIsDuplicate = false
}

extension RecordReader {
  /// Classes a line that continues the record before it like that record.
  mutating func countContinuation() {
    continued += 1
    guard options.overlap != nil else {
      account.records += 1
      if isCounted { stretches.noteContinuation() }
      return
    }
    if batch.records.isEmpty, overlap.lastIsDuplicate {
      account.duplicate += 1
      return
    }
    account.records += 1
    if isCounted { stretches.noteContinuation() }
    overlap.continuations[batch.records.count - 1, default: 0] += 1
  }

  /// Classes the records of the batch at hand that another input counts as duplicates.
  ///
  /// They were classed as records when their lines were read.
  mutating func setDuplicatesApart() {
    guard let filter = options.overlap else { return }
    batch.duplicates = filter.duplicates(in: batch)
    for at in batch.duplicates {
      let lines = 1 + (overlap.continuations[at] ?? 0)
      account.records -= lines
      account.duplicate += lines
      if isCounted { stretches.remove(lines, at: batch.records[at].nanoseconds) }
    }
    overlap.records += batch.duplicates.count
    overlap.lastIsDuplicate = batch.duplicates.last == batch.records.count - 1
    overlap.continuations.removeAll(keepingCapacity: true)
  }
}
