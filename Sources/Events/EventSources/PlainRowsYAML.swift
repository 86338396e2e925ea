import Scan
import Yams

/// Event rows as a YAML list, with a head that gives the date and the zone once.
///
///     date: 2025-04-08
///     tz: America/Denver
///     events:
///       - {time: "15:28", kind: notified, who: Ann, channel: sms}
///       - ~15:40 Ann: looked at the dashboard
///
/// The head may stand before the list, in a document of its own or as the list's first item.
/// A row is a mapping of columns or one line in the form of a note.
struct PlainRowsYAML: EventSource {
  let name = "yaml"
  let suffixes = ["yaml", "yml"]

  /// A list item, a document mark, or a key with a colon and a blank behind it.
  func recognises(_ content: EventContent) -> Bool {
    let lines = content.firstLines(50).map(\.text)
    guard let first = lines.first(where: { $0.first != UInt8(ascii: "#") }) else { return false }
    if first.starts(with: "- ".utf8) || first.starts(with: "---".utf8) { return true }
    if first.starts(with: "{".utf8) || first.starts(with: "[".utf8) { return true }
    let key = first.prefix { $0 != UInt8(ascii: ":") && $0 > 0x20 }
    let behind = first.dropFirst(key.count)
    return !key.isEmpty && key.count <= 40 && behind.first == UInt8(ascii: ":")
      && behind.dropFirst().first ?? 0x20 <= 0x20
  }

  /// A list that is longer than this is read in parts, each ending before an item that begins
  /// its line; what YAML unfolds to takes many times the memory of its text.
  private static let partSize = 2 << 20

  func read(_ text: inout EventText, into rows: inout EventRowBuilder) {
    while text.prepare() {
      let rest = text.bytes.count - text.index
      let isLast = text.isWhole && rest <= Self.partSize
      guard let end = isLast ? text.bytes.count : Self.partEnd(of: text) else {
        return rows.refuse(
          line: text.line, byteOffset: text.offset,
          "a YAML document of more than 2 MiB that is no plain list; use JSON lines or CSV")
      }
      let part = EventContent(
        path: text.path, bytes: Array(text.bytes[text.index..<end]),
        linesBefore: text.line - 1, bytesBefore: text.offset)
      read(part, into: &rows)
      text.advance(to: end)
    }
  }

  /// Where the last item begins that begins a line of the part.
  private static func partEnd(of text: EventText) -> Int? {
    var place = min(text.bytes.count, text.index + partSize) - 2
    while place > text.index {
      if text.bytes[place] == UInt8(ascii: "-"), text.bytes[place - 1] == UInt8(ascii: "\n"),
        text.bytes[place + 1] == UInt8(ascii: " ")
      {
        return place
      }
      place -= 1
    }
    return nil
  }

  private func read(_ content: EventContent, into rows: inout EventRowBuilder) {
    if Self.hasAliases(content) {
      let place = content.place(ofLine: 1)
      return rows.refuse(
        line: place.line, byteOffset: place.byteOffset,
        "anchors and aliases are not read; write the values out")
    }
    let text = String(decoding: content.bytes.dropFirst(content.start), as: UTF8.self)
    do {
      let parser = try Parser(yaml: text)
      while let document = try parser.nextRoot() { read(document, in: content, into: &rows) }
    } catch {
      let place = content.place(ofLine: (error as? YamlError).flatMap(Self.line) ?? 1)
      rows.refuse(
        line: place.line, byteOffset: place.byteOffset,
        "not valid YAML; put a text that holds a colon or begins with a sign into quotes")
    }
  }

  private func read(_ node: Node, in content: EventContent, into rows: inout EventRowBuilder) {
    switch node {
    case .sequence(let items):
      for item in items { readRow(item, in: content, into: &rows) }
    case .mapping(let mapping):
      let lists = mapping.filter { $0.key.string != nil && $0.value.sequence != nil }
      guard !lists.isEmpty || Self.isHead(mapping) else {
        return readRow(node, in: content, into: &rows)
      }
      let fields = Self.fields(of: mapping.filter { $0.value.sequence == nil }, at: node, content)
      setHead(fields, into: &rows)
      for (_, list) in lists { read(list, in: content, into: &rows) }
    case .scalar(let scalar) where scalar.string.trimmed.isEmpty: break
    case .scalar, .alias: readRow(node, in: content, into: &rows)
    }
  }

  private func setHead(_ fields: EventFields, into rows: inout EventRowBuilder) {
    let (values, _) = fields.columns()
    rows.setHead(date: values[.date]?.text, zone: values[.zone]?.text, line: fields.line)
  }

  private func readRow(_ node: Node, in content: EventContent, into rows: inout EventRowBuilder) {
    let (line, offset) = content.place(ofLine: node.mark?.line ?? 1)
    switch node {
    case .mapping(let mapping):
      let fields = Self.fields(of: mapping.map { $0 }, at: node, content)
      if Self.isHead(mapping) { return setHead(fields, into: &rows) }
      if mapping.count == 1, let (name, value) = fields.members.first,
        EventColumn.named(name) == nil, let note = NoteText("\(name): \(value ?? "")")
      {
        // `~15:20 Ann: looked` is a mapping to YAML and a note to its writer.
        return rows.add(note: note, line: line, byteOffset: offset)
      }
      rows.add(fields)
    case .scalar(let scalar):
      guard let note = NoteText(scalar.string) else { fallthrough }
      rows.add(note: note, line: line, byteOffset: offset)
    case .sequence, .alias:
      rows.refuse(line: line, byteOffset: offset, "rows that are neither columns nor a note")
    }
  }

  /// Only a date and a zone: no row, but what holds for those that follow.
  private static func isHead(_ mapping: Node.Mapping) -> Bool {
    !mapping.isEmpty
      && mapping.allSatisfy {
        let column = $0.key.string.flatMap { EventColumn.named($0)?.column }
        return column == .date || column == .zone
      }
  }

  private static func fields(
    of members: [(key: Node, value: Node)], at node: Node, _ content: EventContent
  ) -> EventFields {
    let place = content.place(ofLine: node.mark?.line ?? 1)
    return EventFields(
      line: place.line, byteOffset: place.byteOffset,
      members: members.map { (name: $0.key.string ?? "(no name)", value: text(of: $0.value)) })
  }

  /// A value as text; of a list its scalars, and nothing of what is nested deeper.
  private static func text(of node: Node) -> String? {
    switch node {
    case .scalar(let scalar):
      let isNull = scalar.style == .plain && ["~", "null", "Null", "NULL"].contains(scalar.string)
      return isNull ? nil : scalar.string
    case .sequence(let items):
      return items.compactMap { $0.scalar?.string }.joined(separator: ", ")
    case .mapping, .alias: return nil
    }
  }

  /// Whether an anchor and an alias stand where a value begins.
  ///
  /// A few lines of aliases of aliases unfold to more than any memory holds, and no list of
  /// events has a use for them.
  private static func hasAliases(_ content: EventContent) -> Bool {
    var anchor = false
    var alias = false
    var mayBegin = true
    var isTag = false
    for (index, byte) in content.bytes.enumerated() {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"):
        isTag = false
        continue
      case UInt8(ascii: "!") where mayBegin: isTag = true
      case UInt8(ascii: "&"), UInt8(ascii: "*"):
        let next = index + 1 < content.bytes.count ? content.bytes[index + 1] : 0x20
        guard mayBegin, next > 0x20 else { break }
        if byte == UInt8(ascii: "&") { anchor = true } else { alias = true }
      default: break
      }
      // A tag stands between the beginning and the anchor.
      mayBegin = isTag || "\n\r:-?[{,".utf8.contains(byte)
    }
    return anchor && alias
  }

  private static func line(of error: YamlError) -> Int? {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    default: nil
    }
  }
}
