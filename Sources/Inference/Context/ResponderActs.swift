import LogModel
import Signals

/// Finds what somebody did while an incident was on, as far as the logs show it: logins, commands
/// of an administrator, restarts, deploys, and calls that nobody makes on other days.
///
/// What comes as often at other times shows nothing and is left out.
struct ResponderActs {
  let log: LogView
  let incident: Incident

  /// After the end, people still lag so far behind.
  private static let trailSeconds = 900.0
  /// More lines of a sort before the incident, an hour, are a habit.
  private static let habitPerHour = 2.0
  private static let limit = 5

  var all: [ResponderAct] {
    guard let range = log.range else { return [] }
    let from = incident.begin
    let to = min(
      range.to,
      incident.end?.latest.map { $0.time.advanced(bySeconds: Self.trailSeconds) }
        ?? range.to)
    guard from < to else { return [] }
    let found = said(from: from, to: to, since: range.from) + calls(from: from, to: to)
    return Array(
      found.sorted { ($0.evidence, $0.said) < ($1.evidence, $1.said) }.prefix(Self.limit))
  }

  private func said(from: Timestamp, to: Timestamp, since start: Timestamp) -> [ResponderAct] {
    let hours = max(0.25, from.seconds(since: start) / 3600)
    return log.statements.statements.compactMap { statement in
      guard let kind = Self.kind(of: statement.shown, by: statement.service),
        let first = statement.first(from: from.nanoseconds), first.time <= to
      else { return nil }
      let before = statement.count(
        from: start.nanoseconds, to: max(start.nanoseconds, from.nanoseconds - 1))
      guard Double(before) / hours <= Self.habitPerHour else { return nil }
      return ResponderAct(
        kind: kind, service: statement.service, said: statement.shown,
        evidence: log.evidence(first))
    }
  }

  /// What a line says that somebody did; the forms are those of sshd, sudo, systemd and deploys.
  static func kind(of text: String, by service: String) -> ResponderAct.Kind? {
    if text.contains("Accepted publickey for") || text.contains("Accepted password for")
      || text.contains("Accepted keyboard-interactive")
    {
      return .login
    }
    if text.contains("COMMAND="), text.contains("USER=") { return .command }
    let isInit = service == "systemd" || service == "init"
    if isInit, text.hasPrefix("Started ") || text.hasPrefix("Stopping ") { return .restart }
    let words = text.lowercased()
    if words.hasPrefix("deploying ") || words.hasPrefix("deployed ")
      || words.hasPrefix("rolling back ") || words.hasPrefix("rolled back ")
    {
      return .deploy
    }
    return nil
  }

  /// Calls of an administrator or of a link, of which there were none before.
  private func calls(from: Timestamp, to: Timestamp) -> [ResponderAct] {
    let low = log.seconds(from)
    let high = log.seconds(to)
    return log.requests.compactMap { timeline in
      guard let kind = Self.kind(ofCall: timeline.ref.operation) else { return nil }
      let window = SlotWindow(timeline: timeline, origin: log.origin)
      guard window.last(before: low, withGood: true) == nil,
        let ends = window.ends(from: low, to: high, withGood: true)
      else { return nil }
      return ResponderAct(
        kind: kind, service: timeline.ref.service, said: timeline.ref.operation,
        evidence: log.evidence(ends.first))
    }
  }

  static func kind(ofCall operation: String) -> ResponderAct.Kind? {
    let parts = operation.lowercased().split { !$0.isLetter }.map(String.init)
    if parts.contains("fixcode") || (parts.contains("support") && parts.contains("report")) {
      return .linkCall
    }
    return parts.contains(where: admin.contains) ? .adminCall : nil
  }

  private static let admin: Set<String> = ["admin", "actuator", "chaos", "maintenance", "restart"]
}
