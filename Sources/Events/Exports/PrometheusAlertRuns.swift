/// The stretches of time in which alerts of Prometheus were pending or firing, and what happened
/// at their ends.
struct PrometheusAlertRuns {
  private let series: [PrometheusAlertSeries]
  /// Alerts whose begin is known exactly.
  private let beginnings: Set<String>
  /// Seconds between samples; `nil` where there are no two.
  private let step: Double?
  /// The last sample of all, behind which nothing is known.
  private let end: Double?

  /// A stretch without a gap.
  private struct Run {
    var first: PrometheusSample
    var last: PrometheusSample
    var series: PrometheusAlertSeries
  }

  init(_ series: [PrometheusAlertSeries], beginnings: Set<String>) {
    self.series = series
    self.beginnings = beginnings
    // The middle one: gaps are wider, and a restart puts two samples next to one another.
    let steps = series.flatMap { one in
      zip(one.samples, one.samples.dropFirst()).map { earlier, later in
        ((later.seconds - earlier.seconds) * 1000).rounded() / 1000
      }
    }
    .filter { $0 > 0 }.sorted()
    step = steps.isEmpty ? nil : steps[(steps.count - 1) / 2]
    end = series.compactMap { $0.samples.last?.seconds }.max()
  }

  func read(into rows: inout ExportRows) {
    var byAlert: [String: [Run]] = [:]
    for one in series where one.isInstant {
      guard let sample = one.samples.first else { continue }
      rows.addOnce(standing(one, at: sample), at: one.tree)
    }
    for one in series where !one.isInstant {
      byAlert[one.labels.key, default: []] += runs(of: one)
    }
    for (_, runs) in byAlert.sorted(by: { $0.key < $1.key }) {
      let ordered = runs.sorted { $0.first.seconds < $1.first.seconds }
      for (index, run) in ordered.enumerated() {
        let before = index > 0 ? ordered[index - 1] : nil
        let next = index + 1 < ordered.count ? ordered[index + 1] : nil
        read(run, after: before, before: next, into: &rows)
      }
    }
  }

  private func runs(of series: PrometheusAlertSeries) -> [Run] {
    var runs: [Run] = []
    for sample in series.samples {
      if let last = runs.last, isNext(sample, to: last.last) {
        runs[runs.count - 1].last = sample
      } else {
        runs.append(Run(first: sample, last: sample, series: series))
      }
    }
    return runs
  }

  private func isNext(_ sample: PrometheusSample, to last: PrometheusSample) -> Bool {
    sample.seconds - last.seconds <= (step ?? 0) * 1.5
  }

  private func read(
    _ run: Run, after before: Run?, before next: Run?, into rows: inout ExportRows
  ) {
    let labels = run.series.labels
    let isFiring = run.series.isFiring
    let wasPending = before.map { isNext(run.first, to: $0.last) && !$0.series.isFiring } ?? false
    if isFiring || !beginnings.contains(labels.key) {
      rows.addOnce(
        PrometheusAlerts.event(
          isFiring ? .alertFired : .alertPending, at: written(run.first), labels,
          isFiring ? "firing" : "pending", from: wasPending ? "pending" : nil),
        at: run.first.tree)
    }
    if let next, isNext(next.first, to: run.last) { return }
    guard let step else { return }
    var cleared = PrometheusAlerts.event(
      .alertCleared, at: written(run.last), labels, "inactive",
      from: isFiring ? "firing" : "pending")
    cleared.delay = step
    // An answer does not say up to when it was asked for.
    if run.last.seconds == end { cleared.text += " (no later sample in the answer)" }
    rows.addOnce(cleared, at: run.last.tree)
  }

  /// An alert that is on when asked; since when, an instant does not tell.
  private func standing(
    _ series: PrometheusAlertSeries, at sample: PrometheusSample
  ) -> ExportedEvent {
    let state = series.isFiring ? "firing" : "pending"
    var event = PrometheusAlerts.event(.note, at: sample.time, series.labels, state, from: nil)
    event.text += " was \(state)"
    return event
  }

  /// Its time, which is only about right where the step is a minute or more.
  private func written(_ sample: PrometheusSample) -> String {
    (step ?? 0) >= 60 ? "~" + sample.time : sample.time
  }
}
