import LogModel
import Parse

/// What a series is about: one operation of one service as one clock saw it.
public struct SeriesKey: Hashable, Comparable, Sendable {
  public var source: String
  public var service: String
  /// `POST /api/order`
  public var operation: String
  /// The definition's name for the operation, or empty.
  public var name: String
  public var dependency: String
  public var kind: LogRecord.Kind
  public var role: ServiceRole

  public static func < (a: SeriesKey, b: SeriesKey) -> Bool {
    (a.service, a.operation, a.name, a.dependency, a.source, "\(a.kind.rawValue)\(a.role.rawValue)")
      < (
        b.service, b.operation, b.name, b.dependency, b.source, "\(b.kind.rawValue)\(b.role.rawValue)"
      )
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

  public static func < (a: SignatureKey, b: SignatureKey) -> Bool {
    (a.text, a.noise) < (b.text, b.noise)
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
