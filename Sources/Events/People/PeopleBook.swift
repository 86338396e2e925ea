import LogModel

/// Whom the rows of a run's event files name, and what they did there.
///
/// Filled while rows are read, from names as they were written: what redaction leaves of an
/// address tells nobody apart. Which people are known is a function of the set of rows.
public final class PeopleBook {
  struct Person {
    var name: PersonName
    /// Nanoseconds of the first row that names the person.
    var first: Int64
    var deeds: Set<EventKind>
  }

  /// More people than this are not told apart.
  private let limit: Int
  private(set) var people: [UInt64: Person] = [:]
  /// Somebody is named who is not known here.
  private(set) var isOverfull = false

  public init(limit: Int = 50_000) { self.limit = max(1, limit) }

  /// Notes that a row names somebody.
  ///
  /// - Returns: whom, as ``EventRow/person``; 0 where it is no person's name.
  func note(_ text: String, _ kind: EventKind, at moment: Timestamp) -> UInt64 {
    guard let name = PersonName(text) else { return 0 }
    let id = name.id
    let known = people[id]
    people[id] = Person(
      name: name, first: min(known?.first ?? moment.nanoseconds, moment.nanoseconds),
      deeds: (known?.deeds ?? []).union([kind]))
    if people.count >= 2 * limit { settle() }
    return id
  }

  /// Keeps the people with the smallest hashes, whatever came first.
  func settle() {
    guard people.count > limit else { return }
    isOverfull = true
    for id in people.keys.sorted().dropFirst(limit) { people[id] = nil }
  }
}

/// How people are named in what recount writes.
public enum PeopleNaming: String, Hashable, Sendable, CaseIterable {
  /// As the events name them.
  case names
  /// By what they did: the on-call engineer, a responder, a user.
  case roles
  /// By a stand-in that is the same throughout: person-1.
  case stable
}

/// What each known person is called instead of by name.
struct StandIns {
  /// By ``EventRow/person``; spellings of one name lead to the same.
  private(set) var byPerson: [UInt64: String] = [:]
  /// Whom a spelling means: of `Ann`, the one `Ann Quux` that is known.
  private(set) var same: [UInt64: UInt64] = [:]
  /// For somebody who is not known, or not told apart.
  let somebody: String

  init(_ book: PeopleBook, _ naming: PeopleNaming) {
    somebody = naming == .stable ? "a person" : "a responder"
    same = Self.same(book)
    var people: [UInt64: PeopleBook.Person] = [:]
    for (id, person) in book.people {
      let one = same[id] ?? id
      var all = people[one] ?? book.people[one] ?? person
      all.first = min(all.first, person.first)
      all.deeds.formUnion(person.deeds)
      people[one] = all
    }
    let ordered = people.sorted { ($0.value.first, $0.key) < ($1.value.first, $1.key) }
    let onCall = ordered.count { Role(of: $0.value.deeds) == .onCall }
    for (number, (id, person)) in ordered.enumerated() {
      byPerson[id] =
        naming == .stable
        ? "person-\(number + 1)"
        : Role(of: person.deeds).words(isOnlyOne: onCall == 1)
    }
    for (id, one) in same { byPerson[id] = byPerson[one] }
  }

  /// Part of a name, or an account made of it, means the person where it can mean one only.
  private static func same(_ book: PeopleBook) -> [UInt64: UInt64] {
    var owners: [String: Set<UInt64>] = [:]
    for (id, person) in book.people where person.name.words.count > 1 && person.name.isPersonal {
      for word in person.name.words + person.name.handles { owners[word, default: []].insert(id) }
    }
    var same: [UInt64: UInt64] = [:]
    for (id, person) in book.people where person.name.words.count == 1 {
      if let word = person.name.words.first, let found = owners[word], found.count == 1,
        let one = found.first
      {
        same[id] = one
      }
    }
    return same
  }

  /// What a person was in an incident.
  private enum Role {
    case onCall, responder, developer, user

    init(of deeds: Set<EventKind>) {
      let changes: Set<EventKind> = [.change, .deploy, .rollback, .restart]
      if !deeds.isDisjoint(with: [.engineerNotified, .acknowledged, .escalated]) {
        self = .onCall
      } else if deeds.isSubset(of: [.userReport, .note]), deeds.contains(.userReport) {
        self = .user
      } else if deeds.isSubset(of: changes) {
        self = .developer
      } else {
        self = .responder
      }
    }

    func words(isOnlyOne: Bool) -> String {
      switch self {
      case .onCall: isOnlyOne ? "the on-call engineer" : "an on-call engineer"
      case .responder: "a responder"
      case .developer: "a developer"
      case .user: "a user"
      }
    }
  }
}
