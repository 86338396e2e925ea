import Ingest
import LogModel
import Parse
import Scan

/// A pattern of an option for some of the inputs: of whole paths, or of the last part alone
/// where it has no folder in it, as `--exclude` has it.
struct InputGlob: Sendable {
  let pattern: String
  private let glob: PathGlob
  private let isOfNames: Bool

  init(_ pattern: String) {
    self.pattern = pattern
    glob = PathGlob(pattern, crossesSlash: true)
    isOfNames = !pattern.contains("/")
  }

  func matches(_ path: String) -> Bool {
    if glob.matches(path) { return true }
    guard isOfNames, let name = path.split(separator: "/").last else { return false }
    return glob.matches(String(name))
  }
}

/// `GLOB=±DURATION`: what is added to the stamps of some inputs, because their clock was off.
struct InputShift: Sendable {
  let nanoseconds: Int64
  let glob: InputGlob

  /// - Throws: `RunError` for anything but a pattern, `=`, a sign or none, and a duration.
  init(_ text: String) throws(RunError) {
    // The last `=` parts the two: a path may hold one, a duration may not.
    guard let cut = text.lastIndex(of: "="), cut > text.startIndex else {
      throw .refused("--shift: '\(text)' is not GLOB=DURATION, such as 'host-b/*=-4s'")
    }
    glob = InputGlob(String(text[..<cut]))
    var length = text[text.index(after: cut)...]
    let isNegative = length.hasPrefix("-") || length.hasPrefix("\u{2212}")
    if isNegative || length.hasPrefix("+") { length = length.dropFirst() }
    do {
      let duration = try DurationExpression(String(length))
      nanoseconds = isNegative ? -duration.nanoseconds : duration.nanoseconds
    } catch {
      throw .refused("--shift: \(error)")
    }
  }

  func covers(_ path: String) -> Bool { glob.matches(path) }
}

extension ZoneFinder {
  /// - Throws: `RunError` naming the option when there is no such zone.
  static func zone(named name: String, for option: String) throws(RunError) -> ZoneRules {
    guard let zone = zone(named: name) else {
      throw .refused("\(option): no time zone '\(name)'; for example UTC or America/Denver")
    }
    return zone
  }
}
