import Simulator
import Testing

@testable import Signals

@Suite struct ClientSampleTests {
  private typealias Visited = (client: UInt64, visit: ClientSample.Visit)

  private func visits(_ count: Int, clients: Int, seed: UInt64) -> [Visited] {
    var random = SeededGenerator(seed: seed)
    let hashes = (0..<clients).map { _ in random.next() }
    return (0..<count).map { _ in
      let visit = ClientSample.Visit(
        nanoseconds: Int64(random.below(1000)), operation: UInt64(random.below(3)),
        failed: random.chance(0.3), route: 0)
      return (hashes[random.below(clients)], visit)
    }
  }

  private func sample(_ visits: [Visited]) -> ClientSample {
    var sample = ClientSample()
    for (client, visit) in visits { sample.add(client: client, visit: visit) }
    sample.sortVisits()
    return sample
  }

  @Test func keepsAllThatFewClientsDid() {
    let all = visits(500, clients: 20, seed: 1)
    let made = sample(all)
    #expect(!made.isSample && made.clients.count == 20)
    #expect(made.clients.values.allSatisfy { $0.isComplete })
    #expect(made.clients.values.reduce(0) { $0 + $1.visits.count } == 500)
  }

  @Test func aBusyClientIsCountedAlone() {
    let made = sample(visits(ClientSample.visitCapacity + 1, clients: 1, seed: 2))
    #expect(made.clients.values.map(\.count) == [ClientSample.visitCapacity + 1])
    #expect(made.clients.values.allSatisfy { $0.visits.isEmpty && !$0.isComplete })
  }

  @Test func ofManyClientsSomeAreKeptWhole() {
    let all = visits(5000, clients: 1000, seed: 3)
    let made = sample(all)
    #expect(made.isSample && made.clients.count == ClientSample.clientCapacity)
    for (hash, client) in made.clients {
      #expect(client.count == all.count { $0.client == hash })
    }
  }

  @Test(arguments: [3, 200, 256, 257, 900])
  func dependsNeitherOnOrderNorOnParts(_ clients: Int) {
    var random = SeededGenerator(seed: 4)
    let all = visits(3000, clients: clients, seed: 5)
    let whole = sample(all)
    for _ in 0..<5 {
      var parts = [ClientSample](repeating: ClientSample(), count: 3)
      for (client, visit) in all.shuffled(by: &random) {
        parts[random.below(3)].add(client: client, visit: visit)
      }
      parts[1].merge(parts[2])
      parts[0].merge(parts[1])
      parts[0].sortVisits()
      #expect(parts[0] == whole)
    }
  }
}
