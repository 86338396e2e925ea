import LogModel

// How a tally file holds the counts of log templates.
extension LogTemplateTable {
  /// - Precondition: finished.
  func write(to writer: inout ByteWriter) {
    writer.varint(UInt64(width))
    widthChoice.write(to: &writer)
    statements.write(to: &writer)
    writer.count(foldings.count)
    for (service, folding) in foldings.sorted(by: { $0.key < $1.key }) {
      writer.string(service.text)
      folding.write(to: &writer)
    }
    let inputs = Set(entries.flatMap { $0.cells.flatMap { $0.lines.marks.map(\.input) } }).sorted()
    writer.count(inputs.count)
    for input in inputs { writer.fixed64(input) }
    let places = Dictionary(
      inputs.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    writer.count(entries.count)
    for one in entries {
      writer.byte(one.key.sort.rawValue)
      for text in [one.key.service, one.key.operation, one.key.text] { writer.string(text) }
      writer.count(one.cells.count)
      var before: Int64 = 0
      for cell in one.cells {
        writer.signed(cell.start &- before)
        before = cell.start
        writer.count(cell.lines.count)
        for mark in cell.lines.marks {
          mark.write(to: &writer, from: cell.start &* width &* 1_000_000_000, inputs: places)
          if sort == .values { writer.fixed64(mark.client) }
        }
      }
    }
  }

  /// - Parameters:
  ///   - counted: the sum of all counts of the file so far, which stays below `limit`.
  func read(
    _ reader: inout ByteReader, counted: inout Int, limit: Int
  ) throws(TallyError) {
    let width = Int64(try reader.integer(upTo: 1 << 20))
    guard BucketWidth.ladder.contains(width) else { throw reader.damaged }
    self.width = width
    widthChoice = try TemplateWidth(from: &reader)
    statements = try DistinctSample(capacity: TemplateFolding.sampleCapacity, from: &reader)
    for _ in 0..<(try reader.count(ofBytes: 4)) {
      let service = ExactText(try reader.string())
      guard foldings[service] == nil else { throw reader.damaged }
      foldings[service] = try TemplateFolding(from: &reader)
    }
    var inputs: [UInt64] = []
    for _ in 0..<(try reader.count(ofBytes: 8)) { inputs.append(try reader.fixed64()) }
    var all: [TemplateCounts] = []
    for _ in 0..<(try reader.count(ofBytes: 5)) {
      guard let sort = TemplateKey.Sort(rawValue: try reader.byte()),
        sort.hasValue == (self.sort == .values)
      else { throw reader.damaged }
      let key = TemplateKey(
        sort: sort, service: try reader.string(), operation: try reader.string(),
        text: try reader.string())
      if let last = all.last, last.key >= key { throw reader.damaged }
      var cells: [TemplateCounts.Cell] = []
      for _ in 0..<(try reader.count(ofBytes: 15)) {
        let before = cells.last?.start ?? 0
        let (start, overflows) = before.addingReportingOverflow(try reader.signed())
        guard !overflows, cells.isEmpty || start > before,
          start.magnitude <= UInt64(EventRef.timeLimit / 1_000_000_000 / width)
        else { throw reader.damaged }
        let count = try reader.integer(upTo: max(0, limit - counted))
        guard count > 0 else { throw reader.damaged }
        counted += count
        var marks: [EventRef] = []
        for _ in 0..<min(2, count) {
          // A cell whose clock was set right goes where its first line goes, its last may lie
          // behind.
          var mark = try EventRef(
            from: &reader, after: start * width * 1_000_000_000,
            within: 2 * width * 1_000_000_000, inputs: inputs)
          if self.sort == .values { mark.client = try reader.fixed64() }
          if let last = marks.last, EventRef.precedes(mark, last) { throw reader.damaged }
          marks.append(mark)
        }
        cells.append(.init(start: start, lines: OutcomeCell(count: count, marks: marks)))
      }
      guard !cells.isEmpty else { throw reader.damaged }
      all.append(TemplateCounts(key: key, cells: cells))
    }
    replace(all)
  }
}
