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

  private static let notNames: Set<String> = [
    "the", "this", "that", "server", "database", "all", "any", "user", "users", "least", "most",
    "client", "continue", "complete", "process", "resolve", "connect", "parse", "read", "write",
    "none", "null", "line", "position", "column",
  ]
}
