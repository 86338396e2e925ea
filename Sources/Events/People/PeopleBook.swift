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
