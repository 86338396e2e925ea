/// What the words of a row make of it: its kind, its alert change and its text.
struct EventClassification {
  var kind: EventKind
  var change: EventRow.AlertChange?
  var text: String
  /// The kind was read out of the words, and whom they name.
  private(set) var isTold = false
  private(set) var who: String?

  init(_ values: [EventColumn: EventFields.Value]) {
    let from = values[.from]?.text
    var to = values[.to]?.text
    var word = values[.kind]?.text
    if to == nil, values[.rule] != nil, let state = values[.kind], AlertState(state.text) != nil,
      ["status", "state"].contains(EventColumn.normalised(state.name))
    {
      // `status` of an alert is what it changed to; of anything else it is a word for the row.
      to = word
      word = nil
    }
    let named = word.flatMap(EventKindWords.kind)
    let state = (to ?? from).flatMap(AlertState.init)
    text = Self.text(of: values)
    if let state, let changed = Self.kind(of: state, hasEnd: to != nil, named: named) {
      kind = changed
      change = .init(from: from, to: to)
    } else if let named {
      kind = named
      if state != nil { change = .init(from: from, to: to) }
    } else if let word {
      kind = .note
      text = text.isEmpty ? word : "\(word): \(text)"
      if text == word { takeMeaning() }
    } else {
      let isDeploy = values[.time].map { EventColumn.normalised($0.name) } == "deployed_at"
      kind = isDeploy ? .deploy : .note
      if !isDeploy { takeMeaning() }
    }
    complete(with: values, from: from, to: to)
  }

  /// Reads the kind of a note out of its words, where they can mean one thing only.
  private mutating func takeMeaning() {
    guard let meaning = NoteMeaning(text) else { return }
    (kind, who, isTold) = (meaning.kind, meaning.who, true)
  }

  /// The text, behind its title where it has one that says more.
  private static func text(of values: [EventColumn: EventFields.Value]) -> String {
    guard let title = values[.title]?.text else { return values[.text]?.text ?? "" }
    guard let text = values[.text]?.text else { return title }
    return text.contains(title) ? text : "\(title): \(text)"
  }

  /// The kind that a change to `state` gives, where the row's own word does not say more.
  private static func kind(
    of state: AlertState, hasEnd: Bool, named: EventKind?
  ) -> EventKind? {
    switch named {
    case nil, .alertPending, .alertFired, .alertCleared, .resolved, .change, .statusUpdate, .note:
      hasEnd ? state.kind : named
    default: nil
    }
  }

  /// Words for a row that came without, and what `from` and `to` say of anything but an alert.
  private mutating func complete(
    with values: [EventColumn: EventFields.Value], from: String?, to: String?
  ) {
    let step = [from, to].compactMap { $0 }.joined(separator: " to ")
    if text.isEmpty {
      text = values[.rule]?.text ?? values[.version]?.text ?? ""
      if !step.isEmpty { text = text.isEmpty ? step : "\(text): \(step)" }
    } else if change == nil, !step.isEmpty {
      text += " (\(step))"
    }
    if text.isEmpty { text = String(kind.rawValue.map { $0 == "_" ? " " : $0 }) }
  }

  /// Which kind of record a row of this kind comes from.
  func origin(rule: String?, channel: String?) -> EventRow.Origin {
    switch kind {
    case _ where isTold: return channel.map(Self.isChat) == true ? .chat : .human
    case .alertPending, .alertFired, .alertCleared: return .alerts
    case _ where rule != nil && change != nil: return .alerts
    case .engineerNotified, .acknowledged, .escalated: return .oncall
    case .deploy, .rollback, .change, .restart: return .deploy
    default: return channel.map(Self.isChat) == true ? .chat : .human
    }
  }

  private static func isChat(_ channel: String) -> Bool {
    let small = channel.lowercased()
    return small.hasPrefix("#")
      || ["slack", "teams", "discord", "mattermost", "zulip", "irc", "chat"]
        .contains { small.contains($0) }
  }
}
