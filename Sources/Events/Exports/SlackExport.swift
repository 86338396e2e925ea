/// Messages of a Slack export: the days of its channels, and the answer of
/// `conversations.history`.
///
/// A day is a list of messages. Who wrote one is an id, which `users.json` of the export names;
/// where that is missing, most messages carry the writer's profile.
/// Source: Slack's documentation of exports, of the message event and of its subtypes.
struct SlackExport: EventExport {
  let name = "slack"

  func recognises(_ document: EventTree) -> Bool {
    if let messages = document["messages"]?.items, document.has("ok") || document.has("has_more") {
      return messages.first.map(Self.isMessage) ?? false
    }
    return Self.isMessage(document)
  }

  func read(_ document: EventTree, into rows: inout ExportRows) {
    let messages = document["messages"]?.items ?? [document]
    let channel =
      document.text("channel_name", "channel.name", "channel")
      ?? rows.builder.reader.accounts.channel.map { "#" + $0 }
    for message in messages { read(message, in: channel, into: &rows) }
  }

  /// `ts` of a message is seconds and six digits, as text: no other tool writes that.
  private static func isMessage(_ document: EventTree) -> Bool {
    guard document.text("type") == "message", case .text(let stamp)? = document["ts"]?.content,
      document.has("text") || document.has("subtype")
    else { return false }
    let parts = stamp.split(separator: ".")
    return parts.count == 2 && parts[0].count == 10 && parts[1].count == 6
      && parts.allSatisfy { $0.allSatisfy(\.isNumber) }
  }

  /// Messages that Slack writes of itself, and that say nothing of what happened.
  private static let details: Set<String> = [
    "channel_join", "channel_leave", "group_join", "group_leave", "bot_add", "bot_remove",
    "bot_enable", "bot_disable", "tombstone", "channel_archive", "channel_unarchive",
    "channel_convert_to_private", "reminder_add", "pinned_item", "unpinned_item", "reply_broadcast",
    "huddle_thread", "channel_canvas_updated",
  ]

  private func read(_ message: EventTree, in channel: String?, into rows: inout ExportRows) {
    let subtype = message.text("subtype") ?? ""
    let accounts = rows.builder.reader.accounts
    let written = SlackText(Self.words(of: message), accounts)
    if Self.details.contains(subtype), subtype != "reply_broadcast" || written.plain.isEmpty {
      return rows.leaveOut("joins, leaves and other messages of Slack itself", at: message)
    }
    guard let time = message.text("ts") else {
      return rows.refuse("messages without a time", at: message)
    }
    guard !written.plain.isEmpty else {
      return rows.leaveOut("messages without words", at: message)
    }
    let bot = message.text("bot_profile.name", "username")
    let isBot = subtype == "bot_message" || message["bot_id"] != nil
    var event = ExportedEvent(.note, at: time, written.plain, from: .chat)
    event.who = isBot ? bot : Self.writer(of: message, accounts)
    event.channel = channel
    event.url = written.link
    event.marks.id = time
    event.marks.thread = message.text("thread_ts")
    event.marks.isFlagged = Self.isFlagged(message) || Self.isIncidentBot(bot)
    if isBot {
      event.kind = Self.kind(ofBot: written.plain)
      rows.add(event, at: message)
    } else {
      rows.addTold(event, at: message)
    }
  }

  private static func writer(of message: EventTree, _ accounts: ChatAccounts) -> String? {
    let id = message.text("user")
    return id.flatMap { accounts.name(of: $0) }
      ?? message.text("user_profile.real_name", "user_profile.display_name", "user_profile.name")
      ?? message.text("username") ?? id
  }

  /// What was written; of a program the attachments and blocks that it wrote instead.
  private static func words(of message: EventTree) -> String {
    if let text = message.text("text") { return text }
    var parts: [String] = []
    for attachment in message["attachments"]?.items ?? [] {
      let own = ["pretext", "title", "text"].compactMap { attachment.text($0) }
      parts += own.isEmpty ? [attachment.text("fallback")].compactMap { $0 } : own
    }
    if parts.isEmpty {
      parts = (message["blocks"]?.items ?? []).compactMap { $0.text("text.text") }
    }
    if parts.isEmpty {
      parts = (message["files"]?.items ?? []).compactMap { $0.text("title", "name") }
        .map { "file: \($0)" }
    }
    return parts.joined(separator: " ")
  }

  /// Reactions and pins with which people mark what belongs into the report.
  private static func isFlagged(_ message: EventTree) -> Bool {
    let marks: Set<String> = [
      "pushpin", "round_pushpin", "triangular_flag_on_post", "bookmark", "memo",
    ]
    return !(message["pinned_to"]?.items ?? []).isEmpty || message["pinned_info"] != nil
      || (message["reactions"]?.items ?? []).contains { marks.contains($0.text("name") ?? "") }
  }

  private static func isIncidentBot(_ name: String?) -> Bool {
    guard let name = name?.lowercased() else { return false }
    return ["incident", "rootly", "firehydrant", "pagerduty", "opsgenie"]
      .contains { name.contains($0) }
  }

  /// Titles of Alertmanager's and Grafana's messages say the state of the alert.
  private static func kind(ofBot text: String) -> EventKind {
    if text.hasPrefix("[FIRING") { return .alertFired }
    if text.hasPrefix("[RESOLVED") { return .alertCleared }
    return .note
  }
}
