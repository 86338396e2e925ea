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
  /// All its requests were rejected (4xx). Their names are counted apart from those of requests
  /// that were served, so that a scan for paths that do not exist folds no name of one that does.
  public var isRejected = false

  private var texts: [String] {
    [
      service, operation, name, dependency, source, "\(kind.rawValue)", role.rawValue,
      isRejected ? "1" : "",
    ]
  }

  /// The hash under which ``ClientSample`` names an operation.
  var operationHash: UInt64 { StableHash.hash(name.isEmpty ? operation : name) }

  /// Names alike in two services may be folded in one of them, so this hashes both.
  var routeHash: UInt64 {
    [service, operation].reduce(StableHash.hash(name, seed: isRejected ? 1 : 0)) {
      StableHash.hash($1, seed: $0)
    }
  }

  /// By their bytes, as is equality: what looks the same may be two names.
  public static func < (a: SeriesKey, b: SeriesKey) -> Bool {
    ExactText.precedes(a.texts, b.texts) ?? false
  }

  public static func == (a: SeriesKey, b: SeriesKey) -> Bool {
    a.kind == b.kind && a.role == b.role && a.isRejected == b.isRejected
      && ExactText.isSame(a.operation, b.operation)
      && ExactText.isSame(a.service, b.service) && ExactText.isSame(a.source, b.source)
      && ExactText.isSame(a.name, b.name) && ExactText.isSame(a.dependency, b.dependency)
  }
}

/// One kind of failure inside a series.
public struct SignatureKey: Hashable, Comparable, Sendable {
  /// Status, message template and body keys, joined by `FailureSignature.separator`.
  public var text: String
  /// Why the definition knows it as noise, and up to which rate; empty when it does not.
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
  /// The keys of the response's body; none where the line had no such body.
  public var bodyKeys: [String] {
    guard parts.count > 2, parts[2].hasPrefix("{"), parts[2].hasSuffix("}") else { return [] }
    return parts[2].dropFirst().dropLast().split(separator: ",").map(String.init)
  }
}

extension SignatureKey {
  private static let separator: Character = "\u{1F}"

  /// The text of ``noise``: reason, count and seconds of a definition's rule.
  static func noise(because reason: String, upToCount count: Int, perSeconds seconds: Int) -> String
  {
    "\(reason)\(separator)\(count)\(separator)\(seconds)"
  }

  private var noiseParts: [Substring] { noise.split(separator: Self.separator) }

  /// The reason that the definition gives.
  var noiseReason: String? { noiseParts.first.map(String.init) }

  /// The rate up to which a definition knows it as noise.
  public var noiseRate: (upToCount: Int, perSeconds: Int)? {
    let parts = noiseParts
    guard parts.count == 3, let count = Int(parts[1]), let seconds = Int(parts[2]) else {
      return nil
    }
    // A tally may say anything; what is computed from these stays far from overflow.
    return (min(max(0, count), 1 << 31), min(max(1, seconds), 1 << 28))
  }
}

/// How a line without a request is counted. Its template is used as the operation name.
public enum LineClass: String, Sendable, CaseIterable {
  /// Neither error nor warning: it shows that the log went on.
  case quiet = ""
  case warning
  /// Error or worse.
  case error
  /// Without a level, and in words about a failure.
  case told

  /// Seconds of a quiet line's bucket at least: most lines of a log are quiet, and buckets as
  /// narrow as those of what failed would crowd these out of the budget.
  public static let quietSeconds: Int64 = 60

  /// Only lines whose message was kept complain: calls of probes are quiet whatever they say.
  @inline(__always)
  init(_ record: UnsafePointer<LogRecord>) {
    let complains = record.pointee.signature.count > 0
    switch record.pointee.severity {
    case .error, .fatal: self = complains ? .error : .quiet
    case .warning: self = complains ? .warning : .quiet
    case .told: self = complains ? .told : .quiet
    case .unknown, .trace, .debug, .info: self = .quiet
    }
  }

  /// A number for a hash.
  @inline(__always)
  var rank: UInt64 { self == .quiet ? 0 : self == .warning ? 1 : self == .error ? 2 : 3 }
}

extension SeriesKey {
  /// Lines that show no more than that a log went on.
  public var isQuietLines: Bool { kind == .message && operation == LineClass.quiet.rawValue }
}
