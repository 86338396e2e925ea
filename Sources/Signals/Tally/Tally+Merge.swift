import LogModel
import Parse

extension Tally {
  /// Ends an input: its events know now where they are from.
  ///
  /// The reading of an input that could not be read, or was passed over, is kept all the same.
  public func seal(_ reading: InputReading) {
    let input = Input(hash: reading.contentHash ?? ContentHash(high: 0, low: 0), reading: reading)
    if let open {
      self.open = nil
      open.seal(reading)
      return merge(open)
    }
    if inputs.isEmpty {
      for one in series { one.setInput(input.hash.low) }
      templates.setInput(input.hash.low)
      values.setInput(input.hash.low)
      overlap.setInput(input.hash.low)
    }
    inputs.append(input)
  }

  /// Takes over which lines of the inputs, by their paths, lie outside of the window: that is
  /// known once all were read.
  public func setAccounts(of readings: [InputReading]) {
    let accounts = Dictionary(readings.map { ($0.path, $0.account) }) { first, _ in first }
    for at in inputs.indices {
      guard let account = accounts[inputs[at].reading.path],
        account.lines == inputs[at].reading.account.lines
      else { continue }
      inputs[at].reading.account = account
    }
  }

  /// Contents that both tallies hold, in order: to merge them would count these twice.
  ///
  /// Empty inputs are all of one content and count nothing.
  public func sharedContents(with other: Tally) -> [ContentHash] {
    contents.intersection(other.contents).sorted()
  }

  private var contents: Set<ContentHash> {
    Set(inputs.filter { $0.reading.bytesDecoded > 0 }.compactMap(\.reading.contentHash))
  }

  /// Whether another tally's events count the same units as this one's, and can be added to them.
  ///
  /// - Throws: `differentDefinitions` when both count units, and not the same; `tooMany` when no
  ///   logs hold as many events as both claim.
  public func checkUnits(of other: Tally) throws(TallyError) {
    guard unitNames.isEmpty || other.unitNames.isEmpty || unitNames == other.unitNames else {
      throw .differentDefinitions(mine: unitNames, theirs: other.unitNames)
    }
    guard other.restored <= Self.restoredLimit - restored else { throw .tooMany }
  }

  /// Merges another tally, which must not be used again.
  ///
  /// Both are sealed, share no content (``sharedContents(with:)``) and count the same units
  /// (``checkUnits(of:)``).
  public func merge(_ other: Tally) {
    closeOpen()
    other.closeOpen()
    inputs += other.inputs
    restored &+= other.restored
    if unitNames.isEmpty { unitNames = other.unitNames }
    widthChoice.merge(other.widthChoice)
    noteNames(of: other.series.map(\.key))
    for (service, folding) in other.routes {
      let service = ExactText(services.current(service.text))
      routes[service, default: NameFolding()].merge(folding)
    }
    for (service, folding) in other.rejectedRoutes {
      let service = ExactText(services.current(service.text))
      rejectedRoutes[service, default: Self.rejectedFolding].merge(folding)
    }
    settleRoutes()
    let common = max(width, other.width, widthChoice.width)
    if common > width { rebuild(width: common) }
    var renamed: [UInt64: SeriesKey] = [:]
    for theirs in other.series {
      let key = currentKey(theirs.key)
      renamed[theirs.key.routeHash] = key
      series[index(of: key)].merge(theirs, ratio: width / other.width, kept: keptEvents)
    }
    other.clients.rename(renamed)
    clients.merge(other.clients)
    other.dimensions.rename(renamed)
    dimensions.merge(other.dimensions)
    templates.merge(other.templates, in: self)
    values.merge(other.values, in: self)
    traces.merge(other.traces)
    overlap.merge(other.overlap)
    forget()
    if series.count > compactAt { rebuild() }
  }

  private func closeOpen() {
    guard let open else { return }
    self.open = nil
    merge(open)
  }

  /// Re-keys every series with its current folded name and widens buckets to at least the current
  /// width.
  func rebuild(width least: Int64 = 1) {
    settleRoutes()
    templates.rebuild(in: self)
    values.rebuild(in: self)
    let target = max(width, least, widthChoice.width)
    let ratio = target / width
    let keys = series.map { currentKey($0.key) }
    // Mostly nothing has another name or width: then all stays where it is.
    guard ratio != 1 || zip(keys, series).contains(where: { $0 != $1.key }) else {
      compactAt = max(Self.leastCompaction, series.count * 2)
      return
    }
    let old = series
    width = target
    series = []
    seriesIndex = [:]
    var renamed: [UInt64: SeriesKey] = [:]
    for (one, key) in zip(old, keys) {
      renamed[one.key.routeHash] = key
      series[index(of: key)].merge(one, ratio: ratio, kept: keptEvents)
    }
    clients.rename(renamed)
    dimensions.rename(renamed)
    forget()
    compactAt = max(Self.leastCompaction, series.count * 2)
  }

  /// Puts everything in its final order; the tally is read or written afterwards.
  public func finish() {
    closeOpen()
    rebuild()
    series.sort { $0.key < $1.key }
    for at in series.indices {
      series[at] = series[at].canonical(kept: keptEvents)
      seriesIndex[series[at].key] = at
    }
    markLumped()
    clients.sortVisits()
    dimensions.settle()
    templates.finish(in: self)
    values.finish(in: self)
    overlap.settle()
    inputs.sort(by: Self.precedes)
  }

  /// By content, then by path, then by all that is told of them.
  private static func precedes(_ a: Input, _ b: Input) -> Bool {
    if a.hash != b.hash { return a.hash < b.hash }
    if let before = ExactText.precedes([a.reading.path], [b.reading.path]) { return before }
    let one = InputReadingCoding.bytes(of: a.reading)
    let other = InputReadingCoding.bytes(of: b.reading)
    return one.lexicographicallyPrecedes(other)
  }

  /// The input that an event's line stands in; of copies, the one that was read.
  public func input(of mark: EventRef) -> Input? {
    let holders = inputs.lazy.filter { $0.hash.low == mark.input }
    return holders.first { $0.reading.status != .duplicate && $0.reading.status != .skipped }
      ?? holders.first
  }
}
