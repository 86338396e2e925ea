import LogModel
import Scan

/// What is known beforehand about the inputs whose path matches; nil means: find it out.
public struct InputRule: Hashable, Sendable {
  /// The inputs this is about: any of these; none at all means every input.
  public var paths: [PathGlob]
  /// The service that wrote the lines.
  public var service: String?
  /// Where on a request's way the lines were written.
  public var role: ServiceRole?
  /// How its lines are read.
  public var format: FormatChoice?
  /// The zone of times that are written without one, such as `America/Denver`.
  public var timezone: String?

  /// A rule for `paths`; the rest is found out unless given.
  public init(
    paths: [PathGlob], service: String? = nil, role: ServiceRole? = nil,
    format: FormatChoice? = nil,
    timezone: String? = nil
  ) {
    self.paths = paths
    self.service = service
    self.role = role
    self.format = format
    self.timezone = timezone
  }

  /// Whether this rule is about the input at `path`.
  public func covers(_ path: String) -> Bool {
    paths.isEmpty || paths.contains { $0.matches(path) }
  }
}

/// How an input is to be read, where the definition or the command line says so.
public enum FormatChoice: Hashable, Sendable {
  /// A format by its name, as `recount formats` lists it; only it is tried.
  case named(String)
  /// JSON lines whose keys are called otherwise: the meaning, and the way to its value.
  case fields([FieldName])
  /// Lines that a pattern with named groups takes apart.
  case pattern(UserPattern)

  /// A meaning, such as `status` or `latency_ms`, and where it stands.
  public struct FieldName: Hashable, Sendable {
    public var meaning: String
    public var path: FieldPath

    public init(meaning: String, path: FieldPath) {
      self.meaning = meaning
      self.path = path
    }
  }

  /// Meanings that `fields:` and the groups of a pattern may be called.
  public static let meanings = [
    "time", "level", "status", "method", "path", "operation", "latency_ms", "latency_s",
    "latency_us", "latency_ns", "latency", "message", "error", "service", "host", "user",
    "session", "ip", "peer", "grpc_status", "request_body", "response_body", "user_agent",
  ]

  /// The format that reads lines so; `nil` for a name that is none.
  var format: (any LogFormat)? {
    switch self {
    case .named(let name): LogFormats.all.first { $0.name == name }
    case .fields(let names): MappedJSON(names: names)
    case .pattern(let pattern): PatternLines(pattern: pattern)
    }
  }
}
