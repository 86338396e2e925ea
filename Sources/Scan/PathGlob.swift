/// A pattern for the paths of inputs, as a shell reads one, with `**` for folders of any depth.
///
/// `*` and `?` stop at `/`; `**` does not, and `**/` also stands for no folder at all.
/// `[a-z]` is one of a set, `[!a-z]` one outside it; `\` makes the next character plain:
///
///     PathGlob("logs/**/*.gz").matches("logs/a.gz")       // true
///     PathGlob("logs/*.gz").matches("logs/old/a.gz")      // false
///
/// All states are followed side by side, so the time is at most pattern length times path
/// length. Any text is a pattern; ``fault(in:)`` says which are likely mistakes.
public struct PathGlob: Hashable, Sendable {
  /// The pattern as it was written.
  public let pattern: String
  /// Whether a single `*`, a `?` and a set also match `/`.
  public let crossesSlash: Bool
  private let tokens: [Token]

  private enum Token: Hashable, Sendable {
    case scalar(Unicode.Scalar)
    case oneCharacter
    case set([ClosedRange<Unicode.Scalar>], negated: Bool)
    /// `*`
    case anyRun
    /// `**`
    case anyPath
    /// `**/`
    case anyFolders
  }

  /// Compiles the pattern; a `[` that is never closed and a `\` at the end are plain.
  public init(_ pattern: String, crossesSlash: Bool = false) {
    self.pattern = pattern
    self.crossesSlash = crossesSlash
    tokens = Self.tokens(of: Array(pattern.unicodeScalars))
  }

  /// What is wrong with a pattern that a person wrote, or nil.
  public static func fault(in pattern: String) -> String? {
    if let fault = Glob.fault(in: pattern) { return fault }
    let scalars = Array(pattern.unicodeScalars)
    var index = 0
    while index < scalars.count {
      switch scalars[index] {
      case "\\": index += 2
      case "[":
        guard let set = set(at: index, in: scalars) else {
          return "a [ is never closed (write \\[ for the character itself)"
        }
        index = set.end
      default: index += 1
      }
    }
    return nil
  }

  /// Whether the whole of `path` matches.
  public func matches(_ path: String) -> Bool {
    var states = [Bool](repeating: false, count: tokens.count + 1)
    states[0] = true
    skipEmpty(&states, atFolderStart: true)
    for scalar in path.unicodeScalars {
      states = following(states, by: scalar)
      skipEmpty(&states, atFolderStart: scalar == "/")
    }
    return states[tokens.count]
  }

  /// Whether all of `bytes`, read as UTF-8 with repairs, match.
  public func matches(_ bytes: UnsafeRawBufferPointer) -> Bool {
    matches(String(decoding: bytes, as: UTF8.self))
  }

  /// Marks what is reached without a character: past every run that may be empty here.
  private func skipEmpty(_ states: inout [Bool], atFolderStart: Bool) {
    for (index, token) in tokens.enumerated() where states[index] {
      switch token {
      case .anyRun, .anyPath: states[index + 1] = true
      case .anyFolders: if atFolderStart { states[index + 1] = true }
      case .scalar, .oneCharacter, .set: break
      }
    }
  }

  private func following(_ states: [Bool], by scalar: Unicode.Scalar) -> [Bool] {
    var next = [Bool](repeating: false, count: states.count)
    let mayPass = crossesSlash || scalar != "/"
    for (index, token) in tokens.enumerated() where states[index] {
      switch token {
      case .scalar(let wanted): if wanted == scalar { next[index + 1] = true }
      case .oneCharacter: if mayPass { next[index + 1] = true }
      case .set(let ranges, let negated):
        if mayPass, ranges.contains(where: { $0.contains(scalar) }) != negated {
          next[index + 1] = true
        }
      case .anyRun: if mayPass { next[index] = true }
      case .anyPath, .anyFolders: next[index] = true
      }
    }
    return next
  }
}

extension PathGlob {
  private static func tokens(of scalars: [Unicode.Scalar]) -> [Token] {
    var tokens: [Token] = []
    var index = 0
    while index < scalars.count {
      switch scalars[index] {
      case "\\" where index + 1 < scalars.count:
        tokens.append(.scalar(scalars[index + 1]))
        index += 2
      case "?":
        tokens.append(.oneCharacter)
        index += 1
      case "*":
        let run = star(at: index, in: scalars)
        if tokens.last != run.token { tokens.append(run.token) }
        index = run.end
      case "[":
        if let set = set(at: index, in: scalars) {
          tokens.append(set.token)
          index = set.end
        } else {
          tokens.append(.scalar("["))
          index += 1
        }
      case let scalar:
        tokens.append(.scalar(scalar))
        index += 1
      }
    }
    return tokens
  }

  /// The run of stars that starts at `index`: `*`, `**`, or `**/` where a folder may begin.
  private static func star(
    at index: Int, in scalars: [Unicode.Scalar]
  ) -> (token: Token, end: Int) {
    var end = index
    while end < scalars.count, scalars[end] == "*" { end += 1 }
    guard end - index > 1 else { return (.anyRun, end) }
    let startsFolder = index == 0 || scalars[index - 1] == "/"
    guard startsFolder, end < scalars.count, scalars[end] == "/" else { return (.anyPath, end) }
    return (.anyFolders, end + 1)
  }

  /// The set that starts with the `[` at `index`, or nil if it is never closed.
  ///
  /// A `]` that comes first is a member; so is a `-` at either end.
  private static func set(
    at index: Int, in scalars: [Unicode.Scalar]
  ) -> (token: Token, end: Int)? {
    var next = index + 1
    var negated = false
    if next < scalars.count, scalars[next] == "!" || scalars[next] == "^" {
      negated = true
      next += 1
    }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    while next < scalars.count {
      let low = scalars[next]
      if low == "]", !ranges.isEmpty { return (.set(ranges, negated: negated), next + 1) }
      if next + 2 < scalars.count, scalars[next + 1] == "-", scalars[next + 2] != "]" {
        let high = scalars[next + 2]
        ranges.append(min(low, high)...max(low, high))
        next += 3
      } else {
        ranges.append(low...low)
        next += 1
      }
    }
    return nil
  }
}

extension PathGlob: CustomStringConvertible {
  /// The pattern as it was written.
  public var description: String { pattern }
}
