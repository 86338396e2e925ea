import Events
import Inference
import LogModel

/// How a factor is named in a list of leads, and why.
struct FactorWords {
  let factor: Factor
  /// What the incident's events are called.
  let nouns: SymptomNouns

  /// Of which sort it is: `change`, `dependency`, `message`.
  var kind: ReportedIncident.Factor.Kind {
    switch factor.subject {
    case .change: .change
    case .dependency: .dependency
    case .signal, .ownMessage: .message
    }
  }

  /// `deploy shop 2.4.1: new checkout flow`
  var text: String {
    switch factor.subject {
    case .change(let row):
      let head = [row.kind.rawValue, row.service ?? "", row.version ?? ""]
        .filter { !$0.isEmpty }.joined(separator: " ")
      let said = String(row.text.unicodeScalars.prefix(200))
      // A deployment without words of its own is told by its version alone.
      return said.isEmpty || said == row.version ? head : head + ": " + said
    case .dependency(let name): return name
    case .signal(let series): return series.text
    case .ownMessage(let message): return message
    }
  }

  var reason: String {
    switch factor.reason {
    case .before(let seconds, let isAfterLastGood, let names):
      var isApproximate = false
      if case .change(let row) = factor.subject { isApproximate = row.approximate }
      var words = (isApproximate ? "about " : "") + NumberWords.duration(seconds)
      words += " before the \(nouns.start)"
      if isAfterLastGood { words += ", after the last \(nouns.before)" }
      if !names.isEmpty { words += "; it names \(names.joined(separator: ", "))" }
      return words
    case .named(let bad, let all, let operation, let areLines, let isStated, let own):
      let verb = isStated ? "are of calls to" : "name"
      return "\(bad) of \(all) \(areLines ? "lines" : "failures") of \(operation.operation) in "
        + "\(operation.service) \(verb) \(text)" + own.words
    case .said(let lead, let isNew):
      let when =
        lead == 0
        ? "with the " : "\(NumberWords.duration(lead)) \(lead > 0 ? "before" : "after") the "
      return isNew
        ? "first came \(when)\(nouns.start), and never before" : "rose \(when)\(nouns.start)"
    case .saidInIncidents(let isThisOneAlone):
      return "the failures' own message; the logs have it "
        + (isThisOneAlone ? "at no other time" : "in incidents alone")
    }
  }
}

extension Factor.Own {
  fileprivate var words: String {
    switch self {
    case .failed(let failed, let all): "; \(failed) of \(all) of its own calls failed as well"
    case .calm(let calls): "; its own log shows \(calls) calls in that time and none that failed"
    case .unknown: ""
    }
  }
}
