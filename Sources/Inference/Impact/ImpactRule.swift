import LogModel

/// What an incident of a symptom hit: which of its events are counted as what, and how much of an
/// operation was lost.
///
/// One of the three places that ask which symptom it is.
struct ImpactRule {
  /// What bad events are, as far as users are concerned.
  enum Bad {
    /// Attempts that failed, or lines that stand for them.
    case failures
    /// Calls that ended well.
    case slowCalls(thresholdMilliseconds: Double)
    /// Requests of others, which were not hit.
    case witnesses
    /// Responses that were all counted, and ended well.
    case responses
    /// Events of which some were looked at, and that ended well.
    case samples(areLines: Bool)
  }
  /// How it is known which host or pod they are of.
  enum Sources {
    case bySeries, byEvent, unknown
  }
  /// How much of the time an operation was on was lost.
  enum Loss {
    case failedShare, slowShare
    case missing(MissingRequests)
    /// Something was wrong, and no request is known to have failed.
    case mild
  }

  var bad = Bad.failures
  var sources = Sources.bySeries
  var loss = Loss.failedShare
  /// Where most operations of a service show it, it is their service that does.
  var mayHitService = false
  /// No operation of the service was spared.
  var hitsService = false

  init(_ symptom: Symptom) {
    switch symptom {
    case .failures: mayHitService = true
    case .clientErrors: break
    case .slowCalls(let slowness):
      bad = .slowCalls(thresholdMilliseconds: slowness.thresholdMilliseconds)
      loss = .slowShare
      mayHitService = true
    case .missingRequests(let missing):
      bad = .witnesses
      sources = .unknown
      loss = .missing(missing)
      hitsService = missing.isOfService
    case .errorLines:
      sources = .unknown
      loss = .mild
    case .silentMessage:
      bad = .witnesses
      sources = .unknown
      loss = .mild
    case .changedResponses(let change):
      bad = change.kind == .newField ? .responses : .samples(areLines: false)
      sources = .byEvent
      loss = .mild
    case .stuckValue:
      bad = .samples(areLines: true)
      sources = .byEvent
      loss = .mild
    }
  }
}
