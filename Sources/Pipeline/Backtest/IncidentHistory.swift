import Backtest
import Inference
import LogModel
import Signals
import Timeline

/// The history of a tally with the incidents in it, as rules are replayed on.
struct IncidentHistory {
  let replay: RuleReplay
  let signals: RuleSignals
  let incidents: [IncidentStretch]

  /// - Parameters:
  ///   - tally: of all inputs.
  ///   - found: its incidents, each with the name that rules' outcomes are told by.
  /// - Returns: `nil` for a tally without a record.
  init?(_ tally: Tally, incidents found: [(id: String, incident: Incident)]) {
    guard let counts = MinuteCounts(tally) else { return nil }
    signals = RuleSignals(counts)
    incidents = found.map { IncidentStretch(id: $0.id, $0.incident) }
    replay = RuleReplay(signals, incidents: incidents)
  }

  /// Rules that keep to a budget.
  func recommended(
    budgetSeconds: Double, ofIncidentsAlone: Bool = false
  ) -> [RecommendedRule] {
    RuleRecommendation(
      replay, budgetSeconds: budgetSeconds, ofIncidentsAlone: ofIncidentsAlone
    ).rules()
  }

  /// The incidents, each with the moment at which a reasonable alert would have fired.
  static func told(_ incidents: [Incident], in tally: Tally) -> [Incident] {
    guard !incidents.isEmpty else { return incidents }
    let named = incidents.enumerated().map { (id: String($0.offset), incident: $0.element) }
    guard let history = IncidentHistory(tally, incidents: named) else { return incidents }
    let rules = history.recommended(
      budgetSeconds: BacktestRequest.standardBudget, ofIncidentsAlone: true)
    return named.map { id, incident in
      var told = incident
      told.detectable = rules.earliest(in: id)
      return told
    }
  }
}
