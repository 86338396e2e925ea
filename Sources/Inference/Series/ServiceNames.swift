import Parse
import Signals

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
    let weak = keys.filter {
      $0.kind.isAttempt && $0.service == $0.source && !$0.service.isEmpty
    }
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

  /// What a service that is known by this name is called.
  func name(ofService service: String) -> String { names[service] ?? service }

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
