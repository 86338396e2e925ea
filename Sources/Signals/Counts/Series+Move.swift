import LogModel

/// A series whose clock is set otherwise.
extension Series {
  /// Moves all events and puts them into the buckets they then belong to.
  ///
  /// - Parameter bound: events a bucket keeps; `nil` for as many as any bucket does.
  func move(byNanoseconds step: Int64, width: Int64, bound: Int?) {
    let period = key.isQuietLines ? max(width, LineClass.quietSeconds) : width
    let grid = ShiftedGrid(step: step, width: width, period: period)
    let same = Array(signatures.indices)
    var moved: [Int64: Bucket] = [:]
    func add(_ part: Bucket) {
      moved[part.start, default: Bucket(start: part.start)].merge(
        part, signatures: same, bound: bound ?? OutcomeCell.bound)
    }
    for bucket in buckets {
      for part in bucket.successes.parts(on: grid) {
        var piece = Bucket(start: part.start)
        piece.successes = part.cell
        add(piece)
      }
      for rejections in bucket.rejections {
        for part in rejections.cell.parts(on: grid) {
          var piece = Bucket(start: part.start)
          piece.rejections = [RejectedCell(status: rejections.status, cell: part.cell)]
          add(piece)
        }
      }
      for part in bucket.unended.flatMap({ $0.parts(on: grid) }) {
        var piece = Bucket(start: part.start)
        piece.unended = [part.cell]
        add(piece)
      }
      var pieces: [Int64: Bucket] = [:]
      for failure in bucket.failures {
        for (start, cell) in failure.parts(on: grid) {
          pieces[start, default: Bucket(start: start)].failures.append(cell)
        }
      }
      for piece in pieces.values { add(piece) }
    }
    var ordered = moved.values.sorted { $0.start < $1.start }
    for at in ordered.indices {
      ordered[at].failures.sort { $0.signature < $1.signature }
      ordered[at].rejections.sort { $0.status < $1.status }
    }
    replaceBuckets(with: ordered)
  }
}

/// Where the buckets of a series begin, and how far its events move.
struct ShiftedGrid {
  let step: Int64
  /// Seconds of a bucket.
  let width: Int64
  /// Seconds that the stamps of one bucket lie in: of quiet lines more than the width.
  let period: Int64

  func moved(_ mark: EventRef) -> EventRef {
    var mark = mark
    mark.nanoseconds &+= step
    return mark
  }

  /// The first second of the stretch that a mark's bucket stands for.
  private func second(_ mark: EventRef) -> Int64 {
    mark.nanoseconds.flooredDivision(by: 1_000_000_000).flooredDivision(by: period) &* period
  }

  func start(_ mark: EventRef) -> Int64 { second(mark).flooredDivision(by: width) }

  /// Of a stretch between two events, the share before the bucket of the second begins.
  func share(from first: EventRef, to last: EventRef) -> Double {
    let length = Double(last.nanoseconds) - Double(first.nanoseconds)
    let edge = Double(second(last)) * 1e9 - Double(first.nanoseconds)
    return length > 0 ? max(0, min(1, edge / length)) : 0
  }
}

extension OutcomeCell {
  /// The events of the cell by the bucket they move into.
  func parts(on grid: ShiftedGrid) -> [(start: Int64, cell: OutcomeCell)] {
    let marks = marks.map(grid.moved)
    guard let first = marks.first, let last = marks.last else { return [] }
    let starts = marks.map(grid.start)
    if grid.start(first) == grid.start(last) {
      return [(starts[0], OutcomeCell(count: count, marks: marks, spread: spread))]
    }
    if isExact {
      var parts: [(start: Int64, cell: OutcomeCell)] = []
      var from = 0
      for at in 1...marks.count where at == marks.count || starts[at] != starts[from] {
        let kept = Array(marks[from..<at])
        parts.append((starts[from], OutcomeCell(count: kept.count, marks: kept)))
        from = at
      }
      return parts
    }
    let share = grid.share(from: first, to: last)
    let early = max(1, min(count - 1, Int((Double(count) * share).rounded())))
    let spreads = spread?.split(early, count - early)
    return [
      (grid.start(first), OutcomeCell(early, like: first, spreads?.first)),
      (grid.start(last), OutcomeCell(count - early, like: last, spreads?.second)),
    ]
  }

  /// So many events of which one is known: it stands for the first and for the last.
  private init(_ count: Int, like mark: EventRef, _ spread: LatencySpread?) {
    let isFew = count <= Self.bound
    self.init(
      count: count, marks: Array(repeating: mark, count: isFew ? count : 2),
      spread: isFew ? nil : spread)
  }
}

extension SignatureCell {
  fileprivate func parts(on grid: ShiftedGrid) -> [(start: Int64, cell: SignatureCell)] {
    var left = units
    let parts = cell.parts(on: grid)
    return parts.enumerated().map { at, part in
      var share = left
      if at < parts.count - 1 {
        for slot in 0..<4 {
          let exact = Double(units[slot]) * Double(part.cell.count) / Double(max(1, cell.count))
          share[slot] = Int64(exactly: exact.rounded()) ?? 0
        }
      }
      left &-= share
      return (
        part.start,
        SignatureCell(signature: signature, cell: part.cell, units: share, clients: clients)
      )
    }
  }
}

extension LatencySpread {
  /// Two spreads of at most so many calls that add up to this one.
  fileprivate func split(
    _ early: Int, _ late: Int
  ) -> (first: LatencySpread?, second: LatencySpread?) {
    var first = LatencySpread()
    var second = LatencySpread()
    var room = (early, late)
    forEachClass { latency, count in
      let exact = Double(count) * Double(early) / Double(early + late)
      let share = Int(exactly: exact.rounded()) ?? 0
      let taken = max(0, max(count - room.1, min(share, room.0, count)))
      if taken > 0 { first.add(latency, taken) }
      if count > taken { second.add(latency, count - taken) }
      room = (room.0 - taken, room.1 - (count - taken))
    }
    return (first.isEmpty ? nil : first, second.isEmpty ? nil : second)
  }
}
