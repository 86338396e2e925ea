/// What the words of a note say happened, where its writer named no kind: that somebody was paged,
/// took the page, or began to look.
///
/// Only what cannot mean anything else is taken: a note that is read too much into would put an
/// event into the timeline that nobody stated.
struct NoteMeaning {
  let kind: EventKind
  /// Whom the words name as paged or at work, as they spell it.
  let who: String?

  /// - Returns: `nil` where the words say none of it, or deny it.
  init?(_ text: String) {
    let words = text.split { $0.isWhitespace }.map(String.init)
    let plain = words.map { word in
      String(word.lowercased().drop { !$0.isLetter && $0 != "@" })
        .trimmingEnd { !$0.isLetter && !$0.isNumber }
    }
    guard !plain.contains(where: Self.denials.contains), !text.contains("?") else { return nil }
    if let at = Self.place(of: Self.pages, in: plain) {
      kind = .engineerNotified
      who = Self.paged(words, plain, at: at)
    } else if let at = Self.place(of: Self.acknowledgements, in: plain) {
      kind = .acknowledged
      who = Self.name(before: at, in: words, plain)
    } else if let at = Self.place(of: Self.beginnings, in: plain) {
      kind = .investigating
      who = Self.name(before: at, in: words, plain)
    } else if let deed = NoteDeed(plain, by: { Self.name(before: $0, in: words, plain) }) {
      kind = deed.kind
      who = deed.who
    } else {
      return nil
    }
  }

  /// Each a run of words; a web page that is slow pages nobody.
  private static let pages: [[String]] = [
    ["paged"], ["got", "a", "page"], ["got", "the", "page"], ["received", "a", "page"],
    ["received", "the", "page"], ["page", "sent"], ["page", "went", "out"], ["page", "to"],
    ["page", "for"], ["pager", "went"], ["pager", "rang"], ["pager", "buzzed"],
    ["pager", "fired"], ["first", "page"],
  ]
  private static let acknowledgements: [[String]] = [
    ["acknowledged"], ["acked"], ["took", "the", "page"],
  ]
  private static let beginnings: [[String]] = [
    ["started", "looking"], ["started", "investigating"], ["started", "debugging"],
    ["started", "to", "look"], ["started", "to", "investigate"], ["started", "working"],
    ["began", "looking"], ["began", "investigating"], ["began", "to", "look"],
    ["began", "to", "investigate"], ["began", "work"], ["began", "working"],
    ["started", "work"], ["looking", "into"],
  ]
  private static let denials: Set<String> = [
    "not", "no", "never", "nobody", "none", "nothing", "without", "should", "would", "could",
    "wasn't", "weren't", "didn't", "isn't", "wasn’t", "weren’t", "didn’t", "if", "unless",
    "before", "until", "why", "whether",
  ]

  private static func place(of runs: [[String]], in words: [String]) -> Int? {
    words.indices.first { at in
      runs.contains { run in
        at + run.count <= words.count && run.indices.allSatisfy { words[at + $0] == run[$0] }
      }
    }
  }

  /// `Ann was paged`, `PagerDuty paged Ann`, `page to Ann`.
  private static func paged(_ words: [String], _ plain: [String], at place: Int) -> String? {
    let isPassive =
      place > 0 && ["was", "were", "got", "gets", "is", "been", "being"].contains(plain[place - 1])
    if plain[place] == "paged", isPassive {
      return name(before: place - 1, in: words, plain)
    }
    if plain[place] == "got" || plain[place] == "received" {
      return name(before: place, in: words, plain)
    }
    let isTo = place + 1 < plain.count && plain[place] == "page" && plain[place + 1] == "to"
    guard isTo || plain[place] == "paged" else { return nil }
    let from = place + (isTo ? 2 : 1)
    return name(Array(words[min(from, words.count)...].prefix(3)))
  }

  /// The words before a place, where all of them are one name or role.
  private static func name(before place: Int, in words: [String], _ plain: [String]) -> String? {
    var end = place
    while end > 0, ["was", "has", "have", "then", "just"].contains(plain[end - 1]) { end -= 1 }
    guard (1...3).contains(end) else { return nil }
    let found = name(Array(words[..<end]))
    return found.map { $0.split(separator: " ").count } == end ? found : nil
  }

  /// Words with a capital at the front of a sentence, and those that stand for a name.
  private static let strangers: Set<String> = [
    "i", "we", "he", "she", "they", "you", "it", "me", "us", "him", "her", "them", "someone",
    "somebody", "everyone", "everybody", "anyone", "people", "then", "later", "finally", "also",
    "meanwhile", "next", "first", "again", "after", "at", "when", "as", "so", "and", "our", "my",
    "this", "that", "second", "third", "still", "now", "soon", "maybe", "probably",
  ]

  /// A name at the front of some words: `Ann`, `Ann Quux`, `the on-call engineer`, `@bo`.
  private static func name(_ words: [String]) -> String? {
    let roles: Set<String> = ["the", "on-call", "oncall", "engineer", "team", "sre", "responder"]
    var taken: [String] = []
    for word in words {
      let bare = word.trimmingEnd { ".,;:!".contains($0) }
      let isNamed =
        (bare.first.map { $0.isUppercase || $0 == "@" } ?? false)
        && !strangers.contains(bare.lowercased())
        && !OrdinaryWords.programs.contains(bare.lowercased())
      guard isNamed || roles.contains(bare.lowercased()) else { break }
      taken.append(bare)
      if bare.count < word.count { break }
    }
    let isSaid = taken.contains { $0.lowercased() != "the" }
    return isSaid ? taken.joined(separator: " ") : nil
  }
}

extension String {
  fileprivate func trimmingEnd(_ isDropped: (Character) -> Bool) -> String {
    var text = self[...]
    while let last = text.last, isDropped(last) { text = text.dropLast() }
    return String(text)
  }
}
