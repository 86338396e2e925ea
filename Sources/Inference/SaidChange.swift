/// What an incident is about in which nothing failed: the words of a log changed.
public struct SaidChange: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Lines that came regularly came no more while others of their service went on.
    case stopped
    /// Good answers of an operation had a member that they lack otherwise.
    case answered
    /// A member of good answers that varied was the same in all of them.
    case constant
    /// A member of good answers was what it had never been.
    case marked
    /// A number of lines, or a latency, that moved nearly always stood still.
    case stalled

    /// It is about good answers.
    public var isOfAnswers: Bool { self == .answered || self == .constant || self == .marked }
  }

  public var kind: Kind
  public var service: String
  /// What the lines say with what varies masked; of answers, the member's name; of a number its
  /// key, or its place among what is masked (`#1`), and nothing of a latency.
  public var text: String
  /// The operation that answered, or what the lines say that the number stands in.
  public var operation: String
  /// Of lines: how many a minute came before.
  public var usualPerMinute: Double
  /// Answers that had it.
  public var answers: Int
  /// What came in their place, where something did.
  public var instead: String?

  /// A change of what is said.
  public init(
    kind: Kind, service: String, text: String, operation: String = "", usualPerMinute: Double = 0,
    instead: String? = nil,
    answers: Int = 0
  ) {
    self.answers = answers
    self.operation = operation
    self.kind = kind
    self.service = service
    self.text = text
    self.usualPerMinute = usualPerMinute
    self.instead = instead
  }
}
