import LogModel
import Parse

extension LogTemplateTable {
  /// Re-keys every template with its current folded name and widens cells to at least the current
  /// width.
  func rebuild(in tally: Tally, width least: Int64 = 1) {
    let limit = TemplateFolding.limit(statements: statements.estimate)
    for service in foldings.keys { foldings[service]?.settle(limit: limit) }
    for (service, folding) in foldings
    where tally.services.current(service.text) != service.text {
      foldings[service] = nil
      foldings[ExactText(NameKeeper.rest), default: TemplateFolding()].merge(folding)
    }
    for service in foldings.keys { foldings[service]?.settle(limit: limit) }
    let target = max(width, least, widthChoice.width)
    let keys = entries.map { current($0.key, in: tally) }
    guard target != width || zip(keys, entries).contains(where: { $0 != $1.key }) else {
      compactAt = max(Self.leastCompaction, entries.count * 2)
      return
    }
    let ratio = target / width
    let old = entries
    width = target
    replace([])
    for (one, key) in zip(old, keys) { entries[index(of: key)].merge(one, ratio: ratio) }
    compactAt = max(Self.leastCompaction, entries.count * 2)
  }

  /// Merges another table; both are keyed by the names of `tally`.
  func merge(_ other: LogTemplateTable, in tally: Tally) {
    widthChoice.merge(other.widthChoice)
    statements.merge(other.statements)
    for (service, folding) in other.foldings {
      let service = ExactText(tally.services.current(service.text))
      foldings[service, default: TemplateFolding()].merge(folding)
    }
    rebuild(in: tally, width: other.width)
    for one in other.entries {
      entries[index(of: current(one.key, in: tally))].merge(one, ratio: width / other.width)
    }
    forget()
    if entries.count > compactAt { rebuild(in: tally) }
  }

  /// Puts everything in its final order.
  func finish(in tally: Tally) {
    rebuild(in: tally)
    replace(entries.map(\.sorted).sorted { $0.key < $1.key })
  }

  /// Hides parts of templates.
  func mask(_ hide: (String) -> String) {
    for service in foldings.keys { foldings[service]?.mask(hide) }
    let old = entries
    replace([])
    for one in old {
      var key = one.key
      key.text = hide(key.text)
      if !key.operation.isEmpty { key.operation = hide(key.operation) }
      entries[index(of: key)].merge(one, ratio: 1)
    }
  }

  func setInput(_ input: UInt64) {
    for at in entries.indices { entries[at].setInput(input) }
  }

  private func current(_ key: TemplateKey, in tally: Tally) -> TemplateKey {
    var key = key
    key.service = tally.services.current(key.service)
    let folding = foldings[ExactText(key.service)]
    if key.sort.isOfOperation || key.sort == .number {
      guard folding?.isGivenUp != true else {
        return TemplateKey(
          sort: key.sort, service: key.service, operation: "", text: TemplateKey.other)
      }
      key.operation =
        key.sort == .number
        ? tally.templates.template(key.operation, service: key.service)
        : tally.route(key.operation, service: key.service)
    } else {
      key.text = folding?.current(key.text) ?? key.text
    }
    return key
  }

  // MARK: Clocks

  /// Leaves out what lies in these stretches of seconds.
  func forget(_ stretches: [ClosedRange<Int64>]) {
    let kept = entries.compactMap { one -> TemplateCounts? in
      let cells = one.cells.filter { cell in
        let from = cell.start * width
        return !stretches.contains { $0.overlaps(from...(from + width - 1)) }
      }
      guard !cells.isEmpty else { return nil }
      return TemplateCounts(key: one.key, cells: cells).sorted
    }
    replace(kept)
  }

  func isShiftable(within limit: Int64) -> Bool {
    entries.allSatisfy { one in
      one.cells.allSatisfy { cell in
        cell.lines.countMarks { $0.nanoseconds.magnitude >= UInt64(limit) } == 0
      }
    }
  }

  /// Moves everything in time; a cell goes where its first line goes.
  func shift(byNanoseconds step: Int64) {
    let span = width * 1_000_000_000
    replace(
      entries.map { one in
        var moved = TemplateCounts(key: one.key)
        for cell in one.cells {
          let lines = cell.lines.shifted(step)
          guard let first = lines.first else { continue }
          moved.merge(
            TemplateCounts(
              key: one.key,
              cells: [.init(start: first.nanoseconds.flooredDivision(by: span), lines: lines)]),
            ratio: 1)
        }
        return moved.sorted
      })
  }
}
