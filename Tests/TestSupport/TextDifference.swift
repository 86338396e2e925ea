/// A unified diff of two texts, each hunk with three lines around it; `nil` where they are equal.
///
/// Lines that were expected and did not come begin with `-`, lines that came instead with `+`.
/// Every hunk is shown, up to ``TextDifference/lineLimit`` lines.
public func textDifference(_ expected: [UInt8], _ actual: [UInt8]) -> String? {
  guard expected != actual else { return nil }
  return TextDifference(TextDifference.lines(expected), TextDifference.lines(actual)).text
}

/// The same of texts.
public func textDifference(_ expected: String, _ actual: String) -> String? {
  textDifference(Array(expected.utf8), Array(actual.utf8))
}

/// The hunks of a unified diff.
struct TextDifference {
  /// Lines that are printed of a diff; of more, their number is.
  static let lineLimit = 4000
  /// Equal lines around a change.
  private static let context = 3
  /// Of more lines that differ, no smallest set of changes is looked for: its cost is a square.
  private static let searchLimit = 6000
  /// Columns of a line that are printed.
  private static let columnLimit = 2000

  private enum Change { case same, removed, added }

  private struct Line {
    var change: Change
    var text: String
    /// Its number, or that of the next line, in both texts.
    var place: (expected: Int, actual: Int)
  }

  private let lines: [Line]

  init(_ expected: [String], _ actual: [String]) {
    let head = zip(expected, actual).prefix { $0 == $1 }.count
    let tail = zip(expected.dropFirst(head).reversed(), actual.dropFirst(head).reversed())
      .prefix { $0 == $1 }.count
    let removed = Self.removed(
      from: Array(expected.dropFirst(head).dropLast(tail)),
      to: Array(actual.dropFirst(head).dropLast(tail)))
    var lines: [Line] = []
    var place = (expected: 0, actual: 0)
    while place.expected < expected.count || place.actual < actual.count {
      let isRemoved = removed.expected.contains(place.expected - head)
      let isAdded = removed.actual.contains(place.actual - head)
      let change: Change = isRemoved ? .removed : isAdded ? .added : .same
      let text = change == .added ? actual[place.actual] : expected[place.expected]
      lines.append(Line(change: change, text: text, place: place))
      if change != .added { place.expected += 1 }
      if change != .removed { place.actual += 1 }
    }
    self.lines = lines
  }

  /// The places, in either text, of lines that the other does not have.
  private static func removed(
    from expected: [String], to actual: [String]
  ) -> (expected: Set<Int>, actual: Set<Int>) {
    guard max(expected.count, actual.count) <= searchLimit else {
      return (Set(expected.indices), Set(actual.indices))
    }
    var places: (expected: Set<Int>, actual: Set<Int>) = ([], [])
    for change in actual.difference(from: expected) {
      switch change {
      case .remove(let offset, _, _): places.expected.insert(offset)
      case .insert(let offset, _, _): places.actual.insert(offset)
      }
    }
    return places
  }

  /// The hunks one below the other, each under a head like `@@ -3,7 +3,8 @@`.
  var text: String {
    var printed = ["--- expected", "+++ came"]
    for hunk in hunks { printed += Self.text(of: lines[hunk]) }
    let more = printed.count - Self.lineLimit
    if more > 0 { printed = printed.prefix(Self.lineLimit) + ["… and \(more) more lines"] }
    return printed.joined(separator: "\n")
  }

  private var hunks: [Range<Int>] {
    var hunks: [Range<Int>] = []
    for (at, line) in lines.enumerated() where line.change != .same {
      let hunk = max(0, at - Self.context)..<min(lines.count, at + Self.context + 1)
      if let last = hunks.last, last.upperBound >= hunk.lowerBound {
        hunks[hunks.count - 1] = last.lowerBound..<hunk.upperBound
      } else {
        hunks.append(hunk)
      }
    }
    return hunks
  }

  private static func text(of hunk: ArraySlice<Line>) -> [String] {
    guard let first = hunk.first else { return [] }
    let expected = hunk.count { $0.change != .added }
    let actual = hunk.count { $0.change != .removed }
    let head =
      "@@ -\(first.place.expected + 1),\(expected) +\(first.place.actual + 1),\(actual) @@"
    return [head]
      + hunk.map { line in
        let mark =
          switch line.change {
          case .same: " "
          case .removed: "-"
          case .added: "+"
          }
        return mark + line.text.prefix(columnLimit)
      }
  }

  /// Lines as they are shown; a text that ends in no line end says so.
  static func lines(_ bytes: [UInt8]) -> [String] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    if lines.last?.isEmpty == true {
      lines.removeLast()
    } else {
      lines[lines.count - 1] += "  (no line end)"
    }
    return lines
  }
}
