import Inference
import LogModel

/// Everything a draft says, before it has a form: what was read, what was found, and where.
public struct IncidentReport: Sendable {
  /// The version of recount that made it.
  public var version: String
  /// The name of the pipeline, as the definition gives it.
  public var pipeline: String?
  /// What the report is about; a side is `nil` only when nothing was read.
  public var window: Window
  public var coverage: Coverage
  /// In time order.
  public var incidents: [ReportedIncident]
  /// What had the shape of an incident but stayed below its bounds.
  public var nearMisses: [ReportedIncident]
  /// Stretches without a record of any input, in order.
  public var silences: [LogSilence] = []
  /// In order of first use: the first is `c1`.
  public var citations: [Citation]
  /// How often each kind of secret was taken out, by the name of the kind.
  public var redactions: [(kind: String, count: Int)]
  /// The zone the definition asks drafts to be printed in.
  public var displayZone: DisplayZone

  /// The stretch a report is about; `to` is exclusive when the user gave it.
  public struct Window: Hashable, Sendable {
    public var from: Timestamp?
    public var to: Timestamp?

    /// A stretch that may be open on either side.
    public init(from: Timestamp?, to: Timestamp?) {
      self.from = from
      self.to = to
    }
  }

  /// The citation of the given number, `nil` for one that is not in the report.
  public func citation(_ id: CitationID) -> Citation? {
    let index = id.number &- 1
    return citations.indices.contains(index) ? citations[index] : nil
  }

  /// The incident with the given id.
  public func incident(_ id: String) -> ReportedIncident? {
    incidents.first { $0.id == id }
  }

  /// What came nearest to an incident; of a silence of everything the draft says so at its head.
  public var closestCandidate: ReportedIncident? {
    nearMisses.first { miss in
      guard miss.impact.failures == 0, miss.symptom.kind == .missingRequests,
        let from = miss.impactStart.earliest, let to = miss.impactEnd?.latest
      else { return true }
      return !silences.contains { silence in
        let overlap = min(silence.range.to, to).seconds(since: max(silence.range.from, from))
        return overlap >= 0.5 * to.seconds(since: from)
      }
    }
  }

  /// The incident that cost most: by lost minutes of operations, then by failures; of two alike
  /// the earlier.
  public var largestIncident: ReportedIncident? {
    var largest: ReportedIncident?
    for incident in incidents {
      guard let known = largest else {
        largest = incident
        continue
      }
      let (mine, theirs) = (incident.lostOperationMinutes, known.lostOperationMinutes)
      if mine > theirs || (mine == theirs && incident.impact.failures > known.impact.failures) {
        largest = incident
      }
    }
    return largest
  }
}
