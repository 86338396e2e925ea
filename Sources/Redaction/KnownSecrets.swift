// Synchronization: a lock, because inputs are read by several threads.
import Synchronization

/// The secrets that one run has met, from whatever texts, to be masked wherever else they stand.
///
/// What it holds is a set, so neither the order of inputs nor of threads makes a difference.
public final class KnownSecrets: Sendable {
  private let values = Mutex(SecretValues())

  public init() {}

  /// A text without its secrets, which are noted.
  public func redact(_ text: String, by redactor: Redactor) -> RedactedText {
    var found = SecretValues()
    let redacted = redactor.redact(text, collecting: &found)
    if !found.isEmpty { values.withLock { $0.formUnion(found) } }
    return redacted
  }

  /// How many are known.
  public var count: Int { values.withLock(\.count) }

  /// A mask for all that are known by now.
  ///
  /// - Parameter names: names of services, hosts and operations: whoever chose one of these as a
  ///   password does not have them masked all over the output.
  public func masker(without names: Set<String> = []) -> SecretValueMask {
    values.withLock { $0.masker(without: names) }
  }
}
