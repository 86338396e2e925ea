import Events
import LogModel

/// One event as a plain sentence: what happened, who, and what they wrote.
struct EventSentence {
  private let event: EventRow
  private let again: Bool

  init(_ event: EventRow, again: Bool = false) {
    self.event = event
    self.again = again
  }

  /// `The on-call engineer was paged by SMS: Pizza Purchase Failures.`
  var text: ReportText {
    switch event.kind {
    case _ where event.isTold: return note
    case .engineerNotified: return page
    case .note: return note
    case .alertPending, .alertFired, .alertCleared: return alert
    case .deploy, .rollback, .change, .restart, .acknowledged, .escalated, .declared,
      .statusUpdate, .userReport, .detected, .investigating, .ruledOut, .causeFound,
      .mitigation, .confirmed, .resolved, .becameNormal:
      return labelled
    }
  }

  private var page: ReportText {
    var text = Self.person(event.who) ?? [.words("The on-call engineer")]
    text = text + [.words(again ? " was paged again" : " was paged")] + service(" for ")
    if let channel = event.channel, !channel.isEmpty {
      text = text + [.words(" by "), .data(Self.channelName(channel))]
    }
    return sentence(text, about: subject == event.who ? nil : subject)
  }

  private var note: ReportText {
    let said = Shortened.note(event.text)
    var text: ReportText = [.data(said)]
    if let who = event.who, !who.isEmpty, !event.text.hasPrefix(who),
      !event.isTold || !event.text.contains(who)
    {
      text = [.data(Self.beginning(Shortened.name(who))), .words(": ")] + text
    }
    let service = service(" (", after: ")")
    return service == [] ? Self.stopped(text, after: said) : text + service + [.words(".")]
  }

  private var alert: ReportText {
    let label: String
    switch event.kind {
    case .alertPending: label = "Alert pending"
    case .alertCleared where event.isOnlyPending: label = "Alert no longer pending"
    case .alertCleared: label = again ? "Alert cleared again" : "Alert cleared"
    default: label = again ? "Alert fired again" : "Alert fired"
    }
    let text = [.words(label)] + service(" for ") + value
    guard let change = event.change, let from = change.from, let to = change.to else {
      return sentence(text, about: subject)
    }
    let states = Shortened.name(from) + " to " + Shortened.name(to)
    // Rows that came without words are given these.
    let isFilledIn = [event.rule.map { "\($0): " } ?? "", ""].contains { head in
      event.text == "\(head)\(from) to \(to)"
    }
    return sentence(
      text + [.words(" ("), .data(states), .words(")")],
      about: isFilledIn ? event.rule : subject)
  }

  /// The service that a row carries, where its words do not name it.
  private func service(_ before: String, after: String = "") -> ReportText {
    guard let service = event.service, !service.isEmpty, !event.text.contains(service),
      event.rule?.contains(service) != true
    else { return [] }
    return [.words(before), .code(Shortened.name(service)), .words(after)]
  }

  /// What an alert measured.
  private var value: ReportText {
    guard let value = event.value, !value.isEmpty, !event.text.contains(value) else { return [] }
    return [.words(" at "), .data(Shortened.name(value))]
  }

  private var labelled: ReportText {
    let isBare = event.text.isEmpty || event.saysOnlyItsKind
    let others = [event.service, event.version].compactMap { $0 }.filter { !$0.isEmpty }
    if event.kind == .acknowledged, isBare, others.isEmpty, let who = Self.person(event.who) {
      return sentence(who + [.words(" acknowledged the page")], about: event.rule)
    }
    let label = Self.label(event.kind)
    // Records often say the same already: "acknowledged by A" needs no second "Acknowledged";
    // but who it was, and of what, is said by one or the other.
    if !isBare, let word = label.split(separator: " ").first,
      event.text.lowercased().hasPrefix(word.lowercased()),
      ([event.who ?? ""] + others).allSatisfy({ $0.isEmpty || event.text.contains($0) })
    {
      let said = OperationWords.capitalised(Shortened.note(event.text))
      return Self.stopped([.data(said)], after: said)
    }
    // `Deployed shop 2.4.1 by priya`, but `Mitigation by Ann on shop`.
    let isOfThing = [.change, .deploy, .rollback, .restart].contains(event.kind)
    let things = others.reduce([] as ReportText) { text, part in
      text + [.words(text == [] && !isOfThing ? " on " : " "), .code(Shortened.name(part))]
    }
    let who = (event.who ?? "").isEmpty ? nil : event.who
    let doer = who.map { [.words(" by "), .data(Shortened.name($0))] as ReportText } ?? []
    let text = [.words(label)] + (isOfThing ? things + doer : doer + things)
    let isSaid = isBare || ([event.who ?? ""] + others).contains(event.text)
    return sentence(text, about: isSaid ? event.rule : event.text)
  }

  /// What a page or an alert is about: its rule, and its text where that says more.
  private var subject: String? {
    let isBare = event.text.isEmpty || event.saysOnlyItsKind
    guard let rule = event.rule, !rule.isEmpty else { return isBare ? nil : event.text }
    if isBare || rule.contains(event.text) { return rule }
    return event.text.contains(rule) ? event.text : rule + " - " + event.text
  }

  private func sentence(_ text: ReportText, about subject: String?) -> ReportText {
    guard let subject else { return text + [.words(".")] }
    let said = Shortened.note(subject)
    return Self.stopped(text + [.words(": "), .data(said)], after: said)
  }

  /// The text with a full stop, unless the data end with a mark of their own.
  private static func stopped(_ text: ReportText, after data: String) -> ReportText {
    let ends: Set<Character> = [".", "!", "?", "…"]
    let last = data.last { !$0.isWhitespace }
    return last.map(ends.contains) == true ? text : text + [.words(".")]
  }

  /// A name as it is; a role with its article: `on-call engineer` is `The on-call engineer`.
  private static func person(_ who: String?) -> ReportText? {
    guard let who, !who.isEmpty else { return nil }
    let roles = ["engineer", "developer", "responder", "commander", "operator", "team"]
    guard who == who.lowercased(), roles.contains(where: who.hasSuffix) else {
      return [.data(beginning(Shortened.name(who)))]
    }
    let hasArticle = who.hasPrefix("the ") || who.hasPrefix("a ") || who.hasPrefix("an ")
    return hasArticle
      ? [.data(beginning(Shortened.name(who)))] : [.words("The "), .data(Shortened.name(who))]
  }

  /// A stand-in for a name as it begins a sentence: `A responder`.
  private static func beginning(_ who: String) -> String {
    ["the ", "a ", "an "].contains(where: who.hasPrefix) ? OperationWords.capitalised(who) : who
  }

  private static func channelName(_ channel: String) -> String {
    switch channel.lowercased() {
    case "sms", "text": "SMS"
    case "email", "e-mail", "mail": "e-mail"
    case "call", "phone", "voice": "phone"
    case "push", "mobile push", "mobile_push": "mobile push"
    case "slack": "Slack"
    default: Shortened.name(channel)
    }
  }

  private static func label(_ kind: EventKind) -> String {
    switch kind {
    case .change: "Change"
    case .deploy: "Deployed"
    case .rollback: "Rolled back"
    case .restart: "Restarted"
    case .alertPending: "Alert pending"
    case .alertFired: "Alert fired"
    case .alertCleared: "Alert cleared"
    case .engineerNotified: "Paged"
    case .acknowledged: "Acknowledged"
    case .escalated: "Escalated"
    case .declared: "Declared an incident"
    case .statusUpdate: "Status update"
    case .userReport: "Report from a user"
    case .detected: "Noticed"
    case .investigating: "Investigated"
    case .ruledOut: "Ruled out"
    case .causeFound: "Cause stated"
    case .mitigation: "Mitigation"
    case .confirmed: "Confirmed"
    case .resolved: "Declared resolved"
    case .becameNormal: "Became normal"
    case .note: "Note"
    }
  }
}
