/// Exports of tools in JSON: one document, a list of them, or one a line.
struct JSONExports: EventSource {
  let form: any EventExport
  var name: String { form.name }
  let suffixes: [String] = []

  /// The forms, in the order in which they are asked.
  static let forms: [any EventExport] = [
    PrometheusAlerts(), GrafanaStateHistory(), GrafanaAnnotations(), GrafanaWebhook(),
    GrafanaOnCallWebhook(), GrafanaOnCallGroups(), PagerDutyWebhook(), PagerDutyLog(),
    PagerDutyIncidents(), OpsgenieWebhook(), OpsgenieAlerts(), AlertmanagerExport(),
  ]

  /// Larger files are read line by line, each line a document.
  private static let sizeLimit = 64 << 20
  /// Documents at the front of a file that are asked for their form.
  private static let lookedAt = 5

  func recognises(_ head: EventContent) -> Bool {
    Self.documents(atFrontOf: head).contains { form.recognises($0) }
  }

  /// The form of content, whose front is parsed once for all forms.
  static func form(of head: EventContent) -> JSONExports? {
    let documents = documents(atFrontOf: head)
    return forms.first { documents.contains(where: $0.recognises) }.map { JSONExports(form: $0) }
  }

  func read(_ text: inout EventText, into rows: inout EventRowBuilder) {
    let content = text.rest(upTo: Self.sizeLimit)
    var parser = EventTreeParser(content.bytes, at: content.start)
    var all = ExportRows(builder: rows, content: content)
    while parser.findValue() {
      let start = parser.index
      guard let value = parser.value() else {
        let place = EventTree(content: .null, offset: start)
        if start == content.start, let whole = Self.wholeDocuments(ofCut: content) {
          all.refuse("a document that is cut off", at: place)
          for document in whole { take(document, &all) }
          break
        }
        all.refuse("lines that are no JSON", at: place)
        parser = EventTreeParser(content.bytes, at: content.lineEnd(behind: start))
        continue
      }
      for document in Self.isList(value) ? value.items : [value] { take(document, &all) }
    }
    all.finish()
    rows = all.builder
  }

  /// A file of one form may hold others: a receiver writes down whatever was posted to it.
  private func take(_ document: EventTree, _ rows: inout ExportRows) {
    let known = form.owns(document) ? form : Self.forms.first { $0.recognises(document) }
    if let known {
      known.read(document, into: &rows)
    } else if document.isObject {
      rows.addPlain(document)
    } else {
      rows.refuse("values that are no event", at: document)
    }
  }

  /// What is whole in a file of one document whose end is missing.
  private static func wholeDocuments(ofCut content: EventContent) -> [EventTree]? {
    guard let cut = EventTreeParser.closed(content.bytes, from: content.start),
      let whole = EventTreeParser.withoutTorn(cut)
    else { return nil }
    return isList(whole) ? whole.items : [whole]
  }

  private static func isList(_ value: EventTree) -> Bool {
    if case .array = value.content { true } else { false }
  }

  /// A document may be longer than the head: what of it is there is closed where it was cut.
  private static func documents(atFrontOf head: EventContent) -> [EventTree] {
    guard let first = head.firstLines(1).first?.text.first, first == 0x7B || first == 0x5B else {
      return []
    }
    var parser = EventTreeParser(head.bytes, at: head.start)
    var found: [EventTree] = []
    while found.count < lookedAt, parser.findValue(), let value = parser.value() {
      found += isList(value) ? Array(value.items.prefix(lookedAt)) : [value]
    }
    if found.isEmpty, let cut = EventTreeParser.closed(head.bytes, from: head.start)?.tree {
      found += isList(cut) ? Array(cut.items.prefix(lookedAt)) : [cut]
    }
    return found
  }
}

extension EventTreeParser {
  /// The value that bytes begin with and that was cut: without its last, unfinished member or
  /// element, and with its brackets closed; and how many of these there were.
  static func closed(_ bytes: [UInt8], from start: Int) -> (tree: EventTree, depth: Int)? {
    var closers: [UInt8] = []
    var isInString = false
    var isEscaped = false
    // Behind the last member or element that is whole, and the brackets that are open there.
    var cut: (end: Int, closers: [UInt8])?
    for (at, byte) in bytes[start...].enumerated() {
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == 0x5C {
          isEscaped = true
        } else if byte == 0x22 {
          isInString = false
        }
        continue
      }
      switch byte {
      case 0x22: isInString = true
      case 0x7B: closers.append(0x7D)
      case 0x5B: closers.append(0x5D)
      case 0x7D, 0x5D:
        guard closers.popLast() == byte else { return nil }
      case 0x2C: cut = (start + at, closers)
      default: break
      }
    }
    guard let cut, !closers.isEmpty else { return nil }
    var parser = EventTreeParser(Array(bytes[..<cut.end]) + cut.closers.reversed(), at: start)
    guard let value = parser.value(), parser.index == cut.end + cut.closers.count else {
      return nil
    }
    return (value, cut.closers.count)
  }

  /// A value that was cut, without the element of its outermost list that is not whole.
  ///
  /// - Returns: `nil` where no list is in it: half an object says what it does not mean.
  static func withoutTorn(_ cut: (tree: EventTree, depth: Int)) -> EventTree? {
    switch cut.tree.content {
    case .array(var items):
      if cut.depth > 1 { _ = items.popLast() }
      return EventTree(content: .array(items), offset: cut.tree.offset)
    case .object(var members):
      guard cut.depth > 1, let last = members.popLast(),
        let value = withoutTorn((last.value, cut.depth - 1))
      else { return nil }
      members.append((last.name, value))
      return EventTree(content: .object(members), offset: cut.tree.offset)
    default: return nil
    }
  }
}
