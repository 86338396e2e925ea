import Events
import LogModel
import Signals

/// Finds services of which no request is in the logs for many times their usual gap while an alert
/// says so: nothing else was logged, so the alert is the only witness. So it is where the logs end
/// before the alert.
struct AlertedSilences {
  let log: LogView
  let settings: InferenceSettings
  /// All rows of all event files, in time order.
  let rows: [EventRow]

  /// A gap counts from so many missing requests on (by the usual rate), from so many times the
  /// next shorter gap, and from so many seconds.
  private static let leastExpected = 20.0
  private static let leastFactor = 5.0
  private static let leastSeconds = 60.0
  /// Gaps of a service that are looked at, the longest.
  private static let gapLimit = 32
  /// Silences of services that overlap by so much are one.
  private static let sameShare = 0.8

  private struct Silence {
    var services: [String]
    var last: EventRef
    /// `nil` where the logs end without another request.
    var next: EventRef?
    /// The next request, or the last alert.
    var until: Timestamp
    var baselinePerMinute: Double
    var alerts: [EventRow]
    /// Requests after it, in order.
    var after: [EventRef]

    var seconds: Double { until.seconds(since: last.time) }
  }

  /// The silences that no other incident accounts for.
  func incidents(beside drafts: [IncidentDraft]) -> [Incident] {
    guard rows.contains(where: Self.isAlarm) else { return [] }
    var silences: [Silence] = []
    for (service, members) in log.requestsByService {
      for silence in self.silences(of: service, members)
      where !drafts.contains(where: { isExplained(silence, by: $0) }) {
        if let same = silences.firstIndex(where: { isSame($0, silence) }) {
          silences[same].services.append(service)
          if silence.baselinePerMinute > silences[same].baselinePerMinute {
            silences[same].services.swapAt(0, silences[same].services.count - 1)
          }
        } else {
          silences.append(silence)
        }
      }
    }
    return silences.map(incident)
  }

  private func isSame(_ one: Silence, _ other: Silence) -> Bool {
    let overlap = min(one.until, other.until)
      .seconds(since: max(one.last.time, other.last.time))
    return overlap >= Self.sameShare * max(one.seconds, other.seconds)
  }

  private func isExplained(_ silence: Silence, by draft: IncidentDraft) -> Bool {
    draft.stretches.contains { stretch in
      let overlap = min(stretch.last.time, silence.until)
        .seconds(since: max(stretch.first.time, silence.last.time))
      return overlap >= 0.5 * silence.seconds
    }
  }

  private func silences(of service: String, _ members: [OperationTimeline]) -> [Silence] {
    let marks = members.flatMap { $0.arrivalMarks() }.sorted(by: EventRef.precedes)
    guard let first = marks.first, let end = marks.last else { return [] }
    var gaps = zip(marks, marks.dropFirst()).map { one, next in
      Gap(last: one, next: next, seconds: next.time.seconds(since: one.time))
    }
    // After the last request: as far as alerts tell of it.
    let after = log.timestamp(log.seconds(end.time) + settings.resolveAfterSeconds)
    let trailing = alerts(of: service, members, from: end.time, to: after)
    if let alert = trailing.last {
      gaps.append(Gap(last: end, next: nil, seconds: alert.time.seconds(since: end.time)))
    }
    gaps.sort { ($1.seconds, $0.last.nanoseconds) < ($0.seconds, $1.last.nanoseconds) }
    let arrivals = Double(members.reduce(0) { $0 + $1.arrivals })
    let span = end.time.seconds(since: first.time)
    return gaps.prefix(Self.gapLimit).enumerated().compactMap { at, gap -> Silence? in
      let shorter = gaps.dropFirst(at + 1).first?.seconds ?? 0
      let outside = max(1, gap.next == nil ? span : span - gap.seconds)
      guard gap.seconds >= Self.leastSeconds, gap.seconds >= Self.leastFactor * shorter,
        arrivals * gap.seconds / outside >= Self.leastExpected
      else { return nil }
      let until = log.timestamp(log.seconds(gap.last.time) + gap.seconds)
      guard !isHole(gap.last.time, until, members) else { return nil }
      let told =
        gap.next.map { alerts(of: service, members, from: gap.last.time, to: $0.time) }
        ?? trailing
      guard let last = told.last else { return nil }
      return Silence(
        services: [service], last: gap.last, next: gap.next, until: gap.next?.time ?? last.time,
        baselinePerMinute: arrivals * 60 / outside, alerts: told,
        after: gap.next.map { next in marks.filter { $0.nanoseconds >= next.nanoseconds } } ?? [])
    }
  }

  /// Between two requests, or from the last of the logs on.
  private struct Gap {
    var last: EventRef
    var next: EventRef?
    var seconds: Double
  }

  private func isHole(
    _ last: Timestamp, _ until: Timestamp, _ members: [OperationTimeline]
  ) -> Bool {
    settings.uncovered.contains { hole in
      members.contains { !$0.inputs.isDisjoint(with: hole.inputs) } && hole.covers(last, until)
    }
  }

  // MARK: Alerts

  private static func isAlarm(_ row: EventRow) -> Bool {
    !row.approximate && (row.kind == .alertFired || row.kind == .engineerNotified)
  }

  /// The alerts in a gap that say that requests stopped: they say so in words, or they are about
  /// the service and somebody was paged.
  private func alerts(
    of service: String, _ members: [OperationTimeline], from: Timestamp, to: Timestamp
  ) -> [EventRow] {
    let inside = rows.filter { Self.isAlarm($0) && $0.time > from && $0.time < to }
    guard !inside.isEmpty else { return [] }
    let isPaged = inside.contains { $0.kind == .engineerNotified }
    let isAlone = !hasOthers(than: service, from: from, to: to)
    let finder = DetectionFinder(
      settings: settings, operations: members.map(\.ref),
      watchedNames: Set(log.operations.compactMap(\.ref.name)), dependencies: [], messages: [],
      onset: boundary(earliest: nil, latest: nil, from, from, .lastRequestBeforeAlert), end: to)
    return inside.filter { row in
      switch finder.relation(of: row) {
      case nil: false
      case .timeOnly: isAlone && Self.saysNoData(row)
      case .mapped, .named, .label:
        Self.saysNoData(row) || row.kind == .alertFired && isPaged
      }
    }
  }

  /// Whether another service was asked in a stretch.
  private func hasOthers(than service: String, from: Timestamp, to: Timestamp) -> Bool {
    log.requests.contains { one in
      one.ref.service != service
        && SlotWindow(timeline: one, origin: log.origin)
          .slots(from: log.seconds(from) + 1, to: log.seconds(to) - 1)
          .contains { $0.arrivals > 0 }
    }
  }

  private static let silentWords = [
    "no data", "nodata", "no_data", "no request", "no traffic", "no order", "no log", "no metric",
    "absent", "missing", "heartbeat", "deadman", "dead man", "silent", "not reporting",
    "stopped reporting", "unreachable", "is down",
  ]

  static func saysNoData(_ row: EventRow) -> Bool {
    let text = [row.rule ?? "", row.text, row.change?.to ?? "", row.value ?? ""]
      .joined(separator: " ").lowercased()
    return silentWords.contains { text.contains($0) }
  }

  // MARK: Incident

  private func incident(_ silence: Silence) -> Incident {
    let points = silence.alerts.map { CitedEvent(time: $0.time, source: $0.source) }
    let (last, next) = (log.evidence(silence.last), silence.next.map(log.evidence))
    let (firstAlert, lastAlert) = (points.first ?? last, points.last ?? last)
    let gap = min(silence.seconds, 60 / silence.baselinePerMinute)
    let wait = Self.waits * gap
    let onset = boundary(
      earliest: last, latest: firstAlert, last.time,
      min(firstAlert.time, log.timestamp(log.seconds(last.time) + wait)),
      .lastRequestBeforeAlert)
    let end = next.map { next in
      boundary(
        earliest: lastAlert, latest: next,
        max(lastAlert.time, log.timestamp(log.seconds(next.time) - wait)), next.time,
        .firstRequestAfterAlert)
    }
    let missing = missing(silence)
    let resolution = silence.next.map { next in
      IncidentBuilder.resolution(
        from: next, silence.after, in: log, requiredSeconds: settings.resolveAfterSeconds
      ) { until in silence.after.count { $0.nanoseconds <= until } }
    }
    let operations = silence.services.flatMap { service in
      log.requests.map(\.ref).filter { $0.service == service }
    }.uniqued()
    let service = silence.services[0]
    var incident = IncidentBuilder.incident(
      .missingRequests(missing), of: operations,
      state: resolution.map { $0.confirmedAt == nil ? .recovered : .resolved } ?? .endUnknown,
      onset: onset, end: end,
      lastBad: lastAlert, resolution: resolution,
      phases: [
        Phase(
          lastGoodBefore: last, firstBad: firstAlert, lastBad: lastAlert, firstGoodAfter: next,
          failures: 0, attempts: 0)
      ],
      impact: ImpactCounts(
        attempts: 0, failures: 0, basis: .estimated, users: nil, units: [], byOperation: [],
        byLayer: [], measuredAt: (service, .service, .showsTheRequests)),
      baseline: log.range.map { BaselineSpan(range: $0, basis: .sameLog) },
      signals: [
        Signal(
          kind: .silence, series: .requests(service: service, method: nil), from: last.time,
          to: next?.time, onset: onset.interval, baseline: missing.baselinePerMinute, observed: 0,
          unit: "per_minute", evidence: [last, next].compactMap { $0 }, isOwn: true,
          symptom: .missingRequests(missing))
      ])
    incident.impact.missing = ImpactCounts.Missing(
      low: missing.low, high: missing.high, baselinePerMinute: missing.baselinePerMinute,
      seconds: missing.seconds, history: nil, seen: nil)
    if operations.count > 1 { incident.subject = .service(service) }
    return incident
  }

  /// After so many usual gaps one request at least should have come (95 %).
  private static let waits = 3.0

  private func missing(_ silence: Silence) -> MissingRequests {
    let expected = silence.baselinePerMinute * silence.seconds / 60
    let scatter = 1.645 * (2 * expected).squareRoot()
    var missing = MissingRequests(
      baselinePerMinute: Rounding.significant(silence.baselinePerMinute), seconds: silence.seconds,
      low: Rounding.count(max(0, expected - scatter)),
      high: Rounding.count(expected + scatter))
    let alert = silence.alerts[0]
    missing.witness = .alert(alert.rule ?? alert.text)
    return missing
  }

  private func boundary(
    earliest: CitedEvent?, latest: CitedEvent?, _ from: Timestamp, _ to: Timestamp,
    _ counts: BoundaryBasis.Counts
  ) -> Boundary {
    let middle = log.timestamp((log.seconds(from) + log.seconds(to)) / 2)
    return Boundary(
      earliest: earliest, latest: latest, estimate: min(max(middle, from), to),
      interval: TimeRange(from: from, to: max(from, to)), shape: .step, confidence: .medium,
      basis: BoundaryBasis(counts))
  }
}

extension Incident {
  /// Whether a lack of requests is what this one is about.
  func accounts(for miss: NearMiss) -> Bool {
    guard miss.incident.symptom.kind == .missingRequests,
      let (from, to) = bracket, let (start, stop) = miss.incident.bracket,
      !Set(operations).isDisjoint(with: miss.incident.operations)
    else { return false }
    return 2 * min(to, stop).seconds(since: max(from, start)) >= stop.seconds(since: start)
  }

  /// From the last good event before it to the first after it.
  private var bracket: (from: Timestamp, to: Timestamp)? {
    guard let from = onset.earliest, let to = end?.latest else { return nil }
    return (from.time, to.time)
  }
}
