import LogModel

extension IncidentReport {
  /// The report with every text that is not recount's own passed through `mask`, which takes the
  /// names of people out; names of operations, services and files stay.
  func masked(by mask: @Sendable (String) -> String) -> IncidentReport {
    var report = self
    report.incidents = incidents.map { $0.masked(by: mask) }
    report.nearMisses = nearMisses.map { $0.masked(by: mask) }
    for at in report.coverage.events.indices {
      for warning in report.coverage.events[at].warnings.indices {
        let message = report.coverage.events[at].warnings[warning].message
        report.coverage.events[at].warnings[warning].message = mask(message)
      }
    }
    return report
  }
}

extension ReportedIncident {
  fileprivate func masked(by mask: (String) -> String) -> ReportedIncident {
    var incident = self
    incident.title = title.masked(by: mask)
    for at in incident.timeline.indices {
      incident.timeline[at].text = timeline[at].text.masked(by: mask)
    }
    for at in incident.factors.indices {
      incident.factors[at].text = mask(factors[at].text)
      incident.factors[at].reason = mask(factors[at].reason)
    }
    for at in incident.mitigations.indices {
      incident.mitigations[at].action = mask(mitigations[at].action)
    }
    for at in incident.signals.indices {
      incident.signals[at].series = signals[at].series.masked(by: mask)
    }
    for at in incident.correlations.indices {
      incident.correlations[at].a = correlations[at].a.masked(by: mask)
      incident.correlations[at].b = correlations[at].b.masked(by: mask)
    }
    incident.notInEvidence = notInEvidence.map { $0.masked(by: mask) }
    incident.measures = measures.map { $0.masked(by: mask) }
    return incident
  }
}

extension ReportText {
  fileprivate func masked(by mask: (String) -> String) -> ReportText {
    ReportText(
      pieces.map { piece in
        switch piece {
        case .data(let text): .data(mask(text))
        case .quoted(let text): .quoted(mask(text))
        case .words, .code, .clock, .minute, .date, .zoneName: piece
        }
      })
  }
}
