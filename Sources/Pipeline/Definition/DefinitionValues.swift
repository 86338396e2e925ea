import LogModel
import Parse
import Scan

/// The small languages inside a definition: durations, rates, comparisons, patterns, fields.
extension DefinitionNode {
  /// A duration such as `90s`, `30m`, `1h30m` or `56d`, in seconds, within `range`.
  func seconds(in range: ClosedRange<Int>) throws(DefinitionError) -> Int {
    let text = try text()
    guard let seconds = Self.seconds(of: text) else {
      throw error("\(text.quotedForMessage) is no duration", "write 90s, 30m, 1h30m or 56d")
    }
    guard range.contains(seconds) else {
      let limits = "\(range.lowerBound) to \(range.upperBound) seconds"
      throw error("'\(key)' is out of range at \(text.quotedForMessage)", "give \(limits)")
    }
    return seconds
  }

  /// A rate such as `1 per 4m`.
  func rate() throws(DefinitionError) -> (count: Int, seconds: Int) {
    let text = try text()
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 3, words[1] == "per", let count = Int(words[0]),
      (1...1_000_000_000).contains(count), let seconds = Self.seconds(of: words[2]),
      (1...366 * 86_400).contains(seconds)
    else {
      throw error("\(text.quotedForMessage) is no rate", "write it like '1 per 4m'")
    }
    return (count, seconds)
  }

  /// A comparison such as `">20"`.
  func comparison() throws(DefinitionError) -> Comparison {
    let text = try text()
    guard let comparison = Comparison(text) else {
      throw error(
        "\(text.quotedForMessage) is no comparison",
        "write one of < <= > >= == != and a number, in quotes: \">20\"")
    }
    return comparison
  }

  /// Patterns for messages, routes and user agents; a list may be empty.
  func globs() throws(DefinitionError) -> [Glob] {
    var globs: [Glob] = []
    for item in itemsOrOne() {
      let text = try item.text()
      try item.refuse(Glob.fault(in: text), in: text)
      globs.append(Glob(text))
    }
    return globs
  }

  /// Patterns for the paths of files.
  func pathGlobs() throws(DefinitionError) -> [PathGlob] {
    var globs: [PathGlob] = []
    for item in itemsOrOne() {
      let text = try item.text()
      try item.refuse(PathGlob.fault(in: text), in: text)
      globs.append(PathGlob(text))
    }
    return globs
  }

  /// Fields such as `tenant` or `reqBody.items`.
  func fields() throws(DefinitionError) -> [FieldPath] {
    var fields: [FieldPath] = []
    for item in itemsOrOne() { fields.append(try item.field(try item.text())) }
    return fields
  }

  /// The field that `text` names.
  func field(_ text: String) throws(DefinitionError) -> FieldPath {
    guard let field = FieldPath(text) else {
      throw error(
        "\(text.quotedForMessage) is no field", "write it like tenant or reqBody.items")
    }
    return field
  }

  /// The field of `count(FIELD)`, or nil if `text` is something else.
  func counted(_ text: String) throws(DefinitionError) -> FieldPath? {
    guard text.hasPrefix("count("), text.hasSuffix(")") else { return nil }
    return try field(String(text.dropFirst(6).dropLast()))
  }

  /// Inclusive ranges of whole numbers: `500-599`, `404`, `5xx`, or a list of them.
  func statusRanges() throws(DefinitionError) -> [ClosedRange<Int>] {
    var ranges: [ClosedRange<Int>] = []
    for item in itemsOrOne() {
      let text = try item.text()
      guard let range = Self.statusRange(of: text) else {
        throw item.error(
          "\(text.quotedForMessage) is no status", "write 404, 5xx or 500-599, within 100 to 999")
      }
      ranges.append(range)
    }
    return ranges
  }

  private func refuse(_ fault: String?, in text: String) throws(DefinitionError) {
    guard let fault else {
      guard text.utf8.count > 1000 else { return }
      throw error("the pattern \(text.quotedForMessage) is too long", "keep it under 1000 bytes")
    }
    throw error("bad pattern \(text.quotedForMessage)", fault)
  }

  private static func statusRange(of text: String) -> ClosedRange<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map {
      Int($0.filter { $0 != " " })
    }
    if text.utf8.count == 3, text.lowercased().hasSuffix("xx"),
      let hundreds = text.first?.wholeNumberValue, hundreds >= 1
    {
      return (hundreds * 100)...(hundreds * 100 + 99)
    }
    guard ends.count <= 2, let first = ends.first, let last = ends.last, let low = first,
      let high = last, low >= 100, high <= 999, low <= high
    else { return nil }
    return low...high
  }

  /// Sums numbers with units; nil for anything else and for what overflows.
  private static func seconds(of text: String) -> Int? {
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
    var total = 0
    var digits = ""
    for character in text {
      if ("0"..."9").contains(character) {
        digits.append(character)
        continue
      }
      guard let unit = units[character], let number = Int(digits) else { return nil }
      let (part, overflow) = number.multipliedReportingOverflow(by: unit)
      let (sum, carried) = total.addingReportingOverflow(part)
      guard !overflow, !carried else { return nil }
      total = sum
      digits = ""
    }
    return digits.isEmpty && !text.isEmpty ? total : nil
  }
}
