/// Why a definition cannot be used: the place, what is wrong there, and what to do about it.
///
///     jwt-pizza.yaml:7: unknown format 'json-line'; known: json-lines, logfmt, syslog
public struct DefinitionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The path of the definition as the user gave it.
  public var path: String
  /// 1-based.
  public var line: Int
  /// What is wrong, quoting the definition with control characters made visible.
  public var problem: String
  /// What to do about it.
  public var remedy: String

  /// An error at `path:line`.
  public init(path: String, line: Int, problem: String, remedy: String) {
    self.path = path
    self.line = line
    self.problem = problem
    self.remedy = remedy
  }

  /// `file:line: problem; remedy`
  public var description: String { "\(path):\(line): \(problem); \(remedy)" }
}

extension String {
  /// The text between quotes, fit for a terminal: at most 60 characters, on one line, with
  /// what could steer a terminal or turn the direction of writing as `\u{1B}`.
  var quotedForMessage: String {
    var shown = String.UnicodeScalarView()
    for scalar in unicodeScalars.prefix(60) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        shown.append(contentsOf: "\\u{\(digits)}".unicodeScalars)
      default: shown.append(scalar)
      }
    }
    return "'" + String(shown) + (unicodeScalars.count > 60 ? "…" : "") + "'"
  }
}
