import LogModel
import Signals

/// Error lines and failed requests of one service that name the same dependency: the host or
/// service that they could not reach.
struct DependencyMention: Sendable {
  /// The service that wrote the lines or answered the requests.
  var service: String
  var dependency: String
  /// In order of time.
  private(set) var cells: [OutcomeCell]
  var count: Int { cells.reduce(0) { $0 + $1.count } }

  /// How many there are between two moments, in nanoseconds; of a crowded cell at an end, what is
  /// known.
  func count(from: Int64, to: Int64) -> Int {
    cells.reduce(0) { sum, cell in
      guard let first = cell.first, let last = cell.last else { return sum }
      if from <= first.nanoseconds, last.nanoseconds <= to { return sum + cell.count }
      return sum + cell.countMarks { from <= $0.nanoseconds && $0.nanoseconds <= to }
    }
  }

  /// Of all series, in order of service and name.
  static func all(in series: [Series], _ services: ServiceNames) -> [DependencyMention] {
    var found: [String: [String: [OutcomeCell]]] = [:]
    for one in series
    where one.key.kind == .work && !one.key.dependency.isEmpty
      || one.key.kind == .message && one.key.operation == LineClass.error.rawValue
        && !one.key.dependency.isEmpty
    {
      let cells = one.buckets.flatMap { $0.failures.map(\.cell) }
      found[services.name(of: one.key), default: [:]][one.key.dependency, default: []] += cells
    }
    return found.sorted { $0.key < $1.key }.flatMap { service, named in
      named.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map { name, cells in
        DependencyMention(service: service, dependency: name, cells: cells)
      }
    }
  }
}
