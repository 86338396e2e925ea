/// Labels of an alert say which rule it is of, on what and how bad it is; those of Prometheus,
/// Alertmanager and Grafana have the same names.
struct AlertLabels {
  private let tree: EventTree?

  init(_ tree: EventTree?) { self.tree = tree }

  /// The rule's name. Grafana gives alerts of a rule that could not be evaluated one of its own
  /// and keeps the rule's beside it.
  var rule: String? {
    guard unevaluated != nil, let rule = tree?.text("rulename") else {
      return tree?.text("alertname")
    }
    return rule
  }

  /// `NoData` or `Error` where Grafana could not evaluate the rule.
  var unevaluated: String? {
    switch tree?.text("alertname") {
    case "DatasourceNoData": "NoData"
    case "DatasourceError": "Error"
    default: nil
    }
  }

  var severity: String? { tree?.text("severity", "priority") }

  var service: String? { tree?.text("service", "service_name", "app", "job") }

  /// By what one alert is told from others of its rule: `instance api-1:9090, zone b`.
  var place: String? {
    let found = Self.places.compactMap { name in tree?.text(name).map { "\(name) \($0)" } }
    return found.isEmpty ? nil : found.joined(separator: ", ")
  }

  /// What to call an alert about which its rule's author wrote nothing.
  var title: String? { rule.map { rule in place.map { "\(rule) (\($0))" } ?? rule } }

  /// The same for every sample of one alert, whatever its state.
  var key: String {
    let own = (tree?.members ?? []).filter { $0.name != "alertstate" && $0.name != "__name__" }
    return own.map { "\($0.name)=\($0.value.word ?? "")" }.sorted().joined(separator: ",")
  }

  private static let places = [
    "instance", "host", "hostname", "node", "pod", "container", "namespace", "device",
    "mountpoint", "endpoint", "path", "route", "queue", "database", "region", "zone", "cluster",
  ]
}

extension AlertState {
  /// What an alert's change from one state to another is in a timeline, as its tool wrote them.
  ///
  /// A change of the reason alone, and one to a state that nobody is told of, is a remark.
  static func kind(from old: String?, to new: String) -> EventKind {
    guard let state = AlertState(new), state != old.flatMap(AlertState.init) else { return .note }
    return state.kind
  }
}
