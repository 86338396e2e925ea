import LogModel

/// In a file.
extension DimensionCounts {
  /// - Parameter series: in the order of the file: cells name their route by the first that is
  ///   about it.
  func write(to writer: inout ByteWriter, series: [Series]) {
    level.write(to: &writer)
    let dimensions = kept.sorted { $0.key < $1.key }
    writer.count(dimensions.count)
    for (name, kept) in dimensions {
      writer.string(name.text)
      kept.seen.write(to: &writer)
      kept.failed.write(to: &writer)
    }
    let dimensionPlaces = Self.places(dimensions.map(\.key))
    let named = values.filter { !$0.value.text.isEmpty }.sorted { $0.key < $1.key }
    writer.count(named.count)
    for (_, value) in named {
      writer.count(dimensionPlaces[ExactText(value.dimension)] ?? 0)
      writer.string(value.text)
    }
    let routes = Self.places(series.map { $0.key.routeHash })
    let valuePlaces = Self.places(named.map(\.key))
    let cells = zip(keys, counts).filter { routes[$0.0.route] != nil }
      .sorted { $0.0 < $1.0 }
    writer.count(cells.count)
    for (key, count) in cells {
      writer.count(routes[key.route] ?? 0)
      if let place = valuePlaces[key.value] {
        writer.count(place * 2)
      } else {
        let value = values[key.value]
        let dimension = value.flatMap { dimensionPlaces[ExactText($0.dimension)] } ?? 0
        let lump = Int(truncatingIfNeeded: value?.lump ?? 0)
        writer.count((dimension * Int(DimensionValue.lumps) + lump) * 2 + 1)
      }
      writer.signed(key.bucket)
      writer.byte(key.outcome)
      writer.count(count)
    }
  }

  private static func places<Key: Hashable>(_ keys: [Key]) -> [Key: Int] {
    Dictionary(
      keys.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  init(from reader: inout ByteReader, series: [Series]) throws(TallyError) {
    self.init()
    level = try DimensionLevel(from: &reader)
    step = level.index
    var dimensions: [String] = []
    let limit = try reader.count(ofBytes: 5)
    guard limit <= Self.dimensionLimit else { throw reader.damaged }
    for _ in 0..<limit {
      let name = try reader.string()
      if let last = dimensions.last, !(ExactText(last) < ExactText(name)) { throw reader.damaged }
      dimensions.append(name)
      kept[ExactText(name)] = Kept(
        seen: try DistinctSample(capacity: Kept.capacity, from: &reader),
        failed: try DistinctSample(capacity: Kept.capacity, from: &reader))
    }
    var named: [UInt64] = []
    for _ in 0..<(try reader.count(ofBytes: 2)) {
      let place = try reader.integer()
      let text = try reader.string()
      guard place < dimensions.count, !text.isEmpty else { throw reader.damaged }
      let value = DimensionValue(dimension: dimensions[place], text: text)
      if let last = named.last, last >= value.id { throw reader.damaged }
      named.append(value.id)
      values[value.id] = value
    }
    try readCells(&reader, named, dimensions, series.map { $0.key.routeHash })
  }

  private mutating func readCells(
    _ reader: inout ByteReader, _ named: [UInt64], _ dimensions: [String], _ routes: [UInt64]
  ) throws(TallyError) {
    // Sums stay below this, so that no later sum overflows.
    var left = 1 << 53
    var last: Key?
    let cells = try reader.count(ofBytes: 5)
    guard cells == 0 || step < DimensionLevel.ladder.count else { throw reader.damaged }
    for _ in 0..<cells {
      let route = try reader.integer()
      guard route < routes.count else { throw reader.damaged }
      let value = try self.value(&reader, named, dimensions)
      let bucket = try reader.signed()
      let outcome = try reader.byte()
      let count = try reader.integer(upTo: left)
      left -= count
      let key = Key(route: routes[route], value: value, bucket: bucket, outcome: outcome)
      guard bucket.magnitude <= UInt64(EventRef.timeLimit / 1_000_000_000 / seconds),
        outcome <= DimensionOutcome.last, count > 0, last.map({ $0 < key }) ?? true
      else { throw reader.damaged }
      last = key
      restore(key, count)
    }
  }

  private mutating func value(
    _ reader: inout ByteReader, _ named: [UInt64], _ dimensions: [String]
  ) throws(TallyError) -> UInt64 {
    let place = try reader.integer()
    guard place % 2 == 1 else {
      guard place / 2 < named.count else { throw reader.damaged }
      return named[place / 2]
    }
    let lumps = Int(DimensionValue.lumps)
    guard place / 2 / lumps < dimensions.count else { throw reader.damaged }
    let lump = DimensionValue(
      dimension: dimensions[place / 2 / lumps], lump: UInt64(place / 2 % lumps))
    values[lump.id] = lump
    return lump.id
  }
}
