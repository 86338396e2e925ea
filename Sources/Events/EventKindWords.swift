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
