import Inference
import LogModel

extension NearMissReason {
  /// `2 failures where 3 are asked for`
  var words: String {
    switch self {
    case .unlikeHistory:
      "above the usual of earlier logs from the first record on, without a change in it"
    case .tooFewFailures(let seen, let needed):
      NumberWords.count(seen, "failure") + " where \(needed) are asked for"
    case .tooLittleEvidence(let nats, let needed):
      "log likelihood ratio of \(NumberWords.tenths(nats)) nats where "
        + "\(NumberWords.tenths(needed)) are asked for"
    case .chance: "the model takes it for chance"
    case .noFailureInLogs: "requests stayed out, and no failure is in the logs"
    case .oneClient: "the failures are one client's, and others fared well"
    case .onlyFailures(let count):
      NumberWords.count(count, "failure") + " at one time, and none before or after"
    case .onlyErrorLines(let count):
      NumberWords.count(count, "error line") + " at one time, none before or after, and no call "
        + "is known to have failed"
    case .neverSucceeded(let count):
      "all \(NumberWords.count(count, "call")) failed from the first on, so nothing shows a change"
    case .failingFromTheFirst:
      "it recurs from the first to the last record, so nothing shows a change"
    case .newToEarlierLogs(let seconds):
      "earlier logs (\(NumberWords.duration(seconds))) hold none like it"
    case .logEndsThere: "the log ends there"
    }
  }
}

extension Detection.Basis {
  var words: String {
    switch self {
    case .related(.mapped): "the earliest signal whose rule the definition maps to the operation"
    case .related(.named): "the earliest signal that names what failed"
    case .related(.label): "the earliest signal that carries the service's label"
    case .related(.timeOnly): "the first signal after the start; relation not shown"
    case .unread: "what was given of alerts, on-call log or chat could not all be read"
    case .apart: "what was given does not cover the incident"
    case .nothingGiven: "no alert, on-call, chat or note was given"
    case .nothingRelated: "what was given covers the incident and holds nothing related"
    case .actInLogs:
      "an act that the logs show: an upper bound, for it may have been noticed before"
    case .unasked: ""
    }
  }
}

extension Reasoning.Reason {
  /// Why a signal was not the one believed.
  public var words: String {
    switch self {
    case .saysNoShare: "lines say that something is wrong, not how often it failed"
    case .lessEvidence: "has less evidence than the one believed"
    case .fewer(let own, let most, let areLines):
      "has \(own) \(areLines ? "lines" : "failures") where another has \(most)"
    case .clientsOwnLog: "is a client's own log of calls that the service answers for"
    case .takesInMore(let attempts):
      "its \(attempts) attempts take in more than what failed"
    case .severalFailuresTogether: "counts several failures together"
    case .saysTheSame: "says the same as the one believed, which comes first by name or time"
    }
  }
}

extension Correlation {
  /// The reasons in sentences.
  public var reasonWords: [String] {
    reasons.map { $0.words(for: b) }
  }
}

extension Correlation.Reason {
  fileprivate func words(for series: SeriesName) -> String {
    switch self {
    case .onsets(let order, let low, let high, let isSpike):
      let what = isSpike ? "the spike" : series.text
      let lag = NumberWords.range(low, high)
      return switch order {
      case .aFirst: "\(what) followed the first failures by \(lag)"
      case .bFirst: "\(what) preceded the first failures by \(lag)"
      case .tie: "both began within what the events can tell apart"
      }
    case .onsetsAlone: return "nothing but the two onsets ties it to the failures"
    case .repeats(let percent):
      return "\(percent) % of the extra requests repeat a call that had failed for the client"
    case .newClients(let percent): return "\(percent) % come from clients not seen before"
    case .newClientsBefore(let percent):
      return "\(percent) % of those before it did as well, so that tells nothing"
    case .silentBefore:
      return "the first failure came with the requests; hardly anybody had asked before, so that "
        + "gap tells nothing"
    case .tooFewRequests:
      return "too few requests say who asked to tell repeats from new demand"
    case .bestLag(let seconds, let fit):
      let fit = NumberWords.hundredths(fit)
      guard seconds != 0 else {
        return "their changes in cells of 10 s fit best without a lag (coefficient \(fit))"
      }
      let order = seconds > 0 ? "the failures first" : "the requests first"
      return "their changes in cells of 10 s fit best \(abs(seconds)) s apart, \(order) "
        + "(coefficient \(fit))"
    case .load(let fit, let minutes):
      return "the share that failed was higher in minutes with more requests (rank correlation "
        + "\(NumberWords.hundredths(fit)) over \(minutes) min)"
    case .ends(let order, let low, let high):
      let lag = NumberWords.range(low, high)
      return switch order {
      case .tie: "both ended within what the events can tell apart"
      case .aFirst: "the spike ended \(lag) after the failures"
      case .bFirst: "the spike ended \(lag) before the failures"
      }
    case .clocksDiffer(let seconds):
      return "clocks of the sources differ by up to \(NumberWords.hundredths(seconds)) s, "
        + "more than the lag"
    }
  }
}
