import Inference
import LogModel
import Parse

/// Finds stretches of time that lie between two rotations of one log, and that a third should
/// hold.
///
/// A missing file leaves no trace but that: the file before it ends long before the next begins.
/// How long is too long is judged by how closely the files of the log join elsewhere, by the pace
/// of the records inside them, and by what their names say: a number or a date that is left out
/// is evidence for a missing file, two that follow one another are evidence against it.
struct RotationHoles {
  /// With fewer records a file has no pace to judge by.
  private static let leastRecords = 20
  private static let day: Int64 = 86_400
  /// A silence so long may be the night's.
  private static let leastPause = 4.0 * 3600

  private struct File {
    var index: Int
    var path: String
    var from: Timestamp
    var to: Timestamp
    var mark: RotationMark
    var records: Int
    var silence: Double
    var isWhole: Bool
    var pace: Double { to.seconds(since: from) / Double(max(1, records - 1)) }
  }

  /// What the names of two files say of one between them.
  private enum Evidence { case missing, adjacent, none }

  /// Of one log, by their begin.
  private let files: [File]
  /// Marks of files that gave no record: they are there all the same.
  private let others: [RotationMark]
  private let hasUnreadable: Bool
  // Of all files; taken once, for a log may have as many files as it likes.
  private let longestSilence: Double
  private let grain: Double
  private let isOrdered: Bool
  private let numbers: [Int]
  private let steps: [Int64]

  /// Adds each hole to the input before it, as a gap and a warning.
  ///
  /// - Returns: each with the inputs of the log that it is a hole of.
  @discardableResult
  static func mark(_ readings: inout [InputReading]) -> [UncoveredStretch] {
    var logs: [String: [Int]] = [:]
    for (index, reading) in readings.enumerated() where reading.status != .skipped {
      logs[RotationMark(path: reading.path).log, default: []].append(index)
    }
    var holes: [UncoveredStretch] = []
    for (_, members) in logs.sorted(by: { $0.key < $1.key }) where members.count > 1 {
      for hole in RotationHoles(members, of: readings).holes {
        readings[hole.index].gaps.append(hole.gap)
        readings[hole.index].gaps.sort { ($0.from, $0.to) < ($1.from, $1.to) }
        readings[hole.index].warnings.append(
          InputWarning(
            .coverageGap,
            message: "nothing from \(hole.gap.from.rfc3339) to \(hole.gap.to.rfc3339): "
              + "\(hole.gap.basis) was given"))
        holes.append(
          UncoveredStretch(
            inputs: Set(members.compactMap { readings[$0].contentHash?.low }),
            range: TimeRange(from: hole.gap.from, to: hole.gap.to)))
      }
    }
    return holes
  }

  private init(_ members: [Int], of readings: [InputReading]) {
    var files: [File] = []
    var others: [RotationMark] = []
    for index in members {
      let reading = readings[index]
      let mark = RotationMark(path: reading.path)
      guard let first = reading.first, let last = reading.last, reading.status != .duplicate
      else {
        others.append(mark)
        continue
      }
      files.append(
        File(
          index: index, path: reading.path, from: first, to: last, mark: mark,
          records: reading.account.records + reading.account.outsideWindow,
          silence: reading.longestSilence, isWhole: reading.status == .complete))
    }
    self.files = files.sorted { ($0.from, $0.to, $0.index) < ($1.from, $1.to, $1.index) }
    self.others = others
    longestSilence = self.files.map(\.silence).max() ?? 0
    // Times inside of a file are known by stretches that grow with its span.
    grain = self.files.map { $0.to.seconds(since: $0.from) / 2000 }.max() ?? 0
    isOrdered = Self.isOrdered(self.files.map { $0.mark.number ?? -1 })
    let marks = self.files.map(\.mark) + others
    numbers = marks.compactMap(\.number)
    let moments = Set(marks.compactMap(\.moment)).sorted()
    steps = zip(moments, moments.dropFirst()).map { $1 - $0 }.sorted()
    hasUnreadable = members.contains { readings[$0].status == .unreadable }
  }

  private var holes: [(index: Int, gap: InputGap)] {
    var joins: [(before: File, after: File, seconds: Double)] = []
    guard var before = files.first else { return [] }
    for next in files.dropFirst() {
      joins.append((before, next, max(0, next.from.seconds(since: before.to))))
      if next.to > before.to { before = next }
    }
    let sorted = joins.map(\.seconds).sorted()
    return joins.compactMap { join -> (index: Int, gap: InputGap)? in
      // No hole is as short; most files join closely.
      guard join.seconds > 1 else { return nil }
      let usual = Self.median(of: sorted, without: join.seconds)
      guard isHole(join.seconds, join.before, join.after, usual: usual) else { return nil }
      let gap = InputGap.between(
        join.before.path, and: join.after.path, from: join.before.to, to: join.after.from)
      return (join.before.index, gap)
    }
  }

  /// The median of sorted numbers of which one is left out; 0 of none.
  private static func median(of sorted: [Double], without one: Double) -> Double {
    guard sorted.count > 1 else { return 0 }
    let middle = (sorted.count - 2) / 2
    var (low, high) = (0, sorted.count)
    while low < high {
      let half = (low + high) / 2
      if sorted[half] < one { low = half + 1 } else { high = half }
    }
    return sorted[middle < low ? middle : middle + 1]
  }

  private func isHole(
    _ seconds: Double, _ before: File, _ after: File, usual: Double
  ) -> Bool {
    let pace = max(before.pace, after.pace)
    let silence = longestSilence
    let evidence = evidence(before, after)
    if case .missing = evidence {
      // A log that is written to rarely joins its files as rarely.
      guard seconds > 2 * pace, seconds > 1 else { return false }
      if before.mark.number != nil || after.mark.number != nil { return true }
      // Some rotations leave out days of which there is nothing to keep.
      let isBusy = min(before.records, after.records) >= Self.leastRecords || seconds > 20 * pace
      return isBusy && seconds > 1.5 * silence && !isWeekend(before, after)
    }
    guard before.isWhole, !hasUnreadable,
      min(before.records, after.records) >= Self.leastRecords,
      !isPause(seconds, before, after)
    else { return false }
    return evidence == .adjacent
      ? seconds >= [300, 20 * silence, 200 * pace, 20 * usual, grain].max() ?? 0
      : seconds >= [60, 5 * silence, 50 * pace, 10 * usual, grain].max() ?? 0
  }

  // MARK: Names

  private func evidence(_ before: File, _ after: File) -> Evidence {
    if let one = before.mark.moment, let next = after.mark.moment {
      guard let step = before.mark.step, step == after.mark.step, baselineStep(step) == step else {
        return .none
      }
      if next - one <= step { return .adjacent }
      return isTaken(moments: one + step..<next) ? .adjacent : .missing
    }
    guard before.mark.moment == nil, after.mark.moment == nil, isOrdered else { return .none }
    // The file that is written to has no number; of the others the newest has 0 or 1.
    let isBare = before.mark.number == nil || after.mark.number == nil
    guard let least = numbers.min(),
      !isBare
        || files.allSatisfy({ $0.mark.number == nil || $0.mark.isDotted })
          && others.allSatisfy({ $0.number == nil || $0.isDotted })
    else { return .none }
    let current = least == 0 ? -1 : 0
    let one = before.mark.number ?? current
    let next = after.mark.number ?? current
    guard (one - next).magnitude > 1 else { return .adjacent }
    let between = (min(one, next) + 1)..<max(one, next)
    return numbers.contains(where: between.contains) ? .adjacent : .missing
  }

  /// Numbers that rise or fall with time are those of rotations; others are of instances.
  private static func isOrdered(_ numbers: [Int]) -> Bool {
    let steps = zip(numbers, numbers.dropFirst())
    return steps.allSatisfy { $0 < $1 } || steps.allSatisfy { $0 > $1 }
  }

  /// The step that most names are apart; the stated one, of two names.
  private func baselineStep(_ step: Int64) -> Int64 {
    steps.count > 2 ? steps[(steps.count - 1) / 2] : step
  }

  private func isTaken(moments: Range<Int64>) -> Bool {
    others.contains { mark in mark.moment.map(moments.contains) ?? false }
  }

  // MARK: Pauses

  /// Whether the days between two dated files are a weekend of a log that rests at night.
  private func isWeekend(_ before: File, _ after: File) -> Bool {
    let (first, end) = (before.to.seconds / Self.day + 1, after.from.seconds / Self.day)
    let days = first..<max(first, end)
    guard !days.isEmpty, days.count <= 3, days.allSatisfy(Self.isWeekend) else { return false }
    let rests = before.to.seconds % Self.day < Self.day - 3600
    return rests
      && !files.contains { file in
        (file.from.seconds / Self.day...file.to.seconds / Self.day).prefix(8)
          .contains(where: Self.isWeekend)
      }
  }

  /// 1970-01-01 was a Thursday.
  private static func isWeekend(_ day: Int64) -> Bool { [2, 3].contains(day % 7) }

  /// Whether the log may rest at these hours: none of its files holds them on another day.
  private func isPause(_ seconds: Double, _ before: File, _ after: File) -> Bool {
    guard seconds >= Self.leastPause else { return false }
    if isWeekend(before, after) { return true }
    let (from, to) = (Double(before.to.seconds), Double(after.from.seconds))
    return !(-7...7).contains { days in
      let moved = Double(days) * Double(Self.day)
      return days != 0
        && files.contains { file in
          let overlap =
            min(to + moved, Double(file.to.seconds)) - max(from + moved, Double(file.from.seconds))
          return overlap > 0.25 * min(seconds, Double(Self.day))
        }
    }
  }
}
