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
