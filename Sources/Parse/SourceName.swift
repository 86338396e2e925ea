/// What the name of a source says of it.
public enum SourceName {
  /// Whether an orchestrator made it up for a pod; any other is a host's.
  public static func isPod(_ name: String) -> Bool { PodName.isPod(Array(name.utf8)) }
}
