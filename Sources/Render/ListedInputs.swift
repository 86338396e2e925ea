import LogModel
import Timeline

/// The inputs of a run that a list names, where there are too many for all: first those that were
/// not read in full, then the others, each in the order of their paths.
struct ListedInputs<Input> {
  /// In the order of their paths.
  let listed: [Input]
  let omitted: Int
  /// Of these, the ones that were not read in full.
  let omittedTroubled: Int

  private init(
    _ inputs: [Input], atMost limit: Int, reading: (Input) -> InputReading
  ) {
    let all = inputs.map { (input: $0, path: reading($0).path) }.sorted { $0.path < $1.path }
    guard all.count > limit else {
      listed = all.map(\.input)
      (omitted, omittedTroubled) = (0, 0)
      return
    }
    let troubled = all.indices.filter { Self.isTroubled(reading(all[$0].input)) }
    let known = Set(troubled)
    let rest = all.indices.filter { !known.contains($0) }
    listed = (troubled + rest).prefix(limit).sorted().map { all[$0].input }
    omitted = all.count - limit
    omittedTroubled = max(0, troubled.count - limit)
  }

  private static func isTroubled(_ reading: InputReading) -> Bool {
    reading.status == .partial || reading.status == .unreadable || reading.account.unread > 0
  }
}

extension ListedInputs where Input == InputReading {
  init(_ inputs: [InputReading], atMost limit: Int) {
    self.init(inputs, atMost: limit) { $0 }
  }
}

extension ListedInputs where Input == Coverage.CoveredInput {
  init(_ inputs: [Coverage.CoveredInput], atMost limit: Int) {
    self.init(inputs, atMost: limit, reading: \.reading)
  }
}
