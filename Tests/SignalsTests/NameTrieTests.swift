import Simulator
import Testing

@testable import Signals

@Suite struct NameTrieTests {
  /// The names of a set, told from the whole of it at once: the trie's twin.
  private func folded(_ names: Set<[String]>, width: Int) -> [[String]: [String]] {
    let longer = names.filter { !$0.isEmpty }
    var result: [[String]: [String]] = names.contains([]) ? [[]: []] : [:]
    let heads = Dictionary(grouping: longer) { $0[0] }
    let isFolded = heads.count > width
    let groups = isFolded ? ["*": Array(longer)] : heads
    for (head, members) in groups {
      let tails = folded(Set(members.map { Array($0.dropFirst()) }), width: width)
      for name in members { result[name] = [head] + (tails[Array(name.dropFirst())] ?? []) }
    }
    return result
  }

  private func names(_ count: Int, _ random: inout SeededGenerator) -> Set<[String]> {
    var names: Set<[String]> = []
    for _ in 0..<count {
      let vocabulary = 2 + random.below(9)
      names.insert((0..<random.below(5)).map { _ in "w\(random.below(vocabulary))" })
    }
    if random.chance(0.5) { names.formUnion([["*"], ["w1", "*", "w2"], ["*", "w3"]]) }
    return names
  }

  @Test func anyOrderComesToTheNamesOfTheWholeSet() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<100 {
      let names = names(1 + random.below(60), &random)
      let width = 1 + random.below(6)
      let expected = folded(names, width: width)
      var trie = NameTrie(width: width)
      let ordered = names.sorted { $0.lexicographicallyPrecedes($1) }
      for name in ordered.shuffled(by: &random) { _ = trie.fold(name) }
      for name in ordered { #expect(trie.current(name) == expected[name]) }
    }
  }

  @Test func narrowingAndMergingOnTheWayChangeNothing() {
    var random = SeededGenerator(seed: 6)
    for _ in 0..<100 {
      let names = names(1 + random.below(60), &random)
      let width = 1 + random.below(4)
      let expected = folded(names, width: width)
      var parts = (0..<3).map { _ in NameTrie(width: width + random.below(8)) }
      let ordered = names.sorted { $0.lexicographicallyPrecedes($1) }
      for name in ordered.shuffled(by: &random) {
        let part = random.below(3)
        _ = parts[part].fold(name)
        // What a name is called now may come back as a name.
        if random.chance(0.3) { _ = parts[part].current(parts[part].current(name)) }
        if random.chance(0.1) { parts[part].narrow(to: width) }
      }
      var merged = parts[2]
      merged.merge(parts[0])
      merged.merge(parts[1])
      merged.narrow(to: width)
      for name in ordered {
        #expect(merged.current(name) == expected[name])
        for part in parts { #expect(merged.current(part.current(name)) == expected[name]) }
      }
    }
  }

  @Test func aFloodOfNamesStaysBounded() {
    var random = SeededGenerator(seed: 7)
    var trie = NameTrie(width: 10)
    var called: Set<[String]> = []
    for _ in 0..<30_000 {
      let name = (0..<3).map { _ in String(random.below(1 << 30), radix: 36) }
      called.insert(trie.fold(name))
    }
    #expect(trie.nodeCount < 5000)
    #expect(called.count < 5000)
    #expect(trie.current(["a", "b", "c"]) == ["*", "*", "*"])
  }

  @Test func readsItselfBackWithWhatIsFolded() throws {
    var random = SeededGenerator(seed: 8)
    for _ in 0..<50 {
      var trie = NameTrie(width: 3)
      let names = names(40, &random)
      for name in names { _ = trie.fold(name) }
      var writer = ByteWriter()
      trie.write(to: &writer)
      var reader = ByteReader(writer.bytes, in: writer.bytes.indices)
      let again = try NameTrie(width: 3, from: &reader)
      #expect(reader.isAtEnd)
      for name in names { #expect(again.current(name) == trie.current(name)) }
      var other = ByteWriter()
      again.write(to: &other)
      #expect(other.bytes == writer.bytes)
    }
  }

  @Test func aTreeTooDeepToBeOursIsDamage() {
    var writer = ByteWriter()
    for _ in 0..<100_000 {
      writer.bool(false)
      writer.count(1)
      writer.string("a")
    }
    writer.bool(false)
    writer.count(0)
    #expect(throws: TallyError.self) {
      var reader = ByteReader(writer.bytes, in: writer.bytes.indices)
      _ = try NameTrie(width: 3, from: &reader)
    }
  }
}
