import Inference
import LogModel

/// Rows for what rose or fell beside the failures, worded by order in time and no further.
struct SignalRows {
  /// Signals beyond these of one incident are context.
  private static let keySignals = 3
  /// So many rows tell what services said.
  private static let wordSignals = 3
  /// A tie whose lag may be anything in a wider stretch than this says nothing of the order.
  private static let tellableSeconds = 120.0

  let incident: Incident

  init(_ incident: Incident) { self.incident = incident }

  /// A row for each spike, drop and silence that has a line to show.
  var all: [RowDraft] {
    var rows: [RowDraft] = []
    var said = 0
    for signal in incident.signals {
      guard let kind = kind(of: signal), let first = signal.evidence.first else { continue }
      if signal.service != nil {
        said += 1
        guard said <= Self.wordSignals else { continue }
      }
      var row = RowDraft(
        kind, at: first, support: Array(signal.evidence.dropFirst().prefix(2)),
        level: level(of: signal, after: rows.count),
        confidence: .medium, text: text(of: signal))
      row.until = signal.to.flatMap { $0 > first.time ? $0 : nil }
      rows.append(row)
    }
    return rows
  }

  private func kind(of signal: Signal) -> TimelineRow.Kind? {
    switch signal.kind {
    case .requestSpike: .requestSpike
    case .requestDrop: signal.isOwn ? nil : .requestDrop
    case .silence: signal.isOwn ? nil : .silence
    case .latencyShift: signal.isOwn ? nil : .latencyChange
    case .novelMessage: .novelMessage
    case .contentFault: signal.isOwn ? nil : .change
    case .stall: signal.isOwn ? nil : .stall
    case .errorBurst: signal.isOwn ? nil : .failuresRose
    case .dependencyFailure: nil
    }
  }

  private func level(of signal: Signal, after rows: Int) -> TimelineRow.Level {
    if signal.kind == .errorBurst || signal.service != nil || Self.value(of: signal) != nil {
      return .context
    }
    return !signal.isPrincipal ? .detail : rows < Self.keySignals ? .key : .context
  }

  private func text(of signal: Signal) -> ReportText {
    if let value = Self.value(of: signal) {
      return value.sentence + relation(signal) + [.words(".")]
    }
    let subject = Self.subject(signal.series)
    let change: String
    let (usual, seen) = (Self.level(signal.baseline, signal), Self.level(signal.observed, signal))
    switch signal.kind {
    case .novelMessage where signal.baseline <= 0:
      change = " appeared (\(seen)\(Self.unit(signal)))"
    case .silence: change = " stopped (normally \(NumberWords.about(usual))\(Self.unit(signal)))"
    case .requestDrop:
      change = " fell from \(NumberWords.about(usual)) to \(seen)\(Self.unit(signal))"
    case .latencyShift:
      change =
        " rose: half of the calls took \(NumberWords.milliseconds(signal.observed)) or more"
        + " (normally \(NumberWords.milliseconds(signal.baseline)))"
    case .errorBurst where signal.baseline <= 0:
      change = " rose from 0 to \(seen)\(Self.unit(signal))"
    default: change = " rose from \(NumberWords.about(usual)) to \(seen)\(Self.unit(signal))"
    }
    let place: ReportText =
      signal.service.map { $0.isEmpty ? [] : [.words(" of "), .code(Shortened.name($0))] } ?? []
    return subject + place + [.words(change)] + relation(signal) + [.words(".")]
  }

  /// The changed value of a signal of one.
  private static func value(of signal: Signal) -> ChangedValue? {
    switch signal.series {
    case .responses(let kind, let field, let ref): ChangedValue(kind, field: field, of: ref)
    case .value(let value): ChangedValue(value)
    default: nil
    }
  }

  /// What the signal counts, at the head of a sentence.
  private static func subject(_ series: SeriesName) -> ReportText {
    switch series {
    case .requests(_, nil): [.words("Requests")]
    case .requests(_, let method?): [.code(method), .words(" requests")]
    case .operationRequests(let ref): operation(ref) + [.words(" requests")]
    case .attempts(let ref): [.words("Attempts of ")] + operation(ref)
    case .failures(let ref): [.words("Failures of ")] + operation(ref)
    case .latency(let ref): [.words("The latency of ")] + operation(ref)
    case .refusals(let status, _): [.words("\(status) answers")]
    case .allLines(let service): [.words("Lines of "), .code(Shortened.name(service))]
    case .errorLines: [.words("Error lines")]
    case .lines(let message, _): [.words("Lines like "), .quoted(Shortened.message(message))]
    case .responses(let kind, let field, let ref):
      ChangedValue(kind, field: field, of: ref).subject
    case .value(let value): ChangedValue(value).subject
    }
  }

  private static func operation(_ ref: OperationRef) -> ReportText {
    [.code(Shortened.operation(ref.operation))]
  }

  private static func level(_ value: Double, _ signal: Signal) -> String {
    signal.unit == "ratio" ? NumberWords.share(value) : NumberWords.rate(value)
  }

  private static func unit(_ signal: Signal) -> String {
    signal.unit == "ratio" ? "" : "/min"
  }

  /// `; this followed the start of the failures by about 4 min`, nothing where the two were not
  /// compared.
  private func relation(_ signal: Signal) -> ReportText {
    for correlation in incident.correlations {
      if correlation.b == signal.series {
        return [.words(Self.order(correlation, isSecond: true) + Self.makeup(correlation))]
      }
      if correlation.a == signal.series {
        return [.words(Self.order(correlation, isSecond: false) + Self.makeup(correlation))]
      }
    }
    return []
  }

  /// `about 4 min`, or `2 to 6 min` where so little is known of the start that the rows of the two
  /// lie further from each other, or nearer.
  private static func lag(of correlation: Correlation) -> String {
    let (low, high) = (correlation.lagLow, correlation.lagHigh)
    let width = high - low
    return width >= rangeSeconds && width >= rangeShare * correlation.lagSeconds.magnitude
      && low * high > 0
      ? NumberWords.range(low, high) : "about " + NumberWords.duration(correlation.lagSeconds)
  }

  /// From so many seconds, and from such a share of the lag, its range is told.
  private static let rangeSeconds = 120.0
  private static let rangeShare = 0.5

  private static func order(_ correlation: Correlation, isSecond: Bool) -> String {
    let lag = lag(of: correlation)
    switch (correlation.order, isSecond) {
    case (.aFirst, true), (.bFirst, false):
      return "; this followed the start of the failures by \(lag)"
    case (.bFirst, true), (.aFirst, false):
      return "; this preceded the start of the failures by \(lag)"
    case (.tie, _):
      let width = correlation.lagHigh - correlation.lagLow
      return width <= tellableSeconds
        ? "; this began at about the same time as the failures"
        : "; cannot tell whether this or the failures began first"
    }
  }

  /// What the additional requests consist of, where that was measured.
  private static func makeup(_ correlation: Correlation) -> String {
    switch correlation.verdict {
    case .mostlyRepeats: "; the additional requests are mostly repeats"
    case .mostlyNewClients: "; the additional requests are mostly from new clients"
    case .roseTogether, .cannotTell: ""
    }
  }
}
