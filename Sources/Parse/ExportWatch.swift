import LogModel

/// What a stream shows of the tool that exported it: where it stopped, what it wrote twice.
struct ExportWatch {
  /// How many lines such tools give unless they are told otherwise, and the most they give.
  static let limits: Set<Int> = [100, 1000, 5000]

  /// Entries of the last page that had any.
  var lastPage = 0
  private var pageCount: UInt64 = 1
  private var entries = 0
  private var lines = 0
  private var seen = RepeatedEntries()

  mutating func noteEntry() { entries += 1 }
  mutating func noteLine() { lines += 1 }

  mutating func endPage() {
    guard entries > 0 else { return }
    lastPage = entries
    entries = 0
    pageCount &+= 1
  }

  /// The limit that the export ends at, where it seems to.
  var reachedLimit: Int? {
    let last = lines > 0 ? lines : lastPage
    return Self.limits.contains(last) ? last : nil
  }

  /// The same entry of the same stream stood in another page before.
  mutating func isInEarlierPage(_ entry: UnsafeRawBufferPointer, labels: UInt64) -> Bool {
    let hash = StableHash.hash(entry, seed: labels)
    guard let page = seen.keep(hash, as: pageCount) else { return false }
    return page != pageCount
  }

  /// Google Cloud's logging gives an entry twice at times; its id and stamp are the same then.
  mutating func isRepeated(_ line: UnsafeRawBufferPointer) -> Bool {
    RepeatedEntries.hash(ofCloudEntry: line).map { seen.keep($0, as: 0) != nil } ?? false
  }
}
