import LogModel
import Parse

/// The key of a counted template: of the lines of a service, of the members that successful
/// responses of an operation have, or of one value in either.
public struct TemplateKey: Hashable, Comparable, Sendable {
  public enum Sort: UInt8, Sendable {
    /// A line that is neither error nor warning.
    case line
    /// A line that is an error or a warning.
    case complaint
    /// The members of a success.
    case shape
    /// What a member of an operation's successful responses was.
    case value
    /// What a number of a line was.
    case number
    /// How long a good call took.
    case latency

    /// It is kept with what was seen, in ``Tally/values``.
    var hasValue: Bool { rawValue >= Sort.value.rawValue }
    /// It is about an operation.
    var isOfOperation: Bool { self == .shape || self == .value || self == .latency }
  }

  public var sort: Sort
  public var service: String
  /// Of responses: the operation that gave them; of a number, the template of its lines.
  public var operation: String
  /// The template of the lines; of a shape, its members, parted by U+001F; of a value or a number,
  /// its name.
  public var text: String

  /// Stands for all templates of a service that has too many to keep apart.
  public static let other = "*"

  /// By their bytes, as is equality.
  public static func < (a: TemplateKey, b: TemplateKey) -> Bool {
    if a.sort != b.sort { return a.sort.rawValue < b.sort.rawValue }
    return ExactText.precedes(
      [a.service, a.operation, a.text], [b.service, b.operation, b.text]) ?? false
  }

  public static func == (a: TemplateKey, b: TemplateKey) -> Bool {
    a.sort == b.sort && ExactText.isSame(a.text, b.text)
      && ExactText.isSame(a.service, b.service) && ExactText.isSame(a.operation, b.operation)
  }
}

/// The counts of one log template: how many lines each stretch of time had, and the first and the
/// last of them.
public struct TemplateCounts: Sendable {
  /// One stretch of time with lines of it.
  public struct Cell: Hashable, Sendable {
    /// Start divided by the table's width.
    public internal(set) var start: Int64
    public internal(set) var lines: OutcomeCell
  }

  /// First and last are all that is kept, however few.
  static let bound = 2

  public internal(set) var key: TemplateKey
  /// In order of time once the tally is finished.
  public internal(set) var cells: [Cell] = []
  private var recent = 0
  private var latest = Int64.min
  /// Where cells stand, once one came that was not the latest.
  private var index: StableIndex?
  private var indexed = 0

  init(key: TemplateKey) { self.key = key }

  /// - Parameter cells: in order of time, each start once.
  init(key: TemplateKey, cells: [Cell]) {
    self.key = key
    self.cells = cells
    latest = cells.last?.start ?? .min
  }

  public var count: Int { cells.reduce(0) { $0 + $1.lines.count } }

  @inline(__always)
  mutating func add(_ mark: EventRef, start: Int64) {
    let at = place(of: start)
    cells[at].lines.add(mark, bound: Self.bound)
  }

  mutating func merge(_ other: TemplateCounts, ratio: Int64) {
    for cell in other.cells {
      let at = place(of: ratio == 1 ? cell.start : cell.start.flooredDivision(by: ratio))
      cells[at].lines.merge(cell.lines, bound: Self.bound)
    }
  }

  @inline(__always)
  private mutating func place(of start: Int64) -> Int {
    if recent < cells.count, cells[recent].start == start { return recent }
    return search(start)
  }

  private mutating func search(_ start: Int64) -> Int {
    if start <= latest {
      var known = index ?? StableIndex()
      index = nil
      while indexed < cells.count {
        known.insert(Self.hash(cells[indexed].start), indexed)
        indexed += 1
      }
      let found = known[Self.hash(start)]
      index = known
      if let found {
        recent = found
        return found
      }
    }
    cells.append(Cell(start: start, lines: OutcomeCell()))
    latest = max(latest, start)
    recent = cells.count - 1
    return recent
  }

  /// One to one, so no two cells are ever taken for each other.
  private static func hash(_ start: Int64) -> UInt64 {
    UInt64(bitPattern: start) &* 0x9E37_79B9_7F4A_7C15
  }

  mutating func setInput(_ input: UInt64) {
    for at in cells.indices { cells[at].lines.setInput(input) }
  }

  /// The same with its cells in order.
  var sorted: TemplateCounts {
    let isSorted = zip(cells, cells.dropFirst()).allSatisfy { $0.start < $1.start }
    return TemplateCounts(key: key, cells: isSorted ? cells : cells.sorted { $0.start < $1.start })
  }
}
