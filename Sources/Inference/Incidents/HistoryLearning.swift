import Signals

extension History {
  /// What earlier logs say is normal, their own incidents left out.
  ///
  /// - Returns: `nil` where the tally holds no record.
  public init?(_ tally: Tally) {
    let log = LogView(tally)
    guard let range = log.range else { return nil }
    let found = FailureDetector().findings(in: log).filter(\.mayBeIncident)
    let incidents = Dictionary(grouping: found, by: \.series.operation).mapValues { findings in
      HistoryIncidents(
        findings.map {
          .init(from: $0.from, to: $0.to, failures: $0.run.failures, ratio: $0.run.observedRatio)
        }, range: range, origin: log.origin)
    }
    self.init(log, besides: incidents)
  }
}
