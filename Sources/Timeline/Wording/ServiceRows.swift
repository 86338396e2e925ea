import Inference
import LogModel

/// Tells which services of an incident failed, one row each at its own first failure, and in what
/// order as far as the events can tell.
struct ServiceRows {
  private let incident: Incident
  /// The service that the incident's own rows are about.
  private let own: String?

  init(_ incident: Incident) {
    self.incident = incident
    own = Self.own(of: incident)
  }

  /// Services that a tie names; the rest are counted.
  private static let named = 3

  /// A row for each service but the one that the incident begins with.
  var all: [RowDraft] {
    guard Self.tells(incident) else { return [] }
    return Self.steps(of: incident).filter { $0.service != own }.map { step in
      RowDraft(
        .failure, at: step.latest, support: step.earliest.map { [$0] } ?? [],
        confidence: incident.onset.confidence, text: text(of: step))
    }
  }

  /// ` Of 12 services `payments` failed first.`, of the one that the incident begins with.
  var place: ReportText {
    guard Self.tells(incident),
      let step = Self.steps(of: incident).first(where: { $0.service == own })
    else { return [] }
    let name: ReportText = [.code(Shortened.name(step.service))]
    switch order(of: step) {
    case .first(let count):
      return [.words(" Of \(count) services, ")] + name + [.words(" failed first.")]
    case .after(let before):
      return [.words(" ")] + name + [.words(" failed after ")] + before
        + [.words(".")]
    case .tie: return []
    }
  }

  /// Operations that have no row of their own: those of the service that the incident begins with.
  static func untold(of incident: Incident) -> [OperationRef] {
    guard tells(incident) else { return incident.operations }
    let told = Set(steps(of: incident).map(\.service)).subtracting([own(of: incident) ?? ""])
    return incident.operations.filter { !told.contains($0.service) }
  }

  private static func tells(_ incident: Incident) -> Bool {
    incident.symptom.isOfAttempts && steps(of: incident).count > 1
  }

  /// The services that belong to the incident: one whose failures only rose a little has no row.
  private static func steps(of incident: Incident) -> [PropagationStep] {
    incident.propagation.filter { !$0.isBelowBounds }
  }

  private static func own(of incident: Incident) -> String? {
    switch incident.subject {
    case .operation(let ref)?: ref.service
    case .service(let name)?: name
    case .services?: nil
    case nil: incident.operations.first?.service
    }
  }

  // MARK: Order

  private enum Order {
    /// Before each of the others, so many with itself.
    case first(of: Int)
    case after(ReportText)
    case tie(ReportText)
  }

  private func order(of step: PropagationStep) -> Order {
    let others = Self.steps(of: incident).filter { $0.service != step.service }
    let tied = others.filter { $0.rank == step.rank }
    if !tied.isEmpty { return .tie(names(tied)) }
    guard let rank = others.map(\.rank).filter({ $0 < step.rank }).max() else {
      return .first(of: others.count + 1)
    }
    return .after(names(others.filter { $0.rank == rank }))
  }

  /// `a`, `b`, `c` and 9 more
  private func names(_ steps: [PropagationStep]) -> ReportText {
    .list(
      steps.prefix(Self.named).map { [.code(Shortened.name($0.service))] }, of: steps.count)
  }

  // MARK: Text

  private func text(of step: PropagationStep) -> ReportText {
    var text: ReportText = [.code(Shortened.name(step.service)), .words(" failed")]
    switch order(of: step) {
    case .first(let count): text = text + [.words(" first of \(count) services")]
    case .after(let before): text = text + [.words(" after ")] + before
    case .tie(let tied):
      text =
        text + [.words(" at about the same time as ")] + tied
        + [.words(" (the logs cannot tell which was first)")]
    }
    if let said = step.said { text = text + [.words(": ")] + OperationWords.returned(said) }
    let attempts = NumberWords.count(step.attempts, "attempt")
    return text + [.words(" (\(step.failures) of \(attempts)).")]
  }
}
