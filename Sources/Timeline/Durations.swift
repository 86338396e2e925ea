import Events
import Inference
import LogModel

extension Durations {
  /// Measures an incident's parts between its cited events.
  init(of incident: Incident) {
    let start = (incident.onset.earliest?.time, incident.firstFailure.time)
    let end = incident.end?.latest?.time
    let bad = incident.end?.earliest?.time ?? incident.lastFailure.time

    /// A time from memory is good to the minute.
    func fromStart(
      to low: Timestamp, _ high: Timestamp?, named field: String, isApproximate: Bool = false
    ) -> Span {
      let slack = isApproximate ? Self.memorySlack : 0
      return Span(
        lowSeconds: low.spanSeconds(since: start.1) - slack,
        highSeconds: start.0.flatMap { earliest in high?.spanSeconds(since: earliest) }
          .map { $0 + slack },
        from: "impact_start", to: field)
    }
    if incident.recurrence != nil {
      // It was well between the times: what counts is how long each lasted.
      impact = Self.failing(incident.phases)
      return
    }
    impact = fromStart(to: bad, end, named: "impact_end")
    if let event = incident.detection.event {
      timeToDetect = fromStart(
        to: event.time, event.time, named: "detected", isApproximate: event.approximate)
    } else if let bound = incident.detection.bound {
      // Somebody was at work by then: it was noticed at any moment until that one.
      timeToDetect = fromStart(to: bound.time, bound.time, named: "detected")
      timeToDetect?.lowSeconds = 0
    }
    if let notified = incident.notified, let acknowledged = incident.acknowledged {
      let seconds = acknowledged.time.spanSeconds(since: notified.time)
      let slack = notified.approximate || acknowledged.approximate ? Self.memorySlack : 0
      timeToAcknowledge = Span(
        lowSeconds: seconds - slack, highSeconds: seconds + slack, from: "notified",
        to: "acknowledged")
    }
    if let act = Self.decisiveMitigation(of: incident)?.event {
      timeToMitigate = fromStart(
        to: act.time, act.time, named: "mitigations", isApproximate: act.approximate)
    } else if let end {
      timeToMitigate = fromStart(to: bad, end, named: "impact_end")
    }
    if let resolution = incident.resolution, resolution.confirmedAt != nil {
      let time = resolution.start.time
      timeToResolve = fromStart(to: time, time, named: "resolved")
    }
  }

  /// The phases' lengths in sum.
  private static func failing(_ phases: [Phase]) -> Span {
    var low = 0.0
    var high: Double? = 0
    for phase in phases {
      low += phase.lastBad.time.spanSeconds(since: phase.firstBad.time)
      if let good = phase.lastGoodBefore, let after = phase.firstGoodAfter {
        high = high.map { $0 + after.time.spanSeconds(since: good.time) }
      } else {
        high = nil
      }
    }
    return Span(lowSeconds: low, highSeconds: high, from: "impact_start", to: "impact_end")
  }

  /// The last act before the failures ended that is not known to have failed.
  static func decisiveMitigation(of incident: Incident) -> MitigationAct? {
    guard let end = incident.end?.latest?.time else { return nil }
    return incident.mitigations.last { act in
      let slack = act.event.approximate ? memorySlack : 0
      return act.held != false && act.event.time.spanSeconds(since: end) <= slack
    }
  }

  private static let memorySlack = 60.0
}

/// How long each part took, as ranges; `nil` where an end of it is not in the evidence.
public struct Durations: Sendable {
  public var impact: Span?
  /// Impact start to detected.
  public var timeToDetect: Span?
  /// Notified to acknowledged.
  public var timeToAcknowledge: Span?
  /// Impact start to mitigated.
  public var timeToMitigate: Span?
  /// Impact start to resolved.
  public var timeToResolve: Span?

  /// A length that lies between two bounds, in seconds.
  public struct Span: Hashable, Sendable {
    public var lowSeconds: Double
    /// `nil` when there is no upper bound: an end of it lies outside the data.
    public var highSeconds: Double?
    /// Names of the report's fields that it lies between.
    public var from: String
    public var to: String
    /// Its two ends in words, and which record the second is from; empty where that is not told.
    public var basis = ""
  }
}

extension Timestamp {
  /// Seconds from `earlier` to this stamp for any two stamps, exact where it can be.
  func spanSeconds(since earlier: Timestamp) -> Double {
    let (difference, overflow) = nanoseconds.subtractingReportingOverflow(earlier.nanoseconds)
    guard !overflow else { return (Double(nanoseconds) - Double(earlier.nanoseconds)) / 1e9 }
    return Double(difference) / 1e9
  }
}
