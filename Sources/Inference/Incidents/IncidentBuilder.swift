import Events
import LogModel
import Signals

/// An incident as the logs alone show it, and the draft that it was made of where there is one.
struct FoundIncident {
  var incident: Incident
  /// `nil` where an alert is the only witness.
  var draft: IncidentDraft?
}

/// Builds incidents, whatever their symptom: the only code that makes an `Incident`, and that
/// ties people and their tools to one.
///
/// Events are given to incidents when all of them are known, so that what is known early cannot
/// leave out what is found last.
struct IncidentBuilder {
  let log: LogView
  let settings: InferenceSettings
  /// All rows of all event files, in time order.
  let rows: [EventRow]
  let files: [EventFile]

  /// What every incident has, from the logs alone; what a symptom has besides is set on it.
  static func incident(
    _ symptom: Symptom, of operations: [OperationRef], state: Incident.State, onset: Boundary,
    end: Boundary?,
    lastBad: CitedEvent, resolution: Resolution?, phases: [Phase], impact: ImpactCounts,
    baseline: BaselineSpan?, signals: [Signal]
  ) -> Incident {
    Incident(
      symptom: symptom, state: state, operations: operations, dependencies: [], signatures: [],
      onset: onset,
      end: end, lastFailure: lastBad, resolution: resolution, phases: phases, impact: impact,
      baseline: baseline, signals: signals)
  }

  /// How long it stayed good after an end.
  ///
  /// - Parameters:
  ///   - good: the first good event of the recovery.
  ///   - later: good events from it on until a bad one, in order.
  ///   - successes: how many good events there are until a moment, in nanoseconds.
  static func resolution(
    from good: EventRef, _ later: [EventRef], in log: LogView, requiredSeconds: Double,
    successes: (_ until: Int64) -> Int
  ) -> Resolution {
    let confirmed = later.first { $0.time.seconds(since: good.time) >= requiredSeconds }
    return Resolution(
      start: log.evidence(good), confirmedAt: confirmed.map(log.evidence),
      heldSeconds: (confirmed ?? later.last).map { $0.time.seconds(since: good.time) } ?? 0,
      requiredSeconds: requiredSeconds, successes: successes(confirmed?.nanoseconds ?? .max))
  }

  /// All incidents in time order, each with the events that are its own.
  func incidents(of found: [FoundIncident]) -> [Incident] {
    let found = found.sorted {
      ($0.incident.begin, $0.incident.lastFailure) < ($1.incident.begin, $1.incident.lastFailure)
    }
    let detecting = found.map { detection(of: $0.incident) }
    let owners = EventAssignment(of: found.map(\.incident), rows: rows) { index, row in
      switch detecting[index].relation(of: row) {
      case .mapped: 0
      case .named, .label: 1
      case .timeOnly: 2
      case nil: 3
      }
    }
    return found.indices.map { index in
      var incident = found[index].incident
      incident.events = owners.rows(of: index)
      ask(detecting[index], of: &incident)
      return completed(incident, by: found[index].draft)
    }
  }

  /// Who noticed, who was paged and who took it up.
  private func ask(_ finder: DetectionFinder, of incident: inout Incident) {
    incident.detection = finder.detection(among: rows, files: files)
    let ties = finder.ties
    for row in incident.events + [incident.detection.event].compactMap({ $0 })
    where PageTies.isOfAlert(row) {
      incident.ties[row] = ties.tie(of: row)
    }
    let others = finder.otherPages(among: rows)
    let own = incident.events.filter { row in
      isAfterStart(row, of: incident) && incident.ties[row].map { $0.relation != nil } ?? true
        && row.marks.id.map { !others.contains($0) } ?? true
    }
    let pages = own.filter { $0.kind == .engineerNotified }
    // A page that says what it is about goes before those that only came at the time.
    let named = pages.first { incident.ties[$0].map { $0.relation != .timeOnly } ?? false }
    incident.notified = named ?? pages.first
    incident.acknowledged = own.first { $0.kind == .acknowledged }
  }

  /// The incident with what takes a look beyond its own bad events: the other services, what came
  /// before, and signals that rose with it.
  private func completed(_ incident: Incident, by draft: IncidentDraft?) -> Incident {
    var complete = incident
    if let draft {
      complete.propagation = PropagationFinder(draft: draft).steps
      complete.correlations += CorrelationFinder(log: log).correlations(
        of: draft.failuresOnset,
        named: .failures(draft.principal.timeline.ref), with: incident.signals)
      complete.mitigations = MitigationEffects(draft: draft, incident: incident).all
      complete.links = CarriedLinks(draft: draft).all
    } else {
      complete.mitigations = MitigationEffects.uncounted(of: incident)
    }
    complete.acts = ResponderActs(log: log, incident: incident).all
    if complete.detection.status != .found,
      let act = complete.acts.first(where: \.kind.showsPerson)
    {
      complete.detection.status = .found
      complete.detection.observer = .responderAction
      complete.detection.relation = .timeOnly
      complete.detection.basis = .actInLogs
      complete.detection.bound = act.evidence
    }
    complete.factors = FactorFinder(draft: draft, incident: complete, rows: rows).factors
    return complete
  }

  private func detection(of incident: Incident) -> DetectionFinder {
    DetectionFinder(
      settings: settings, operations: incident.operations,
      watchedNames: Set(log.operations.compactMap(\.ref.name)),
      dependencies: incident.dependencies, messages: incident.signatures.compactMap(\.message),
      onset: incident.onset, end: incident.end?.latest?.time)
  }

  private func isAfterStart(_ row: EventRow, of incident: Incident) -> Bool {
    let start = incident.onset.earliest?.time ?? incident.begin
    return row.time.seconds(since: start) >= (row.approximate ? -60 : 0)
  }
}
