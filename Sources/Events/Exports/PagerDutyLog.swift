/// Log entries of PagerDuty's API: what happened to incidents, and who was notified when and how.
///
/// They come as pages, alone, and within messages of its older webhooks. A summary names people in
/// words, so that texts are made of the entry's members instead, where it has them.
/// Source: PagerDuty's documentation, log entries of the REST API, and webhooks version 2.
struct PagerDutyLog: EventExport {
  let name = "pagerduty-log-entries"

  func recognises(_ document: EventTree) -> Bool {
    if Self.isEntry(document) || document["log_entry"].map(Self.isEntry) == true { return true }
    if let entries = document["log_entries"]?.items { return entries.allSatisfy(Self.isEntry) }
    let messages = document["messages"]?.items ?? []
    return messages.first.map { $0.has("event", "log_entries") } ?? false
  }

  func read(_ document: EventTree, into rows: inout ExportRows) {
    if let more = document["more"]?.bool { rows.notePage(document, isFollowed: more) }
    for message in document["messages"]?.items ?? [] {
      for entry in message["log_entries"]?.items ?? [] {
        read(entry, of: message["incident"], into: &rows)
      }
    }
    let entries = document["log_entries"]?.items ?? document["log_entry"].map { [$0] }
    if document["messages"] == nil {
      for entry in entries ?? [document] { read(entry, of: nil, into: &rows) }
    }
  }

  private static let suffix = "_log_entry"

  private static func isEntry(_ tree: EventTree) -> Bool {
    let type = tree.text("type") ?? ""
    return type.hasSuffix(suffix) || type.hasSuffix(suffix + "_reference")
  }

  private func read(_ entry: EventTree, of message: EventTree?, into rows: inout ExportRows) {
    guard let time = entry.text("created_at") else {
      return rows.refuse("log entries without a time", at: entry)
    }
    let incident = PagerDutyIncident(message ?? entry["incident"], of: entry)
    var event = Self.event(entry, incident, at: time)
    if event.url == nil { event.url = entry.text("html_url") }
    event.others += PagerDutyAgent.names(entry["assignees"])
    event.others += [entry["agent"], entry["user"]].compactMap { PagerDutyAgent.person($0) }
    rows.addOnce(event, at: entry)
  }

  private static func event(
    _ entry: EventTree, _ incident: PagerDutyIncident, at time: String
  ) -> ExportedEvent {
    let agent = PagerDutyAgent(entry["agent"])
    let who = agent.flatMap { $0.isPerson ? $0.name : nil }
    let to = PagerDutyAgent.names(entry["assignees"]).joined(separator: ", ")
    let isTimeout = entry.text("channel.type") == "timeout"
    switch (entry.text("type") ?? "").components(before: suffix) {
    case "trigger":
      let said = entry.text(
        "event_details.description", "channel.subject", "channel.description", "channel.summary")
      return incident.begin(at: time, by: agent, text: incident.title ?? said)
    case "notify": return page(entry, incident, at: time)
    case "acknowledge", "acknowledgement":
      var event = incident.event(.acknowledged, at: time, who: who)
      event.channel = medium(entry.text("channel.type"))
      return event
    case "unacknowledge":
      let words = isTimeout ? "acknowledgement timed out" : "no longer acknowledged"
      return incident.event(.note, at: time, words, who: who)
    case "escalate":
      var event = incident.event(.escalated, at: time, who: who)
      if !to.isEmpty { event.text += " (to \(to)\(isTimeout ? ", after a timeout" : ""))" }
      return event
    case "repeat_escalation_path":
      return incident.event(.escalated, at: time, "from the first step again")
    case "exhaust_escalation_path":
      return incident.event(.note, at: time, "nobody left to escalate to")
    case "assign", "reassign", "delegate":
      return incident.event(
        .note, at: time, to.isEmpty ? "assigned" : "assigned to \(to)", who: who)
    case "resolve": return incident.end(at: time, by: agent)
    case "annotate":
      let note = entry.text("channel.content", "note", "channel.summary", "summary")
      return incident.event(.note, at: time, text: note ?? "note", who: who)
    case "status_update":
      let said = entry.text("message", "channel.message", "channel.summary", "summary")
      return incident.event(.statusUpdate, at: time, text: said, who: who)
    case "snooze":
      let until = entry["changed_actions"]?.items.compactMap { $0.text("at") }.first
      let words = until.map { "snoozed until \($0)" } ?? "snoozed"
      return incident.event(.note, at: time, words, who: who)
    case let type:
      let said = entry.text("summary") ?? type.split(separator: "_").joined(separator: " ")
      return incident.event(.note, at: time, text: said, who: who)
    }
  }

  /// Who was told and how; one that could not be delivered told nobody.
  private static func page(
    _ entry: EventTree, _ incident: PagerDutyIncident, at time: String
  ) -> ExportedEvent {
    // `Notified Ann Quux by SMS` says no more than the members do, where they are there.
    let said = (entry.text("summary") ?? "").components(behind: "Notified ")
    let name = PagerDutyAgent(entry["user"])?.name ?? said?.components(before: " by ")
    let medium = medium(entry.text("channel.notification.type"))
    let status = entry.text("channel.notification.status")?.lowercased() ?? ""
    if status.hasPrefix("fail") {
      let words = ["notification", medium.map { "by \($0)" }, "failed"].compactMap { $0 }
      return incident.event(.note, at: time, words.joined(separator: " "), who: name)
    }
    var event = incident.event(.engineerNotified, at: time, who: name)
    event.channel = medium
    return event
  }

  /// By which way a person was told or answered; other channels are PagerDuty's own.
  private static func medium(_ type: String?) -> String? {
    switch type?.lowercased() {
    case "push_notification", "push", "mobile_push": "push"
    case "email_notification", "email": "email"
    case "sms_notification", "sms": "sms"
    case "phone_notification", "phone": "phone"
    case "website", "mobile", "slack", "whatsapp", "voice": type?.lowercased()
    default: nil
    }
  }
}

extension String {
  /// What stands in front of the first occurrence of a word, or all of it.
  fileprivate func components(before word: String) -> String {
    firstRange(of: word).map { String(self[..<$0.lowerBound]) } ?? self
  }

  /// What stands behind a word at the front; `nil` where there is none.
  fileprivate func components(behind word: String) -> String? {
    hasPrefix(word) ? String(dropFirst(word.count)) : nil
  }
}
