import LogModel

extension Tally {
  /// Leaves out what lies in these stretches of time, before the input is sealed.
  ///
  /// They hold a handful of stamps weeks away from all others, so no bucket lies half in one.
  public func forget(_ stretches: [TimeRange]) {
    guard !stretches.isEmpty else { return }
    if let open { return open.forget(stretches) }
    let seconds = stretches.map { $0.from.seconds...$0.to.seconds }
    let width = self.width
    for one in series {
      let kept = one.buckets.filter { bucket in
        let from = bucket.start * width
        return !seconds.contains { $0.overlaps(from...(from + width - 1)) }
      }
      if kept.count < one.buckets.count { one.replaceBuckets(with: kept) }
    }
    series.removeAll { $0.buckets.isEmpty }
    seriesIndex = [:]
    for at in series.indices { seriesIndex[series[at].key] = at }
    templates.forget(seconds)
    values.forget(seconds)
    let nanoseconds = stretches.map { $0.from.nanoseconds...$0.to.nanoseconds }
    clients.forget { visit in nanoseconds.contains { $0.contains(visit.nanoseconds) } }
    dimensions.forget(seconds)
    traces.forget(nanoseconds)
    overlap.forget(nanoseconds)
    forget()
  }

  /// Moves everything in time, because the clock behind it was off.
  ///
  /// - Returns: `false`, with nothing changed, where the step is no whole multiple of ``width``
  ///   or leads out of what stamps hold.
  public func shift(byNanoseconds step: Int64) -> Bool {
    let (buckets, rest) = step.quotientAndRemainder(dividingBy: width * 1_000_000_000)
    let limit = EventRef.timeLimit - Int64(clamping: step.magnitude)
    guard rest == 0, limit > 0 else { return false }
    let furthest = limit / (width * 1_000_000_000)
    guard series.allSatisfy({ $0.buckets.allSatisfy { $0.start.magnitude < UInt64(furthest) } }),
      inputs.allSatisfy({ $0.reading.isShiftable(within: limit) }),
      templates.isShiftable(within: limit), values.isShiftable(within: limit)
    else { return false }
    for one in series {
      one.replaceBuckets(with: one.buckets.map { $0.shifted(buckets: buckets, step) })
    }
    clients.shift(byNanoseconds: step)
    dimensions.shift(byNanoseconds: step)
    templates.shift(byNanoseconds: step)
    values.shift(byNanoseconds: step)
    traces.shift(byNanoseconds: step)
    overlap.shift(byNanoseconds: step)
    for at in inputs.indices { inputs[at].reading.shift(byNanoseconds: step) }
    forget()
    return true
  }
}

extension Bucket {
  fileprivate func shifted(buckets: Int64, _ step: Int64) -> Bucket {
    var moved = self
    moved.start += buckets
    moved.successes = successes.shifted(step)
    for at in moved.failures.indices {
      moved.failures[at].cell = moved.failures[at].cell.shifted(step)
    }
    for at in moved.rejections.indices {
      moved.rejections[at].cell = moved.rejections[at].cell.shifted(step)
    }
    moved.unended = unended.map { $0.shifted(step) }
    return moved
  }
}

extension OutcomeCell {
  func shifted(_ step: Int64) -> OutcomeCell {
    OutcomeCell(
      count: count,
      marks: marks.map { mark in
        var moved = mark
        moved.nanoseconds += step
        return moved
      }, spread: spread)
  }
}

extension ClientSample {
  /// Visits of a client of whom all are kept; of busier ones nothing is known but their number.
  mutating func forget(where isUnwanted: (Visit) -> Bool) {
    for client in clients.keys {
      guard var known = clients[client], known.visits.contains(where: isUnwanted) else { continue }
      known.visits.removeAll(where: isUnwanted)
      known.count = known.visits.count
      clients[client] = known.count == 0 ? nil : known
    }
    self = ClientSample(clients: clients, isSample: isSample)
  }

  mutating func shift(byNanoseconds step: Int64) {
    for client in clients.keys {
      guard var known = clients[client] else { continue }
      for at in known.visits.indices { known.visits[at].nanoseconds &+= step }
      clients[client] = known
    }
  }
}

extension InputReading {
  fileprivate var stamps: [Timestamp] {
    [self.first, self.last].compactMap { $0 } + self.gaps.flatMap { [$0.from, $0.to] }
  }

  func isShiftable(within limit: Int64) -> Bool {
    stamps.allSatisfy { $0.nanoseconds.magnitude < UInt64(limit) }
  }

  mutating func shift(byNanoseconds step: Int64) {
    func moved(_ time: Timestamp) -> Timestamp {
      Timestamp(nanoseconds: time.nanoseconds + step, fractionDigits: Int(time.fractionDigits))
    }
    self.first = self.first.map(moved)
    self.last = self.last.map(moved)
    for at in self.gaps.indices {
      self.gaps[at].from = moved(self.gaps[at].from)
      self.gaps[at].to = moved(self.gaps[at].to)
    }
    self.shiftSeconds += Double(step) / 1e9
  }
}
