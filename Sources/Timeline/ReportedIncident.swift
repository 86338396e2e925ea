import Inference
import LogModel

/// One incident as the report tells it; every claim carries its citations.
///
/// Fields that are `nil` or empty say that the evidence does not hold them.
public struct ReportedIncident: Sendable {
  /// Shapes that the report takes over from inference as they are.
  public typealias State = Incident.State
  public typealias Operation = OperationRef
  public typealias Baseline = BaselineSpan
  public typealias Correlated = Correlation
  public typealias Series = PlotSeries
  public typealias Reasons = Reasoning
  public typealias Recurring = Recurrence

  /// `2025-04-08-order-1520`: can be said aloud and survives more data.
  public var id: String
  /// `Orders failed at the factory, 2025-04-08 15:25 to 15:36 UTC`
  public var title: ReportText
  public var state: State
  /// Most specific first.
  public var operations: [Operation]
  public var dependencies: [String]
  public var propagation: [Propagation]
  public var impactStart: ReportedBoundary
  public var detectable: Detectable?
  public var detected: ReportedDetection
  public var notified: ReportedEvent?
  public var acknowledged: ReportedEvent?
  public var mitigations: [Mitigation]
  public var impactEnd: ReportedBoundary?
  public var resolved: ReportedResolution?
  public var durations: Durations
  public var impact: ImpactCounts
  public var baseline: Baseline?
  public var signals: [ReportedSignal]
  public var correlations: [Correlated]
  public var series: [Series]
  public var factors: [Factor]
  /// In time order.
  public var timeline: [TimelineRow]
  /// What a person has to fill in: `who was paged`.
  public var notInEvidence: [ReportText]
  /// How its times were reached; of a report that was read back, not known.
  public var reasoning: Reasons?
  /// Of a near miss, why it is no incident; of an incident `nil`.
  public var whyNone: String?
  /// It comes back at the same time of day; else `nil`.
  public var recurrence: Recurring?
  /// For ranking: each operation's bad share times the minutes that it was on, in sum.
  public var lostOperationMinutes = 0.0
  /// What went wrong.
  public var symptom = Symptom.failures
  /// Links that its failing responses carried.
  public var links: [Link] = []
  /// Its first trace, first failure and first failure that a user could see; `nil` of a near miss.
  public var onsets: Onsets?
  /// How long each part of the response took, a sentence each with its two ends: where people's
  /// records were given.
  public var measures: [ReportText] = []

  /// A link in the bodies of failing responses, without its secrets.
  public struct Link: Sendable {
    public var key: String
    /// `nil` where no line that carries it could be read again.
    public var address: String?
    public var failures: Int
    public var of: Int
    public var citations: CitationList
  }

  /// When one service began to fail, and where it stands among the others.
  public struct Propagation: Sendable {
    public var service: String
    public var earliest: Timestamp?
    public var latest: Timestamp
    /// Holds the onset with 90 %.
    public var interval: TimeRange
    /// 1 for those that failed first; equal ranks are a tie.
    public var rank: Int
    /// The service that links it to those before it; `nil` for the first.
    public var via: String?
    public var attempts: Int
    public var failures: Int
    /// It rose with the others and would be no incident by itself.
    public var isBelowBounds: Bool
    public var citations: CitationList
  }

  /// The first moment at which a stated rule would have fired.
  public struct Detectable: Sendable {
    public var time: Timestamp
    public var rule: String
    public var historySeconds: Double
    /// `nil` where the history is too short to tell.
    public var falseAlarms: Int?
    public var basis: String
  }

  /// An act that people say they took against the failures.
  public struct Mitigation: Sendable {
    public var time: Timestamp
    public var action: String
    public var effect: Effect?
    public var held: Bool?
    public var citations: CitationList

    /// Failures per attempt before and after the act.
    public struct Effect: Hashable, Sendable {
      public var ratioBefore: Double
      public var ratioAfter: Double
    }
  }

  /// Something that came before and may have contributed; never called a cause.
  public struct Factor: Sendable {
    public enum Kind: String, Sendable { case change, dependency, message }

    public var kind: Kind
    public var text: String
    public var reason: String
    public var citations: CitationList
  }
}

/// The start or the end of an incident: a bracket of two cited events, and an estimate.
public struct ReportedBoundary: Sendable {
  /// The event that the draft prints: the first known bad, or the first sustained good.
  public var time: Timestamp
  /// Last known good (start) or last known bad (end).
  public var earliest: Timestamp?
  /// First known bad (start) or first sustained good (end).
  public var latest: Timestamp?
  /// The most likely moment; `interval` holds it with 90 %.
  public var estimate: Timestamp
  public var interval: TimeRange
  public var shape: Boundary.Shape
  public var confidence: Boundary.Confidence
  /// The reasons for the confidence.
  public var basis: String
  public var citations: [CitationID]
}

/// When somebody or something noticed; the times are `nil` when the evidence holds none.
public struct ReportedDetection: Sendable {
  public var status: Detection.Status
  public var time: Timestamp?
  /// Both equal `time`, or are `nil` when that is only about right.
  public var earliest: Timestamp?
  public var latest: Timestamp?
  public var by: Detection.Observer?
  public var relation: Detection.Relation?
  public var basis: String
  public var citations: [CitationID]
  /// What the alert history given says.
  public var alerts = Detection.Alerts.notGiven
}

/// A page or an acknowledgement, as its record has it.
public struct ReportedEvent: Sendable {
  public var time: Timestamp
  public var approximate: Bool
  public var who: String?
  public var channel: String?
  public var rule: String?
  public var text: String
  public var source: TimelineRow.Source
  public var citations: CitationList
}

/// The end of the outage, confirmed by a stretch that was good for long enough.
public struct ReportedResolution: Sendable {
  /// The start of the hold; time to resolve ends here.
  public var time: Timestamp
  /// The good event at which the hold was met.
  public var confirmedAt: Timestamp
  public var heldSeconds: Double
  public var successes: Int
  public var basis: String
  public var citations: CitationList
}

/// Something that differed from its usual level, with the lines that show it.
public struct ReportedSignal: Sendable {
  public var kind: Signal.Kind
  public var series: SeriesName
  public var from: Timestamp
  /// `nil` while it lasts.
  public var to: Timestamp?
  public var baseline: Double
  public var observed: Double
  /// `per_minute` or `ratio`.
  public var unit: String
  /// Who wrote the lines, of a signal of words.
  public var service: String?
  public var citations: [CitationID]
}
