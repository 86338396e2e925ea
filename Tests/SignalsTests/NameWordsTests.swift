import Simulator
import Testing

@testable import Signals

@Suite struct NameWordsTests {
  @Test(arguments: [
    ("POST /api/order", ["POST", "/api", "/order"]),
    ("POST / {items}", ["POST", "/", "{items}"]),
    ("pizza.Factory/Bake", ["pizza.Factory", "/Bake"]),
    ("could not reach db/primary now", ["could", "not", "reach", "db", "/primary", "now"]),
    ("", []),
    (" / ", ["/"]),
  ])
  func splitsAtBlanksAndSlashes(_ operation: String, _ words: [String]) {
    #expect(NameWords.words(ofOperation: operation) == words)
  }

  @Test(arguments: [
    (["GET", "/shop", "*"], "GET /shop/*"),
    (["GET", "*"], "GET /*"),
    (["GET", "*", "/stock"], "GET /*/stock"),
    (["GET", "*", "*"], "GET /*/*"),
    (["POST", "/", "*"], "POST / *"),
    (["*", "/a"], "* /a"),
    (["said", "*", "twice"], "said * twice"),
  ])
  func showsFoldedPathsAsPaths(_ words: [String], _ operation: String) {
    #expect(NameWords.operation(ofWords: words) == operation)
  }

  @Test func aJoinedNameSplitsIntoAsManyWords() {
    var random = SeededGenerator(seed: 4)
    let pieces = ["GET", "/", "/a", "b", "*", "{k}", "/*", "é", "\u{301}x", "ERROR", "/\u{338}"]
    for _ in 0..<3000 {
      let text = (0..<random.below(50)).map { _ in
        pieces[random.below(pieces.count)] + (random.chance(0.7) ? " " : "")
      }.joined()
      var words = NameWords.words(ofOperation: text)
      #expect(words.count <= NameWords.limit)
      for index in words.indices where random.chance(0.2) { words[index] = NameTrie.wildcard }
      let again = NameWords.words(ofOperation: NameWords.operation(ofWords: words))
      #expect(again.count == words.count)
      for (before, after) in zip(words, again) where before != NameTrie.wildcard {
        #expect(Array(before.utf8) == Array(after.utf8))
      }
    }
  }

  @Test func aJoinedSignatureSplitsIntoAsManyWords() {
    var random = SeededGenerator(seed: 5)
    let pieces = ["failed", "*", "\u{301}x", "to", "/a", "SELECT"]
    for _ in 0..<3000 {
      let said = (0..<random.below(50)).map { _ in pieces[random.below(pieces.count)] }
      let gap = random.chance(0.2) ? "  " : " "
      let text = "500\u{1F}\(said.joined(separator: gap))\u{1F}{a\u{1F}b}"
      var words = NameWords.words(ofSignature: text)
      for index in words.indices where random.chance(0.2) { words[index] = NameTrie.wildcard }
      let joined = NameWords.signature(ofWords: words)
      let again = NameWords.words(ofSignature: joined)
      #expect(again.count == words.count)
      for (before, after) in zip(words, again) where before != NameTrie.wildcard {
        #expect(Array(before.utf8) == Array(after.utf8))
      }
    }
  }

  @Test func theStatusAndTheMessageAreFoundInAFoldedSignature() {
    var folding = SignatureFolding()
    for index in 0..<40 {
      _ = folding.note(SignatureKey(text: "500\u{1F}no table word\(index) free\u{1F}{message}"))
    }
    let key = folding.current(SignatureKey(text: "500\u{1F}no table word7 free\u{1F}{message}"))
    #expect(key.status == 500)
    #expect(key.message == "no table * free")
  }
}
