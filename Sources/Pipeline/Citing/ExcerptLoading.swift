import Events
import Inference
import Ingest
import LogModel
import Parse
import Redaction
import Supervision

/// Reads the lines behind an incident's citations again, redacted.
struct ExcerptLoading {
  /// The lines by their places, and how often each kind of secret was taken out of them.
  typealias Excerpts = (texts: [SourceRef: String], redactions: [String: Int])

  let plan: RunPlan
  /// Names of the log, which are no secrets wherever they stand.
  let names: Set<String>
  /// Hides who people are, if they are not named.
  let people: PeopleMask?
  /// Where the logs that this run read can be read on from.
  let segments: [String: StreamSegments]
  /// Logs and event files that this run read itself.
  let read: Set<String>
  /// Logs that a tally names, by their content: what lies there may be another file by now.
  let recorded: [String: ContentHash]
  private static let excerptLimit = 1200

  /// Excerpts by place, and how often each kind of secret was taken out of them.
  ///
  /// What cannot be read again (standard input, a tally's logs elsewhere) has no excerpt.
  func excerpts(of places: Set<SourceRef>) -> Excerpts {
    var texts: [SourceRef: String] = [:]
    var counts = RedactionCounts()
    let byPath = Dictionary(grouping: places) { $0.path }
    for (path, refs) in byPath.sorted(by: { $0.key < $1.key }) where isSame(path) {
      CurrentWork.reading(path)
      defer { CurrentWork.leftInput() }
      let ordered = refs.sorted()
      guard let lines = lines(of: ordered, in: path) else { continue }
      for (ref, line) in zip(ordered, lines) {
        guard let line else { continue }
        let isInside =
          ref.entry == nil
          && KeyBlockContext.isInside(line, at: ref.line, of: path, segments: segments[path])
        let redacted =
          isInside
          ? plan.redactor.redactedBlockLine(line)
          : plan.secrets.redact(line, by: plan.redactor)
        counts += redacted.counts
        texts[ref] = redacted.text
      }
    }
    let masker = plan.secrets.masker(without: names)
    for ref in texts.keys.sorted() {
      // A secret that one line shows by its key may stand bare in another.
      let masked = masker.mask(texts[ref] ?? "")
      counts += masked.counts
      texts[ref] = Self.shortened(people?.masked(line: masked.text) ?? masked.text)
    }
    return (texts, Dictionary(counts.sorted.map { ($0.kind, $0.count) }) { $0 + $1 })
  }

  /// So many lines before and after one of a log that a tally names are read for the secrets that
  /// they name: this run has not read the log, and only its lines can tell.
  private static let reach = 600

  /// The lines behind citations of one input, which is read once; `nil` where it cannot be.
  private func lines(of refs: [SourceRef], in path: String) -> [String?]? {
    let cited: [ExcerptReader.Wanted] = refs.map { ($0.line, $0.entry) }
    var around: [ExcerptReader.Wanted] = []
    if !read.contains(path) {
      let lines = Set(
        refs.lazy.filter { $0.entry == nil }
          .flatMap { max(1, $0.line - Self.reach)...($0.line + Self.reach) })
      around = lines.sorted().map { ($0, nil) }
    }
    guard
      let texts = try? ExcerptReader.texts(
        path: path, wanted: cited + around, segments: segments[path])
    else { return nil }
    for text in texts.dropFirst(cited.count) {
      if let text { _ = plan.secrets.redact(text, by: plan.redactor) }
    }
    return Array(texts.prefix(cited.count))
  }

  /// Whether the file that lies there is the one that was cited.
  private func isSame(_ path: String) -> Bool {
    if read.contains(path) { return true }
    guard let hash = recorded[path], !StandardInput.isNamed(by: path),
      let stream = try? DecodedStream(path: path)
    else { return false }
    while true {
      stream.consume(stream.window.count)
      if stream.fill() == .end { return stream.contentHash == hash }
    }
  }

  /// Shortened only after redaction: a cut secret would be known by no rule.
  private static func shortened(_ text: String) -> String {
    text.count <= excerptLimit ? text : text.prefix(excerptLimit) + "…"
  }
}

extension Incident {
  /// Every place that a row of this incident may cite.
  var places: Set<SourceRef> {
    var points: [CitedEvent?] = [
      onset.earliest, onset.latest, end?.earliest, end?.latest, lastFailure, resolution?.start,
      resolution?.confirmedAt,
    ]
    points += [course.onset.earliest, course.onset.latest, course.end?.earliest]
    points += [course.end?.latest, course.last, slowBefore?.last]
    for phase in phases {
      points += [phase.lastGoodBefore, phase.firstBad, phase.lastBad, phase.firstGoodAfter]
    }
    points += signals.flatMap(\.evidence)
    points += factors.flatMap { [$0.evidence] + $0.support }
    points += propagation.flatMap { [$0.earliest, $0.latest] }
    points += links.map(\.evidence) + acts.map(\.evidence) + [detection.bound]
    return Set(points.compactMap { $0?.source } + events.map(\.source))
  }
}

/// Tells whether a line of a file lies within a block of a private key that began above it.
///
/// Lines are shown one by one; the lines of such a block, its short last one above all, do not
/// show by themselves what they are.
enum KeyBlockContext {
  /// Lines of the longest block that tools write, and some more.
  private static let reach = 240

  static func isInside(
    _ text: String, at line: Int, of path: String, segments: StreamSegments? = nil
  ) -> Bool {
    guard line > 1, path != "-", KeyBlock.mayBeInside(text) else { return false }
    let first = max(1, line - reach)
    guard
      let above = try? ExcerptReader.texts(
        path: path, wanted: (first..<line).map { ($0, nil) }, segments: segments)
    else { return false }
    var block = KeyBlock()
    for text in above { block.read(text ?? "") }
    return block.isOpen
  }
}
