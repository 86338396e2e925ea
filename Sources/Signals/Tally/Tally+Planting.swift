import LogModel

/// Faults of known size, put into a tally to learn which of them are found.
extension Tally {
  /// Lets a share of an operation's successes fail.
  ///
  /// - Parameters:
  ///   - share: of the successes, 0 to 1.
  ///   - operation: as its series are called, whichever service they are of.
  ///   - name: that of the definition, or empty.
  ///   - range: buckets that begin in it.
  ///   - seed: decides which calls fail.
  /// - Returns: how many fail.
  @discardableResult
  public func plantFailures(
    share: Double, of operation: String, named name: String, in range: TimeRange, seed: UInt64
  ) -> Int {
    var planted = 0
    for one in series
    where one.key.kind.isAttempt && one.key.name == name && one.key.operation == operation {
      let signature = one.note(SignatureKey(text: "500\u{1F}planted fault\u{1F}"))
      let buckets = one.buckets.map { bucket in
        let begin = Timestamp(seconds: bucket.start &* width)
        guard begin >= range.from, begin < range.to, bucket.successes.count > 0 else {
          return bucket
        }
        var changed = bucket
        let parts = bucket.successes.parted(share: share, seed: seed)
        guard parts.bad.count > 0 else { return bucket }
        planted += parts.bad.count
        changed.successes = parts.good
        changed.failures.append(SignatureCell(signature: signature, cell: parts.bad))
        changed.failures.sort { $0.signature < $1.signature }
        return changed
      }
      one.replaceBuckets(with: buckets)
    }
    return planted
  }
}

extension OutcomeCell {
  /// A share of its events and the others, which of them by a hash of each; of those that are not
  /// kept, their number alone.
  fileprivate func parted(share: Double, seed: UInt64) -> (good: OutcomeCell, bad: OutcomeCell) {
    func isPicked(_ mark: EventRef) -> Bool {
      let hash = StableHash.combine(StableHash.combine(mark.content, seed), UInt64(mark.line))
      return Double(hash >> 11) / Double(1 << 53) < share
    }
    let marks = marks
    if isExact {
      let (bad, good) = (marks.filter(isPicked), marks.filter { !isPicked($0) })
      return (
        OutcomeCell(count: good.count, marks: good), OutcomeCell(count: bad.count, marks: bad)
      )
    }
    // A part of a call more or less, by chance.
    let chance = first.map { Double(StableHash.combine($0.content, seed) >> 11) / Double(1 << 53) }
    let picked = min(count, Int((Double(count) * share + (chance ?? 0.5)).rounded(.down)))
    guard picked < count else { return (OutcomeCell(), self) }
    guard picked > 0 else { return (self, OutcomeCell()) }
    func cell(_ size: Int, _ spread: LatencySpread?) -> OutcomeCell {
      OutcomeCell(count: size, marks: Array(marks.prefix(size)), spread: spread)
    }
    return (cell(count - picked, spread), cell(picked, nil))
  }
}
