import LogModel
import Parse

/// Counts of log templates: which messages each service wrote, when and how often, and which
/// members the successful responses of each operation had.
///
/// A second table (``Sort/values``) keeps what members of responses and numbers of lines were.
///
/// Kept by service, not by source: copies of a service write the same. Bounded in every direction:
/// templates by ``TemplateFolding``, cells by ``TemplateWidth``. Everything is a function of the
/// set of records, so tables merge in any order to the same bytes.
public final class LogTemplateTable {
  /// What a table is of.
  public enum Sort: Sendable {
    case templates
    /// Of each cell the first and the last are kept with what was seen, in the place of clients.
    case values
  }

  let sort: Sort
  /// Longest text that is kept, in bytes; it is cut once it is redacted.
  static let textLimit = 256
  /// Raw templates remembered for speed; decides no result.
  private static let cacheLimit = 1 << 16

  @exclusivity(unchecked) public internal(set) var entries: [TemplateCounts] = []
  /// Seconds a cell holds.
  @exclusivity(unchecked) public internal(set) var width: Int64 = 1
  @exclusivity(unchecked) var widthChoice: TemplateWidth
  /// Templates of all services.
  var statements = DistinctSample(capacity: TemplateFolding.sampleCapacity)
  var foldings: [ExactText: TemplateFolding] = [:]
  private var index: [TemplateKey: Int] = [:]

  private struct Raw {
    var entry: Int
    var service: UInt64
    var statement: UInt64
    var second: Int64
    var start: Int64
  }
  @exclusivity(unchecked) private var raws: [Raw] = []
  @exclusivity(unchecked) private var rawIndex = StableIndex()
  /// Templates of the batch at hand by where their texts stand in it.
  @exclusivity(unchecked) private var near = [(place: UInt64, raw: Int)](
    repeating: (0, -1), count: 64)
  private var recordsSinceCheck = 0
  var compactAt = LogTemplateTable.leastCompaction
  static let leastCompaction = 4096

  init(_ sort: Sort = .templates) {
    self.sort = sort
    widthChoice = TemplateWidth()
  }

  /// Texts that are looked up from now on stand in another batch.
  func beginBatch() {
    for at in near.indices { near[at].raw = -1 }
  }

  /// Counts a record that has a template.
  ///
  /// - Parameter value: what was seen, of a table of values.
  @inline(__always)
  func add(
    _ record: UnsafePointer<LogRecord>, _ span: TextSpan, _ sort: TemplateKey.Sort,
    in text: UnsafeRawBufferPointer, _ tally: Tally, value: UInt64 = 0
  ) {
    let about =
      sort.rawValue >= TemplateKey.Sort.shape.rawValue ? record.pointee.operation.offset : 0
    let place =
      (UInt64(span.offset) &<< 32 | UInt64(record.pointee.service.offset)) &* 8
      &+ UInt64(sort.rawValue) &+ 1 &+ UInt64(about) &* 0x9E37_79B9_7F4A_7C15
    let slot = Int(truncatingIfNeeded: (place &* 0xD6E8_FEB8_6659_FD93) &>> 58)
    let raw: Int
    // Places are mixed and may be any number, so none of them says that nothing is there.
    if near[slot].place == place, near[slot].raw >= 0 {
      raw = near[slot].raw
    } else {
      raw = find(record, span, sort, in: text, tally)
      near[slot] = (place, raw)
    }
    let stamp = record.pointee.nanoseconds
    let second =
      stamp >= 0 ? stamp / 1_000_000_000 : stamp.flooredDivision(by: 1_000_000_000)
    if raws[raw].second != second {
      widthChoice.note(
        service: raws[raw].service, statement: raws[raw].statement, second: second,
        after: raws[raw].second)
      raws[raw].second = second
      raws[raw].start = width == 1 ? second : second.flooredDivision(by: width)
    }
    var mark = EventRef(record)
    mark.client = value
    mark.latency = 0
    entries[raws[raw].entry].add(mark, start: raws[raw].start)
  }

  /// The entry of a record's template, of the batch at hand.
  private func find(
    _ record: UnsafePointer<LogRecord>, _ span: TextSpan, _ sort: TemplateKey.Sort,
    in text: UnsafeRawBufferPointer, _ tally: Tally
  ) -> Int {
    let service = StableHash.hash(tally.slice(record.pointee.service, text))
    var statement = StableHash.hash(
      tally.slice(span, text), seed: UInt64(sort.rawValue))
    if sort.rawValue >= TemplateKey.Sort.shape.rawValue {
      statement = StableHash.hash(tally.slice(record.pointee.operation, text), seed: statement)
    }
    let hash = StableHash.combine(service, statement)
    if let known = rawIndex[hash] { return known }
    if raws.count >= Self.cacheLimit { forget() }
    let key = key(record, span, sort, in: text, tally, hash: hash)
    rawIndex.insert(hash, raws.count)
    let second = Timestamp(nanoseconds: record.pointee.nanoseconds, fractionDigits: 0).seconds
    widthChoice.note(service: service, statement: statement, second: second, after: nil)
    raws.append(
      Raw(
        entry: index(of: key), service: service, statement: statement, second: second,
        start: second.flooredDivision(by: width)))
    return raws.count - 1
  }

  /// The key of a template that was not met before.
  private func key(
    _ record: UnsafePointer<LogRecord>, _ span: TextSpan, _ sort: TemplateKey.Sort,
    in text: UnsafeRawBufferPointer, _ tally: Tally, hash: UInt64
  ) -> TemplateKey {
    let service = tally.services.keep(
      tally.clean(name: record.pointee.service, text, limit: Tally.nameLimit))
    statements.insert(hash)
    let limit = TemplateFolding.limit(statements: statements.estimate)
    var key = TemplateKey(sort: sort, service: service, operation: "", text: TemplateKey.other)
    guard foldings[ExactText(service), default: TemplateFolding()].note(hash, limit: limit) else {
      return key
    }
    let redacted = tally.clean(span, text, limit: Self.textLimit)
    if sort == .number {
      key.text = redacted
      let template = tally.clean(record.pointee.operation, text, limit: Self.textLimit)
      key.operation = tally.templates.template(template, service: service)
    } else if sort.isOfOperation {
      key.text = redacted
      key.operation = tally.route(
        tally.clean(name: record.pointee.operation, text, limit: Tally.operationLimit),
        service: service)
    } else {
      key.text = foldings[ExactText(service)]?.fold(redacted) ?? redacted
    }
    return key
  }

  /// The current folded name of a service's template.
  func template(_ text: String, service: String) -> String {
    text.isEmpty ? text : foldings[ExactText(service)]?.current(text) ?? text
  }

  func index(of key: TemplateKey) -> Int {
    if let known = index[key] { return known }
    entries.append(TemplateCounts(key: key))
    index[key] = entries.count - 1
    return entries.count - 1
  }

  /// Forgets what was looked up.
  func forget() {
    raws.removeAll(keepingCapacity: true)
    rawIndex.removeAll()
    beginBatch()
  }

  /// Whether names or cells are to be looked over.
  func isCrowded(after records: Int) -> Bool {
    recordsSinceCheck += records
    if entries.count > compactAt { return true }
    guard recordsSinceCheck > 16_384 else { return false }
    recordsSinceCheck = 0
    return widthChoice.width > width
  }

  /// Replaces all template counts; their keys are already the current ones.
  func replace(_ all: [TemplateCounts]) {
    entries = all
    index = [:]
    for at in entries.indices { index[entries[at].key] = at }
    compactAt = max(Self.leastCompaction, entries.count * 2)
    forget()
  }
}
