/// What went wrong, and by how much: the one list of what recount looks for.
///
/// It is carried unchanged from the detector that found it to the sentence that tells it. Three
/// places ask which symptom it is: ``ImpactRule`` (what is counted), ``BoundaryRule`` (when it is
/// good again) and the wording of rows in Timeline.
public enum Symptom: Hashable, Sendable {
  /// Attempts failed.
  case failures
  /// Responses of one status that refuse (401, 403, 404, 429, 499) took the place of successes.
  case clientErrors(status: Int)
  /// Calls ended well and took longer than normal.
  case slowCalls(Slowness)
  /// Requests did not arrive, or far fewer than normal.
  case missingRequests(MissingRequests)
  /// A service logged error lines more often than normal; no request is known to have failed.
  case errorLines(LineRate)
  /// A message that was logged regularly stopped, while other lines of its service continued.
  case silentMessage(SilentMessage)
  /// Successful responses were not what they were.
  case changedResponses(ResponseChange)
  /// A number that moved nearly always, or a latency, stood still.
  case stuckValue(StuckValue)
}

extension Symptom {
  /// The same where so many events of an incident show it.
  public func hitting(_ events: Int) -> Symptom {
    guard case .changedResponses(var change) = self else { return self }
    change.responses = events
    return .changedResponses(change)
  }

  /// A symptom without how bad it was.
  public enum Kind: CaseIterable, Sendable {
    case failures, clientErrors, slowCalls, missingRequests, errorLines, silentMessage
    case changedResponses, stuckValue
  }

  /// Requests stopped: none arrived, or too few to bound a stretch.
  public var isSilence: Bool {
    if case .missingRequests(let missing) = self { missing.isSilence } else { false }
  }

  /// Attempts failed, or were refused where they usually succeed.
  public var isOfAttempts: Bool { kind == .failures || kind == .clientErrors }

  public var kind: Kind {
    switch self {
    case .failures: .failures
    case .clientErrors: .clientErrors
    case .slowCalls: .slowCalls
    case .missingRequests: .missingRequests
    case .errorLines: .errorLines
    case .silentMessage: .silentMessage
    case .changedResponses: .changedResponses
    case .stuckValue: .stuckValue
    }
  }
}

/// How much slower an operation was than normal, in milliseconds.
public struct Slowness: Hashable, Sendable {
  /// Calls of this length or longer are the slow ones.
  public var thresholdMilliseconds: Double
  /// What half of the calls took at least, outside and within.
  public var baselineMilliseconds: Double
  public var seenMilliseconds: Double
  /// Share of slow calls, outside and within.
  public var baselineShare: Double
  public var share: Double

  public init(
    thresholdMilliseconds: Double, baselineMilliseconds: Double, seenMilliseconds: Double,
    baselineShare: Double, share: Double
  ) {
    self.thresholdMilliseconds = thresholdMilliseconds
    self.baselineMilliseconds = baselineMilliseconds
    self.seenMilliseconds = seenMilliseconds
    self.baselineShare = baselineShare
    self.share = share
  }
}

/// Requests of an operation that did not come, while others did or while earlier logs had them.
public struct MissingRequests: Hashable, Sendable {
  public var baselinePerMinute: Double
  /// Between the last request and the next, or the log's end; of requests that became few, from
  /// when to when they were.
  public var seconds: Double
  /// How many more the usual rate would have brought, with 90 %.
  public var low: Int
  public var high: Int
  /// Requests that came all the same.
  public var seen = 0
  /// The days and hours of the history that say what is usual; `nil` where other requests do.
  public var history: HistoryDays?
  /// What shows that they should have come.
  public var witness = Witness.otherRequests

  /// What shows that requests did not come, and not only that they were not logged.
  public enum Witness: Hashable, Sendable {
    /// Other requests of the service went on.
    case otherRequests
    /// None of the service came, and those of other services of the same input went on.
    case otherServices
    /// Nothing went on, and an alert of this name says that requests stopped.
    case alert(String)
  }

  /// It is the service as a whole that was not asked.
  public var isOfService: Bool { witness != .otherRequests }

  public init(baselinePerMinute: Double, seconds: Double, low: Int, high: Int) {
    self.baselinePerMinute = baselinePerMinute
    self.seconds = seconds
    self.low = low
    self.high = high
  }

  /// None came, or so few that other requests have to stand for the silence.
  public var isSilence: Bool { seen < Self.leastSeen }

  /// So many of its own requests bound a stretch in which they became few.
  public static let leastSeen = 3

  /// How many a minute came all the same.
  public var seenPerMinute: Double { seconds > 0 ? Double(seen) * 60 / seconds : 0 }
}

/// How many lines were logged a minute, before a burst and within it.
public struct LineRate: Hashable, Sendable {
  public var before: Double
  public var within: Double
  /// No level says that they are errors: their words do.
  public var isTold: Bool

  /// A rise from one rate to another.
  public init(before: Double, within: Double, isTold: Bool = false) {
    self.before = before
    self.within = within
    self.isTold = isTold
  }
}

/// A message that was logged regularly and stopped.
public struct SilentMessage: Hashable, Sendable {
  public var service: String
  /// What the lines say, with what varies masked.
  public var text: String
  /// Lines a minute before it stopped.
  public var baselinePerMinute: Double
  /// A message that appeared in its place.
  public var instead: String?

  public init(
    service: String, text: String, baselinePerMinute: Double = 0, instead: String? = nil
  ) {
    self.service = service
    self.text = text
    self.baselinePerMinute = baselinePerMinute
    self.instead = instead
  }
}

/// A field of an operation's successful responses that was not what it was.
public struct ResponseChange: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// The responses lack it otherwise.
    case newField
    /// Its value varies from response to response, and was the same in all of them.
    case constantValue
    /// Its value had never been seen.
    case newValue
  }

  public var kind: Kind
  public var field: String
  public var operation: OperationRef
  /// Responses that had it, as far as they were looked at.
  public var responses: Int

  public init(kind: Kind, field: String, operation: OperationRef, responses: Int = 0) {
    self.kind = kind
    self.field = field
    self.operation = operation
    self.responses = responses
  }
}

/// A number that moved nearly always and stood still.
public enum StuckValue: Hashable, Sendable {
  /// A number in lines of a service: its key, or its place among what is masked (`#1`).
  case number(name: String, lines: String)
  case latency(OperationRef)
}
