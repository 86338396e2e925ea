import LogModel
import Parse
import Signals

/// A tally as inference looks at it: one timeline an operation, all clocks on one origin.
struct WatchedLog {
  var operations: [OperationTimeline]
  /// Whole seconds since the epoch that the models' times count from.
  var origin: Int64
  /// First and last record of all inputs.
  var range: TimeRange?
  /// By service: stretches that an input with records of it covers, in order and apart.
  private var coveredByService: [String: [TimeRange]] = [:]
  var clients: ClientSample
  let unitNames: [String]
  private var paths: [UInt64: String] = [:]

  init(_ tally: Tally) {
    for input in tally.inputs { paths[input.hash.low] = input.reading.path }
    let times = tally.inputs.flatMap { [$0.reading.first, $0.reading.last].compactMap { $0 } }
    if let first = times.min(), let last = times.max() {
      range = TimeRange(from: first, to: last)
    }
    let first = tally.series.compactMap { one in
      one.buckets.map(\.start).min().map { $0 * tally.width }
    }.min()
    origin = first ?? 0
    clients = tally.clients
    unitNames = tally.unitNames
    operations = Self.operations(of: tally)
    var inputsByService: [String: Set<UInt64>] = [:]
    for operation in operations {
      inputsByService[operation.ref.service, default: []].formUnion(operation.inputs)
    }
    for (service, inputs) in inputsByService {
      coveredByService[service] = Self.covered(
        by: tally.inputs.filter { inputs.contains($0.hash.low) }.map(\.reading))
    }
  }

  /// What no input covers is not known, which is not the same as nothing having come.
  func covered(of service: String) -> [TimeRange] { coveredByService[service] ?? [] }

  /// Series of one operation are one timeline, whatever sources they come from.
  private static func operations(of tally: Tally) -> [OperationTimeline] {
    struct Group: Hashable, Comparable {
      var service: String
      var operation: String
      var name: String
      var dependency: String
      var kind: UInt8
      var role: String
      static func < (a: Self, b: Self) -> Bool {
        (a.service, a.operation, a.name, a.dependency, a.kind, a.role)
          < (b.service, b.operation, b.name, b.dependency, b.kind, b.role)
      }
    }
    var formats: [String: [String]] = [:]
    for reading in tally.inputs.map(\.reading) {
      if let source = reading.readAs.source { formats[source] = reading.formats }
    }
    let services = ServiceNames(tally.series.map(\.key), formats: formats)
    var groups: [Group: [Series]] = [:]
    for one in tally.series where one.key.kind != .message {
      let key = one.key
      let group = Group(
        service: services.name(of: key), operation: key.operation, name: key.name,
        dependency: key.dependency, kind: key.kind.rawValue, role: key.role.rawValue)
      groups[group, default: []].append(one)
    }
    return groups.sorted { $0.key < $1.key }.map { group, series in
      OperationTimeline(series, service: group.service, width: tally.width)
    }
  }

  /// Inputs that follow one another within a minute cover what is between them.
  private static func covered(by readings: [InputReading]) -> [TimeRange] {
    let ranges = readings.compactMap { reading -> TimeRange? in
      guard let first = reading.first, let last = reading.last, first <= last else { return nil }
      return TimeRange(from: first, to: last)
    }
    var joined: [TimeRange] = []
    for range in ranges.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
      if let last = joined.last, range.from.seconds(since: last.to) <= 60 {
        joined[joined.count - 1].to = max(last.to, range.to)
      } else {
        joined.append(range)
      }
    }
    return joined
  }

  func evidence(_ mark: EventMark) -> EvidencePoint {
    EvidencePoint(
      time: mark.time,
      source: SourceRef(
        path: paths[mark.input] ?? "", line: Int(mark.line),
        entry: mark.entry > 0 ? Int(mark.entry) : nil, byteOffset: mark.byteOffset))
  }

  /// The moment a model means by seconds from the origin.
  func timestamp(_ seconds: Double) -> Timestamp {
    let nanoseconds = Double(origin) * 1e9 + seconds * 1e9
    let whole = Int64(exactly: nanoseconds.rounded()) ?? 0
    return Timestamp(nanoseconds: whole / 1_000_000 * 1_000_000, fractionDigits: 3)
  }

  func seconds(_ time: Timestamp) -> Double {
    Double(time.nanoseconds - origin * 1_000_000_000) / 1e9
  }
}

/// Services named after files alone are one service where they serve the same operations.
///
/// A folder of `host-a.log` and `host-b.log`, or of the parts of one log, says nothing of a
/// service; the same route in both does. Logs of different forms are layers that see the same
/// requests: they stay apart, so that nothing counts twice.
struct ServiceNames {
  private var names: [String: String] = [:]

  /// - Parameter formats: how the logs of each source were read.
  init(_ keys: [SeriesKey], formats: [String: [String]]) {
    // A service that is called like its source was named after the file.
    let weak = keys.filter { $0.service == $0.source && !$0.service.isEmpty }
    var byOperation: [String: Set<String>] = [:]
    for key in weak {
      let form = formats[key.source]?.joined(separator: "+") ?? ""
      byOperation["\(form) \(key.operation)", default: []].insert(key.service)
    }
    var parent: [String: String] = [:]
    func root(_ name: String) -> String {
      var name = name
      while let above = parent[name], above != name { name = above }
      return name
    }
    for (_, services) in byOperation.sorted(by: { $0.key < $1.key }) where services.count > 1 {
      let ordered = services.sorted()
      for service in ordered.dropFirst() {
        let (a, b) = (root(ordered[0]), root(service))
        if a != b { parent[max(a, b)] = min(a, b) }
      }
    }
    var members: [String: [String]] = [:]
    for service in Set(weak.map(\.service)).sorted() {
      members[root(service), default: []].append(service)
    }
    for (_, group) in members where group.count > 1 {
      let name = Self.common(group)
      for service in group { names[service] = name }
    }
  }

  func name(of key: SeriesKey) -> String {
    key.service == key.source ? names[key.service] ?? key.service : key.service
  }

  /// What the names share at their front, if that is a word; else the first of them.
  private static func common(_ names: [String]) -> String {
    var prefix = names[0][...]
    for name in names { prefix = prefix.commonPrefix(with: name) }
    while let last = prefix.last, "-_. ".contains(last) { prefix = prefix.dropLast() }
    return prefix.count >= 3 ? String(prefix) : names[0]
  }
}

extension Substring {
  fileprivate func commonPrefix(with other: String) -> Substring {
    self[
      ..<(zip(indices, other).first { self[$0.0] != $0.1 }?.0
        ?? index(
          startIndex, offsetBy: Swift.min(count, other.count)))]
  }
}
