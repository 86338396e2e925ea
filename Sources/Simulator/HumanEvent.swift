import LogModel

/// Something a person or a pager left about an incident, for a file of plain event rows.
public struct HumanEvent: Hashable, Sendable {
  /// Written in whole seconds.
  public var time: Timestamp
  /// Whether the time is from memory.
  public var isApproximate: Bool
  /// The word of the plain event row: `notified`, `note`, `investigating` …
  public var kind: String
  /// A role rather than a name.
  public var who: String
  /// What happened, in a few words.
  public var text: String
  /// How a page went out: `sms`.
  public var channel: String?
  /// The name of the alert rule behind a page.
  public var rule: String?

  /// An event; a column that is `nil` is left out of its row.
  public init(
    _ time: Timestamp, kind: String, who: String, text: String, channel: String? = nil,
    rule: String? = nil, isApproximate: Bool = false
  ) {
    self.time = time
    self.kind = kind
    self.who = who
    self.text = text
    self.channel = channel
    self.rule = rule
    self.isApproximate = isApproximate
  }

  /// One JSON object a line.
  public static func rows(_ events: [HumanEvent]) -> [UInt8] {
    var text: [UInt8] = []
    for event in events {
      text.put("{\"time\":\"\(Timestamp(seconds: event.time.seconds).rfc3339)\"")
      if event.isApproximate { text.put(",\"approx\":true") }
      let columns = [
        ("kind", event.kind), ("who", event.who), ("channel", event.channel),
        ("rule", event.rule), ("text", event.text),
      ]
      for case (let name, let value?) in columns {
        text.put(",\"\(name)\":")
        text.put(quoted: value)
      }
      text.put("}\n")
    }
    return text
  }
}
