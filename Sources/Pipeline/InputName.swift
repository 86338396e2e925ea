import Redaction
import Render
import Supervision

/// The name of an input as messages on standard error show it.
public enum InputName {
  /// The path without secrets, and with nothing in it that a terminal would obey.
  public static func shown(_ path: String) -> String { SafeText.terminal(ShownPath.text(path)) }
}

extension CurrentWork {
  /// Notes that this thread begins to read an input. Its name is made safe to print now: after a
  /// trap that could not be done.
  static func reading(_ path: String) { reading(path, shown: InputName.shown(path)) }
}
