import LogModel
import Signals
import Synchronization

/// Merges the tallies of inputs as they come, each content once.
final class TallyMerging: @unchecked Sendable {
  private struct Held {
    var path: String
    var input: InputReader.Input
  }

  // Everything below is touched with the lock held only.
  private let lock = Mutex(())
  private let tally: Tally
  private var held: [Held] = []
  /// Whose content it is: a tally's, by its path, or a log's own.
  private var owners: [ContentHash: (path: String, isTally: Bool)] = [:]

  /// Under what definition is counted, by the first tally or log with any line.
  private var origin: (of: TallyOrigin, path: String, isTally: Bool)?
  private let known: Set<ContentHash>

  /// - Parameter known: logs of such content are left out.
  init(rules: TallyRules, without known: Set<ContentHash> = []) {
    tally = Tally(rules: rules)
    self.known = known
  }

  /// - Parameter isHeld: the input may be a copy of another and waits until all are read.
  /// - Throws: `RunError` when a tally holds content that another tally holds too, or counts
  ///   other units.
  func take(_ input: InputReader.Input, path: String, isHeld: Bool) throws(RunError) {
    let failure: RunError? = lock.withLock { _ in
      if isHeld {
        held.append(Held(path: path, input: input))
        return nil
      }
      return merge(Held(path: path, input: input))
    }
    if let failure { throw failure }
  }

  private func merge(_ item: Held) -> RunError? {
    let contents = item.input.readings.filter { $0.bytesDecoded > 0 }.compactMap(\.contentHash)
    if !item.input.isTally, contents.contains(where: known.contains) { return nil }
    for hash in contents.sorted() {
      guard let owner = owners[hash] else { continue }
      // Of a log's copies the first counts; tallies come before all logs.
      if !item.input.isTally { return nil }
      let paths = [owner.path, item.path].sorted()
      return .refused(
        "\(paths[0]) and \(paths[1]) hold the same log; counted twice it could not be taken out")
    }
    do {
      try tally.checkUnits(of: item.input.tally)
    } catch {
      return .refused("\(item.path): \(error)")
    }
    if let failure = checkOrigin(of: item) { return failure }
    for hash in contents { owners[hash] = (item.path, item.input.isTally) }
    tally.merge(item.input.tally)
    return nil
  }

  /// Counts under two definitions do not belong together. Tallies come before all logs, so which
  /// are named does not depend on which log was read first.
  private func checkOrigin(of item: Held) -> RunError? {
    guard item.input.readings.contains(where: { $0.account.lines > 0 }) else { return nil }
    let own = item.input.tally.origin
    guard let (known, path, isTally) = origin else {
      origin = (own, item.path, item.input.isTally)
      return nil
    }
    guard isTally else { return nil }
    // Of two tallies the same one is told, whichever was merged first.
    let isOwn = item.input.isTally && item.path < path
    do {
      try (isOwn ? known : own).check(isOwn ? own : known)
      return nil
    } catch {
      let other = item.input.isTally ? max(path, item.path) : "the logs of this run"
      return .refused("\(isOwn ? item.path : path): \(error) (beside \(other))")
    }
  }

  /// The tally of all, in its final order.
  ///
  /// - Throws: `RunError`, as ``take(_:path:isHeld:)``.
  func finished() throws(RunError) -> Tally {
    let failure: RunError? = lock.withLock { _ in
      for item in held.sorted(by: { $0.path < $1.path }) {
        if let failure = merge(item) { return failure }
      }
      held = []
      if let origin { tally.origin = origin.of }
      tally.finish()
      return nil
    }
    if let failure { throw failure }
    return tally
  }
}
