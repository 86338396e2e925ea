/// Alerts as Prometheus keeps them: the answer of its API to a query for `ALERTS` or
/// `ALERTS_FOR_STATE`, and to a question for the alerts that are on.
///
/// A series of `ALERTS` has a sample wherever the alert is on, so that its times are as fine as
/// the query's step: it came on at the first sample and was off a step behind the last. Values of
/// `ALERTS_FOR_STATE` are the exact times at which conditions came true.
/// An instant says only what is on; the answer to `ALERTS[1h]` has the samples as they were taken.
/// Source: Prometheus's documentation, alerting rules and HTTP API.
struct PrometheusAlerts: EventExport {
  let name = "prometheus-alerts"

  func recognises(_ document: EventTree) -> Bool {
    if Self.isError(document) || Self.metric(of: document) != nil { return true }
    guard document.has("status", "data") else { return false }
    if let alerts = document[path: "data.alerts"]?.items {
      return alerts.first.map { $0.has("labels", "state", "activeAt") } ?? true
    }
    guard ["matrix", "vector"].contains(document.text("data.resultType")),
      let series = document[path: "data.result"]?.items
    else { return false }
    return series.isEmpty || series.contains { Self.metric(of: $0) != nil }
  }

  func read(_ document: EventTree, into rows: inout ExportRows) {
    if Self.isError(document) {
      return rows.refuse("answers of Prometheus that are an error", at: document)
    }
    for alert in document[path: "data.alerts"]?.items ?? [] { readActive(alert, into: &rows) }
    var activations: Set<String> = []
    var series: [PrometheusAlertSeries] = []
    // A series alone is what `jq` makes of an answer.
    let alone = document.has("metric") ? [document] : []
    for item in document[path: "data.result"]?.items ?? alone {
      guard let metric = Self.metric(of: item) else {
        rows.refuse("series that are no alerts", at: item)
        continue
      }
      let labels = AlertLabels(item["metric"])
      if metric == .activation {
        activations.insert(labels.key)
        readActivations(item, labels, into: &rows)
      } else {
        series.append(
          .init(
            samples: PrometheusSample.samples(of: item), labels: labels,
            isFiring: metric == .firing, isInstant: item.has("value"), tree: item))
      }
    }
    PrometheusAlertRuns(series, beginnings: activations).read(into: &rows)
  }

  /// What a series tells of an alert.
  private enum Metric { case pending, firing, activation }

  private static func metric(of series: EventTree) -> Metric? {
    guard let metric = series["metric"], series.has("values") || series.has("value") else {
      return nil
    }
    let name = metric.text("__name__")
    if name == "ALERTS_FOR_STATE" { return .activation }
    guard name == nil || name == "ALERTS", metric.has("alertname") else { return nil }
    switch metric.text("alertstate") {
    case "pending": return .pending
    case "firing": return .firing
    default: return nil
    }
  }

  private static func isError(_ document: EventTree) -> Bool {
    document.text("status") == "error" && document.has("errorType", "error")
      // An event about an error has a time.
      && !document.members.contains { EventColumn.named($0.name)?.column == .time }
  }

  /// Each value once: it stays while the alert does.
  private func readActivations(
    _ series: EventTree, _ labels: AlertLabels, into rows: inout ExportRows
  ) {
    var last: String?
    for sample in series["values"]?.items ?? series["value"].map({ [$0] }) ?? [] {
      guard let value = sample.items.last?.word, value != last else { continue }
      last = value
      let event = Self.event(.alertPending, at: value, labels, "pending", from: nil)
      rows.addOnce(event, at: sample)
    }
  }

  /// The API tells when the condition came true, and not when `for:` had passed.
  private func readActive(_ alert: EventTree, into rows: inout ExportRows) {
    guard let time = alert.text("activeAt") else {
      return rows.refuse("alerts without a time", at: alert)
    }
    let labels = AlertLabels(alert["labels"])
    var event = Self.event(.alertPending, at: time, labels, "pending", from: nil)
    event.text = AlertmanagerExport.text(of: alert)
    event.value = alert.text("value")
    rows.addOnce(event, at: alert)
  }

  static func event(
    _ kind: EventKind, at time: String, _ labels: AlertLabels, _ state: String, from old: String?
  ) -> ExportedEvent {
    var event = ExportedEvent(kind, at: time, labels.title ?? "alert", from: .alerts)
    event.rule = labels.rule
    event.service = labels.service
    event.marks.severity = labels.severity
    event.marks.key = labels.key
    event.change = .init(from: old, to: state)
    return event
  }
}

/// A sample of an alert's series: the alert was on at that time.
struct PrometheusSample {
  var seconds: Double
  /// As it is written.
  var time: String
  var tree: EventTree

  /// Those of a series, in order; a value of 0 is what an expression over `ALERTS` gives for off.
  static func samples(of series: EventTree) -> [PrometheusSample] {
    let pairs = series["values"]?.items ?? series["value"].map { [$0] } ?? []
    return pairs.compactMap { pair in
      guard let time = pair.items.first?.word, let seconds = Double(time),
        pair.items.last?.word != "0"
      else { return nil }
      return PrometheusSample(seconds: seconds, time: time, tree: pair)
    }
    .sorted { $0.seconds < $1.seconds }
  }
}

/// A series of `ALERTS`: one alert in one state.
struct PrometheusAlertSeries {
  var samples: [PrometheusSample]
  var labels: AlertLabels
  var isFiring: Bool
  /// It is of an instant, before which nothing is known.
  var isInstant: Bool
  var tree: EventTree
}
