import LogModel

extension Tally {
  /// Names each input by the path a report is to cite.
  public func rename(_ paths: [ContentHash: String]) {
    for index in inputs.indices {
      if let path = paths[inputs[index].hash] { inputs[index].reading.path = path }
    }
  }

  /// Names inputs by paths that may be shown; of a finished tally.
  public func showPaths(_ shown: (String) -> String) {
    for index in inputs.indices { inputs[index].reading.path = shown(inputs[index].reading.path) }
    finish()
  }

  /// Puts buckets that were read again exactly in the place of those that lost events.
  ///
  /// - Parameter exact: a tally of the same inputs and width that kept everything within its
  ///   focus; finished.
  public func refine(with exact: Tally) {
    guard exact.width == width else { return }
    for theirs in exact.series {
      guard let mine = series.first(where: { $0.key == theirs.key }) else { continue }
      let reach = theirs.key.isQuietLines ? max(width, LineClass.quietSeconds) : 1
      mine.replaceBuckets(from: theirs) { start in
        // A partly re-read bucket has fewer events than the first pass counted: keep that count.
        let first = Timestamp(seconds: start * self.width)
        let last = Timestamp(seconds: start * self.width + reach - 1)
        return exact.focus.contains { $0.contains(first) && $0.contains(last) }
      }
    }
  }
}

extension Series {
  /// Takes over the other's buckets where `isWanted`, if it knows no failure that this lacks.
  func replaceBuckets(from other: Series, where isWanted: (Int64) -> Bool) {
    let index = Dictionary(uniqueKeysWithValues: signatures.enumerated().map { ($1, $0) })
    let mapped = other.signatures.map { index[$0] }
    for bucket in other.buckets where isWanted(bucket.start) {
      guard bucket.failures.allSatisfy({ mapped[$0.signature] != nil }) else { continue }
      var moved = bucket
      for at in moved.failures.indices {
        moved.failures[at].signature = mapped[moved.failures[at].signature] ?? 0
      }
      moved.failures.sort { $0.signature < $1.signature }
      moved.rejections.sort { $0.status < $1.status }
      put(moved)
    }
  }
}
