import LogModel

/// Finds the operations that a name in a rule means.
///
/// A definition's name (`order`), a route (`POST /api/order`), its path, its last segment, or any
/// of them behind a service's name and a colon (`shop: order`).
public struct OperationNames: Sendable {
  private let operations: [(ref: OperationRef, arrivals: Int)]

  public init(_ operations: [(ref: OperationRef, arrivals: Int)]) { self.operations = operations }

  /// The operations that are meant; all of them for no name.
  ///
  /// One request that two services log is counted once: of several services that have the name,
  /// the one with most attempts is meant. Empty where nothing is called so.
  public func refs(_ name: String?) -> Set<OperationRef> {
    guard let name else { return Set(operations.map(\.ref)) }
    var candidates = operations
    var wanted = name
    if let colon = name.firstIndex(of: ":"), !name[..<colon].isEmpty,
      operations.contains(where: { $0.ref.service == name[..<colon] })
    {
      candidates = operations.filter { $0.ref.service == name[..<colon] }
      wanted = String(name[name.index(after: colon)...].drop { $0 == " " })
    }
    for form in 0..<4 {
      let own = candidates.filter { Self.forms(of: $0.ref)[form] == wanted }
      guard !own.isEmpty else { continue }
      let services = Dictionary(grouping: own, by: \.ref.service).sorted {
        (-$0.value.reduce(0) { $0 + $1.arrivals }, $0.key)
          < (-$1.value.reduce(0) { $0 + $1.arrivals }, $1.key)
      }
      return Set(services[0].value.map(\.ref))
    }
    return []
  }

  /// What an operation may be called, the most telling first.
  private static func forms(of ref: OperationRef) -> [String?] {
    let path = ref.operation.split(separator: " ").last.map(String.init)
    let segment = path?.split(separator: "/").last { !$0.hasPrefix(":") }.map(String.init)
    return [ref.name, ref.operation, path, segment]
  }

  /// The shortest name under which a rule finds this operation alone.
  public func shortName(of ref: OperationRef) -> String {
    let forms = [ref.name, Self.forms(of: ref)[3], ref.operation].compactMap { $0 }
    return forms.first { refs($0) == [ref] } ?? "\(ref.service): \(ref.operation)"
  }

  /// Names that are known, those most like a word first.
  public func nearest(to word: String) -> [String] {
    let known = Set(operations.map { shortName(of: $0.ref) }).sorted()
    let word = word.lowercased()
    func rank(_ name: String) -> Int {
      let name = name.lowercased()
      if name.contains(word) || word.contains(name) { return 0 }
      return 1 + Self.distance(Array(word.utf8.prefix(48)), Array(name.utf8.prefix(48)))
    }
    return Array(known.sorted { (rank($0), $0) < (rank($1), $1) }.prefix(3))
  }

  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for (at, byte) in a.enumerated() {
      var before = row[0]
      row[0] = at + 1
      for to in b.indices {
        let replaced = before + (byte == b[to] ? 0 : 1)
        before = row[to + 1]
        row[to + 1] = min(replaced, row[to] + 1, before + 1)
      }
    }
    return row[b.count]
  }
}
