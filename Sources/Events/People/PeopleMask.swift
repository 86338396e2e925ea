import LogModel

/// Names people by what they did, or by a number, in rows and in every other text.
///
/// What is known of a name are its words, in any case and with any signs between them, the names
/// of accounts that are usually made of it, and whoever is mentioned with `@`.
public struct PeopleMask: Sendable {
  private struct Whole: Sendable {
    var words: [String]
    var standIn: String
  }

  private let standIns: [UInt64: String]
  /// For somebody who is not known.
  private let somebody: String
  /// By a word that gives a person away.
  private var words: [String: String] = [:]
  /// Names that only all of their words together are, by the first.
  private var wholes: [String: [Whole]] = [:]
  private let isOverfull: Bool

  /// - Returns: `nil` where people are named as they are.
  public init?(_ book: PeopleBook, _ naming: PeopleNaming) {
    guard naming != .names else { return nil }
    book.settle()
    let all = StandIns(book, naming)
    standIns = all.byPerson
    somebody = all.somebody
    isOverfull = book.isOverfull
    for (id, person) in book.people {
      let standIn = all.byPerson[id] ?? all.somebody
      let name = person.name
      guard name.isPersonal else {
        if let first = name.words.first {
          wholes[first, default: []].append(Whole(words: name.words, standIn: standIn))
        }
        continue
      }
      for word in name.words + name.handles where word.count > 1 {
        let known = words[word]
        words[word] = known == nil || known == standIn ? standIn : all.somebody
      }
    }
    for first in wholes.keys { wholes[first]?.sort { $0.words.count > $1.words.count } }
  }

  /// The same mask, which leaves words alone that name something else: services.
  public func keeping(_ names: [String]) -> PeopleMask {
    var mask = self
    for name in names {
      for word in PersonWord.words(in: name) { mask.words[word.small] = nil }
    }
    return mask
  }

  /// The row with nobody named in it.
  public func masked(_ row: EventRow) -> EventRow {
    var row = row
    if let who = row.who {
      row.who = row.person == 0 ? masked(who) : standIns[row.person] ?? somebody
    }
    row.text = isOverfull ? "[text left out: it may name one of too many people]" : masked(row.text)
    row.channel = row.channel.map { masked($0) }
    row.rule = row.rule.map { masked($0) }
    row.value = row.value.map { masked($0) }
    row.url = row.url.map { masked($0) }
    row.version = row.version.map { masked($0) }
    return row
  }

  /// The text with a stand-in where it names somebody.
  public func masked(_ text: String) -> String {
    var found = PersonWord.words(in: text)
    guard !found.isEmpty, text.utf8.contains(UInt8(ascii: "@")) || found.contains(where: isKnown)
    else { return text }
    let scalars = text.unicodeScalars
    var masked = String.UnicodeScalarView()
    var copied = scalars.startIndex
    var at = 0
    found.removeAll { $0.range.isEmpty }
    while at < found.count {
      guard let hit = hit(at, found, scalars) else {
        at += 1
        continue
      }
      if hit.range.lowerBound >= copied {
        masked.append(contentsOf: scalars[copied..<hit.range.lowerBound])
        masked.append(contentsOf: hit.standIn.unicodeScalars)
        copied = hit.range.upperBound
      }
      at = hit.next
    }
    masked.append(contentsOf: scalars[copied...])
    return String(masked)
  }

  private typealias Scalars = String.UnicodeScalarView
  private typealias Hit = (range: Range<Scalars.Index>, standIn: String, next: Int)

  private func isKnown(_ word: PersonWord) -> Bool {
    words[word.small] != nil || wholes[word.small] != nil
  }

  private func hit(_ at: Int, _ found: [PersonWord], _ scalars: Scalars) -> Hit? {
    if let mention = mention(at, found, scalars) { return mention }
    for whole in wholes[found[at].small] ?? [] {
      let last = at + whole.words.count - 1
      guard last < found.count, found[at...last].map(\.small) == whole.words,
        (at..<last).allSatisfy({ areClose(found[$0], found[$0 + 1], scalars) })
      else { continue }
      return (found[at].range.lowerBound..<found[last].range.upperBound, whole.standIn, last + 1)
    }
    guard let standIn = standIn(of: found[at]) else { return nil }
    var (first, last, name) = (at, at, standIn)
    while last + 1 < found.count, areClose(found[last], found[last + 1], scalars),
      let more = words[found[last + 1].small], more == name || more == somebody || name == somebody
    {
      if name == somebody { name = more }
      last += 1
    }
    // An initial in front goes with the name: `a.quux`.
    if at > 0, found[at - 1].small.count == 1, areClose(found[at - 1], found[at], scalars),
      found[at - 1].small != "a" || scalars[found[at - 1].range.upperBound] != " "
    {
      first = at - 1
    }
    return (found[first].range.lowerBound..<found[last].range.upperBound, name, last + 1)
  }

  /// Words that are names in any case, and those that are where they are written like one.
  private func standIn(of word: PersonWord) -> String? {
    guard let standIn = words[word.small] else { return nil }
    let isOrdinary = word.small.count <= 2 || OrdinaryWords.names.contains(word.small)
    return isOrdinary && !word.isCapitalised ? nil : standIn
  }

  /// Two words of one name stand close: at most two signs, none of which ends a sentence.
  private func areClose(_ a: PersonWord, _ b: PersonWord, _ scalars: Scalars) -> Bool {
    let between = scalars[a.range.upperBound..<b.range.lowerBound]
    return between.count <= 2 && between.allSatisfy { " .,_-+'’%\"".unicodeScalars.contains($0) }
  }

  /// `@ann.quux`, `<@U123|ann>`: somebody, known or not.
  private func mention(_ at: Int, _ found: [PersonWord], _ scalars: Scalars) -> Hit? {
    let word = found[at]
    guard word.range.lowerBound > scalars.startIndex else { return nil }
    let sign = scalars.index(before: word.range.lowerBound)
    guard scalars[sign] == "@" else { return nil }
    let before = sign > scalars.startIndex ? scalars[scalars.index(before: sign)] : " "
    guard !PersonWord.isPart(before), before != "." else { return nil }
    var last = at
    while last + 1 < found.count {
      let between = scalars[found[last].range.upperBound..<found[last + 1].range.lowerBound]
      guard between.count == 1, let one = between.first, "._-|".unicodeScalars.contains(one) else {
        break
      }
      last += 1
    }
    let end = found[last].range.upperBound
    let behind = end < scalars.endIndex ? scalars[end] : " "
    let handle = String(scalars[word.range.lowerBound..<end])
    guard behind != "/", !OrdinaryWords.everybody.contains(handle.lowercased()) else { return nil }
    let isBracketed = before == "<" && behind == ">"
    let from = isBracketed ? scalars.index(before: sign) : sign
    let to = isBracketed ? scalars.index(after: end) : end
    return (from..<to, standIn(ofHandle: handle), last + 1)
  }

  private func standIn(ofHandle handle: String) -> String {
    guard let name = PersonName(handle) else { return somebody }
    if let known = standIns[name.id] { return known }
    let meant = Set(name.words.compactMap { words[$0] })
    return meant.count == 1 ? meant.first ?? somebody : somebody
  }
}

extension PeopleMask {
  /// A line of a file with a stand-in where it names somebody, also in letters that JSON spells
  /// by their code: `Bj\u00f6rn`.
  public func masked(line: String) -> String {
    masked(line.contains("\\u") ? Self.spelledOut(line) : line)
  }

  /// Letters as letters; what JSON must escape stays escaped.
  private static func spelledOut(_ line: String) -> String {
    var text = String.UnicodeScalarView()
    var rest = line.unicodeScalars[...]
    while let first = rest.first {
      if first == "\\", rest.dropFirst().first == "\\" {
        text.append(contentsOf: rest.prefix(2))
        rest = rest.dropFirst(2)
        continue
      }
      let digits = rest.dropFirst(2).prefix(4)
      if first == "\\", rest.dropFirst().first == "u", digits.count == 4,
        let code = UInt32(String(digits), radix: 16), let scalar = Unicode.Scalar(code),
        PersonWord.isPart(scalar) || scalar == "@" || scalar == " "
      {
        text.append(scalar)
        rest = rest.dropFirst(6)
        continue
      }
      text.append(first)
      rest = rest.dropFirst()
    }
    return String(text)
  }
}
