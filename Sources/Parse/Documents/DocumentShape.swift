import Scan

/// How the entries of a document are found.
public enum DocumentShape: Sendable {
  /// Objects or arrays of JSON, at known places of it.
  case json(JSONPlaces)
  /// `KEY=value` lines, a blank line between entries; long values have their length before them.
  case fields
  /// Rows of a table, the first of which names the columns; what parts the values.
  case rows(separator: UInt8)

  /// Where the entries of a JSON document stand.
  public struct JSONPlaces: Sendable {
    /// Members that lead to the entries.
    var containers: [String] = []
    /// Members that are arrays of entries.
    var entries: [String] = []
    /// The member that says something of the entries behind it.
    var labels = ""
    /// Objects, and elements of arrays, that stand in nothing are entries.
    var areOutermost = false
  }

  var scanner: any EntryScanner {
    switch self {
    case .json(let places): JSONEntryScanner(places: places)
    case .fields: FieldEntryScanner()
    case .rows(let separator): RowEntryScanner(separator: separator)
    }
  }
}

/// What a scanner found next in its window.
enum EntryStep {
  /// An entry: where it begins; it ends at the scanner's position.
  case entry(start: Int)
  /// A document of another kind.
  case malformed(start: Int)
  /// What the document says of the entries that follow; empty where that ends.
  case labels(JSONSlice)
  /// A document is over.
  case ended
  /// The window ends here; nothing before the position is needed again.
  case more
  /// Nothing of the form at this place.
  case broken

  /// Longer lines and entries are counted and passed over, not read.
  static let byteLimit = 1024 * 1024
}

/// Finds entries one after another in a window that moves along the stream.
protocol EntryScanner {
  /// Bytes of the window that are done with.
  var position: Int { get }
  /// Between documents, where a stream may end.
  var isBetweenDocuments: Bool { get }
  /// The columns of a table, once they are known.
  var header: [String] { get }
  /// - Parameter isLast: nothing comes behind the window.
  mutating func next(in window: UnsafeRawBufferPointer, isLast: Bool) -> EntryStep
  /// The window moved: its first `count` bytes are gone.
  mutating func consumed(_ count: Int)
  /// Drops the document it is in and what stands up to `end`.
  mutating func abandon(to end: Int)
}

extension EntryScanner {
  var header: [String] { [] }
}
