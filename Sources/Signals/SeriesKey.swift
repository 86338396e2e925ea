import LogModel
import Parse

/// What a series is about: one operation of one service as one clock saw it.
public struct SeriesKey: Hashable, Comparable, Sendable {
  public var source: String
  public var service: String
  /// `POST /api/order`; of lines that are about no request, their ``LineClass``.
  public var operation: String
  /// The definition's name for the operation, or empty.
  public var name: String
  public var dependency: String
  public var kind: LogRecord.Kind
  public var role: ServiceRole

  private var texts: [String] {
    [service, operation, name, dependency, source, "\(kind.rawValue)", role.rawValue]
  }

  /// By their bytes, as is equality: what looks the same may be two names.
  public static func < (a: SeriesKey, b: SeriesKey) -> Bool {
    ExactText.precedes(a.texts, b.texts) ?? false
  }

  public static func == (a: SeriesKey, b: SeriesKey) -> Bool {
    a.kind == b.kind && a.role == b.role && ExactText.isSame(a.operation, b.operation)
      && ExactText.isSame(a.service, b.service) && ExactText.isSame(a.source, b.source)
      && ExactText.isSame(a.name, b.name) && ExactText.isSame(a.dependency, b.dependency)
  }
}

/// One kind of failure inside a series.
public struct SignatureKey: Hashable, Comparable, Sendable {
  /// Status, message template and body keys, joined by `FailureSignature.separator`.
  public var text: String
  /// Why the definition knows it as noise; empty when it does not.
  public var noise: String

  public init(text: String, noise: String = "") {
    self.text = text
    self.noise = noise
  }

  /// By their bytes, as is equality.
  public static func < (a: SignatureKey, b: SignatureKey) -> Bool {
    ExactText.precedes([a.text, a.noise], [b.text, b.noise]) ?? false
  }

  public static func == (a: SignatureKey, b: SignatureKey) -> Bool {
    ExactText.isSame(a.text, b.text) && ExactText.isSame(a.noise, b.noise)
  }

  private var parts: [Substring] {
    text.split(separator: "\u{1F}", maxSplits: 2, omittingEmptySubsequences: false)
  }

  /// The HTTP status, where the line had one.
  public var status: Int? { parts.first.flatMap { Int($0) } }
  /// The message with what varies masked, or `nil`.
  public var message: String? {
    parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil
  }
}
