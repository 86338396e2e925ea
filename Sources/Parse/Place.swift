/// Where a line or entry stands in its stream.
struct Place {
  var line: Int
  /// 1-based in a document, else 0.
  var entry: Int
  var offset: Int
}
