/// One row of a comma-separated file.
public struct CSVRow: Hashable, Sendable {
  /// Without their quotes; bytes that are no UTF-8 are replaced.
  public var fields: [String]
  /// The line the row begins on, 1-based; a quoted field may hold line breaks.
  public var line: Int
  /// Where the row begins.
  public var byteOffset: Int
  /// The bytes ended inside a quoted field: the row is cut, or a quote was not closed.
  public var isCut: Bool

  public init(fields: [String], line: Int, byteOffset: Int, isCut: Bool = false) {
    self.fields = fields
    self.line = line
    self.byteOffset = byteOffset
    self.isCut = isCut
  }
}
