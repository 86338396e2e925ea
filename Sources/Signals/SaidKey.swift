import LogModel
import Parse

/// What is counted of the words of a log: a statement that a service writes, or the members that
/// an operation's good answers have.
public struct SaidKey: Hashable, Comparable, Sendable {
  public enum Sort: UInt8, Sendable {
    /// A line that is neither error nor warning.
    case line
    /// A line that complains.
    case complaint
    /// The members of a success.
    case shape
    /// What a member of an operation's good answers was.
    case value
    /// What a number of a line was.
    case number
    /// How long a good call took.
    case latency

    /// It is kept with what was seen, in ``Tally/values``.
    var hasValue: Bool { rawValue >= Sort.value.rawValue }
    /// It is about an operation.
    var isOfOperation: Bool { self == .shape || self == .value || self == .latency }
  }

  public var sort: Sort
  public var service: String
  /// Of answers: the operation that answered so; of a number, the template of its lines.
  public var operation: String
  /// The template of the lines; of a shape, its members, parted by U+001F; of a value or a number,
  /// its name.
  public var text: String

  /// Stands for all that a service says where it says too many things to keep apart.
  public static let other = "*"

  /// By their bytes, as is equality.
  public static func < (a: SaidKey, b: SaidKey) -> Bool {
    if a.sort != b.sort { return a.sort.rawValue < b.sort.rawValue }
    return ExactText.precedes(
      [a.service, a.operation, a.text], [b.service, b.operation, b.text]) ?? false
  }

  public static func == (a: SaidKey, b: SaidKey) -> Bool {
    a.sort == b.sort && ExactText.isSame(a.text, b.text)
      && ExactText.isSame(a.service, b.service) && ExactText.isSame(a.operation, b.operation)
  }
}
