import Inference
import LogModel

/// Hands out citation numbers in order of first use; the same event is cited once, also where a
/// later moment rests on it: that no more lines came is known from the last of them.
struct CitationBook {
  private(set) var citations: [Citation] = []
  private var numbers: [SourceRef: CitationID] = [:]
  private let excerpts: [SourceRef: String]

  init(excerpts: [SourceRef: String]) { self.excerpts = excerpts }

  mutating func cite(_ point: EvidencePoint) -> CitationID {
    if let known = numbers[point.source] {
      let at = known.number - 1
      citations[at].time = min(citations[at].time, point.time)
      return known
    }
    citations.append(
      Citation(point.source, time: point.time, excerpt: excerpts[point.source]))
    let id = CitationID(citations.count)
    numbers[point.source] = id
    return id
  }

  mutating func cite(_ points: [EvidencePoint]) -> [CitationID] {
    var ids: [CitationID] = []
    for point in points {
      let id = cite(point)
      if !ids.contains(id) { ids.append(id) }
    }
    return ids
  }

  mutating func cite(_ first: EvidencePoint, _ rest: [EvidencePoint] = []) -> CitationList {
    let id = cite(first)
    return CitationList(first: id, rest: cite(rest))
  }
}
