/// What an event row says happened; the words are those of a report's timeline.
public enum EventKind: String, Sendable, CaseIterable {
  case change, deploy, rollback, restart
  case alertPending = "alert_pending"
  case alertFired = "alert_fired"
  case alertCleared = "alert_cleared"
  case engineerNotified = "engineer_notified"
  case acknowledged, escalated, declared
  case statusUpdate = "status_update"
  case userReport = "user_report"
  case detected, investigating
  case ruledOut = "ruled_out"
  case causeFound = "cause_found"
  case mitigation, confirmed, resolved
  case becameNormal = "became_normal"
  case note
}

/// The words by which people and tools name the kinds of events.
enum EventKindWords {
  /// The kind that `word` names, in any case and with `_`, `-` or blanks between its parts.
  static func kind(_ word: String) -> EventKind? {
    let word = EventColumn.normalised(word)
    return EventKind(rawValue: word) ?? synonyms[word]
  }

  private static let synonyms: [String: EventKind] = {
    var table: [String: EventKind] = [:]
    for (kind, words) in words {
      for word in words { table[word] = kind }
    }
    return table
  }()

  private static let words: [(EventKind, [String])] = [
    (.change, ["changed", "config_change", "feature_flag", "migration"]),
    (.deploy, ["deployed", "deployment", "release", "released", "rollout"]),
    (.rollback, ["rolled_back", "roll_back", "revert", "reverted"]),
    (.restart, ["restarted", "reboot", "rebooted"]),
    (.alertPending, ["pending"]),
    (
      .alertFired,
      ["alert", "alerted", "alerting", "fired", "firing", "triggered", "alert_firing"]
    ),
    (.alertCleared, ["cleared", "alert_resolved", "alert_ok"]),
    (
      .engineerNotified,
      ["notified", "notify", "notification", "page", "paged", "pager"]
    ),
    (.acknowledged, ["ack", "acked", "acknowledge", "acknowledgement"]),
    (.escalated, ["escalate", "escalation"]),
    (.declared, ["declare", "incident_declared", "declared_incident"]),
    (.statusUpdate, ["status", "status_page"]),
    (.userReport, ["user_reported", "customer_report", "complaint", "ticket"]),
    (.detected, ["detected_human", "detect", "detection", "noticed"]),
    (.investigating, ["investigate", "investigated", "investigation"]),
    (.ruledOut, ["rule_out"]),
    (.causeFound, ["found_cause", "cause", "cause_identified", "root_cause"]),
    (.mitigation, ["mitigate", "mitigated", "fix", "fixed"]),
    (.confirmed, ["confirm", "confirmation", "verified"]),
    (.resolved, ["resolve", "resolution", "declared_resolved"]),
    (.becameNormal, ["normal", "back_to_normal"]),
    (.note, ["notes", "comment"]),
  ]
}

/// A state of an alert as alerting systems write it.
///
/// Grafana writes `Normal`, `Pending`, `Alerting`, `NoData` and `Error`, with a reason in
/// brackets where there is one: `Normal (MissingSeries)`; Alertmanager `firing` and `resolved`;
/// Prometheus `inactive`, `pending` and `firing`.
enum AlertState: Hashable {
  case normal, pending, alerting, noData, error

  init?(_ text: String) {
    let word = text.prefix { $0 != "(" && $0 != "[" }.trimmed.lowercased()
    switch word {
    case "normal", "ok", "inactive", "resolved": self = .normal
    case "pending": self = .pending
    case "alerting", "firing": self = .alerting
    case "nodata", "no data", "no_data": self = .noData
    case "error": self = .error
    default: return nil
    }
  }

  /// What an alert's change to this state is in a timeline.
  ///
  /// `NoData` and `Error` page people as an alert does, so they are fired; the row keeps the
  /// state for whoever must tell them apart.
  var kind: EventKind {
    switch self {
    case .normal: .alertCleared
    case .pending: .alertPending
    case .alerting, .noData, .error: .alertFired
    }
  }
}
