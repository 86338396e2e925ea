/// Answers of Loki's `query_range` to a script that pages: a document a line.
///
/// A page holds what Loki returns at most by default; inside it lines stand by their streams, the
/// newest first. Each line is one of `JSONForm`, escaped.
struct QueryRangeForm: LogForm {
  /// Entries a page.
  private static let limit = 5000

  private var page: [(level: String, entry: String)] = []
  private(set) var held = 0

  mutating func put(_ request: Request, into log: inout String) {
    var line = ""
    JSONForm.putObject(request, into: &line)
    let entry = "[\"\(request.milliseconds)000000\",\"\(escaped(line))\"]"
    page.append((request.level, entry))
    held += entry.utf8.count + 1
    if page.count == Self.limit { endFile(into: &log) }
  }

  mutating func endFile(into log: inout String) {
    guard !page.isEmpty else { return }
    log += "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":["
    var separator = ""
    for level in ["error", "info", "warn"] {
      let entries = page.reversed().filter { $0.level == level }.map(\.entry)
      if entries.isEmpty { continue }
      log += separator + "{\"stream\":{\"app\":\"shop\",\"level\":\"\(level)\"},\"values\":["
      log += entries.joined(separator: ",") + "]}"
      separator = ","
    }
    log += "],\"stats\":{\"summary\":{\"totalEntriesReturned\":\(page.count)}}}}\n"
    page.removeAll(keepingCapacity: true)
    held = 0
  }
}
