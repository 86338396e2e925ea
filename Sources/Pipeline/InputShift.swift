import Scan

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
