import LogModel

/// One form of JSON in which a tool of alerts, on-call, chat or deploys hands out what it recorded.
///
/// A document is an element of the file: each body of a webhook, each page of an API's answer, each
/// object of a list. What a tool's documentation does not state is not read into it.
protocol EventExport: Sendable {
  /// As in ``EventFile/kind``: `alertmanager-webhook`.
  var name: String { get }
  /// Whether a document has this form, by members that no other form has together.
  func recognises(_ document: EventTree) -> Bool
  /// Whether a document of a file of this form belongs to it, be it damaged or not.
  func owns(_ document: EventTree) -> Bool
  /// Hands every event of the document to `rows`.
  func read(_ document: EventTree, into rows: inout ExportRows)
}

extension EventExport {
  func owns(_ document: EventTree) -> Bool { recognises(document) }
}

/// One event of an export, in the words of its tool, before it is redacted and dated.
struct ExportedEvent {
  /// RFC 3339, or an epoch in seconds, milliseconds, microseconds or nanoseconds.
  var time: String
  var kind: EventKind
  var text: String
  var origin: EventRow.Origin
  var who: String?
  var channel: String?
  var rule: String?
  var change: EventRow.AlertChange?
  var value: String?
  var url: String?
  var service: String?
  var version: String?
  var marks = EventRow.Marks()
  /// People whom the text names beside ``who``, so that it can be shown without their names.
  var others: [String] = []
  /// Seconds behind ``time``, where a tool says how long something took and not when it ended.
  var delay = 0.0

  init(
    _ kind: EventKind, at time: String, _ text: String, from origin: EventRow.Origin,
    who: String? = nil
  ) {
    self.time = time
    self.kind = kind
    self.text = text
    self.origin = origin
    self.who = who
  }
}

extension ExportedEvent {
  /// How long something took, in the unit that it is written in; `nil` for what is no length.
  static func length(_ text: String?) -> Double? {
    guard let length = text.flatMap(Double.init), length >= 0, length < 1e12 else { return nil }
    return length
  }
}

/// Takes the events of one document to the rows of its file.
struct ExportRows {
  var builder: EventRowBuilder
  /// The bytes that the document's offsets count in.
  let content: EventContent
  private var seen: Set<UInt64> = []
  /// The last page of an API's answer, if it says that another one follows.
  private var followed: EventTree?

  init(builder: EventRowBuilder, content: EventContent) {
    self.builder = builder
    self.content = content
  }

  /// Adds an event that an export may tell of again and again, as a receiver of an alert that is
  /// sent anew each hour does: once.
  mutating func addOnce(_ event: ExportedEvent, at place: EventTree) {
    var parts = [event.kind.rawValue, event.time, event.marks.key ?? "", event.marks.id ?? ""]
    // The words of an alert change from one delivery to the next, as what it measures does, and
    // not each delivery says who acknowledged it.
    let isTheAlerts = event.marks.key != nil && Self.ofAlerts.contains(event.kind)
    if !isTheAlerts { parts += [event.text, event.who ?? "", event.channel ?? ""] }
    guard seen.insert(StableHash.hash(parts.joined(separator: "\u{0}"))).inserted else { return }
    add(event, at: place)
  }

  /// What happens to an alert once at a time.
  private static let ofAlerts: Set<EventKind> = [
    .alertPending, .alertFired, .alertCleared, .acknowledged, .resolved,
  ]

  /// - Parameter place: where in the document the event stands, to be cited.
  mutating func add(_ event: ExportedEvent, at place: EventTree) {
    let at = content.place(ofOffset: place.offset)
    builder.add(event, line: at.line, byteOffset: at.byteOffset)
  }

  /// Counts an event that is not understood.
  ///
  /// - Parameter reason: of all that are not for the same reason: `incidents without a time`.
  mutating func refuse(_ reason: String, at place: EventTree) {
    let at = content.place(ofOffset: place.offset)
    builder.refuse(line: at.line, byteOffset: at.byteOffset, reason)
  }

  /// Notes that a document is a page of an answer, perhaps with a next one behind it.
  mutating func notePage(_ document: EventTree, isFollowed: Bool) {
    followed = isFollowed ? document : nil
  }

  /// Tells of pages that are missing at the end of the file.
  mutating func finish() {
    if let followed { refuse("pages behind this one, which the file does not hold", at: followed) }
  }

  /// Hands a flat object over as a row of named columns, as a file of plain rows has them.
  mutating func addPlain(_ object: EventTree) {
    let at = content.place(ofOffset: object.offset)
    builder.add(
      EventFields(
        line: at.line, byteOffset: at.byteOffset,
        members: object.members.map { ($0.name, $0.value.word) }))
  }
}
