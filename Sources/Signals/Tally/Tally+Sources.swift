import LogModel
import Parse

/// What a tally knows of one clock beside the others.
extension Tally {
  /// Which sources the events of each input are of, by the low half of its content hash, as far
  /// as the events were kept.
  public var sourcesByInput: [UInt64: Set<String>] {
    var sources: [UInt64: Set<String>] = [:]
    for one in series {
      var inputs: Set<UInt64> = []
      for bucket in one.buckets {
        for cell in bucket.cells { cell.forEachMark { inputs.insert($0.input) } }
      }
      for input in inputs { sources[input, default: []].insert(one.key.source) }
    }
    return sources
  }

  /// Moves what some sources logged in time, because their clocks were off.
  ///
  /// Events that were kept move exactly. Of a crowded bucket the first and the last do, and where
  /// these come to lie in two buckets, the others are shared out between the two as if they had
  /// come evenly: counts over less than two buckets of a moved source are estimates from then on.
  /// A client's visits move where all series of their operation do by the same step, an input's
  /// first, last and gaps where all its sources do. What attempts are counted by in minutes, their
  /// dimensions, stays: clocks are rarely off by as much.
  ///
  /// - Parameter steps: nanoseconds by source; one that leads out of what stamps hold is passed
  ///   over.
  /// - Returns: the steps that were taken.
  @discardableResult
  public func move(_ steps: [String: Int64]) -> [String: Int64] {
    let taken = steps.filter { $0.value != 0 && canMove($0.key, by: $0.value) }
    guard !taken.isEmpty else { return [:] }
    moveInputs(taken)
    moveVisits(taken)
    for one in series {
      guard let step = taken[one.key.source] else { continue }
      // Buckets that were read again keep what they have.
      one.move(byNanoseconds: step, width: width, bound: focus.isEmpty ? nil : .max)
    }
    traces.shift(
      Dictionary(taken.map { (Self.sourceHash($0.key), $0.value) }) { first, _ in first })
    forget()
    return taken
  }

  private func canMove(_ source: String, by step: Int64) -> Bool {
    let limit = EventRef.timeLimit - Int64(clamping: step.magnitude)
    guard limit > 0 else { return false }
    let furthest = UInt64(limit / (width * 1_000_000_000))
    return series.allSatisfy { one in
      one.key.source != source || one.buckets.allSatisfy { $0.start.magnitude + 1 < furthest }
    }
  }

  private func moveInputs(_ steps: [String: Int64]) {
    let sources = sourcesByInput
    for at in inputs.indices {
      let moved = Set((sources[inputs[at].hash.low] ?? []).map { steps[$0] ?? 0 })
      guard moved.count == 1, let step = moved.first, step != 0,
        inputs[at].reading.isShiftable(
          within: EventRef.timeLimit - Int64(clamping: step.magnitude))
      else { continue }
      inputs[at].reading.shift(byNanoseconds: step)
    }
  }

  private func moveVisits(_ steps: [String: Int64]) {
    var byRoute: [UInt64: Set<Int64>] = [:]
    for one in series where one.key.kind == .request {
      byRoute[one.key.routeHash, default: []].insert(steps[one.key.source] ?? 0)
    }
    clients.shift(byRoute.compactMapValues { $0.count == 1 ? $0.first : nil })
  }
}

extension Bucket {
  /// All that was counted in it.
  fileprivate var cells: [OutcomeCell] {
    [successes] + rejections.map(\.cell) + unended + failures.map(\.cell)
  }
}

extension ClientSample {
  /// - Parameter steps: nanoseconds by the hash of service and operation.
  fileprivate mutating func shift(_ steps: [UInt64: Int64]) {
    for client in clients.keys {
      guard var known = clients[client] else { continue }
      for at in known.visits.indices {
        known.visits[at].nanoseconds &+= steps[known.visits[at].route] ?? 0
      }
      known.visits.sort()
      clients[client] = known
    }
  }
}
