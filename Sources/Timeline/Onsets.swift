import Inference
import LogModel

/// The three moments that are mistaken for one another: the first trace of what went wrong, the
/// first request that failed, and the first failure that a user could see.
///
/// They stand in order of time; none of them is called the cause.
public struct Onsets: Sendable {
  /// One of the moments, with the line that shows it.
  public struct Onset: Sendable {
    public var time: Timestamp
    public var what: String
    /// How long before the first failure; negative after it.
    public var leadSeconds: Double
    public var citations: CitationList
  }

  /// A change, a dependency's first failure or the first line that told of it; `nil` where the
  /// evidence holds nothing of the kind before the first failure.
  public var firstTrace: Onset?
  public var firstFailure: Onset
  /// `nil` where no log of the edge was given: what users saw is not known then.
  public var firstUserVisible: Onset?

  /// What was written so long before the first failure is not its trace.
  private static let reach = 3600.0

  init(of incident: Incident, citing book: inout CitationBook) {
    let first = incident.firstFailure
    func onset(_ event: CitedEvent, _ what: String) -> Onset {
      Onset(
        time: event.time, what: what, leadSeconds: first.time.spanSeconds(since: event.time),
        citations: book.cite(event))
    }
    firstFailure = onset(first, incident.wording().nouns.start)
    let traces = Self.traces(of: incident)
    firstTrace = traces.min { $0.0 < $1.0 }.map { onset($0.0, $0.1) }
    let measured = incident.impact.measuredAt
    guard measured.role == .edge else { return }
    let step = incident.propagation.first { $0.service == measured.service }
    let isFirst = incident.operations.first?.service == measured.service
    if let seen = step?.latest ?? (isFirst ? first : nil) {
      firstUserVisible = onset(seen, "first failure at \(measured.service)")
    }
  }

  /// What there is before the first failure.
  private static func traces(of incident: Incident) -> [(CitedEvent, String)] {
    let first = incident.firstFailure.time
    let nouns = incident.wording().nouns
    var traces: [(CitedEvent, String)] = incident.factors.compactMap { factor in
      guard case .change = factor.subject else { return nil }
      return (factor.evidence, FactorWords(factor: factor, nouns: nouns).text)
    }
    for signal in incident.signals where !signal.isOwn {
      guard let evidence = signal.evidence.first else { continue }
      switch signal.kind {
      case .dependencyFailure, .errorBurst, .novelMessage, .latencyShift, .contentFault:
        traces.append((evidence, "\(signal.series.text)"))
      case .requestSpike, .requestDrop, .silence, .stall: continue
      }
    }
    for step in incident.propagation where incident.dependencies.contains(step.service) {
      traces.append((step.latest, "first failure of \(step.service)"))
    }
    return traces.filter {
      let lead = first.spanSeconds(since: $0.0.time)
      return lead > 0 && lead <= reach
    }
  }

  /// `Onsets: deploy shop 2.4.1 at 15:20:10, the first failure at 15:25:48 (5 min 38 s later).`
  var sentence: ReportText? {
    let visible = firstUserVisible.flatMap { $0.leadSeconds == 0 ? nil : $0 }
    guard firstTrace != nil || visible != nil else { return nil }
    var text: ReportText = [.words("Onsets: ")]
    if let trace = firstTrace {
      text =
        text + [
          .words("first trace "), .data(Shortened.message(trace.what)), .words(" at "),
          .clock(trace.time), .words(", "),
        ]
    }
    text = text + [.words("\(firstFailure.what) at "), .clock(firstFailure.time)]
    if let trace = firstTrace {
      text = text + [.words(" (\(DurationWords.length(trace.leadSeconds)) later)")]
    }
    if let visible {
      let lag = DurationWords.length(visible.leadSeconds.magnitude)
      text =
        text + [
          .words(", first that a user could see at "), .clock(visible.time),
          .words(" (\(lag) \(visible.leadSeconds < 0 ? "later" : "before that"))"),
        ]
    }
    return text + [.words("; the order shows no cause.")]
  }
}
