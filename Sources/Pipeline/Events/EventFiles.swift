import Events
import Ingest
import LogModel

/// Finds the event files that the command line and the definition name.
struct EventPaths {
  /// Sorted by path, each once.
  private(set) var found: [InputFinder.Found] = []
  /// Patterns of the definition that lead to no file, a sentence each.
  private(set) var notes: [String] = []

  /// - Parameter beside: further ones, which lay among the logs.
  init(_ plan: RunPlan, beside: [String]) {
    let rules = Self.rules(plan)
    notes = rules.filter(\.files.isEmpty).map {
      "events: '\($0.pattern)' of the definition matches no file"
    }
    let named = plan.request.events + rules.flatMap(\.files) + beside
    found = ChatFolders(Self.opened(InputFinder().find(named)), named: Set(named)).found
  }

  /// With the members of archives instead of the archives.
  private static func opened(_ found: [InputFinder.Found]) -> [InputFinder.Found] {
    found.flatMap { item -> [InputFinder.Found] in
      guard case .file(let path) = item, path != "-", let members = ArchiveMembers.paths(of: path)
      else { return [item] }
      return members.isEmpty ? [item] : members.sorted().map { .file($0) }
    }
  }

  /// The event files that the definition names.
  static func ofDefinition(_ plan: RunPlan) -> [String] { rules(plan).flatMap(\.files) }

  private static func rules(_ plan: RunPlan) -> [(pattern: String, files: [String])] {
    plan.definition.events.flatMap(\.paths).map {
      ($0.pattern, files(of: $0.pattern, beside: plan.request.pipeline))
    }
  }

  /// As inputs are: from where the program runs; where nothing lies there, from the definition's
  /// own folder, so that it can be used from anywhere.
  private static func files(of pattern: String, beside definition: String?) -> [String] {
    let here = files(of: pattern)
    guard here.isEmpty, !pattern.hasPrefix("/"), let definition,
      let end = definition.lastIndex(of: "/")
    else { return here }
    return files(of: definition[...end] + pattern)
  }

  private static func files(of pattern: String) -> [String] {
    existing(InputFinder().find([pattern]))
  }

  private static func existing(_ found: [InputFinder.Found]) -> [String] {
    found.compactMap { item in
      if case .problem(_, .missing) = item { return nil }
      if case .problem(_, .unmatched) = item { return nil }
      return item.path
    }
  }
}

/// The decoded bytes of one event file, piece by piece.
final class EventBytes {
  private let stream: DecodedStream
  private var hasEnded = false
  private var lastByte: UInt8 = 0x0A
  /// What has passed by so far.
  private(set) var border = EventBorder()

  /// - Throws: `IngestError` when it cannot be opened.
  init(path: String) throws(IngestError) {
    stream = try DecodedStream(path: path, isHashed: false, acceptsPipe: true)
  }

  /// The next bytes; `nil` at the end.
  ///
  /// Between bytes that damage parts stands a line end, so that no two rows become one.
  func next() -> [UInt8]? {
    while !hasEnded {
      let filled = stream.fill()
      var bytes = Array(stream.window)
      stream.consume(bytes.count)
      if let last = bytes.last { lastByte = last }
      if filled == .seam, lastByte != 0x0A {
        bytes.append(0x0A)
        lastByte = 0x0A
      }
      hasEnded = filled == .end
      guard !bytes.isEmpty else { continue }
      bytes.withUnsafeBytes { border.take($0) }
      return bytes
    }
    return nil
  }

  /// Of a cut or damaged packing, and of reading that stopped; all of it once the end was reached.
  var damage: [InputWarning] {
    let damage = stream.damage.map {
      InputWarning($0.code, byteOffset: $0.packedOffset, message: $0.message)
    }
    guard let failure = stream.readFailure else { return damage }
    return damage + [InputWarning(.vanished, message: "reading stopped: \(failure)")]
  }
}
