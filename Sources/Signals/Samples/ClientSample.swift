import LogModel
import Parse

/// A sample of clients with all that each did, to tell repeats from new demand.
///
/// The clients with the smallest hashes are kept (bottom-k), each with its visits up to a
/// bound; a busier one keeps its count alone. Both are functions of the records alone.
public struct ClientSample: Hashable, Sendable {
  /// One attempt of a sampled client.
  public struct Visit: Hashable, Comparable, Sendable {
    public var nanoseconds: Int64
    /// Hash of the operation, as ``SeriesKey/operationHash`` gives it.
    public var operation: UInt64
    public var failed: Bool
    /// Hash of service and operation: what the visit is renamed by when names are folded.
    var route: UInt64

    public static func < (a: Visit, b: Visit) -> Bool {
      (a.nanoseconds, a.route, a.operation, a.failed ? 1 : 0)
        < (b.nanoseconds, b.route, b.operation, b.failed ? 1 : 0)
    }
  }

  /// One sampled client.
  public struct Client: Hashable, Sendable {
    public internal(set) var count = 0
    /// In time order once the tally is finished; empty when there were more than the bound.
    public internal(set) var visits: [Visit] = []

    public var isComplete: Bool { count == visits.count }
  }

  static let clientCapacity = 256
  static let visitCapacity = 256

  public internal(set) var clients: [UInt64: Client] = [:]
  private var largest: UInt64 = 0
  /// Clients were left out.
  public internal(set) var isSample = false

  init() {}

  mutating func add(client: UInt64, visit: Visit) {
    // Most of many clients are beyond the sample.
    if client > largest, clients.count >= Self.clientCapacity {
      isSample = true
      return
    }
    if clients[client] == nil {
      if clients.count >= Self.clientCapacity {
        isSample = true
        guard client < largest else { return }
        clients[largest] = nil
      }
      clients[client] = Client()
      largest = clients.keys.max() ?? 0
    }
    clients[client]?.add(visit, capacity: Self.visitCapacity)
  }

  mutating func merge(_ other: ClientSample) {
    isSample = isSample || other.isSample
    var all = clients
    for (client, theirs) in other.clients {
      if var mine = all[client] {
        mine.merge(theirs, capacity: Self.visitCapacity)
        all[client] = mine
      } else {
        all[client] = theirs
      }
    }
    let keep = all.keys.sorted().prefix(Self.clientCapacity)
    if keep.count < all.count { isSample = true }
    clients = [:]
    for client in keep { clients[client] = all[client] }
    largest = keep.last ?? 0
  }

  mutating func sortVisits() {
    for client in clients.keys { clients[client]?.visits.sort() }
  }

  /// Brings visits under the names that operations have now.
  ///
  /// - Parameter names: the keys of now by the ``SeriesKey/routeHash`` of the keys before.
  mutating func rename(_ names: [UInt64: SeriesKey]) {
    let hashes = names.mapValues {
      (route: $0.routeHash, operation: $0.operationHash)
    }
    for client in clients.keys { clients[client]?.rename(hashes) }
  }

  /// A sample as a file holds it.
  init(clients: [UInt64: Client], isSample: Bool) {
    self.clients = clients
    self.isSample = isSample
    largest = clients.keys.max() ?? 0
  }
}

extension ClientSample.Client {
  fileprivate mutating func rename(_ names: [UInt64: (route: UInt64, operation: UInt64)]) {
    for index in visits.indices {
      if let name = names[visits[index].route] {
        visits[index].route = name.route
        visits[index].operation = name.operation
      }
    }
  }

  mutating func add(_ visit: ClientSample.Visit, capacity: Int) {
    count += 1
    if count <= capacity {
      visits.append(visit)
    } else if !visits.isEmpty {
      visits = []
    }
  }

  mutating func merge(_ other: Self, capacity: Int) {
    count += other.count
    visits = count <= capacity ? visits + other.visits : []
  }
}
