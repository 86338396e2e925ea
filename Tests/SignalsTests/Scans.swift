import Ingest
import LogModel
import Parse
import Simulator
import Testing

@testable import Signals

/// Ways to scan the same inputs, all of which must come to the same bytes.
enum Scans {
  /// One tally that folds input after input.
  static func inOne(_ inputs: [MadeInput], rules: TallyRules = .plain) -> [UInt8] {
    let tally = Tally(rules: rules)
    for input in inputs { input.fold(into: tally) }
    return TallyFile.encode(tally)
  }

  /// A tally an input, merged two by two in an order by chance; some take a way over a file.
  static func merged(
    _ inputs: [MadeInput], by generator: inout SeededGenerator, rules: TallyRules = .plain
  ) throws -> [UInt8] {
    var tallies = inputs.map { $0.tally(rules) }
    while tallies.count > 1 {
      let one = tallies.remove(at: generator.below(tallies.count))
      var other = tallies.remove(at: generator.below(tallies.count))
      if generator.chance(0.4) {
        other = try TallyFile.decode(TallyFile.encode(other), rules: rules)
      }
      if generator.chance(0.2) { one.finish() }
      one.merge(other)
      tallies.append(one)
    }
    return TallyFile.encode(try #require(tallies.first))
  }

  /// The attempts dealt out to `count` inputs by chance; which is where belongs to the content.
  static func dealt(
    _ attempts: [Attempt], to count: Int, by generator: inout SeededGenerator
  ) -> [MadeInput] {
    var hands = [[Attempt]](repeating: [], count: count)
    for attempt in attempts { hands[generator.below(count)].append(attempt) }
    return hands.enumerated().map { MadeInput(number: UInt64($0.offset + 1), attempts: $0.element) }
  }

  /// All that a tally says but where its events stand, for logs told in another order.
  static func story(_ tally: Tally) -> [String] {
    tally.finish()
    var lines = ["width \(tally.width)"]
    for one in tally.series {
      lines.append("\(one.key) \(one.identity) \(one.signatures)")
      for bucket in one.buckets {
        lines.append("\(bucket.start) \(bucket.rejected) \(bucket.unknown)")
        lines.append(story(bucket.successes))
        for failure in bucket.failures {
          lines.append("\(failure.signature) \(failure.units) " + story(failure.cell))
        }
      }
    }
    for (hash, client) in tally.clients.clients.sorted(by: { $0.key < $1.key }) {
      lines.append("\(hash) \(client)")
    }
    return lines + story(tally.dimensions)
  }

  private static func story(_ counts: DimensionCounts) -> [String] {
    zip(counts.keys, counts.counts).sorted { $0.0 < $1.0 }.map { key, count in
      "\(key) \(counts.values[key.value].map { "\($0)" } ?? "?") \(count)"
    }
  }

  private static func story(_ cell: OutcomeCell) -> String {
    "\(cell.count)" + cell.marks.map { " \($0.nanoseconds)/\($0.content)" }.joined()
  }
}
