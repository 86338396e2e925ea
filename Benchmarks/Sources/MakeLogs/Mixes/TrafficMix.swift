import Simulator

/// A mix of requests: how much in them repeats, and how many different names they hold.
protocol TrafficMix: Sendable {
  /// The request that is answered at a moment.
  ///
  /// - Parameter isOutage: whether orders fail.
  mutating func request(at milliseconds: Int64, isOutage: Bool) -> Request
}

/// All mixes, by the names of the command line.
enum Mixes {
  static let all: [String: any TrafficMix] = [
    "repeats": RepeatingMix(), "distinct": DistinctMix(), "high": HighCardinalityMix(),
  ]
}

/// What the mixes draw from.
struct Draws {
  var random: SeededGenerator

  init(_ label: String) { random = SeededGenerator(seed: 14).fork(label) }

  private static let hexDigits = Array("0123456789abcdef".utf8)
  private static let letters = Array("bcdfghjklmnpqrstvwxz".utf8)

  /// Lower-case hexadecimal digits.
  mutating func hex(_ count: Int) -> String { text(count, of: Self.hexDigits) }

  /// Letters that make no word, and no number either.
  mutating func word(_ count: Int) -> String { text(count, of: Self.letters) }

  private mutating func text(_ count: Int, of alphabet: [UInt8]) -> String {
    String(decoding: (0..<count).map { _ in alphabet[random.below(alphabet.count)] }, as: UTF8.self)
  }

  mutating func address() -> String {
    "\(11 + random.below(180)).\(random.below(256)).\(random.below(256)).\(1 + random.below(254))"
  }

  mutating func pick<Value>(_ values: [Value]) -> Value { values[random.below(values.count)] }

  /// Mostly some milliseconds, sometimes a second.
  mutating func latencyMicroseconds() -> Int { random.skewed(900...900_000) }

  /// What an order asks for, and its answer: items, an id, a token of random letters.
  mutating func order(into request: inout Request, fails: Bool) {
    let items = (0...random.below(4)).map { _ in
      "{\"sku\":\(1000 + random.below(9000)),\"title\":\"\(pick(Self.titles))\","
        + "\"price\":\(1 + random.below(90)).\(digits(random.below(100), 2))}"
    }.joined(separator: ",")
    request.body = "{\"items\":[\(items)],\"store\":\(1 + random.below(40))}"
    if fails {
      request.status = 500
      request.error = "warehouse did not answer"
      request.answer = "{\"message\":\"order \(random.below(1 << 30)) was not placed\"}"
    } else {
      request.answer =
        "{\"order\":{\"id\":\(random.below(1 << 30)),\"items\":[\(items)]},"
        + "\"receipt\":\"\(word(32))\"}"
    }
  }

  private static let titles = ["Tea pot", "Desk lamp", "Garden hose", "Blue kettle", "Door mat"]
}
