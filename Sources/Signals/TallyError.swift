/// Why bytes are no tally, or two tallies cannot be one.
public enum TallyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The bytes do not begin as a tally does.
  case notATally
  /// Written by a version of the program that keeps other things.
  case unsupportedVersion(Int)
  /// Cut, or changed since it was written; the offset is where that showed.
  case damaged(offset: Int)
  /// The events carry counts of different units, so the sums would mix them.
  case differentDefinitions(mine: [String], theirs: [String])
  /// With the tallies before it, it claims more events than can be added up.
  case tooMany

  public var description: String {
    switch self {
    case .notATally: "not a tally: it does not begin as a .tally file does"
    case .unsupportedVersion(let version):
      "a tally of format \(version); this version reads format \(TallyFile.version)"
    case .damaged(let offset):
      "a damaged tally: cut short or changed, noticed at byte \(offset)"
    case .differentDefinitions(let mine, let theirs):
      "made with different definitions: one counts \(Self.list(mine)), the other"
        + " \(Self.list(theirs)); make both with the same --pipeline"
    case .tooMany: "a tally that claims more events, with those before it, than any log holds"
    }
  }

  private static func list(_ units: [String]) -> String {
    units.isEmpty ? "no units" : units.joined(separator: ", ")
  }
}
