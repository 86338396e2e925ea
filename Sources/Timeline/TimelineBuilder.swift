import Events
import Inference
import LogModel
import Redaction

/// Builds the report from what the earlier stages found.
///
/// A pure function: the same material gives the same report, whatever order inputs and event
/// files came in. Citations are numbered in order of first use, incident by incident.
public struct TimelineBuilder: Sendable {
  /// The version of recount that the report names.
  public var version: String
  /// The zone that drafts are printed in when the reader asks for no other.
  public var zone: DisplayZone

  /// A builder of reports for one zone.
  public init(version: String, zone: DisplayZone = .utc) {
    self.version = version
    self.zone = zone
  }

  /// The report of all that was found.
  public func report(of material: ReportMaterial) -> IncidentReport {
    var book = CitationBook(excerpts: material.excerpts)
    var names = IncidentNames()
    var nearNames = IncidentNames()
    var limits =
      material.notKnowable
      + EvidenceLimits(
        inputs: material.inputs.map(\.shown), eventFiles: material.eventFiles.map(\.shown)
      ).sentences
    var incidents: [ReportedIncident] = []
    let logsEnd = material.inputs.compactMap(\.last).max()
    for incident in material.incidents {
      let id = names.id(
        of: incident.silentService ?? incident.firstOperation ?? incident.operations.first
          ?? incident.signatures.first?.operation,
        startingAt: incident.firstFailure.time)
      guard material.isReported(incident) else { continue }
      incidents.append(
        ReportAssembler(incident, id: id, logsEnd: logsEnd).told(citing: &book))
      limits += OpenQuestions(incident).sentences(id: id)
    }
    let nearMisses = material.nearMisses.filter { material.isReported($0.incident) }
      .map { miss in
        let operation = miss.incident.firstOperation ?? miss.incident.operations.first
        let start = miss.incident.firstFailure.time
        let id = nearNames.id(of: operation, startingAt: start)
        return NearMissAssembler(miss, id: "near-" + id).told(citing: &book)
      }
    var report = IncidentReport(
      version: version, pipeline: material.pipeline, window: window(of: material),
      coverage: coverage(of: material, notKnowable: limits), incidents: incidents,
      nearMisses: nearMisses, citations: book.citations,
      redactions: material.redactions.map { (kind: $0.key, count: $0.value) }
        .sorted { ($0.kind, $0.count) < ($1.kind, $1.count) },
      displayZone: zone)
    report.silences = material.silences.filter { silence in
      (material.window.from.map { silence.range.to > $0 } ?? true)
        && (material.window.to.map { silence.range.from < $0 } ?? true)
        && !material.incidents.contains { $0.tells(silence) }
    }
    return material.people.map { report.masked(by: $0) } ?? report
  }

  /// What the user asked for, filled up from the inputs.
  private func window(of material: ReportMaterial) -> IncidentReport.Window {
    IncidentReport.Window(
      from: material.window.from ?? material.inputs.compactMap(\.first).min(),
      to: material.window.to ?? material.inputs.compactMap(\.last).max())
  }

  private func coverage(of material: ReportMaterial, notKnowable: [String]) -> Coverage {
    let inputs = material.inputs.sorted { $0.path < $1.path }
    let account = inputs.reduce(LineAccount()) { $0 + $1.account }
    return Coverage(
      inputs: inputs.map { input in
        Coverage.CoveredInput(of: input.shown, skew: material.clocks[input.path])
      },
      events: coveredEvents(of: material),
      baseline: material.baseline.sorted { $0.path < $1.path }.map {
        Coverage.CoveredInput(of: $0)
      },
      totals: Coverage.Totals(files: inputs.count, account: account),
      warnings: material.warnings,
      notKnowable: notKnowable.uniqued(),
      knownNoise: material.knownNoise,
      operations: material.operations.sorted {
        ($0.service, $0.operation, $0.name ?? "") < ($1.service, $1.operation, $1.name ?? "")
      })
  }

  private func coveredEvents(of material: ReportMaterial) -> [Coverage.CoveredEvents] {
    let used = Set(material.incidents.flatMap(\.events))
    return material.eventFiles.sorted { $0.path < $1.path }.map { file in
      Coverage.CoveredEvents(
        path: ShownPath.text(file.path), kind: file.kind, status: file.status,
        from: file.summary.first, to: file.summary.last, rows: file.summary.rows,
        used: file.rows.count { used.contains($0) }, leftOut: file.leftOut, unread: file.unread,
        warnings: file.warnings)
    }
  }
}

extension Incident {
  /// The service that nobody asked as a whole, which has the incident's name then.
  fileprivate var silentService: OperationRef? {
    guard symptom.kind == .missingRequests, case .service(let name)? = subject else { return nil }
    return OperationRef(service: name, operation: name, name: nil)
  }
}

extension InputReading {
  /// Under the name that may be shown.
  fileprivate var shown: InputReading {
    var shown = self
    shown.path = ShownPath.text(self.path)
    return shown
  }
}

extension EventFile {
  /// Under the name that may be shown.
  fileprivate var shown: EventFile {
    var shown = self
    shown.path = ShownPath.text(path)
    return shown
  }
}

extension Incident {
  /// Whether it is a silence that an alert confirms: then what happened is known.
  fileprivate func tells(_ silence: LogSilence) -> Bool {
    guard case .missingRequests(let missing) = symptom, case .alert = missing.witness,
      let from = onset.earliest?.time, let to = end?.latest?.time
    else { return false }
    return from <= silence.range.to && silence.range.from <= to
  }
}
