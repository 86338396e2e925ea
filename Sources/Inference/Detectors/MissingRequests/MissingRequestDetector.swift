import LogModel

/// Operations whose requests stopped, or became far fewer, while others of their service went on.
struct MissingRequestDetector: Detector {
  /// Stretches in which nothing of a service came, which are no operation's drop.
  let silences: [ServiceSilence]
  /// Where some of the logs have a hole.
  let uncovered: [UncoveredStretch]

  func findings(in log: LogView) -> [Finding] {
    let drops = RequestDrops(log: log)
    let gaps = RequestGaps(log: log).findings.filter {
      !drops.isOrdinary($0) && !lies($0, in: log)
    }
    let fewer = drops.findings(besides: gaps, silences: silences).filter { !lies($0, in: log) }
    let shares = ShareDrops(log: log).findings(besides: gaps + fewer).filter {
      !lies($0, in: log)
    }
    return gaps + fewer + shares
  }

  /// Whether an operation was not asked for only as far as a log of it has a hole.
  private func lies(_ finding: Finding, in log: LogView) -> Bool {
    uncovered.contains { hole in
      !finding.timeline.inputs.isDisjoint(with: hole.inputs)
        && hole.covers(log.timestamp(finding.from), log.timestamp(finding.to))
    }
  }

  static func measure(
    _ missing: MissingRequests, of timeline: OperationTimeline
  ) -> Finding.Measure {
    Finding.Measure(
      kind: missing.isSilence ? .silence : .requestDrop, series: .operationRequests(timeline.ref),
      baseline: missing.baselinePerMinute, observed: missing.seenPerMinute, unit: "per_minute")
  }

  /// Each silence has witnesses of its own, so each is a series of its own.
  static func part(from seconds: Double) -> UInt64 { seconds.bitPattern }
}
