import LogModel

/// Attempts by tenant, region, zone, version and what else a definition names, in coarse time.
///
/// Of each dimension the values with the smallest hashes are kept apart, of all and of those that
/// failed; what the others did is summed up in lumps, so that shares stay right. Which values,
/// and how wide the buckets are, is a function of the records alone.
public struct DimensionCounts {
  struct Key: Hashable, Comparable {
    /// ``SeriesKey/routeHash``.
    var route: UInt64
    var value: UInt64
    /// Start divided by the level's seconds.
    var bucket: Int64
    var outcome: UInt8

    static func < (a: Key, b: Key) -> Bool {
      (a.route, a.value, a.bucket, a.outcome) < (b.route, b.value, b.bucket, b.outcome)
    }

    fileprivate var hash: UInt64 {
      StableHash.combine(
        StableHash.combine(route, value),
        UInt64(bitPattern: bucket) &<< 8 | UInt64(outcome))
    }
  }

  /// The values of one dimension that may be kept apart.
  struct Kept {
    static let capacity = 256
    /// Of all attempts, and of those that failed or were rejected.
    var seen = DistinctSample(capacity: Kept.capacity)
    var failed = DistinctSample(capacity: Kept.capacity)
  }

  /// Dimensions of one tally, whatever the definitions of its parts name.
  static let dimensionLimit = 16
  private static let cacheLimit = 1 << 16
  private static let leastCompaction = 8192

  var level = DimensionLevel()
  /// Where ``level`` stood when the cells were put into their buckets.
  var step = 0
  var kept: [ExactText: Kept] = [:]
  /// Of values that are, or may be, kept.
  var values: [UInt64: DimensionValue] = [:]
  private(set) var keys: [Key] = []
  private(set) var counts: [Int] = []
  private var index = StableIndex()
  /// By what records say of themselves: their cells, and the values of their dimensions.
  private var cellCache = StableIndex()
  private var namesCache = StableIndex()
  private var namesStarts: [Int] = [0]
  private var namesValues: [(value: UInt64, dimension: ExactText)] = []
  private var compactAt = DimensionCounts.leastCompaction

  init() {}

  /// Nothing was counted.
  public var isEmpty: Bool { keys.isEmpty }

  /// Seconds that a bucket holds.
  public var seconds: Int64 { Self.seconds(step) }

  private static func seconds(_ step: Int) -> Int64 {
    DimensionLevel.ladder[min(step, DimensionLevel.ladder.count - 1)].seconds
  }

  /// How many values of a dimension are kept apart.
  private var capacity: Int {
    step < DimensionLevel.ladder.count ? DimensionLevel.ladder[step].kept : 0
  }

  // MARK: Adding

  /// One attempt as it came.
  struct Seen {
    /// Hash of the text that names its dimensions.
    var names: UInt64
    /// Hash of all that decides its series.
    var raw: UInt64
    /// The route it is counted under now.
    var route: UInt64
    var second: Int64
    var outcome: UInt8
  }

  /// - Parameters:
  ///   - named: the hash of service and operation as they came; asked of what is new.
  ///   - parsed: the values of its dimensions, redacted; asked of what is new.
  mutating func add(
    _ seen: Seen, named: () -> UInt64, parsed: () -> [DimensionValue]
  ) {
    let at = namesCache[seen.names] ?? learn(seen.names, parsed())
    let place = StableHash.combine(
      seen.raw, UInt64(bitPattern: seen.second.flooredDivision(by: Self.seconds(0))))
    for one in namesStarts[at]..<namesStarts[at + 1] {
      let value = namesValues[one].value
      let cached = StableHash.combine(
        StableHash.combine(place, value), UInt64(seen.outcome))
      if let known = cellCache[cached] {
        counts[known] &+= 1
        continue
      }
      level.note(route: named(), value: value, second: seen.second, outcome: seen.outcome)
      let dimension = namesValues[one].dimension
      if seen.outcome != DimensionOutcome.success {
        kept[dimension]?.failed.insert(value)
        if values[value] == nil, isKept(value, of: dimension, failed: true) {
          for value in parsed() { put(value) }
        }
      }
      let cell = cell(
        Key(
          route: seen.route, value: current(value, of: dimension, outcome: seen.outcome),
          bucket: seen.second.flooredDivision(by: seconds), outcome: seen.outcome))
      counts[cell] &+= 1
      if cellCache.count >= Self.cacheLimit { cellCache.removeAll() }
      cellCache.insert(cached, cell)
    }
    if keys.count > compactAt || values.count > compactAt { settle() }
  }

  private mutating func learn(_ names: UInt64, _ parsed: [DimensionValue]) -> Int {
    if namesCache.count >= Self.cacheLimit { forgetNames() }
    for value in parsed {
      let dimension = ExactText(value.dimension)
      kept[dimension, default: Kept()].seen.insert(value.id)
      put(value)
      namesValues.append((value.id, dimension))
    }
    namesStarts.append(namesValues.count)
    namesCache.insert(names, namesStarts.count - 2)
    return namesStarts.count - 2
  }

  /// Notes what a value is called, as long as it may be kept.
  private mutating func put(_ value: DimensionValue) {
    let id = value.id
    guard isKept(id, of: ExactText(value.dimension), failed: nil) else { return }
    values[id] = values[id].map { DimensionValue.first($0, value) } ?? value
  }

  /// - Parameter failed: among values that failed, among all; or in either.
  private func isKept(_ value: UInt64, of dimension: ExactText, failed: Bool?) -> Bool {
    guard let kept = kept[dimension] else { return false }
    if failed != false, kept.failed.contains(value, among: capacity) { return true }
    return failed != true && kept.seen.contains(value, among: capacity)
  }

  /// What a value is counted as: itself, or its lump.
  private mutating func current(
    _ value: UInt64, of dimension: ExactText, outcome: UInt8
  ) -> UInt64 {
    if isKept(value, of: dimension, failed: outcome != DimensionOutcome.success) { return value }
    let lump = DimensionValue(dimension: dimension.text, lump: DimensionValue.lump(of: value))
    values[lump.id] = lump
    return lump.id
  }

  private mutating func cell(_ key: Key) -> Int {
    let hash = key.hash
    if let known = index[hash] { return known }
    keys.append(key)
    counts.append(0)
    index.insert(hash, keys.count - 1)
    return keys.count - 1
  }

  // MARK: Order

  /// Cells as another, or this one before, has them.
  private typealias Part = (keys: [Key], counts: [Int], seconds: Int64)

  private var part: Part { (keys, counts, seconds) }

  /// Brings all cells into the buckets and under the values of now.
  mutating func settle() { retake([part], values, step: level.index) }

  /// Merges another's counts.
  mutating func merge(_ other: DimensionCounts) {
    guard !other.kept.isEmpty else { return }
    level.merge(other.level)
    for (dimension, theirs) in other.kept {
      kept[dimension, default: Kept()].seen.merge(theirs.seen)
      kept[dimension]?.failed.merge(theirs.failed)
    }
    while kept.count > Self.dimensionLimit { kept[kept.keys.max() ?? ExactText("")] = nil }
    let known = values.merging(other.values) { DimensionValue.first($0, $1) }
    retake([part, other.part], known, step: max(other.step, level.index))
  }

  /// Brings cells under the names that routes have now.
  ///
  /// - Parameter names: the keys of now by the ``SeriesKey/routeHash`` of the keys before.
  mutating func rename(_ names: [UInt64: SeriesKey]) {
    guard !keys.isEmpty else { return forgetCells() }
    let routes = names.mapValues { $0.routeHash }
    let renamed = keys.map { key in
      var key = key
      key.route = routes[key.route] ?? key.route
      return key
    }
    retake([(renamed, counts, seconds)], values, step: level.index)
  }

  /// Puts other cells in the place of all there are, in the same order of time.
  mutating func replaceCells(_ changed: (Key) -> Key?) {
    let pairs = zip(keys, counts).compactMap { key, count in changed(key).map { ($0, count) } }
    retake([(pairs.map(\.0), pairs.map(\.1), seconds)], values, step: level.index)
  }

  private mutating func retake(
    _ parts: [Part], _ known: [UInt64: DimensionValue], step least: Int
  ) {
    step = max(step, least)
    forgetNames()
    forgetCells()
    (keys, counts, index) = ([], [], StableIndex())
    values = known.filter { id, value in
      !value.text.isEmpty && isKept(id, of: ExactText(value.dimension), failed: nil)
    }
    guard step < DimensionLevel.ladder.count else { return }
    for part in parts { take(part, known) }
    compactAt = max(Self.leastCompaction, keys.count * 2, values.count * 2)
  }

  private mutating func take(_ part: Part, _ known: [UInt64: DimensionValue]) {
    let ratio = seconds / part.seconds
    for (key, amount) in zip(part.keys, part.counts) {
      var key = key
      guard let value = known[key.value], kept[ExactText(value.dimension)] != nil else { continue }
      if ratio != 1 { key.bucket = key.bucket.flooredDivision(by: ratio) }
      if value.text.isEmpty {
        values[key.value] = value
      } else {
        key.value = current(key.value, of: ExactText(value.dimension), outcome: key.outcome)
      }
      counts[cell(key)] &+= amount
    }
  }

  private mutating func forgetNames() {
    namesCache.removeAll()
    namesStarts = [0]
    namesValues.removeAll(keepingCapacity: true)
  }

  /// Forgets which cells records fell into: they stand elsewhere, or under other names.
  mutating func forgetCells() { cellCache.removeAll() }

  /// Takes cells as a file holds them: each once.
  mutating func restore(_ key: Key, _ count: Int) { counts[cell(key)] &+= count }
}

extension DimensionValue {
  /// Of two texts of one hash, the same in every order.
  fileprivate static func first(_ a: DimensionValue, _ b: DimensionValue) -> DimensionValue {
    ExactText.precedes([b.dimension, b.text], [a.dimension, a.text]) == true ? b : a
  }
}

extension DistinctSample {
  /// Whether a hash is one of the `limit` smallest.
  func contains(_ hash: UInt64, among limit: Int) -> Bool {
    hashes.prefix(limit).containsInOrder(hash)
  }
}
