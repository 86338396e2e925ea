/// What an incident is about in which nothing failed: the words of a log changed.
public struct SaidChange: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Lines that came regularly came no more while others of their service went on.
    case stopped
    /// Good answers of an operation had a member that they lack otherwise.
    case answered
  }

  public var kind: Kind
  public var service: String
  /// What the lines say with what varies masked; of answers, the member's name.
  public var text: String
  /// Of lines: how many a minute came before.
  public var usualPerMinute: Double
  /// Answers that had it.
  public var answers: Int
  /// What came in their place, where something did.
  public var instead: String?

  /// A change of what is said.
  public init(
    kind: Kind, service: String, text: String, usualPerMinute: Double = 0, instead: String? = nil,
    answers: Int = 0
  ) {
    self.answers = answers
    self.kind = kind
    self.service = service
    self.text = text
    self.usualPerMinute = usualPerMinute
    self.instead = instead
  }
}
