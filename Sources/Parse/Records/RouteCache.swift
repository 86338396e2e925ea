import LogModel
import Scan

/// What depends on method and path alone: the route's text, and which rules may speak of it.
struct RouteCache {
  /// A plain value: handing it out counts no reference.
  struct Entry {
    /// `POST /api/order`, in ``text(of:)``.
    fileprivate var start: Int
    fileprivate var end: Int
    /// Of the text.
    var hash: UInt64
    /// Bit n: method and path conditions of operation rule n hold.
    var candidates: UInt64
    var isProbe: Bool
    /// The path says nothing (`/`): the body's keys part its routes.
    var isBare: Bool
  }

  private var entries = StableIndex()
  private var values: [Entry] = []
  /// The texts of all entries, one behind the other.
  private var text: [UInt8] = []
  private let rules: RecordRules
  /// So many paths are remembered, and of so many bytes; then it starts anew. Decides speed, no
  /// result.
  private static let limit = 8192
  private static let textLimit = 1024 * 1024
  private static let methods = [
    "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT",
  ].map { Array($0.utf8) }
  /// What Kubernetes calls requests to its API, and by which method they come.
  private static let verbs = [
    (name: "list", method: "GET"), (name: "watch", method: "GET"),
    (name: "create", method: "POST"), (name: "update", method: "PUT"),
    (name: "deletecollection", method: "DELETE"),
  ]
  private static let otherMethod = Array("OTHER".utf8)
  /// Where a route and its method are written before they are kept: in a log whose paths are all
  /// different that is done for every line.
  private var operation: [UInt8] = []
  private var upper: [UInt8] = []

  init(rules: RecordRules) { self.rules = rules }

  mutating func entry(
    method: UnsafeRawBufferPointer, path: UnsafeRawBufferPointer
  ) -> Entry {
    // Of most methods all bytes fit the seed.
    var seed = UInt64(method.count)
    if method.count < 8 {
      for byte in method { seed = seed &<< 8 | UInt64(byte) }
    } else {
      seed = StableHash.hash(method)
    }
    let key = StableHash.hash(path, seed: seed)
    if let index = entries[key] { return values[index] }
    if values.count >= Self.limit || text.count >= Self.textLimit {
      entries.removeAll()
      values.removeAll(keepingCapacity: true)
      text.removeAll(keepingCapacity: true)
    }
    let entry = make(method: method, path: path)
    entries.insert(key, values.count)
    values.append(entry)
    return entry
  }

  /// Calls `body` with the text of an entry that was handed out last.
  func withText<T>(of entry: Entry, _ body: (UnsafeRawBufferPointer) -> T) -> T {
    text.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[entry.start..<entry.end])) }
  }

  private mutating func make(
    method: UnsafeRawBufferPointer, path: UnsafeRawBufferPointer
  ) -> Entry {
    operation.removeAll(keepingCapacity: true)
    upper.removeAll(keepingCapacity: true)
    for byte in method { upper.append(byte &- 0x61 < 26 ? byte &- 32 : byte) }
    if !method.isEmpty {
      if let verb = Self.verbs.first(where: { method.elementsEqual($0.name.utf8) }) {
        operation += Array(verb.method.utf8)
      } else {
        operation += Self.methods.contains(upper) ? upper : Self.otherMethod
      }
      operation.append(0x20)
    }
    let routeStart = operation.count
    PathTemplate.append(path, to: &operation)
    let plain = UnsafeRawBufferPointer(rebasing: path.prefix { $0 != 0x3F && $0 != 0x23 })
    var candidates: UInt64 = 0
    for (index, rule) in rules.operations.prefix(64).enumerated() {
      let holds = rule.match.all.allSatisfy { condition in
        switch condition {
        case .method(let methods): methods.contains { upper.elementsEqual($0.utf8) }
        case .path(let globs): globs.contains { $0.matches(plain) }
        default: true
        }
      }
      if holds { candidates |= 1 << UInt64(index) }
    }
    text += operation
    return Entry(
      start: text.count - operation.count, end: text.count,
      hash: operation.withUnsafeBytes { StableHash.hash($0) },
      candidates: candidates,
      isProbe: rules.probes.paths.contains { $0.matches(plain) },
      isBare: operation.count - routeStart <= 1)
  }
}
