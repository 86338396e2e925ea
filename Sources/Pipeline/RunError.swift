import Redaction
import Render

/// Why a run could not do what was asked; each says the remedy.
public enum RunError: Error, CustomStringConvertible {
  /// Exit 2.
  case refused(String)
  /// Exit 70: the account of an input does not add up.
  case brokenAccount(path: String, lines: Int, classed: Int)

  /// One sentence for standard error, safe to print.
  public var description: String {
    switch self {
    case .refused(let text): SafeMessage.text(text)
    case .brokenAccount(let path, let lines, let classed):
      SafeMessage.text(
        "\(path): \(lines) lines were met and \(classed) accounted for. This is a defect of "
          + "recount; no draft was written. --exclude '\(path)' gets past it.")
    }
  }

  public var status: ExitStatus {
    switch self {
    case .refused: .couldNot
    case .brokenAccount: .brokenInvariant
    }
  }
}

/// The exit statuses that cron and scripts rely on.
public enum ExitStatus: Int32, Sendable {
  case done = 0
  case couldNot = 2
  /// Done, but an input, a baseline or an events file was missing, unreadable, cut, damaged or not
  /// understood in part.
  case partial = 3
  case brokenInvariant = 70
}

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
