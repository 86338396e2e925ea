import ChangePoints
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
  /// It came by the clock, and not when something was asked for or done.
  var isRegular = false
  /// Another message with which it used to come went on without it.
  var isMissedBesideOthers = false
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
    let lives = lives(from: one, until: mark, again: high)
    return MessageChange(
      statement: index, kind: .vanished, raw: raw, mark: mark, other: high,
      usualGap: span / Double(before), perMinute: Double(lines) * 60 / span,
      isRegular: lives && isRegular(one, cells[...at]),
      isMissedBesideOthers: lives
        && isMissed(index, from: cells[at], until: cells.dropFirst(at + 1).first))
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

  /// Whether its lines came at even distances, or, where they came in every cell, as many in each.
  ///
  /// Distances of events that come by chance have quartiles that lie apart by 1.6 times their
  /// median.
  private func isRegular(_ one: LogMessage, _ cells: ArraySlice<Int64>) -> Bool {
    let gaps = zip(cells, cells.dropFirst()).map { Double($1 - $0) }.sorted()
    guard gaps.count + 1 >= Self.leastRegular else { return false }
    let median = Dispersion.quantile(gaps, 0.5)
    // What comes a few times in a row at each start of a service leaves most of its life empty.
    let kept = gaps.reduce(0) { $0 + min($1, Self.overdueGaps * median) }
    guard kept >= Self.leastKept * gaps.reduce(0, +) else { return false }
    if median > 1 {
      // A distance is known to a cell at each end.
      let spread = Dispersion.quantile(gaps, 0.75) - Dispersion.quantile(gaps, 0.25)
      return spread <= max(1, Self.mostSpread * median)
    }
    let ratio = max(1, log.cellSeconds / max(1, width))
    var counts: [Int64: Int] = [:]
    for cell in one.cells {
      counts[cell.start.flooredDivision(by: ratio), default: 0] += cell.lines.count
    }
    let inside = cells.compactMap { counts[$0] }.map(Double.init)
    let mean = inside.reduce(0, +) / Double(max(1, inside.count))
    let variance = inside.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(inside.count)
    return variance <= Self.mostSpread * mean
  }

  /// Whether a message of its service with which it came in most of its cells, and that seldom came
  /// without it, went on while it was missing: a step of some work that is no longer reached.
  private func isMissed(_ index: Int, from last: Int64, until next: Int64?) -> Bool {
    let one = log.statements[index]
    let own = Set(log.cells(of: one, width: width).filter { $0 <= last })
    guard let first = own.min(), own.count >= Self.leastRegular else { return false }
    return log.statements.indices.contains { other in
      guard other != index, log.statements[other].service == one.service else { return false }
      let cells = log.cells(of: log.statements[other], width: width)
      let before = cells.filter { first <= $0 && $0 <= last }
      let both = Double(before.count { own.contains($0) })
      let without = cells.count { $0 > last && $0 < next ?? .max }
      // By chance it would come with the other in as many cells as the other fills.
      let chance = Double(before.count) / Double(last - first + 1)
      return without >= Self.leastRegular && both >= Self.mostTogether * Double(own.count)
        && both >= Self.leastTogether * Double(before.count)
        && both >= Self.leastLift * chance * Double(own.count)
    }
  }

  /// Shares of the cells of a message and of the one it comes with, and how much more often than by
  /// chance they come together.
  private static let mostTogether = 0.8
  private static let leastTogether = 0.5
  private static let leastLift = 2.0

  /// Whether it came for longer than a phase of some work takes, before and after the silence.
  private func lives(from one: LogMessage, until last: EventRef, again: EventRef?) -> Bool {
    guard let first = one.cells.first?.lines.first, let end = one.cells.last?.lines.last else {
      return false
    }
    let before = last.time.seconds(since: first.time)
    let after = again.map { end.time.seconds(since: $0.time) } ?? 0
    return before + after >= Self.leastLife
  }

  /// Seconds for which lines have to come before they are missed.
  private static let leastLife = 1200.0
  /// So many cells with a line show a rhythm.
  private static let leastRegular = 8
  /// Distances, in medians, within which a line by the clock is on time, and the share of its life
  /// in which it has to be.
  private static let overdueGaps = 3.0
  private static let leastKept = 0.5
  /// Of the median, the distance of the quartiles; of the mean, the variance of the counts.
  private static let mostSpread = 0.5

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
