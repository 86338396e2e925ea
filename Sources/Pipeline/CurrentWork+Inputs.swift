import Redaction
import Render
import Supervision

extension CurrentWork {
  /// This thread begins to read an input; its name is made safe to print now, since after a trap
  /// that could not be done.
  static func reading(_ path: String, by redactor: Redactor) {
    reading(path, shown: SafeText.terminal(redactor.redact(path).text))
  }
}
