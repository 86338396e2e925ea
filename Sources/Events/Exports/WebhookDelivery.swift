/// A delivery of a webhook as a receiver writes it down: the body alone, or wrapped in an object
/// with the time at which it came.
struct WebhookDelivery {
  /// What was posted.
  let body: EventTree
  /// When it came, where the receiver says so; bodies of most tools do not.
  let time: String?

  /// Names under which receivers keep what was posted, and when.
  private static let bodies = ["body", "payload", "json", "request.body"]
  private static let times = [
    "received_at", "receivedAt", "received", "timestamp", "@timestamp", "time", "ts",
  ]

  init(_ document: EventTree) {
    for name in Self.bodies {
      guard let body = document[path: name].flatMap(Self.object) else { continue }
      self.body = body
      time = Self.times.lazy.compactMap { document[$0]?.word }.first { !$0.isEmpty }
      return
    }
    body = document
    time = document.text("received_at", "receivedAt")
  }

  /// The body, which may have been kept as text.
  private static func object(_ tree: EventTree) -> EventTree? {
    if tree.isObject { return tree }
    guard case .text(let text) = tree.content, text.utf8.first == UInt8(ascii: "{") else {
      return nil
    }
    var parser = EventTreeParser(Array(text.utf8))
    return parser.value()?.placed(at: tree.offset)
  }
}

extension EventTree {
  /// The same value as if all of it stood at one place: what was parsed out of a text is cited by
  /// where the text is.
  func placed(at offset: Int) -> EventTree {
    let content: Content =
      switch content {
      case .object(let members):
        .object(members.map { ($0.name, $0.value.placed(at: offset)) })
      case .array(let items): .array(items.map { $0.placed(at: offset) })
      default: content
      }
    return EventTree(content: content, offset: offset)
  }
}
