/// Folds failure signatures of one series whose messages differ in ways that were not masked.
enum SignatureFolding {
  /// What each of `keys` is called now; names fold by ``NameFolding/signatureSteps``.
  static func mapping(
    of keys: [SignatureKey], seen: DistinctSample
  ) -> [SignatureKey: SignatureKey] {
    let names = seen.estimate
    let width = NameFolding.signatureSteps.first { names <= $0.names }?.width ?? 1
    var tries: [String: NameTrie] = [:]
    let ordered = keys.sorted()
    for key in ordered {
      _ = tries[key.noise, default: NameTrie(width: width)]
        .fold(NameWords.words(ofSignature: key.text))
    }
    var mapping: [SignatureKey: SignatureKey] = [:]
    for key in ordered {
      // Every name is in the tree by now, so this pass folds nothing.
      guard
        let words = tries[key.noise]?.fold(NameWords.words(ofSignature: key.text)),
        words.contains(NameTrie.wildcard)
      else { continue }
      mapping[key] = SignatureKey(
        text: NameWords.signature(ofWords: words), noise: key.noise)
    }
    return mapping
  }
}
