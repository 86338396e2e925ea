/// Finds what a mistyped word was most likely meant to be.
enum NearestKey {
  /// The known word with the fewest edits from `word`; the first of equals. Nil if none is known.
  ///
  /// Words beyond 64 bytes are cut before they are compared: the cost stays fixed.
  static func of(_ word: String, among known: [String]) -> String? {
    known.enumerated().min { a, b in
      (distance(word, a.element), a.offset) < (distance(word, b.element), b.offset)
    }?.element
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`;
  /// case is not counted.
  static func distance(_ a: String, _ b: String) -> Int {
    let a = Array(a.lowercased().utf8.prefix(64))
    let b = Array(b.lowercased().utf8.prefix(64))
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        let replaced = last[j] + (a[i] == b[j] ? 0 : 1)
        var best = min(replaced, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
