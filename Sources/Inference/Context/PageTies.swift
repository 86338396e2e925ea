import Events
import LogModel

/// Ties pages and alerts to an incident: by the definition, by a word for what failed, by the
/// service that they carry, else by time alone.
struct PageTies {
  let settings: InferenceSettings
  let operations: [OperationRef]
  let watchedNames: Set<String>
  let dependencies: [String]
  let messages: [String]

  /// How a row is tied to the incident; no relation where it is about something else.
  func tie(of row: EventRow) -> Detection.Tie {
    if let rule = row.rule {
      // A mapping to operations that these logs do not show says nothing of this incident.
      let mapped = settings.alertMappings.filter {
        $0.matches(rule) && !watchedNames.isDisjoint(with: $0.operations)
      }
      let names = Set(operations.compactMap(\.name))
      if mapped.contains(where: { !names.isDisjoint(with: $0.operations) }) {
        return Detection.Tie(.mapped)
      }
      if !mapped.isEmpty { return Detection.Tie(nil) }
    }
    let said = "\(row.rule ?? "") \(row.text)"
    let text = said.lowercased()
    if let word = subjects.first(where: { text.contains($0) }) {
      return Detection.Tie(.named, word: word)
    }
    if let service = row.service, operations.contains(where: { $0.service == service }) {
      return Detection.Tie(.label, word: service)
    }
    if Self.isOfAlert(row), let other = otherMatter(said) {
      return Detection.Tie(nil, word: other)
    }
    if let word = partialSubjects.first(where: { text.contains($0) }) {
      return Detection.Tie(.named, word: word)
    }
    return Detection.Tie(.timeOnly)
  }

  /// Rows that an alerting system wrote: what a person says by himself is taken at its word.
  static func isOfAlert(_ row: EventRow) -> Bool {
    switch row.kind {
    case .alertPending, .alertFired, .alertCleared, .engineerNotified, .escalated: true
    case .acknowledged, .resolved: row.rule != nil || row.marks.id != nil
    default: false
    }
  }

  /// Names of what failed, each long enough to mean something.
  private var subjects: [String] {
    var names = dependencies + messages
    for operation in operations {
      names.append(operation.service)
      names.append(operation.operation)
      if let name = operation.name { names.append(name) }
      if let last = operation.operation.split(separator: "/").last { names.append(String(last)) }
    }
    return names.map { $0.lowercased() }.filter { $0.count >= 4 }
  }

  /// Parts of names: `pizza` of `jwt-pizza-service`.
  private var partialSubjects: [String] {
    (operations.map(\.service) + operations.compactMap(\.name) + dependencies)
      .flatMap { $0.lowercased().split { !$0.isLetter } }.map(String.init)
      .filter { $0.count >= 5 && !Self.generic.contains($0) }.uniqued()
  }

  private static let generic: Set<String> = [
    "service", "services", "server", "backend", "frontend", "gateway", "cluster", "production",
    "default", "worker", "system", "nginx", "apache", "application", "prod", "error", "errors",
    "access", "local", "localhost", "messages", "client", "public", "example",
  ]

  /// What an alert of a machine is about, where nothing that failed speaks of the same.
  private func otherMatter(_ text: String) -> String? {
    let words = Set(Self.words(text))
    let own = Set(messages.flatMap(Self.words))
    for matter in Self.matters {
      guard let word = matter.first(where: words.contains) else { continue }
      return matter.contains(where: own.contains) ? nil : word
    }
    return nil
  }

  /// In small letters; `DiskSpaceLow` is three.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasSmall = false
    for letter in text {
      let isBreak = !letter.isLetter && !letter.isNumber
      if isBreak || (wasSmall && letter.isUppercase), !word.isEmpty {
        words.append(word.lowercased())
        word = ""
      }
      if !isBreak { word.append(letter) }
      wasSmall = letter.isLowercase
    }
    return word.isEmpty ? words : words + [word.lowercased()]
  }

  /// What alerts of machines are about that seldom stops anything at once: words of one matter
  /// stand for one another.
  private static let matters: [[String]] = [
    ["disk", "disks", "filesystem", "inode", "inodes", "storage", "device", "enospc"],
    ["certificate", "certificates", "cert", "tls", "ssl"],
    ["backup", "backups", "snapshot", "snapshots"],
    ["ntp", "chrony"],
    ["temperature", "battery"],
  ]
}
