import Signals

/// Who calls whom, as far as failures say: by the dependency of their records, or by the name of
/// a service in their own words.
struct CallLinks {
  /// Watched services by their name in lower case.
  private let services: [String: String]

  init(_ log: LogView) {
    var services: [String: String] = [:]
    for operation in log.operations + log.lines {
      for name in [operation.ref.service, operation.dependency] where name.count >= 3 {
        let key = name.lowercased()
        services[key] = min(services[key] ?? name, name)
      }
    }
    self.services = services
  }

  /// What own failures of an operation name besides its own service, each with the signatures
  /// that do so, sorted by name.
  ///
  /// All of them name the dependency that the records or the definition state.
  func named(by operation: FailingOperation) -> [(name: String, signatures: Set<Int>)] {
    let timeline = operation.timeline
    var named: [String: Set<Int>] = [:]
    for index in operation.signatures {
      for name in names(in: timeline.signatures[index].message) {
        named[name, default: []].insert(index)
      }
    }
    if !timeline.dependency.isEmpty { named[timeline.dependency] = operation.signatures }
    let own = timeline.ref.service.lowercased()
    return named.filter { $0.key.lowercased() != own }.sorted { $0.key < $1.key }
      .map { (name: $0.key, signatures: $0.value) }
  }

  /// The watched service of a host: `factory.internal` is the host of the service `factory`.
  func service(called name: String) -> String? {
    let whole = name.lowercased()
    return services[whole] ?? services[String(whole.prefix { $0 != "." })]
  }

  /// Watched services that the message names, and what it says it was waiting for.
  private func names(in message: String?) -> Set<String> {
    guard let message else { return [] }
    var names: Set<String> = []
    if let waited = DependencyName.inMessage(message) {
      names.insert(services[waited.lowercased()] ?? waited)
    }
    let words = message.split { !($0.isLetter || $0.isNumber || "-_.".contains($0)) }
    for word in words.prefix(64) {
      let whole = word.lowercased()
      // `factory.internal` is the host of the service `factory`.
      let host = String(whole.prefix { $0 != "." })
      if let service = services[whole] ?? services[host] { names.insert(service) }
    }
    return names
  }
}

/// What a failure was waiting for, as its own words name it.
enum DependencyName {
  /// The word behind the last "at", "from" or "to" that ends a clause: "… order at factory".
  static func inMessage(_ message: String?) -> String? {
    guard let message else { return nil }
    let words = message.split(separator: " ")
    for index in words.indices.reversed()
    where index + 1 < words.count && ["at", "from", "to"].contains(words[index].lowercased()) {
      let next = words[index + 1]
      let word = next.prefix { $0.isLetter || $0 == "-" || $0 == "_" || $0.isNumber }
      let endsClause = index + 2 == words.count || word.count < next.count
      guard endsClause, word.count >= 3, word.first?.isLetter == true,
        !notNames.contains(word.lowercased())
      else { continue }
      return String(word)
    }
    return nil
  }

  /// Dependencies that a message names of those that are known, and the host that it says was
  /// asked: "could not get a connection to orders-db within 4 s".
  static func known(in message: String?, _ known: Set<String>) -> Set<String> {
    guard let message else { return [] }
    let labels = Dictionary(
      known.filter { $0.count >= 3 }.map { ($0.lowercased(), $0) },
      uniquingKeysWith: { min($0, $1) })
    var names: Set<String> = []
    var before = (first: "", second: "")
    for word in message.split(whereSeparator: {
      !($0.isLetter || $0.isNumber || "-_.".contains($0))
    }
    ).prefix(64) {
      let whole = word.lowercased()
      if let name = labels[whole] {
        names.insert(name)
      } else if before.second == "to", asked.contains(before.first), whole.count >= 3,
        whole.contains(where: { "-_.".contains($0) }), whole.last?.isLetter == true
      {
        names.insert(String(word))
      }
      before = (before.second, whole)
    }
    return names
  }

  /// What is made to a host, in words before its name.
  private static let asked: Set<String> = [
    "connection", "connections", "connect", "connecting", "request", "requests", "call", "calls",
  ]

  private static let notNames: Set<String> = [
    "the", "this", "that", "server", "database", "all", "any", "user", "users", "least", "most",
    "client", "continue", "complete", "process", "resolve", "connect", "parse", "read", "write",
    "none", "null", "line", "position", "column",
  ]
}
