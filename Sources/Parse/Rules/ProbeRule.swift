import Scan

/// Which requests come from health checks and scrapers; one match of either kind is enough.
public struct ProbeRule: Hashable, Sendable {
  /// User agents of probes.
  public var userAgents: [Glob]
  /// Routes that only probes ask for, without the query.
  public var paths: [Glob]

  /// Probes told by user agent or by route.
  public init(userAgents: [Glob], paths: [Glob]) {
    self.userAgents = userAgents
    self.paths = paths
  }

  /// Kubernetes' probes and the three usual routes.
  public static let standard = ProbeRule(
    userAgents: [Glob("kube-probe*")],
    paths: [Glob("/healthz"), Glob("/readyz"), Glob("/metrics")])
}
