import Inference
import LogModel
import Redaction

/// Hands out citation numbers in order of first use; the same event is cited once, also where a
/// later moment rests on it: that no more lines came is known from the last of them.
struct CitationBook {
  private(set) var citations: [Citation] = []
  private var numbers: [SourceRef: CitationID] = [:]
  private let excerpts: [SourceRef: String]

  init(excerpts: [SourceRef: String]) { self.excerpts = excerpts }

  /// The redacted line of an event; `nil` where it was not read again.
  func excerpt(of point: CitedEvent) -> String? { excerpts[point.source] }

  mutating func cite(_ point: CitedEvent) -> CitationID {
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

  mutating func cite(_ points: [CitedEvent]) -> [CitationID] {
    var ids: [CitationID] = []
    for point in points {
      let id = cite(point)
      if !ids.contains(id) { ids.append(id) }
    }
    return ids
  }

  mutating func cite(_ first: CitedEvent, _ rest: [CitedEvent] = []) -> CitationList {
    let id = cite(first)
    return CitationList(first: id, rest: cite(rest))
  }
}

/// The place a claim rests on, so that a reader can look for himself.
public struct Citation: Hashable, Sendable {
  /// As the user gave it, without what is a secret in the name of a file.
  public var path: String
  /// 1-based in the decoded stream.
  public var line: Int
  /// 1-based entry of a document that holds many on one line.
  public var entry: Int?
  /// Offset of the line, or of the entry, in the decoded stream.
  public var byteOffset: Int
  /// The stamp of the event that stands there.
  public var time: Timestamp
  /// The line itself, redacted; `nil` when it cannot be read again.
  public var excerpt: String?

  /// The place of an event, with its redacted line where it is known.
  public init(_ source: SourceRef, time: Timestamp, excerpt: String? = nil) {
    path = ShownPath.text(source.path)
    line = source.line
    entry = source.entry
    byteOffset = source.byteOffset
    self.time = time
    self.excerpt = excerpt
  }

  /// `service.log.gz:5123`, or `page.json:1#7` for an entry of a document.
  public var place: String {
    SourceRef(path: path, line: line, entry: entry, byteOffset: byteOffset).citation
  }
}

/// The number of a citation in a report: `c1` is the first.
public struct CitationID: Hashable, Comparable, Sendable {
  /// 1-based.
  public var number: Int

  /// The citation of the given 1-based number.
  public init(_ number: Int) { self.number = number }

  /// `c1`
  public var name: String { "c\(number)" }

  public static func < (a: CitationID, b: CitationID) -> Bool { a.number < b.number }
}

/// One or more citations.
///
/// There is no empty list: a claim that holds one of these has evidence.
public struct CitationList: Hashable, Sendable {
  /// The citation that matters most.
  public let first: CitationID
  /// Those that support it, in order.
  public let rest: [CitationID]

  /// A list of at least one; citations that are named again are left out.
  public init(first: CitationID, rest: [CitationID] = []) {
    self.first = first
    var seen: Set<CitationID> = [first]
    self.rest = rest.filter { seen.insert($0).inserted }
  }

  /// All of them, the most important first.
  public var all: [CitationID] { [first] + rest }
}
