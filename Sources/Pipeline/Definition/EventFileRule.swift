import Scan

/// Files of what people and alerting systems left: alerts, on-call logs, chat, deploys, notes.
public struct EventFileRule: Hashable, Sendable {
  /// The files, as patterns; never empty where a definition was read.
  public var paths: [PathGlob]

  /// The files that match any of `paths`.
  public init(paths: [PathGlob]) { self.paths = paths }
}
