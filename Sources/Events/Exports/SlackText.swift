/// A text of Slack without its markup: names for ids, words for links, characters for entities.
///
/// Source: Slack's documentation on formatting text: `<@U…>`, `<#C…|name>`, `<!here>`,
/// `<url|words>`, and `&amp;`, `&lt;`, `&gt;` for the three signs that markup is made of.
struct SlackText {
  private(set) var plain = ""
  /// The first link that has words of its own, which stand in the text instead.
  private(set) var link: String?

  init(_ text: String, _ accounts: ChatAccounts) {
    var rest = text[...]
    while let open = rest.firstIndex(of: "<") {
      plain += rest[..<open]
      let inside = rest[rest.index(after: open)...]
      guard let close = inside.firstIndex(of: ">"), !inside[..<close].contains("<") else {
        plain += "<"
        rest = inside
        continue
      }
      take(inside[..<close], accounts)
      rest = inside[inside.index(after: close)...]
    }
    plain += rest
    plain = Self.words(plain)
  }

  /// What stands between `<` and `>`.
  private mutating func take(_ markup: Substring, _ accounts: ChatAccounts) {
    let parts = markup.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    let target = parts.first ?? ""
    let words = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil
    switch target.first {
    case "@":
      let id = String(target.dropFirst())
      plain += "@" + (accounts.name(of: id) ?? words ?? id)
    case "#": plain += "#" + (words ?? String(target.dropFirst()))
    case "!":
      let name = target.dropFirst().split(separator: "^").first.map(String.init) ?? ""
      plain += words ?? "@" + name
    default:
      guard target.contains(":") else {
        plain += "<\(markup)>"
        return
      }
      let address = target.hasPrefix("mailto:") ? target.dropFirst(7) : target
      guard let words, words != address, !address.hasSuffix("://" + words) else {
        plain += words ?? String(address)
        return
      }
      if link == nil, target.hasPrefix("http") {
        link = String(address)
        plain += words
      } else {
        // Only one link has a place of its own; no other one may be lost.
        plain += "\(words) (\(address))"
      }
    }
  }

  /// Without entities and signs of emphasis, as one line.
  private static func words(_ text: String) -> String {
    var text = text
    for (entity, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")] {
      text = text.split(separator: entity, omittingEmptySubsequences: false).joined(separator: sign)
    }
    var words: [String] = []
    for word in text.split(whereSeparator: \.isWhitespace) where word != "```" {
      words.append(withoutEmphasis(word))
    }
    return words.joined(separator: " ")
  }

  /// `*bold*`, `_slanted_`, `~struck~` and code in `` ` ``: the signs around words.
  private static func withoutEmphasis(_ word: Substring) -> String {
    var word = word
    while word.hasPrefix("```") { word = word.dropFirst(3) }
    while word.hasSuffix("```") { word = word.dropLast(3) }
    for sign in ["*", "`"] {
      // A sign that stands alone, as in `2 * 3` or `*.log`, is not markup.
      guard word.count > 2 else { break }
      if word.hasPrefix(sign), word.dropFirst().first.map({ $0.isLetter || $0.isNumber }) ?? false {
        word = word.dropFirst()
      }
      if word.hasSuffix(sign), !word.dropLast().hasSuffix(sign) { word = word.dropLast() }
    }
    return String(word)
  }
}

/// Names of people by the ids that messages of a Slack export have instead: its `users.json`.
public struct ChatAccounts: Sendable {
  private var names: [String: String] = [:]
  /// The channel that is read, where the messages do not say it.
  private(set) var channel: String?

  /// Nobody is known.
  public init() {}

  /// - Parameter users: the content of `users.json`, as far as it is one.
  public init(users: [UInt8]) {
    var parser = EventTreeParser(users, at: users.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    while parser.findValue(), let list = parser.value() {
      for user in list.items {
        guard let id = user.text("id") else { continue }
        names[id] = user.text(
          "profile.real_name", "real_name", "profile.display_name", "name")
      }
    }
  }

  /// The same people in a channel of that name.
  public func speaking(in channel: String?) -> ChatAccounts {
    var accounts = self
    accounts.channel = channel
    return accounts
  }

  /// What somebody is called; `nil` where they are not known.
  func name(of id: String) -> String? { names[id] }

  /// Nobody is known.
  public var isEmpty: Bool { names.isEmpty }
}
