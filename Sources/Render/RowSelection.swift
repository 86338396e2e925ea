import LogModel
import Timeline

/// The rows of a timeline that a draft prints: the key ones, at most so many, pages folded.
///
/// Start, first page, end and recovery are printed whatever the limit is.
struct RowSelection {
  /// A printed row, and the pages that are said with it.
  struct Shown {
    var row: TimelineRow
    var repeats: [TimelineRow]
  }

  let shown: [Shown]
  /// Rows of the timeline that are not printed.
  let omitted: Int
  /// Those of them that are messages of a chat beside the incident's course.
  let chatter: Int

  init(_ timeline: [TimelineRow], atMost limit: Int) {
    let key = timeline.indices.filter { timeline[$0].level == .key }
    let groups = Self.folded(key, of: timeline)
    // When there are too many, what marks the incident's course stays.
    let ranked = groups.indices.sorted {
      let (a, b) = (Self.rank(timeline, groups[$0]), Self.rank(timeline, groups[$1]))
      return a != b ? a < b : $0 < $1
    }
    let landmarks = groups.count { Self.rank(timeline, $0) < 0 }
    let most = limit < 1 ? 0 : max(landmarks, limit)
    let kept = ranked.prefix(most).sorted().map { groups[$0] }
    shown = kept.compactMap { group in
      group.first.map { first in
        Shown(row: timeline[first], repeats: group.dropFirst().map { timeline[$0] })
      }
    }
    omitted = timeline.count - kept.reduce(0) { $0 + $1.count }
    chatter = timeline.count(where: \.isChatter)
  }

  /// Repeats of a page join the row before them when nothing lies between, those of an alert also
  /// when nothing but other alerts and pages does: one that fires and clears again and again is
  /// two rows.
  private static func folded(_ indices: [Int], of timeline: [TimelineRow]) -> [[Int]] {
    var groups: [[Int]] = []
    for index in indices {
      if let original = timeline[index].repeatOf,
        let group = group(of: original, in: groups, for: timeline[index], of: timeline)
      {
        groups[group].append(index)
      } else {
        groups.append([index])
      }
    }
    return groups
  }

  /// The group that a repeat joins.
  private static func group(
    of original: Int, in groups: [[Int]], for row: TimelineRow, of timeline: [TimelineRow]
  ) -> Int? {
    for at in groups.indices.reversed() {
      if groups[at].contains(where: { $0 == original || timeline[$0].repeatOf == original }) {
        return at
      }
      let passes =
        alerts.contains(row.kind)
        && groups[at].allSatisfy { (alerts + [.engineerNotified]).contains(timeline[$0].kind) }
      guard passes else { return nil }
    }
    return nil
  }

  private static let alerts: [TimelineRow.Kind] = [.alertFired, .alertCleared]

  private static func rank(_ timeline: [TimelineRow], _ group: [Int]) -> Int {
    guard let first = group.first else { return Int.max }
    let row = timeline[first]
    guard row.repeatOf == nil else { return 3 }
    if row.isLandmark { return -1 }
    switch row.kind {
    case .firstFailure, .failuresRose, .recovered, .failuresFell, .lastSuccess, .lastFailure:
      return 0
    case .detected, .engineerNotified, .acknowledged, .mitigation, .confirmed, .resolved,
      .alertFired, .declared, .causeFound, .rollback:
      return 1
    default: return 2
    }
  }
}
