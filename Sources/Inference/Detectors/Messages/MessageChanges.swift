import Glibc
import LogModel
import Signals

/// A statement that began to come, or ceased to.
struct MessageChange: Sendable {
  enum Kind: Sendable { case novel, vanished }

  var statement: Int
  var kind: Kind
  /// Nats against chance, before the price of having looked at many statements.
  var raw: Double
  /// The last line before a silence, or the first line of what is new.
  var mark: EventRef
  /// The first line after a silence, or the last line of what was new.
  var other: EventRef?
  /// Seconds that usually pass from one cell with such a line to the next.
  var usualGap: Double
  /// Lines a minute while it came.
  var perMinute: Double
}

/// Finds the changes of a log's statements.
///
/// A statement is judged by the cells in which its service wrote anything: k of n cells have it.
/// That all k lie on one side of a moment, with a of n cells there, has by chance a probability
/// near (a/n)^k. Lines of one cell count once, for they come in clusters.
struct MessageChanges {
  let log: MessageLog
  let width: Int64
  /// Statements that come less often are not missed.
  private static let leastLines = 8
  private static let leastCells = 4
  /// A silence is so much longer than any other of the statement.
  private static let standsOut = 3

  /// Nats that the choice among all statements costs.
  var price: Double { log(Double(max(1, 2 * self.log.statements.count))) }

  private func log(_ value: Double) -> Double { Glibc.log(value) }

  var all: [MessageChange] {
    log.statements.indices.flatMap { index -> [MessageChange] in
      [novel(index), silence(index)].compactMap { $0 }
    }
  }

  /// Where the cells of a statement stand among those in which its service wrote.
  private func places(_ statement: LogMessage) -> (at: [Int], of: Int) {
    let active = log.active[statement.service] ?? []
    var at = 0
    var places: [Int] = []
    for cell in log.cells(of: statement, width: width) {
      while at < active.count, active[at] < cell { at += 1 }
      if at < active.count { places.append(at) }
    }
    return (places, active.count)
  }

  private func novel(_ index: Int) -> MessageChange? {
    let one = log.statements[index]
    let (places, n) = places(one)
    guard let first = places.first, let last = places.last, first > 0, one.count >= 2,
      let mark = one.cells.first?.lines.first, let end = one.cells.last?.lines.last
    else { return nil }
    let k = Double(places.count)
    let stays = k * log(Double(n) / Double(n - first))
    let episode = k * log(Double(n) / Double(last - first + 1)) - log(Double(n))
    let span = max(60, end.time.seconds(since: mark.time))
    return MessageChange(
      statement: index, kind: .novel, raw: max(stays, episode), mark: mark, other: end,
      usualGap: span / k, perMinute: Double(one.count) * 60 / span)
  }

  private func silence(_ index: Int) -> MessageChange? {
    let one = log.statements[index]
    let (places, n) = places(one)
    guard one.count >= Self.leastLines, places.count >= Self.leastCells,
      let first = places.first, let last = places.last
    else { return nil }
    // Silences between lines, and the one after the last.
    var gaps = zip(places, places.dropFirst()).map { $1 - $0 - 1 }
    gaps.append(n - 1 - last)
    guard let longest = gaps.max(), longest > 0, let at = gaps.lastIndex(of: longest) else {
      return nil
    }
    let second = gaps.enumerated().filter { $0.offset != at }.map(\.element).max() ?? 0
    let before = at + 1
    guard longest >= Self.standsOut * max(1, second), before >= Self.leastCells,
      isSteady(places[...at], until: places[at], first: first, missing: longest)
    else { return nil }
    let k = Double(places.count)
    var raw = -k * log(1 - Double(longest) / Double(n))
    if at < places.count - 1 { raw -= log(k) }
    let cells = log.cells(of: one, width: width)
    let (low, high) = bounds(one, cells, at)
    guard let mark = low else { return nil }
    let span = max(60, mark.time.seconds(since: one.cells[0].lines.first?.time ?? mark.time))
    let lines = one.count(from: .min, to: mark.nanoseconds)
    return MessageChange(
      statement: index, kind: .vanished, raw: raw, mark: mark, other: high,
      usualGap: span / Double(before), perMinute: Double(lines) * 60 / span)
  }

  /// It came from early on and up to the silence much as before: what fades with the day's
  /// traffic, or was done, is no silence.
  private func isSteady(
    _ places: ArraySlice<Int>, until last: Int, first: Int, missing: Int
  ) -> Bool {
    guard Double(first) <= 0.25 * Double(last + 1) else { return false }
    let share = Double(places.count) / Double(last - first + 1)
    let reach = max(5, missing / 10, Int((2 / share).rounded(.up)))
    let near = places.count { $0 > last - reach }
    return Double(near) >= 0.5 * share * Double(min(reach, last - first + 1))
  }

  /// The last line of the cell at a place, and the first of the next.
  private func bounds(
    _ one: LogMessage, _ cells: [Int64], _ at: Int
  ) -> (EventRef?, EventRef?) {
    guard cells.indices.contains(at) else { return (nil, nil) }
    let ratio = max(1, log.cellSeconds / max(1, width))
    var low: EventRef?
    var high: EventRef?
    for cell in one.cells {
      if cell.start.flooredDivision(by: ratio) <= cells[at] {
        if let last = cell.lines.last, low.map({ EventRef.precedes($0, last) }) ?? true {
          low = last
        }
      } else if high == nil {
        high = cell.lines.first
      }
    }
    return (low, high)
  }
}
