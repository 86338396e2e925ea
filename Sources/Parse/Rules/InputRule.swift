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
