import LogModel
import Parse
import Signals

/// What earlier logs say is usual: how often each operation failed, and how long it took.
///
/// Its own incidents teach nothing: the stretches in which its operations failed more than
/// usual are left out, but for some failures that come at the same hour nearly every day.
public struct History: Sendable {
  /// From its first to its last record.
  public let range: TimeRange
  private let operations: [OperationHistory]
  private let errors: ErrorHistory
  private let keys: [SeriesKey]
  private let formats: [String: [String]]
  private let names: ServiceNames

  /// What a log says.
  ///
  /// - Parameter incidents: of its operations, which do not say what is normal.
  init?(_ log: LogView, besides incidents: [OperationID: HistoryIncidents]) {
    guard let range = log.range else { return nil }
    self.range = range
    keys = log.watched.keys
    formats = log.watched.formats
    names = log.watched.services
    errors = ErrorHistory(log, range: range)
    operations = log.operations.map {
      OperationHistory(
        $0, besides: incidents[$0.id], origin: log.origin, range: range,
        covered: log.covered(of: $0.ref.service))
    }
  }

  /// What makes two operations of different logs the same one.
  private struct Identity: Hashable {
    var service: String?
    var operation: String
    var name: String?
    var dependency: String?
    var kind: LogRecord.Kind
  }

  /// Ways to know an operation again, the surest first.
  private enum Way: CaseIterable {
    case wholly
    /// Logs read with another definition name it otherwise.
    case byOperation
    /// A service that is known by the name of a file is called otherwise on another day.
    case withoutService
  }

  /// What the services of the history and those of a log are called when looked at together.
  private func aliases(with log: LogView) -> (theirs: Aliases, ours: Aliases) {
    let joint = ServiceNames(
      keys + log.watched.keys, formats: log.watched.formats.merging(formats) { own, _ in own })
    return (
      Aliases(keys, own: names, joint: joint),
      Aliases(log.watched.keys, own: log.watched.services, joint: joint)
    )
  }

  /// The errors of a log beside those of the history.
  func errors(of log: LogView) -> ErrorComparison {
    let (theirs, ours) = aliases(with: log)
    let known = Set(keys.map { theirs.name(of: names.name(of: $0)) })
    let services = log.watched.keys.map { log.watched.services.name(of: $0) }
      .filter { known.contains(ours.name(of: $0)) }
    return ErrorComparison(
      history: errors, seconds: log.coveredSeconds, services: Set(services))
  }

  /// The history of each of a log's operations that has one.
  func matches(of log: LogView) -> [OperationID: OperationHistory] {
    let (theirs, ours) = aliases(with: log)
    var known: [Way: [Identity: [Int]]] = [:]
    for (index, one) in operations.enumerated() {
      for way in Way.allCases {
        let identity = Self.identity(one.ref, one.dependency, one.kind, theirs, way)
        known[way, default: [:]][identity, default: []].append(index)
      }
    }
    var matches: [OperationID: OperationHistory] = [:]
    for one in log.operations {
      for way in Way.allCases {
        let identity = Self.identity(one.ref, one.dependency, one.kind, ours, way)
        guard let found = known[way]?[identity] else { continue }
        if way == .withoutService, !ours.isWeak(one.ref.service),
          !theirs.isWeak(operations[found[0]].ref.service)
        {
          break
        }
        if found.count == 1 { matches[one.id] = operations[found[0]] }
        break
      }
    }
    return matches
  }

  private static func identity(
    _ ref: OperationRef, _ dependency: String, _ kind: LogRecord.Kind, _ aliases: Aliases,
    _ way: Way
  ) -> Identity {
    let service = aliases.name(of: ref.service)
    switch way {
    case .wholly:
      return Identity(
        service: service, operation: ref.operation, name: ref.name, dependency: dependency,
        kind: kind)
    case .byOperation:
      return Identity(
        service: service, operation: ref.operation, name: nil, dependency: nil, kind: kind)
    case .withoutService:
      return Identity(
        service: nil, operation: ref.operation, name: nil, dependency: nil, kind: kind)
    }
  }
}

/// Tells how much of a log a history says something of.
public struct HistoryUse: Equatable, Sendable {
  /// Operations of the log, and how many of them the history knows.
  public var operations: Int
  public var known: Int
  /// Services that both have lines of.
  public var services: Int
  /// Seconds that the history covers.
  public var seconds: Double
}

/// What services are called when the history and the log are looked at together.
private struct Aliases {
  private var names: [String: String] = [:]
  /// Those that say more than a file's name.
  private var strong: Set<String> = []

  init(_ keys: [SeriesKey], own: ServiceNames, joint: ServiceNames) {
    for key in keys {
      if key.service == key.source {
        names[own.name(of: key)] = joint.name(of: key)
      } else {
        strong.insert(key.service)
      }
    }
  }

  func isWeak(_ service: String) -> Bool { !strong.contains(service) }

  func name(of service: String) -> String {
    strong.contains(service) ? service : names[service] ?? service
  }
}
