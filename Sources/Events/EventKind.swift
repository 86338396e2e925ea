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
