import LogModel
import Parse
import Signals

/// What each source saw of an operation.
extension ImpactCounter {
  /// Attempts that ended well and own failures of each source, by its name.
  ///
  /// - Returns: `nil` where the log does not tell which source the failures are of.
  func countsBySource(
    of operation: FailingOperation
  ) -> [String: (successes: Int, failures: Int)]? {
    switch ImpactRule(operation.symptom).sources {
    case .bySeries: break
    case .byEvent: return markedCounts(of: operation)
    case .unknown: return nil
    }
    var sums: [String: (successes: Int, failures: Int)] = [:]
    for one in log.watched.series(of: operation.timeline) {
      let counts = count(one, of: operation)
      sums[one.key.source, default: (0, 0)].successes += counts.successes
      sums[one.key.source, default: (0, 0)].failures += counts.failures
    }
    return sums
  }

  /// The same of a view whose cells are those of no series: what changed in good answers is
  /// counted apart from the answers. Each event that is kept is of the source of its input.
  private func markedCounts(
    of operation: FailingOperation
  ) -> [String: (successes: Int, failures: Int)]? {
    let timeline = operation.timeline
    let width = timeline.width * 1_000_000_000
    var sums: [String: (successes: Int, failures: Int)] = [:]
    func isCounted(_ cell: OutcomeCell, isFailure: Bool) -> Bool {
      guard cell.isExact else { return cell.count == 0 }
      for mark in cell.marks where isInside(mark) {
        guard let source = log.sourceByInput[mark.input] else { return false }
        if isFailure {
          sums[source, default: (0, 0)].failures += 1
        } else {
          sums[source, default: (0, 0)].successes += 1
        }
      }
      return true
    }
    for slot in timeline.slots where touches(slot.start * width, width) {
      guard timeline.successes(of: slot).allSatisfy({ isCounted($0, isFailure: false) }),
        timeline.failures(of: slot).allSatisfy({
          !operation.signatures.contains($0.signature) || isCounted($0.cell.cell, isFailure: true)
        })
      else { return nil }
    }
    return sums
  }

  /// The counts of one source alone, in buckets of the log's own width.
  private func count(
    _ series: Series, of operation: FailingOperation
  ) -> (successes: Int, failures: Int) {
    let own = Set(operation.signatures.map { operation.timeline.signatures[$0] })
    let isOwn = series.signatures.map(own.contains)
    let width = log.seriesWidth * 1_000_000_000
    var (successes, failures, isExact) = (0, 0, true)
    let buckets = series.buckets
    for at in buckets.indices {
      // A bucket is large: most are looked at by their start alone.
      let start = buckets[at].start * width
      guard start + width > from, start <= to else { continue }
      let bucket = buckets[at]
      let isWhole = start >= from && start + width - 1 <= to
      if let least = operation.timeline.slowFrom {
        for cell in [bucket.successes] + bucket.unended {
          let (fast, slow) = cell.parted(at: least)
          add(fast, isWhole, &successes, &isExact)
          add(slow, isWhole, &failures, &isExact)
        }
        continue
      }
      add(bucket.successes, isWhole, &successes, &isExact)
      if let status = operation.timeline.rejectedStatus {
        for rejections in bucket.rejections where rejections.status == status {
          add(rejections.cell, isWhole, &failures, &isExact)
        }
      } else {
        for failure in bucket.failures where isOwn[failure.signature] {
          add(failure.cell, isWhole, &failures, &isExact)
        }
      }
    }
    return (successes, failures)
  }
}
