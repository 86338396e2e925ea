/// Where on a request's way a log was written.
public enum ServiceRole: String, Sendable, CaseIterable {
  case edge, service, dependency
}
