import LogModel
import Parse
import Signals

/// The series of a tally, put together into the timelines that are watched.
struct SeriesIndex {
  /// Services with fewer complaining lines are not looked at by their lines.
  static let leastComplaints = 5

  private let series: [Series]
  let services: ServiceNames
  /// How the logs of each source were read.
  let formats: [String: [String]]
  private let routes: RouteNames
  /// Of operations whose failures name nobody that was called: whom the others of them called.
  private var onlyPeers: [OperationID: String] = [:]

  init(_ tally: Tally) {
    series = tally.series
    var formats: [String: [String]] = [:]
    for reading in tally.inputs.map(\.reading) {
      if let source = reading.readAs.source { formats[source] = reading.formats }
    }
    self.formats = formats
    services = ServiceNames(
      tally.series.map(\.key).filter { !$0.isRejected }, formats: formats)
    routes = RouteNames(tally, services)
    onlyPeers = peersOfUnserved()
  }

  /// A proxy that finds nobody to hand a request on to names nobody: such failures are of the
  /// operation all of whose other requests one peer answered.
  private func peersOfUnserved() -> [OperationID: String] {
    var known: [OperationID: (peers: Set<String>, bare: Int, succeeded: Int)] = [:]
    for one in series where one.key.kind == .request && !one.key.isRejected {
      var sum = known[operation(of: one.key), default: ([], 0, 0)]
      if one.key.dependency.isEmpty {
        one.forEachBucket {
          sum.bare += $0.pointee.failureCount
          sum.succeeded += $0.pointee.successes.count + $0.pointee.unknown
        }
      } else {
        sum.peers.insert(one.key.dependency)
      }
      known[operation(of: one.key)] = sum
    }
    return known.compactMapValues { one in
      one.bare > 0 && one.succeeded == 0 && one.peers.count == 1 ? one.peers.first : nil
    }
  }

  /// The operation of a series, whoever was called for it.
  private func operation(of key: SeriesKey) -> OperationID {
    OperationID(
      service: services.name(of: key), operation: routes.operation(of: key), name: key.name,
      dependency: "", kind: key.kind.rawValue, role: key.role.rawValue)
  }

  /// Whom the requests of a series were handed on to.
  private func dependency(of key: SeriesKey) -> String {
    guard key.dependency.isEmpty, !onlyPeers.isEmpty, key.kind == .request, !key.isRejected else {
      return key.dependency
    }
    return onlyPeers[operation(of: key)] ?? ""
  }

  var keys: [SeriesKey] { series.map(\.key) }

  /// What error lines say could not be reached.
  var mentions: [DependencyMention] { DependencyMention.all(in: series, services) }

  /// What the timeline of an operation was made of, one a source.
  func series(of timeline: OperationTimeline) -> [Series] {
    series.filter { one in
      let key = one.key
      return key.kind == timeline.kind && key.role == timeline.role
        && routes.operation(of: key) == timeline.ref.operation
        && dependency(of: key) == timeline.dependency
        && key.name == timeline.ref.name ?? "" && services.name(of: key) == timeline.ref.service
    }
  }

  /// Series of one operation are one timeline, whatever sources they come from.
  ///
  /// In order of their identity.
  func operations(width: Int64) -> [OperationTimeline] {
    var groups: [OperationID: [Series]] = [:]
    for one in series where one.key.kind.isAttempt {
      var group = operation(of: one.key)
      group.dependency = dependency(of: one.key)
      groups[group, default: []].append(one)
    }
    return groups.sorted { $0.key < $1.key }.compactMap { group, series in
      guard !series.allSatisfy(\.isToldByLevel) else { return nil }
      var timeline = OperationTimeline(
        series, service: group.service, operation: group.operation, width: width)
      timeline.dependency = group.dependency
      return timeline
    }
  }

  /// Work that lines which are about no request say the length of: jobs, and calls to others.
  ///
  /// In order of their identity.
  func works(width: Int64) -> [OperationTimeline] {
    var groups: [OperationID: [Series]] = [:]
    for one in series where one.key.kind == .work && !one.key.operation.isEmpty {
      let group = OperationID(
        service: services.name(of: one.key), operation: one.key.operation, name: "",
        dependency: one.key.dependency, kind: one.key.kind.rawValue, role: one.key.role.rawValue)
      groups[group, default: []].append(one)
    }
    return groups.sorted { $0.key < $1.key }.map { group, series in
      OperationTimeline(series, service: group.service, operation: group.operation, width: width)
    }
  }

  /// The lines of each service that has complaints: these as failures, the rest as a sign of life.
  ///
  /// - Parameters:
  ///   - least: complaints of a service that is looked at.
  ///   - below: fewer than so many.
  ///   - sort: which lines are complaints.
  func lines(
    width: Int64, least: Int = leastComplaints, below: Int = .max, of sort: LineClass = .error
  ) -> [OperationTimeline] {
    var groups: [String: [Series]] = [:]
    for one in series where one.key.kind != .work {
      groups[services.name(of: one.key), default: []].append(one)
    }
    return groups.sorted { $0.key < $1.key }.compactMap { service, series in
      let isQuiet = series.map { !$0.complains(sort) }
      let complaints = zip(series, isQuiet).reduce(0) { sum, one in
        var own = 0
        if !one.1 { one.0.forEachBucket { own += $0.pointee.failureCount } }
        return sum + own
      }
      guard complaints >= least, complaints < below else { return nil }
      var timeline = OperationTimeline(series, service: service, width: width, quiet: isQuiet)
      timeline.isOfLines = true
      timeline.kind = .message
      timeline.ref = OperationRef(service: service, operation: "", name: nil)
      timeline.dependency = ""
      return timeline
    }
  }
}

extension Series {
  /// No line of it says how an attempt ended but by complaining, so there is no share of
  /// failures to speak of.
  fileprivate var isToldByLevel: Bool {
    !signatures.isEmpty && signatures.allSatisfy(\.isByLevel)
      && buckets.allSatisfy { $0.successes.count == 0 && $0.rejections.isEmpty }
  }

  /// Its failures are lines of level error, or of another sort.
  fileprivate func complains(_ sort: LineClass) -> Bool {
    key.kind == .message
      ? key.operation == sort.rawValue : sort == .error && isToldByLevel
  }
}

extension SignatureKey {
  /// Only the level of its lines says that it is a failure.
  fileprivate var isByLevel: Bool { text.hasPrefix(FailureSignature.byLevel + "\u{1F}") }
}
