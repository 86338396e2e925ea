import ChangePoints
import LogModel
import Signals

/// A stretch in which one operation showed one symptom, as a detector found it.
struct Finding: Sendable {
  /// What of a series was measured: its level before and within, in a unit of signals.
  struct Measure: Sendable {
    var kind: Signal.Kind
    var series: SeriesName
    var baseline: Double
    var observed: Double
    /// `per_minute`, `ratio` or `ms`.
    var unit: String
  }

  /// What may become of it.
  enum Standing: Sendable {
    /// It may open an incident.
    case incident
    /// The same, though the log shows no change: it differs from the history as a whole.
    case unlikeHistory
    /// It is told only beside an incident.
    case context
    /// It has the shape of an incident and is none, for this reason: it is told as a near miss.
    case ruledOut(NearMissReason)
    /// It stayed below the bounds of an incident, which ask for so many nats.
    case nearMiss(neededEvidence: Double)
  }

  private(set) var series: SeriesID
  /// The events of the series: what is bad for the symptom, and what is good.
  private(set) var timeline: OperationTimeline
  var symptom: Symptom
  /// What of the series changed, and by how much.
  var measure: Measure
  var standing = Standing.incident
  var signatures: Set<Int>
  var run: RatioRun
  /// Seconds from the log's origin.
  var from: Double
  var to: Double
  var phases: [ClosedRange<Double>]
  var baselineBasis: RatioResult.BaselineBasis
  var baselineFailures: Int
  var baselineAttempts: Int
  /// What earlier logs say is normal, where it was held against that.
  var usual: BaselineRate?
  /// Its series does the same after equal times, such as each hour.
  var recurs = false
  /// Seconds after which it does, where its detector found that out.
  var period: Double?
  /// From the first to the last record of the history that it was held against.
  var historyRange: TimeRange?
}

extension Finding {
  /// A run that the ratio model found among `cells`: of the share of failures, unless its detector
  /// measures something else.
  init(
    _ timeline: OperationTimeline, part: UInt64 = 0, _ symptom: Symptom, _ signatures: Set<Int>,
    _ run: RatioRun, of result: RatioResult, _ cells: [RatioCell], _ width: Double
  ) {
    self.init(
      series: SeriesID(operation: timeline.id, part: part), timeline: timeline,
      symptom: symptom,
      measure: Measure(
        kind: .errorBurst, series: .failures(timeline.ref), baseline: run.baselineRatio,
        observed: run.observedRatio, unit: "ratio"),
      signatures: signatures, run: run,
      from: cells[run.cells.lowerBound].time - width / 2,
      to: cells[run.cells.upperBound - 1].time + width / 2,
      phases: run.phases.map { phase in
        (cells[phase.lowerBound].time - width / 2)...(cells[phase.upperBound - 1].time
          + width / 2)
      },
      baselineBasis: result.basis, baselineFailures: result.baselineFailures,
      baselineAttempts: result.baselineAttempts)
  }

  /// The same with what it was held against.
  func judged(_ found: BaselineComparison.Found) -> Finding {
    var finding = self
    finding.usual = found.usual
    finding.historyRange = found.usual?.range
    if found.deviatesFromBaseline { finding.standing = .unlikeHistory }
    return finding
  }

  /// The same of a series of its operation that has other bad events.
  func counted(in view: OperationTimeline, part: UInt64) -> Finding {
    var finding = self
    finding.series.part = part
    finding.timeline = view
    return finding
  }

  var ref: OperationRef { timeline.ref }
  var service: String { timeline.ref.service }

  /// Whether an incident may be founded on it, be it one of which nobody knows when it began.
  var mayBeIncident: Bool {
    switch standing {
    case .incident, .unlikeHistory: true
    case .context, .ruledOut, .nearMiss: false
    }
  }

  /// The log itself shows no change: it differs from the history from its beginning on.
  var deviatesFromBaseline: Bool {
    if case .unlikeHistory = standing { return true }
    return false
  }

  /// Whether it lasted until the log's end, for longer than an outage is waited for: a release
  /// may have changed it for good.
  func isHowThingsAre(in log: LogView, after seconds: Double) -> Bool {
    guard run.reachesLastCell, let end = log.range?.to else { return false }
    return log.seconds(end) - from > seconds
  }

  /// It was on at the first record, and what was good before is not its beginning.
  var isOnFromTheBeginning: Bool { usual != nil && run.startsAtFirstCell }

  /// Nothing in the log is as the history says, be it in stretches.
  var wasNeverUsual: Bool {
    deviatesFromBaseline
      || (BoundaryRule(symptom).lastsWithItsRun && isOnFromTheBeginning && run.reachesLastCell)
  }
}

/// The order in which symptoms open incidents: a finding opens one only where no incident of an
/// earlier level accounts for it.
///
/// Messages that stopped come last: where requests failed or ceased, what is logged of them stops
/// with them.
struct Precedence {
  /// Findings that are put together into incidents at once.
  struct Level {
    var kinds: Set<Symptom.Kind>
    /// It takes those that differ from the history without a change in the log, which are no
    /// incident where the log has one.
    var deviatesFromBaseline = false

    func holds(_ finding: Finding) -> Bool {
      finding.mayBeIncident && finding.deviatesFromBaseline == deviatesFromBaseline
        && kinds.contains(finding.symptom.kind)
    }
  }

  /// What failed goes before what was refused, what was slow before what did not arrive, and what
  /// shows in lines or in good responses alone comes last.
  static let levels = [
    Level(kinds: [.failures]),
    Level(kinds: [.clientErrors]),
    Level(kinds: [.slowCalls]),
    Level(kinds: [.missingRequests]),
    Level(kinds: [.failures], deviatesFromBaseline: true),
    Level(kinds: [.slowCalls], deviatesFromBaseline: true),
    Level(kinds: [.errorLines]),
    Level(kinds: [.changedResponses, .stuckValue]),
    Level(kinds: [.silentMessage]),
  ]
}

/// Finds the stretches in which operations of a log showed one symptom.
///
/// A pure function: the same log gives the same findings, in order of operation and time. Evidence
/// is kept by place; nothing here opens a file.
protocol Detector: Sendable {
  func findings(in log: LogView) -> [Finding]
}
