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
