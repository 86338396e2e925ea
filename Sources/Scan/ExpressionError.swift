/// A time or duration that a person typed and recount cannot read; says what it reads instead.
public struct ExpressionError: Error, Hashable, CustomStringConvertible {
  /// What was typed.
  public var text: String
  /// What it should have been, `time` or `duration`.
  public var wanted: String
  /// The forms that are read, in the words of the help.
  public var forms: String

  public var description: String { "'\(text)' is not a \(wanted); use \(forms)" }
}
