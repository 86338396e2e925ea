import Redaction
import Render

/// The name of an input as messages may show it.
public enum InputName {
  /// Without secrets, and with nothing in it that a terminal would obey.
  public static func shown(_ path: String) -> String {
    SafeText.terminal(Redactor().redact(path).text)
  }
}
