import Ingest
import LogModel
import Signals
import Supervision

/// What is found out of inputs before any is read: which are tallies, and which are copies of
/// another, being the same decoded content.
///
/// Only inputs whose first bytes are those of another are decoded to their end for it, and
/// archives, whose members cannot be gone back to; so no input has to be held until all are read.
struct InputHeads {
  private static let headSize = 4096
  private var copies: Set<String> = []
  private var unseen: Set<String> = []
  private var tallies: Set<String> = []
  /// By path: what a file is that was found in a folder and is no log.
  private(set) var noLogs: [String: String] = [:]

  /// Files found in a folder that hold events: alerts, pages, deploys.
  private(set) var events: [String] = []

  /// An input that may be a copy, or have one.
  private struct Candidate {
    var path: String
    /// Of a member of an archive: it was decoded to its end. Empty content is no copy.
    var content: (hash: ContentHash, isEmpty: Bool)?
  }

  /// - Parameters:
  ///   - named: paths that the user typed, which are logs whatever they look like.
  ///   - excludes: members of archives that are left out.
  init(
    of found: [InputFinder.Found], _ plan: RunPlan, named: Set<String>,
    excludes: (String) -> Bool = { _ in false }
  ) {
    var byHead: [UInt64: [Candidate]] = [:]
    defer { CurrentWork.leftInput() }
    for item in found where !plan.failed.contains(item.path) {
      let path = item.path
      if case .pipe = item { unseen.insert(path) }
      guard case .file = item else { continue }
      // Standard input and pipes cannot be read twice and may be copies of anything.
      guard path != "-" else {
        unseen.insert(path)
        continue
      }
      CurrentWork.reading(path)
      let opened: OpenedInput
      do throws(IngestError) {
        opened = try OpenedInput.open(path: path, blockSize: Self.headSize)
      } catch {
        if case .unsupported(_, let packing, _) = error, !named.contains(path) {
          noLogs[path] = "packed as \(packing), which is not read"
        }
        continue
      }
      switch opened {
      case .stream(let stream):
        guard let head = head(of: stream) else { continue }
        let first = UnsafeRawBufferPointer(rebasing: stream.window.prefix(Self.headSize))
        if !named.contains(path), EventHead.isEvents(path: path, head: first) {
          events.append(path)
        } else if !named.contains(path), let kind = Self.noLog(stream) {
          noLogs[path] = kind
        } else {
          byHead[head, default: []].append(Candidate(path: path))
        }
      case .archive(let archive):
        note(
          archive, &byHead,
          opens: { path in
            guard !excludes(path), !plan.failed.contains(path) else { return false }
            CurrentWork.reading(path)
            return true
          })
      }
    }
    markCopies(byHead.values.filter { $0.count > 1 })
  }

  /// What a stream is that is no log, as its head and its name show it.
  private static func noLog(_ stream: DecodedStream) -> String? {
    let head = UnsafeRawBufferPointer(rebasing: stream.window.prefix(headSize))
    if let kind = NoLog.kind(path: stream.path, head: head) { return kind }
    guard !head.isEmpty, !NoLog.isLogName(stream.path), NoLog.isTimeless(head) else { return nil }
    stream.lookAhead(NoLog.longHeadSize)
    return NoLog.isTimeless(stream.window) ? "text of which no line carries a time" : nil
  }

  /// A hash of the first bytes; `nil` of a tally.
  private mutating func head(of stream: DecodedStream) -> UInt64? {
    stream.lookAhead(Self.headSize)
    let head = UnsafeRawBufferPointer(rebasing: stream.window.prefix(Self.headSize))
    guard !TallyFile.isTally(head) else {
      tallies.insert(stream.path)
      return nil
    }
    return StableHash.hash(head)
  }

  private mutating func note(
    _ archive: Archive, _ byHead: inout [UInt64: [Candidate]], opens: (String) -> Bool
  ) {
    while let member = archive.next(blockSize: Self.headSize, opens: opens) {
      guard case .stream(let stream) = member else { continue }
      stream.lookAhead(Self.headSize)
      let head = StableHash.hash(
        UnsafeRawBufferPointer(rebasing: stream.window.prefix(Self.headSize)))
      byHead[head, default: []].append(
        Candidate(path: stream.path, content: Self.content(of: stream)))
    }
  }

  private static func content(of stream: DecodedStream) -> (hash: ContentHash, isEmpty: Bool) {
    while true {
      stream.consume(stream.window.count)
      if stream.fill() == .end { return (stream.contentHash, stream.bytesDecoded == 0) }
    }
  }

  /// Of equal contents the smallest path is the original, whatever comes first.
  private mutating func markCopies(_ groups: [[Candidate]]) {
    for group in groups {
      var originals: Set<ContentHash> = []
      for one in group.sorted(by: { $0.path < $1.path }) {
        guard
          let (hash, isEmpty) = one.content
            ?? (try? DecodedStream(path: one.path)).map(Self.content), !isEmpty
        else { continue }
        if !originals.insert(hash).inserted { copies.insert(one.path) }
      }
    }
  }

  /// Whether an input, or a member of one, is a copy of another of them.
  func isCopy(_ path: String) -> Bool { copies.contains(path) }

  /// Whether that is not known yet of an input and its members.
  func mayBeCopy(_ path: String) -> Bool { unseen.contains(path) }

  func isTally(_ path: String) -> Bool { tallies.contains(path) }
}

/// Says which inputs were copies of another: the same decoded content under another name.
enum CopyMarks {
  /// Readings sorted by path; of equal contents the smallest path is the original.
  static func marked(_ readings: [InputReading], in tally: Tally) -> [InputReading] {
    var originals: [ContentHash: String] = [:]
    var marked: [InputReading] = []
    for reading in readings.sorted(by: { $0.path < $1.path }) {
      var reading = reading
      // Empty files are all alike and none is a copy.
      if let hash = reading.contentHash, reading.bytesDecoded > 0 {
        if let original = originals[hash] {
          let account = reading.account
          reading.account.duplicate += account.records + account.outsideWindow
          reading.account.records = 0
          reading.account.outsideWindow = 0
          reading.status = .duplicate
          reading.warnings.append(
            InputWarning(
              .duplicateContent, message: "the same content as \(original); counted once"))
        } else {
          originals[hash] = reading.path
        }
      }
      marked.append(reading)
    }
    tally.rename(originals)
    return marked
  }
}
