import ChangePoints
import LogModel
import Signals

/// A tally as inference looks at it: one timeline an operation, all clocks on one origin.
///
/// Nothing is added to it: what a detector makes of an operation belongs to its findings.
struct LogView {
  /// One of each operation, in order of its identity.
  let operations: [OperationTimeline]
  /// Work that lines say the length of, which nobody's request is known to be.
  let works: [OperationTimeline]
  /// The operations that requests ask for.
  let requests: [OperationTimeline]
  /// The lines of each service that has complaints.
  let lines: [OperationTimeline]
  /// The same of lines that have no level and tell of a failure in words.
  let told: [OperationTimeline]
  /// Operations with the refusing responses of one status in the place of failures.
  let refusals: [OperationTimeline]
  /// What error lines say could not be reached.
  let mentions: [DependencyMention]
  /// Whole seconds since the epoch that the models' times count from.
  var origin: Int64
  /// First and last record of all inputs.
  var range: TimeRange?
  /// By service: stretches that an input with records of it covers, in order and apart.
  private var coveredByService: [String: [TimeRange]] = [:]
  /// The same with the inputs that hold lines alone.
  private var loggedByService: [String: [TimeRange]] = [:]
  /// Both without the gaps of the inputs, in which nothing is known.
  private var knownByService: (attempts: [String: [TimeRange]], lines: [String: [TimeRange]]) =
    ([:], [:])
  var clients: ClientSample
  /// Attempts by tenant, region, version and the like.
  let dimensions: DimensionCounts
  /// What the timelines were made of.
  let watched: SeriesIndex
  /// Seconds that a bucket of these series holds; a view of an operation may have wider slots.
  let seriesWidth: Int64
  /// The source of inputs that hold records of one source alone, by their content.
  let sourceByInput: [UInt64: String]
  let unitNames: [String]
  private var paths: [UInt64: String] = [:]
  /// What earlier logs know of its operations.
  private(set) var usual: [OperationID: OperationHistory] = [:]
  /// Its errors beside those of earlier logs; `nil` without such logs.
  private(set) var errors: ErrorComparison?
  /// Seconds that any input covers, without the gaps in all of them.
  let coveredSeconds: Double
  /// What services said in words.
  let statements: MessageLog
  /// Seconds of a cell of what was said.
  let saidWidth: Int64
  /// The members of good answers.
  let shapes: [TemplateCounts]
  /// What members of answers and numbers of lines were.
  let values: [TemplateCounts]
  let valuesWidth: Int64
  let services: ServiceNames
  /// What models were asked before, of this log or of the same one less exactly read.
  let models: ModelCache
  let workers: Workers

  init(
    _ tally: Tally, history: History? = nil, models: ModelCache = ModelCache(),
    workers: Workers = Workers()
  ) {
    self.models = models
    self.workers = workers
    for input in tally.inputs { paths[input.hash.low] = input.reading.path }
    let times = tally.inputs.flatMap { [$0.reading.first, $0.reading.last].compactMap { $0 } }
    if let first = times.min(), let last = times.max() {
      range = TimeRange(from: first, to: last)
    }
    let series = tally.series.filter { $0.key.kind.isAttempt }
    let first = (series.isEmpty ? tally.series : series).compactMap { one in
      var least: Int64?
      one.forEachBucket { least = min(least ?? .max, $0.pointee.start) }
      return least.map { $0 * tally.width }
    }.min()
    origin = first ?? 0
    coveredSeconds = Self.covered(by: tally.inputs.map(\.reading), withGaps: false)
      .reduce(0) { $0 + $1.seconds }
    clients = tally.clients
    unitNames = tally.unitNames
    dimensions = tally.dimensions
    watched = SeriesIndex(tally)
    seriesWidth = tally.width
    sourceByInput = Self.sources(tally)
    operations = watched.operations(width: tally.width)
    requests = operations.filter { $0.kind == .request }
    works = watched.works(width: tally.width)
    lines = watched.lines(width: tally.width)
    told = watched.lines(width: tally.width, of: .told)
    mentions = watched.mentions
    refusals = operations.flatMap { one in
      RejectedCell.classes.filter { one.rejectedCount($0) >= Self.leastRefusals }
        .map(one.rejections)
    }
    statements = MessageLog(
      tally.templates, services: watched.services, operations: operations, in: range)
    saidWidth = tally.templates.width
    shapes = tally.templates.entries.filter { $0.key.sort == .shape && !$0.key.operation.isEmpty }
    values = tally.values.entries
    valuesWidth = tally.values.width
    services = watched.services
    // What a service that answers no requests works at tells when it was on.
    let asked = Set(operations.map(\.ref.service))
    let attempts = operations + works.filter { !asked.contains($0.ref.service) }
    coveredByService = Self.coverage(of: attempts, tally)
    loggedByService = Self.coverage(of: lines + told, tally)
    knownByService = (
      Self.coverage(of: attempts, tally, withGaps: false),
      Self.coverage(of: lines + told, tally, withGaps: false)
    )
    usual = history?.matches(of: self) ?? [:]
    errors = history?.errors(of: self)
  }

  /// What the earlier logs could be held against; `nil` without such logs.
  var historyUse: HistoryUse? {
    errors.map { errors in
      HistoryUse(
        operations: operations.count, known: usual.count, services: errors.services.count,
        seconds: errors.history.seconds)
    }
  }

  /// The operations that requests ask for, by service, sorted by its name.
  var requestsByService: [(service: String, members: [OperationTimeline])] {
    Dictionary(grouping: requests, by: \.ref.service).sorted { $0.key < $1.key }
      .map { (service: $0.key, members: $0.value) }
  }

  /// Fewer refusing responses of one status are not looked at.
  static let leastRefusals = 3

  private static func coverage(
    of timelines: [OperationTimeline], _ tally: Tally, withGaps: Bool = true
  ) -> [String: [TimeRange]] {
    var inputsByService: [String: Set<UInt64>] = [:]
    for timeline in timelines {
      inputsByService[timeline.ref.service, default: []].formUnion(timeline.inputs)
    }
    return inputsByService.mapValues { inputs in
      covered(
        by: tally.inputs.filter { inputs.contains($0.hash.low) }.map(\.reading),
        withGaps: withGaps)
    }
  }

  private static func sources(_ tally: Tally) -> [UInt64: String] {
    let known = Set(tally.series.map(\.key.source))
    var sources: [UInt64: String] = [:]
    for input in tally.inputs {
      // Of several sources the reading tells a list, which is the name of none.
      guard let source = input.reading.readAs.source, known.contains(source) else { continue }
      sources[input.hash.low] = source
    }
    return sources
  }

  /// What no input covers is not known, which is not the same as nothing having come.
  func covered(of service: String) -> [TimeRange] { coveredByService[service] ?? [] }

  /// What inputs with any lines of a service cover.
  func logged(of service: String) -> [TimeRange] { loggedByService[service] ?? [] }

  /// What inputs with requests of a service cover, or with lines of it, but for the gaps in
  /// them: whether nothing happened in a gap or nothing of it was kept is not known.
  func known(of service: String, lines: Bool) -> [TimeRange] {
    (lines ? knownByService.lines : knownByService.attempts)[service] ?? []
  }

  /// Inputs that follow one another within a minute cover what is between them.
  private static func covered(by readings: [InputReading], withGaps: Bool) -> [TimeRange] {
    readings.flatMap { reading -> [TimeRange] in
      guard withGaps, let first = reading.first, let last = reading.last, first <= last else {
        return reading.coveredStretches
      }
      return [TimeRange(from: first, to: last)]
    }.joined(within: 60)
  }

  func evidence(_ mark: EventRef) -> CitedEvent {
    CitedEvent(
      time: mark.time,
      source: SourceRef(
        path: paths[mark.input] ?? "", line: Int(mark.line),
        entry: mark.entry > 0 ? Int(mark.entry) : nil, byteOffset: mark.byteOffset))
  }

  /// The moment a model means by seconds from the origin.
  func timestamp(_ seconds: Double) -> Timestamp {
    let nanoseconds = Double(origin) * 1e9 + seconds * 1e9
    // Beyond what stamps hold, the last of that side: an order of moments is one of stamps.
    let whole = Int64(exactly: nanoseconds.rounded()) ?? (nanoseconds < 0 ? .min : .max)
    return Timestamp(nanoseconds: whole / 1_000_000 * 1_000_000, fractionDigits: 3)
  }

  /// The same as a count of nanoseconds since the epoch, as far as such counts go.
  func nanoseconds(_ seconds: Double) -> Int64 {
    let step = Int64(exactly: (seconds * 1e9).rounded(.towardZero)) ?? (seconds < 0 ? .min : .max)
    let (sum, overflows) = (origin * 1_000_000_000).addingReportingOverflow(step)
    return overflows ? (step < 0 ? .min : .max) : sum
  }

  /// When an event of a timeline counts: a slow call from its begin, any other as it is logged.
  func moment(_ mark: EventRef, of timeline: OperationTimeline) -> Double {
    let at = timeline.isTimedByBegin ? mark.beginNanoseconds : mark.nanoseconds
    return seconds(nanoseconds: at)
  }

  func seconds(_ time: Timestamp) -> Double { seconds(nanoseconds: time.nanoseconds) }

  func seconds(nanoseconds: Int64) -> Double {
    nanoseconds.seconds(sinceNanoseconds: origin * 1_000_000_000)
  }
}
