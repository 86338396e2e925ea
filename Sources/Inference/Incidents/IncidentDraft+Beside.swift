import LogModel

/// What stands beside the failures of a draft: bursts of lines, slow calls, changed responses and
/// messages.
extension IncidentDraft {
  /// The same with the bursts of its services that overlap it, the most frequent messages.
  func beside(_ found: Findings) -> IncidentDraft {
    guard !BoundaryRule(principalRun.symptom).areLines else { return self }
    var draft = self
    let slow = found.of([.slowCalls])
    let extent = SlowExtent(self, slow)
    (draft.slowBefore, draft.slowAfter) = (extent.before, extent.after)
    draft.slow = draft.slowRuns(near: slow)
    draft.contents = changedValues(near: found.of([.changedResponses, .stuckValue]))
    let services = group.services
    let lines = found.of([.errorLines])
    let (from, to) = (log.seconds(first.time), log.seconds(last.time))
    let near = lines.filter { run in
      run.signatures.count == 1
        && stretches.contains { stretch in
          run.from <= log.seconds(stretch.last.time) + Findings.slackSeconds
            && run.to >= log.seconds(stretch.first.time) - Findings.slackSeconds
        }
        && services.contains(run.service)
    }
    draft.lines = Array(
      near.sorted { ($1.run.failures, $0.from) < ($0.run.failures, $1.from) }
        .prefix(Self.lineLimit))
    draft.linesElsewhere = lines.filter { run in
      !services.contains(run.service)
        && min(to, run.to) - max(from, run.from) >= 0.5 * (run.to - run.from)
    }
    return draft
  }

  /// The same with the statements that changed near it.
  func beside(_ words: MessageSignals) -> IncidentDraft {
    var draft = self
    draft.words = words.signals(
      from: onset.earliest?.time ?? first.time, to: last.time,
      services: group.services,
      told: lineSignals
        + [SignalMaker(log: log).signal(of: principalRun, isOwn: true)]
        .compactMap { $0 })
    return draft
  }

  private static let lineLimit = 3

  /// Of an incident that is not about slow calls, those of its services that overlap it.
  private func slowRuns(near all: [Finding]) -> [Finding] {
    guard principalRun.symptom.kind != .slowCalls else { return [] }
    let services = group.services
    let (from, to) = (log.seconds(first.time), log.seconds(last.time))
    return Array(
      all.filter { run in
        run.from <= to + Findings.slackSeconds && run.to >= from - Findings.slackSeconds
          && services.contains(run.service)
      }.sorted { ($1.run.evidence, $0.from) < ($0.run.evidence, $1.from) }
        .prefix(Self.lineLimit))
  }

  private static let contentLimit = 4

  /// Responses and values that changed near the incident and are not what it is about.
  private func changedValues(near all: [Finding]) -> [Finding] {
    let services = group.services
    let (from, to) = (log.seconds(first.time), log.seconds(last.time))
    let near = all.filter { finding in
      let overlap = min(to, finding.to) - max(from, finding.from)
      let isOwn = group.runs.contains { $0.series == finding.series }
      guard !isOwn, !isToldBySlowCalls(finding) else { return false }
      return services.contains(finding.service)
        ? overlap >= -Findings.slackSeconds : overlap >= 0.5 * (finding.to - finding.from)
    }
    return Array(
      near.sorted {
        ($1.run.evidence, $0.from, $0.series) < ($0.run.evidence, $1.from, $1.series)
      }
      .prefix(Self.contentLimit))
  }

  /// A latency that stands still is told by calls that are slow, where there are such.
  private func isToldBySlowCalls(_ finding: Finding) -> Bool {
    guard case .stuckValue(.latency(let ref)) = finding.symptom else { return false }
    return slow.contains { $0.ref == ref }
  }
}
