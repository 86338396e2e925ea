import LogModel

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
