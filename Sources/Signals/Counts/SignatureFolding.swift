import LogModel

/// Folds failure signatures of one series whose messages differ in ways that were not masked.
///
/// As with ``NameFolding``, the outcome is a function of the set of signatures as they came.
struct SignatureFolding {
  static let steps: [NameFolding.Step] = [(200, 12), (600, 4), (.max, 1)]
  static let sampleCapacity = 64

  private(set) var seen = DistinctSample(capacity: Self.sampleCapacity)
  /// By the reason for which the definition knows them as noise: noise is no other failure.
  private(set) var tries: [ExactText: NameTrie] = [:]

  /// Adds a signature and returns what it is called now.
  mutating func note(_ key: SignatureKey) -> SignatureKey {
    seen.insert(StableHash.hash(key.text, seed: StableHash.hash(key.noise)))
    let width = width
    for noise in tries.keys { tries[noise]?.narrow(to: width) }
    _ = tries[ExactText(key.noise), default: NameTrie(width: width)]
      .fold(NameWords.words(ofSignature: key.text))
    return current(key)
  }

  /// What a signature, or what it was called earlier, is called now.
  func current(_ key: SignatureKey) -> SignatureKey {
    guard
      let words = tries[ExactText(key.noise)]?.current(NameWords.words(ofSignature: key.text)),
      words.contains(NameTrie.wildcard)
    else { return key }
    return SignatureKey(text: NameWords.signature(ofWords: words), noise: key.noise)
  }

  /// Whether others were given the name of this signature, too.
  func isLumped(_ key: SignatureKey) -> Bool {
    tries[ExactText(key.noise)]?.isFolded(NameWords.words(ofSignature: key.text)) ?? false
  }

  var hasFolds: Bool { tries.values.contains(where: \.hasFolds) }

  /// Hides parts of the signatures that it knows.
  mutating func mask(_ hide: (String) -> String) {
    for noise in tries.keys { tries[noise]?.mask(hide) }
  }

  mutating func merge(_ other: SignatureFolding) {
    seen.merge(other.seen)
    let width = width
    for (noise, trie) in other.tries { tries[noise, default: NameTrie(width: width)].merge(trie) }
    for noise in tries.keys { tries[noise]?.narrow(to: width) }
  }

  private var width: Int { NameFolding.width(of: Self.steps, names: seen.estimate) }
}

// MARK: In a file

extension SignatureFolding {
  func write(to writer: inout ByteWriter) {
    seen.write(to: &writer)
    writer.count(tries.count)
    for (noise, trie) in tries.sorted(by: { $0.key < $1.key }) {
      writer.string(noise.text)
      trie.write(to: &writer)
    }
  }

  init(from reader: inout ByteReader) throws(TallyError) {
    seen = try DistinctSample(capacity: Self.sampleCapacity, from: &reader)
    for _ in 0..<(try reader.count(ofBytes: 3)) {
      let noise = ExactText(try reader.string())
      guard tries[noise] == nil else { throw reader.damaged }
      tries[noise] = try NameTrie(width: width, from: &reader)
    }
  }
}
