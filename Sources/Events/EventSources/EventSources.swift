import LogModel

/// One form in which people and their tools leave events.
///
/// A form is told by what is in the file, for names of exports lie. Reading never fails: a row
/// that cannot be read is counted with its place.
protocol EventSource: Sendable {
  /// As in ``EventFile/kind``.
  var name: String { get }
  /// Endings of file names, without the dot, that decide where the content does not.
  var suffixes: [String] { get }
  /// Whether a file that begins with this content has this form.
  func recognises(_ head: EventContent) -> Bool
  /// Hands every row to `rows`, in the order of the file.
  func read(_ text: inout EventText, into rows: inout EventRowBuilder)
}

/// The forms of event files that recount reads.
public enum EventSources {
  /// Tried in this order, the strictest first.
  static let all: [any EventSource] =
    JSONExports.forms.map { JSONExports(form: $0) } + others

  private static let others: [any EventSource] = [
    PagerDutyCSV(), GrafanaStateHistoryText(), PlainRowsJSONLines(), PlainRowsCSV(),
    PlainRowsYAML(),
  ]

  /// Their names, as in ``EventFile/kind``.
  public static var names: [String] { all.map(\.name) }

  /// The form of `content`: by what is in it, else by the ending of its name.
  static func source(of content: EventContent) -> (any EventSource)? {
    if let export = JSONExports.form(of: content) { return export }
    if let told = others.first(where: { $0.recognises(content) }) { return told }
    return all.first { source in
      source.suffixes.contains { content.path.lowercased().hasSuffix("." + $0) }
    }
  }
}

/// Some bytes of an event file, its first or a whole part of it, and where their lines begin.
struct EventContent: Sendable {
  var path: String
  var bytes: [UInt8]
  /// Where the bytes begin behind a byte order mark.
  var start: Int
  /// Offsets at which lines begin, ascending.
  let lineStarts: [Int]
  /// Lines and bytes of the file that stand before these.
  private let linesBefore: Int
  private let bytesBefore: Int

  init(path: String, bytes: [UInt8], linesBefore: Int = 0, bytesBefore: Int = 0) {
    self.path = path
    self.bytes = bytes
    self.linesBefore = linesBefore
    self.bytesBefore = bytesBefore
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(index + 1)
    }
    lineStarts = starts
  }

  /// Where the 1-based `line` of these bytes stands in the file; the nearest one for a line that
  /// is not there.
  func place(ofLine line: Int) -> (line: Int, byteOffset: Int) {
    let offset = lineStarts[min(max(0, line - 1), lineStarts.count - 1)]
    return (line + linesBefore, offset + bytesBefore)
  }

  /// Where an offset in these bytes stands in the file.
  func place(ofOffset offset: Int) -> (line: Int, byteOffset: Int) {
    let line = max(1, lineStarts.partitionIndex(after: offset))
    return (line + linesBefore, offset + bytesBefore)
  }

  /// Where the line behind that of an offset begins.
  func lineEnd(behind offset: Int) -> Int {
    let next = lineStarts.partitionIndex(after: offset)
    return next < lineStarts.count ? lineStarts[next] : bytes.count
  }

  /// The first lines that are not blank, without the blanks around them.
  func firstLines(_ limit: Int) -> [(line: Int, text: ArraySlice<UInt8>)] {
    var found: [(line: Int, text: ArraySlice<UInt8>)] = []
    for (index, lineStart) in lineStarts.enumerated() where found.count < limit {
      let end = index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count
      let from = max(start, lineStart)
      guard from < end else { continue }
      let isBlank: (UInt8) -> Bool = { $0 <= 0x20 }
      let text = bytes[from..<end].drop(while: isBlank)
      guard let last = text.lastIndex(where: { !isBlank($0) }) else { continue }
      found.append((index + 1, text[...last]))
    }
    return found
  }
}
