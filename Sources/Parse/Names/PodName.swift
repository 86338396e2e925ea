import LogModel

/// Names that an orchestrator gives to what it runs, and the service they were made from.
enum PodName {
  /// How many of the name's bytes are its service's: `orders-7d9f8b6c5d-x2k4p` → `orders`.
  ///
  /// Deployments and timed jobs add two words, sets of daemons one, stateful sets a number. A
  /// name of another form is all service.
  static func serviceCount(_ name: some Collection<UInt8>) -> Int {
    let bytes = Array(name)
    guard let cut = bytes.lastIndex(of: 0x2D), cut > 0 else { return bytes.count }
    let last = bytes[(cut + 1)...]
    if let deployed = deploymentCount(bytes) { return deployed }
    if isRandom(last) || isOrdinal(last) { return cut }
    return bytes.count
  }

  /// The same for names that need not be a pod's: only a deployment's two words are taken off.
  static func deploymentCount(_ bytes: [UInt8]) -> Int? {
    guard let cut = bytes.lastIndex(of: 0x2D), cut > 0,
      let before = bytes[..<cut].lastIndex(of: 0x2D), before > 0
    else { return nil }
    let last = bytes[(cut + 1)...]
    guard last.count == 5, last.allSatisfy(isNamePart) else { return nil }
    return isHash(bytes[(before + 1)..<cut]) ? before : nil
  }

  /// `orders-1`, `shop_orders_1` of several copies of a container → without the number.
  static func replicaCount(_ name: some Collection<UInt8>) -> Int {
    let bytes = Array(name)
    guard let cut = bytes.lastIndex(where: { $0 == 0x2D || $0 == 0x5F }), cut > 0,
      isOrdinal(bytes[(cut + 1)...])
    else { return bytes.count }
    return cut
  }

  /// The letters that random names are made of: no vowels, so that they spell nothing.
  private static let safe = Set("bcdfghjklmnpqrstvwxz2456789".utf8)

  private static func isHash(_ word: ArraySlice<UInt8>) -> Bool {
    guard (5...10).contains(word.count), word.contains(where: isDigit) else { return false }
    return word.allSatisfy { safe.contains($0) }
      || word.count { isDigit($0) } > 1
        && word.allSatisfy { isDigit($0) || (0x61...0x66).contains($0) }
  }

  private static func isRandom(_ word: ArraySlice<UInt8>) -> Bool {
    word.count == 5 && word.allSatisfy { safe.contains($0) }
      && !word.starts(with: "http".utf8) && !word.starts(with: "grpc".utf8)
  }

  private static func isOrdinal(_ word: ArraySlice<UInt8>) -> Bool {
    (1...4).contains(word.count) && word.allSatisfy(isDigit)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// Whether an orchestrator made up the name: `orders-7d9f8b6c5d-x2k4p`, `agent-x2k4p`.
  static func isPod(_ name: [UInt8]) -> Bool {
    guard let cut = name.lastIndex(of: 0x2D), cut > 0 else { return false }
    return deploymentCount(name) != nil || isRandom(name[(cut + 1)...])
  }

  static func isNamePart(_ byte: UInt8) -> Bool { isDigit(byte) || byte &- 0x61 < 26 }
}

/// The services of pods whose names tell them: a deployment's pod is called after what it runs.
struct PodServices {
  struct Service {
    var name: [UInt8]
    var hash: UInt64
  }

  /// Names remembered for speed; decides no result.
  private static let limit = 4096
  private var known: [UInt64: Service?] = [:]
  private var last: (host: UInt64, service: Service?)?

  /// `nil` for a host that is no pod of a deployment.
  mutating func service(of host: UnsafeRawBufferPointer) -> Service? {
    guard host.count >= 13 else { return nil }
    let hash = StableHash.hash(host)
    if let last, last.host == hash { return last.service }
    let found: Service?
    if let seen = known[hash] {
      found = seen
    } else {
      let bytes = Array(host)
      found = PodName.deploymentCount(bytes).map { count in
        let name = Array(bytes.prefix(count))
        return Service(name: name, hash: name.withUnsafeBytes { StableHash.hash($0) })
      }
      if known.count >= Self.limit { known.removeAll() }
      known[hash] = .some(found)
    }
    last = (hash, found)
    return found
  }
}
