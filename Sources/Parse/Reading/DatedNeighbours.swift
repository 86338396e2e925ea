import Ingest
import LogModel
import Synchronization

/// A moment that the inputs of a run state whole, for those among them that state no year.
///
/// Looked up once, when the first input asks, and a function of the inputs alone: which of them
/// asks does not matter.
public final class DatedNeighbours: Sendable {
  /// Inputs that are looked into.
  private static let limit = 64
  private let paths: [String]
  private let rules: RecordRules
  private let options: @Sendable (String) -> ParseOptions
  private let found = Mutex<Timestamp??>(nil)

  /// - Parameters:
  ///   - paths: files, in an order that does not depend on how they were named.
  ///   - options: how an input is to be read; asked before it is opened.
  public init(
    paths: [String], rules: RecordRules, options: @escaping @Sendable (String) -> ParseOptions
  ) {
    self.paths = paths
    self.rules = rules
    self.options = options
  }

  /// The earliest of the first dates that the inputs state; `nil` when none states any.
  public var moment: Timestamp? {
    found.withLock { found in
      if let known = found { return known }
      let dates = paths.prefix(Self.limit).compactMap { path -> Timestamp? in
        let options = options(path)
        guard let stream = try? DecodedStream(path: path, isHashed: false) else { return nil }
        return YearlessHead.date(in: stream, rules: rules, options: options)
      }
      found = .some(dates.min())
      return dates.min()
    }
  }
}
