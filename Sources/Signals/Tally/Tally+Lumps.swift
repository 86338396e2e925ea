import LogModel
import Parse

/// What a tally does not keep apart, because there was too much of it.
extension Tally {
  /// Says of each series whether its name stands for others, too.
  func markLumped() {
    for one in series {
      let key = one.key
      let rest = NameKeeper.rest
      one.isLumped =
        key.service == rest || key.source == rest && key.kind == .message
        || key.dependency == rest || isLumped(operation: key)
    }
  }

  private func isLumped(operation key: SeriesKey) -> Bool {
    guard key.kind != .message, !key.operation.isEmpty,
      let folding = (key.isRejected ? rejectedRoutes : routes)[ExactText(key.service)]
    else { return false }
    return folding.trie.isFolded(NameWords.words(ofOperation: key.operation))
  }

  /// How many failures were of each sort of known noise, by the reason the definition gives.
  public var knownNoise: [(because: String, count: Int)] {
    var counts: [ExactText: Int] = [:]
    for one in series {
      let reasons = one.signatures.map(\.noiseReason)
      guard reasons.contains(where: { $0 != nil }) else { continue }
      for failure in one.buckets.lazy.flatMap(\.failures) {
        if let reason = reasons[failure.signature] {
          counts[ExactText(reason), default: 0] += failure.cell.count
        }
      }
    }
    return counts.sorted { $0.key < $1.key }.map { ($0.key.text, $0.value) }
  }

  /// One warning for each sort of name of which some are not told apart, with about how many
  /// there are.
  public var lumpWarnings: [InputWarning] {
    var warnings: [InputWarning] = []
    func say(_ what: String, _ count: Int = 1) {
      warnings.append(InputWarning(.cardinalityLimit, count: count, message: what))
    }
    let rest = NameKeeper.rest
    for (keys, capacity, noun) in [
      (\SeriesKey.service, Self.nameCapacity, "services"),
      (\SeriesKey.source, Self.sourceCapacity, "sources"),
      (\SeriesKey.dependency, Self.nameCapacity, "dependencies"),
    ] where series.contains(where: { $0.key[keyPath: keys] == rest }) {
      say("more than \(capacity) \(noun): all but \(capacity) are counted together as \(rest)")
    }
    for (service, folding) in routes.sorted(by: { $0.key < $1.key }) where folding.trie.hasFolds {
      let count = folding.seen.estimate
      say(
        "about \(count) operations of \(service.text.isEmpty ? "one service" : service.text): "
          + "those that differ in one place are counted together, with * in it", count)
    }
    // Of lines whose words alone tell of a failure, an incident says so that is counted by them.
    let folded = series.filter {
      $0.hasLumpedSignatures
        && !($0.key.kind == .message && $0.key.operation == LineClass.told.rawValue)
    }
    if let first = folded.first {
      let others = folded.count > 1 ? " and \(folded.count - 1) more" : ""
      say(
        "too many failure messages of \(first.key.operation)\(others): those that differ in one "
          + "word are counted together, with * in it", folded.count)
    }
    return warnings
  }
}
