import Events
import LogModel

/// Something that came before the failures or is named by them, and may have contributed.
///
/// A lead for whoever asks why, ranked; never a finding, and never called the cause.
public struct Factor: Sendable {
  /// What it is.
  public enum Subject: Hashable, Sendable {
    case change(EventRow)
    case dependency(String)
    /// What lines or responses said.
    case signal(SeriesName)
    /// The message of the incident's own failures.
    case ownMessage(String)
  }

  /// Why it is named here.
  public enum Reason: Hashable, Sendable {
    /// So long before the first bad event; whether the last good one came before it; and which of
    /// the incident's services and dependencies it names.
    case before(seconds: Double, isAfterLastGood: Bool, naming: [String])
    /// So many of an operation's bad events are of calls to it, or name it.
    case named(Int, of: Int, OperationRef, areLines: Bool, isStated: Bool, Own)
    /// Said so long before the first bad event, after it where negative; for the first time or
    /// more often.
    case said(leadSeconds: Double, isNew: Bool)
    /// Said at no other time, or in incidents alone.
    case saidInIncidents(isThisOneAlone: Bool)
  }

  /// How a named dependency's own calls fared.
  public enum Own: Hashable, Sendable {
    case failed(Int, of: Int)
    /// Its own log shows so many calls in that time, none of which failed.
    case calm(Int)
    case unknown
  }

  public var subject: Subject
  public var reason: Reason
  /// The line that shows it best, and others.
  public var evidence: CitedEvent
  public var support: [CitedEvent]

  /// A factor with the lines that show it.
  public init(
    _ subject: Subject, _ reason: Reason, evidence: CitedEvent, support: [CitedEvent] = []
  ) {
    self.subject = subject
    self.reason = reason
    self.evidence = evidence
    self.support = support
  }
}
