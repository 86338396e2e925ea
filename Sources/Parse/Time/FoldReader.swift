/// Tells the first reading of an hour that clocks showed twice from the second.
///
/// Where the lines are in order, the local stamp steps back once, at the turn; from there on
/// it is the second. Lines that are in no order tell nothing: all are the first reading, which
/// no order of them changes.
struct FoldReader: Sendable {
  /// Where in the stream the second reading of an hour began, and ended.
  struct Turn: Sendable {
    var local: Int64
    var from: Int
    var to = Int.max
  }

  /// Steps back of more than this are the turn of the clocks, or disorder.
  private static let step: Int64 = 600
  /// Each stamp is held against all turns. In order there is one a year; a stream that goes to
  /// and fro between years has one every other line.
  private static let turnLimit = 64
  private var before = Int64.min
  private var clockBefore = Int64.min
  /// Big steps back outside of folds: the lines are in no order.
  private var disorder = 0
  private(set) var turns: [Turn] = []
  /// The turns are those of a first reading, and nothing is added.
  private let isKnown: Bool
  /// Stamps that could be either, and where the first stands.
  private(set) var count = 0
  private(set) var firstLine: Int?

  /// - Parameter known: what a first reading of the whole stream found.
  init(known: [Turn]? = nil) {
    isKnown = known != nil
    turns = known ?? []
  }

  /// A local stamp that the clocks showed once.
  @inline(__always)
  mutating func note(_ local: Int64) {
    if local &+ Self.step < before { disorder &+= 1 }
    before = local
  }

  /// Whether an ambiguous local stamp, within the years of stamps, is the second.
  mutating func isSecond(_ local: Int64, at place: LineLocation) -> Bool {
    count += 1
    firstLine = firstLine ?? place.line
    if !isKnown { look(at: local, place) }
    before = local
    return turns.contains { turn in
      (local - turn.local).magnitude < 86_400 && place.offset >= turn.from
        && place.offset < turn.to
    }
  }

  /// How many midnights clocks without a date have passed before a line.
  ///
  /// Each is noted as a turn, whose local second is none that stamps have.
  mutating func days(behind clock: Int64, at place: LineLocation) -> Int {
    if !isKnown, clock &+ Self.halfDay < clockBefore, turns.count < Self.turnLimit {
      turns.append(Turn(local: Self.midnight, from: place.offset))
    }
    clockBefore = clock
    return turns.count { $0.local == Self.midnight && place.offset >= $0.from }
  }

  private static let midnight: Int64 = -(1 << 60)
  private static let halfDay: Int64 = 43_200

  private mutating func look(at local: Int64, _ place: LineLocation) {
    guard local &+ Self.step < before else { return }
    let isSame = turns.last.map { (local - $0.local).magnitude < 86_400 } ?? false
    if isSame || disorder > 0 || turns.count >= Self.turnLimit {
      disorder += 1
      if isSame { turns[turns.count - 1].to = min(turns[turns.count - 1].to, place.offset) }
    } else {
      turns.append(Turn(local: local, from: place.offset))
    }
  }
}
