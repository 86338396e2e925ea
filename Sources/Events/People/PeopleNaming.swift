/// How people are named in what recount writes.
public enum PeopleNaming: String, Hashable, Sendable, CaseIterable {
  /// As the events name them.
  case names
  /// By what they did: the on-call engineer, a responder, a user.
  case roles
  /// By a stand-in that is the same throughout: person-1.
  case stable
}
