import LogModel
import Simulator
import Testing

@testable import Signals

/// Four tallies of logs that overlap in time, merged in every order there is.
@Suite struct TallyOrderTests {
  private static let mixes = [
    TallyMergeTests.Mix(testDescription: "a usual log", attempts: 700, services: 5),
    TallyMergeTests.Mix(testDescription: "dense", attempts: 900, seconds: 60),
    TallyMergeTests.Mix(
      testDescription: "weeks", attempts: 700, seconds: 2_000_000, routes: 300),
    TallyMergeTests.Mix(
      testDescription: "more of all names than are kept", attempts: 1000, services: 400,
      sources: 400, routes: 900, messages: 700, clients: 900, tenants: 900),
    TallyMergeTests.Mix(
      testDescription: "routes and messages that fold", attempts: 3500, services: 1,
      routes: 3000, messages: 1500, clients: 400),
  ]

  /// Requests, and lines of all levels, statements and answers among them.
  private func inputs(_ mix: TallyMergeTests.Mix) -> [MadeInput] {
    var random = SeededGenerator(seed: 41)
    var attempts = mix.made(&random)
    for at in attempts.indices where random.chance(0.4) {
      guard random.chance(0.7) else {
        attempts[at].shape = "id\u{1F}\(random.below(mix.messages))"
        continue
      }
      attempts[at].level = [.debug, .info, .warning, .error][random.below(4)]
      attempts[at].said = "job \(random.below(mix.messages)) of * done"
      attempts[at].outcome = .unknown
    }
    return Scans.dealt(attempts, to: 4, by: &random)
  }

  /// All that a run keeps, samples whole, which a file that people keep does not hold.
  private func whole(_ tally: Tally) -> [UInt8] {
    tally.finish()
    var encoder = TallyEncoder(tally, keepsAll: true)
    encoder.write()
    return encoder.bytes
  }

  private static func orders(of numbers: [Int]) -> [[Int]] {
    guard numbers.count > 1 else { return [numbers] }
    return numbers.flatMap { first in
      orders(of: numbers.filter { $0 != first }).map { [first] + $0 }
    }
  }

  @Test(
    "in every order, alone and in pairs, over files and not, the bytes are the same",
    arguments: mixes)
  func orders(_ mix: TallyMergeTests.Mix) throws {
    let inputs = inputs(mix)
    let one = Tally(rules: .plain)
    for input in inputs { input.fold(into: one) }
    let (expected, expectedFile) = (whole(one), TallyFile.encode(one))
    func merged(_ tallies: [Tally]) -> Tally {
      let all = Tally(rules: .plain)
      for tally in tallies { all.merge(tally) }
      return all
    }
    for (number, order) in Self.orders(of: [0, 1, 2, 3]).enumerated() {
      let tallies = order.map { inputs[$0].tally() }
      // A file between holds fewer samples; all else is the same, and so is what it gives.
      if number % 4 == 0 {
        let filed = try order.map {
          try TallyFile.decode(TallyFile.encode(inputs[$0].tally()), rules: .plain)
        }
        #expect(TallyFile.encode(merged(filed)) == expectedFile, "\(order)")
      }
      if number % 3 == 0 { tallies[number / 3 % 4].finish() }
      let all =
        number % 2 == 0
        ? merged(tallies)
        : merged([merged([tallies[0], tallies[1]]), merged([tallies[2], tallies[3]])])
      #expect(whole(all) == expected, "\(order)")
    }
  }
}
