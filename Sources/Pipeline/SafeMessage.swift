import Redaction
import Render

/// A message for a person: it may quote what was typed or read, so it is shown without secrets
/// and with nothing in it that a terminal would obey.
public enum SafeMessage {
  /// The message as it may be printed; line ends become signs like all other controls.
  public static func text(_ message: String) -> String {
    SafeText.terminal(Redactor().redact(message).text)
  }

  /// The same for a message of several lines, which stay.
  public static func lines(_ message: String) -> String {
    message.split(separator: "\n", omittingEmptySubsequences: false)
      .map { text(String($0)) }.joined(separator: "\n")
  }
}
