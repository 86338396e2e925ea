import ChangePoints
import LogModel
import Signals

/// Joins the events of a boundary with what the model says of its likely moment.
struct BoundaryMaker {
  let log: LogView
  let run: Finding
  let operation: FailingOperation
  let isPartial: Bool

  /// Calls of such a length count from their begin: their line says little of the moment.
  private static let longSeconds = 1.0

  private var rule: BoundaryRule { BoundaryRule(run.symptom) }

  func onset(_ phase: FoundPhase) -> Boundary {
    var onset = boundary(
      earliest: isPartial && run.isOnFromTheBeginning ? nil : phase.lastGoodBefore,
      latest: phase.firstBad, model: phase.isGrownBefore ? nil : run.run.onset,
      isOnset: true)
    // Where all may have begun to fail at once, the bracket of one is wider than what is known.
    if !isPartial, let common = phase.commonGood?.time, onset.interval.from < common,
      onset.interval.from == onset.earliest?.time, onset.interval.to == onset.latest?.time
    {
      onset.interval.from = common
      onset.estimate = log.timestamp(
        (log.seconds(common) + log.seconds(onset.interval.to)) / 2)
    }
    return onset
  }

  /// - Precondition: the phase has a good event after it.
  func end(_ phase: FoundPhase, good: EventRef) -> Boundary {
    boundary(
      earliest: phase.lastBad, latest: good,
      model: phase.isGrownAfter ? nil : run.run.end, isOnset: false)
  }

  /// Of lines that stopped: by how long a silence that is known.
  private func quiet(
    _ earliest: EventRef?, _ latest: EventRef, isOnset: Bool
  ) -> BoundaryBasis.Quiet? {
    guard rule.areLines, !isOnset, let earliest else { return nil }
    return BoundaryBasis.Quiet(
      seconds: latest.time.seconds(since: earliest.time), share: LineGaps.confidence)
  }

  private func boundary(
    earliest: EventRef?, latest: EventRef, model: IntervalEstimate?, isOnset: Bool
  ) -> Boundary {
    let begins = begins(earliest, latest, isOnset: isOnset)
    let high = begins?.high ?? log.seconds(latest.time)
    let low = begins?.low ?? earliest.map { log.seconds($0.time) } ?? high
    // Where a step parts good from bad, every moment of the bracket is as likely, but for a gap
    // much longer than the operation's calls leave: in that nobody was hit.
    let half = min((high - low) / 2, usualGap(high - low))
    var estimate = log.timestamp(isOnset ? high - half : low + half)
    var from = begins.map { log.timestamp($0.low) } ?? earliest?.time ?? latest.time
    var to = begins.map { log.timestamp($0.high) } ?? latest.time
    let rule = rule
    let isClean = rule.areLines && run.baselineFailures == 0
    if let model, isOnset || !rule.areLines,
      rule.areWitnesses || (isPartial && !isClean && earliest != nil)
    {
      let late = rule.areTimedByBegin ? 0 : lateness
      estimate = log.timestamp(model.estimate - late)
      if isOnset { estimate = max(estimate, log.timestamp(high - late - lead(high - low))) }
      let (low, high) = (log.timestamp(model.low - late), log.timestamp(model.high - late))
      // What was silent may be back for a while before it is asked for again: an end may lie before
      // the last of the others' requests, a start not before its own last one.
      if rule.areBoundsSure, isOnset {
        (from, to) = (min(max(from, low), to), max(min(to, high), from))
      } else if !rule.isEndSure {
        (from, to) = (min(from, low), max(to, high))
      }
    }
    if isOnset, isVague, model != nil { to = max(to, estimate.mirrored(earlier: from)) }
    return Boundary(
      earliest: earliest.map(log.evidence), latest: log.evidence(latest),
      estimate: min(max(estimate, from), to), interval: TimeRange(from: from, to: to),
      shape: isOnset && run.run.shape == .gradual ? .gradual : .step,
      confidence: confidence,
      basis: BoundaryBasis(
        run.counts, nats: run.run.evidence, quiet: quiet(earliest, latest, isOnset: isOnset)))
  }

  /// The begins of the calls beside the change, in seconds, where the bad one took long.
  ///
  /// A timeout of thirty seconds says that something was wrong when its call began; its line
  /// stands half a minute later.
  private func begins(
    _ earliest: EventRef?, _ latest: EventRef, isOnset: Bool
  ) -> (low: Double, high: Double)? {
    let bad = isOnset ? latest : earliest
    guard let bad, !rule.areLines, !rule.areWitnesses,
      operation.timeline.isTimedByBegin || bad.seconds >= Self.longSeconds
    else { return nil }
    let goods = operation.successes.map(begin)
    if isOnset {
      let first =
        operation.failures.lazy.filter { $0.nanoseconds >= latest.nanoseconds }
        .map(begin).min() ?? begin(latest)
      return (goods.filter { $0 < first }.max() ?? first, first)
    }
    let last =
      operation.failures.lazy.filter { $0.nanoseconds <= bad.nanoseconds }
      .map(begin).max() ?? begin(bad)
    return (last, goods.filter { $0 > last }.min() ?? max(last, begin(latest)))
  }

  private func begin(_ mark: EventRef) -> Double {
    mark.beginNanoseconds.seconds(sinceNanoseconds: log.origin * 1_000_000_000)
  }

  /// Seconds that the line of a failure stands behind its call's begin, where these are many.
  private var lateness: Double {
    let all = operation.failures.map(\.seconds).sorted()
    let median = all.isEmpty ? 0 : all[all.count / 2]
    return median >= Self.longSeconds ? median : 0
  }

  /// How long before the first bad event a share of bad ones may have risen: with so many of them
  /// a minute as then came, one was due by then. An estimate further back stands among events that
  /// are in no way out of the ordinary.
  private func lead(_ bracket: Double) -> Double {
    guard !rule.areWitnesses else { return .infinity }
    let first = operation.failures.lazy.filter { mark in
      log.moment(mark, of: operation.timeline) >= run.from - 0.001
    }.prefix(Self.firstBadEvents)
    guard let from = first.first, let to = first.dropFirst().last else { return .infinity }
    let gap = to.time.seconds(since: from.time) / Double(first.count - 1)
    let gaps = isVague ? Self.gapsOfVague : Self.gapsOfRise
    return max(bracket, gaps * gap, Double(operation.timeline.reach))
  }

  /// The rate of bad events is that of so many.
  private static let firstBadEvents = 5
  /// The chance that none came for three mean gaps is 0.05; a rise begins with longer ones.
  private static let gapsOfRise = 6.0
  private static let gapsOfVague = 1.0

  /// A slow rise of what is bad now and then anyway: the first bad event may be one of these, so
  /// that the rise may as well begin after it.
  private var isVague: Bool {
    run.run.shape == .gradual && run.run.baselineRatio >= Self.badAnyway
  }

  private static let badAnyway = 0.015

  /// Nine in ten of the operation's calls come within so many seconds of the one before.
  ///
  /// - Parameter bracket: shorter ones than a few minutes are no long gaps, and not looked at.
  private func usualGap(_ bracket: Double) -> Double {
    guard bracket > Self.longBracket, !rule.areLines, !rule.areWitnesses else { return .infinity }
    let all = (operation.successes + operation.failures).map(\.nanoseconds).sorted()
    let gaps = zip(all, all.dropFirst()).map { Double($1 - $0) / 1e9 }.sorted()
    guard gaps.count >= Self.leastGaps else { return .infinity }
    return max(Self.longBracket / 2, Dispersion.quantile(gaps, 0.9))
  }

  private static let longBracket = 300.0
  private static let leastGaps = 4

  private var confidence: Boundary.Confidence {
    if run.run.evidence >= 12, run.run.failures >= 5, run.baselineBasis != .assumed {
      return .high
    }
    return run.run.evidence >= 6 ? .medium : .low
  }
}

extension Timestamp {
  /// As far behind this moment as `earlier` lies before it.
  fileprivate func mirrored(earlier: Timestamp) -> Timestamp {
    advanced(bySeconds: max(0, seconds(since: earlier)))
  }
}
