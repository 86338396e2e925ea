import LogModel

/// One thing that people or their tools recorded: a page, a deploy, a note.
public struct EventRow: Hashable, Sendable {
  public var time: Timestamp
  /// The time is from memory, to the minute or worse.
  public var approximate: Bool
  public var kind: EventKind
  public var who: String?
  /// Whom ``who`` means, however spelled; 0 where nobody is named. Never shown.
  public var person: UInt64 = 0
  /// Redacted; an unknown kind keeps its word in front.
  public var text: String
  public var channel: String?
  public var rule: String?
  /// An alert's change of state.
  public var change: AlertChange?
  public var value: String?
  public var url: String?
  public var service: String?
  public var version: String?
  /// What its tool knows it by.
  public var marks = Marks()
  /// ``text`` alone says what happened, and ``kind`` and ``who`` were read out of it.
  public var isTold = false
  public var origin: Origin
  public var source: SourceRef

  /// Which kind of record the row comes from; a draft says so beside the row.
  public enum Origin: String, Sendable, CaseIterable {
    case alerts, oncall, chat, human, deploy
  }

  /// `from` and `to` as the source wrote them: `Normal`, `Pending`, `Alerting`, `firing`, …
  public struct AlertChange: Hashable, Sendable {
    public var from: String?
    public var to: String?

    public init(from: String?, to: String?) {
      self.from = from
      self.to = to
    }
  }

  /// What a tool knows an event by, and says of it beside its words.
  public struct Marks: Hashable, Sendable {
    /// Of the incident, alert group, deployment or message.
    public var id: String?
    /// Of the conversation or incident that it is part of.
    public var thread: String?
    public var severity: String?
    /// By which repeats of one alert are told from other alerts.
    public var key: String?
    /// It was pinned, flagged or said by the incident's own bot.
    public var isFlagged = false

    public init() {}
  }

  public init(
    time: Timestamp, approximate: Bool = false, kind: EventKind, who: String? = nil,
    text: String, origin: Origin, source: SourceRef
  ) {
    self.time = time
    self.approximate = approximate
    self.kind = kind
    self.who = who
    self.text = text
    self.origin = origin
    self.source = source
  }

  /// Whether the alert went no further than to wait: `Normal` to `Pending` and back.
  public var isOnlyPending: Bool {
    switch kind {
    case .alertPending: true
    case .alertCleared: change?.from.flatMap(AlertState.init) == .pending
    default: false
    }
  }

  /// Whether the text is a name of the kind and nothing else: the row came without words.
  public var saysOnlyItsKind: Bool { EventKindWords.kind(text) == kind }
}

/// Texts of event rows, cut to what a report can use; cut after redaction, so that no half
/// secret remains.
enum KeptText {
  /// Bytes of what somebody wrote.
  static let textLimit = 4096
  /// Bytes of a name: a rule, a person, a channel, a version.
  static let nameLimit = 512

  static func text(_ text: String) -> String { cut(text, to: textLimit) }
  static func name(_ text: String) -> String { cut(text, to: nameLimit) }

  /// At most `limit` bytes, cut between two scalars and marked as cut.
  private static func cut(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    var kept = Array(text.utf8.prefix(limit + 1))
    // The byte behind the cut tells whether a scalar would be torn: 10xxxxxx continues one.
    while let next = kept.popLast(), next & 0xC0 == 0x80 {}
    return String(decoding: kept, as: UTF8.self) + "…"
  }
}
