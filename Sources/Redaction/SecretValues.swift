import LogModel

/// Values that were seen as secrets under some name, to be masked wherever else they stand.
///
/// A token that has no shape of its own is known only where its field names it; here it is
/// known by its letters. The collection is a set: neither the order of texts nor of files
/// makes a difference, and two collections add up. It is bounded: of more values than its
/// capacity those with the lowest hashes stay, whichever came first.
public struct SecretValues: Sendable {
  /// Letters and digits a value needs: shorter ones occur by chance.
  static let least = 8
  /// Bytes of a value that are kept; a longer one is known by its beginning.
  static let kept = 64

  /// How many values are kept.
  public let capacity: Int
  private var values: Set<[UInt8]> = []

  public init(capacity: Int = 65_536) {
    self.capacity = max(1, capacity)
  }

  public var count: Int { min(values.count, capacity) }
  public var isEmpty: Bool { values.isEmpty }

  /// Adds what another collection holds.
  public mutating func formUnion(_ other: SecretValues) {
    values.formUnion(other.values)
    trim(to: capacity)
  }

  /// A mask for the values collected so far; build it once for many texts.
  public func masker() -> SecretValueMask { SecretValueMask(lowest()) }

  /// The same without values that are names of the log, or words of any log.
  public func masker(without names: Set<String>) -> SecretValueMask {
    SecretValueMask(
      lowest().filter { value in
        let text = String(decoding: value, as: UTF8.self)
        return !names.contains(text)
          && !CommonWords.all.contains(String(decoding: value.map(\.lowercased), as: UTF8.self))
      })
  }

  /// The text with every value collected so far replaced by `[redacted]`.
  ///
  /// Builds the mask anew; for many texts use `masker()`.
  public func mask(_ text: String) -> RedactedText { masker().mask(text) }

  mutating func insert(_ value: ArraySlice<UInt8>, names: SecretNames) {
    insertSpelling(Array(value), names: names)
    // The same secret stands elsewhere as its sender wrote it.
    if value.contains(Ascii.percent) || value.contains(Ascii.backslash) {
      insertSpelling(Self.decoded(value), names: names)
    }
  }

  private mutating func insertSpelling(_ bytes: [UInt8], names: SecretNames) {
    let text = ByteText(bytes: bytes)
    let whole = bytes.indices
    guard bytes.lazy.filter(\.isAlphanumeric).prefix(Self.least).count == Self.least,
      !text.isMasked(whole, names: names), !text.isLiteral(whole),
      !names.isName(bytes)
    else { return }
    values.insert(Array(bytes.prefix(Self.kept)))
    // Now and then, so that each value costs little.
    if values.count >= 2 * capacity { trim(to: capacity) }
  }

  private mutating func trim(to limit: Int) {
    if values.count > limit { values = Set(lowest()) }
  }

  /// The values that stay, by hash.
  private func lowest() -> [[UInt8]] {
    let hashed = values.map { value in
      (hash: value.withUnsafeBytes { StableHash.hash($0) }, value: value)
    }
    return hashed.sorted {
      $0.hash != $1.hash ? $0.hash < $1.hash : $0.value.lexicographicallyPrecedes($1.value)
    }.prefix(capacity).map(\.value)
  }

  /// A value without its `%xx` and without the backslashes of one encoding.
  private static func decoded(_ value: ArraySlice<UInt8>) -> [UInt8] {
    let text = ByteText(bytes: Array(value))
    var plain: [UInt8] = []
    var index = 0
    while index < text.count {
      if let sign = text.percent(at: index) {
        plain.append(sign.byte)
        index = sign.end
      } else if let sign = text.escape(at: index) {
        if sign.byte != 0 { plain.append(sign.byte) } else { plain.append(Ascii.backslash) }
        index = sign.end
      } else {
        plain.append(text[index])
        index += 1
      }
    }
    return plain
  }
}

/// Words that logs and recount itself use all over: a password that is one of them is masked in
/// its place, and nowhere else.
enum CommonWords {
  static let all: Set<String> = [
    "administrator", "application", "authorization", "authentication", "available", "baseline",
    "business", "calendar", "cancelled", "category", "citations", "complete", "completed",
    "computer", "confidence", "configuration", "connected", "connection", "container", "contents",
    "controller", "coverage", "customer", "customers", "database", "deadline", "default",
    "delivery", "dependency", "deployment", "detected", "developer", "directory", "disabled",
    "disconnected", "document", "download", "duplicate", "duration", "elasticsearch", "employee",
    "endpoint", "engineer", "estimate", "excerpt", "exception", "exchange", "failures", "failed",
    "firewall", "frontend", "function", "gateway", "generated", "handling", "hostname",
    "identity", "incident", "incidents", "information", "internal", "inventory", "kubernetes",
    "language", "location", "localhost", "maintenance", "management", "messages", "middleware",
    "monitoring", "mysqladmin", "notification", "notifications", "operation", "operations",
    "orchestrator", "ordering", "overloaded", "packages", "password", "payments", "pipeline",
    "platform", "postgres", "postgresql", "processing", "processor", "producer", "production",
    "products", "progress", "protocol", "provider", "publisher", "rabbitmq", "received",
    "recovered", "redacted", "register", "registry", "replication", "reporting", "repository",
    "request", "requests", "resolved", "resource", "response", "responses", "restarted", "rollback",
    "scheduled", "scheduler", "security", "sequence", "services", "session", "sessions",
    "settings", "shipping", "shutdown", "shutting", "signature", "software", "standard",
    "starting", "statement", "statistics", "successful", "successfully", "superuser", "supervisor",
    "template", "terminated", "timeline", "timestamp", "transaction", "transport", "unavailable",
    "undefined", "unexpected", "unhealthy", "unreachable", "upstream", "username", "validation",
    "warehouse", "warnings", "websocket", "workflow", "workspace",
  ]
}
