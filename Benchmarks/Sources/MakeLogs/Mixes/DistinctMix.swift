/// No line repeats, but names do: some 40 operations, 4000 clients and users, ids up to 50,000.
struct DistinctMix: TrafficMix {
  private var draws = Draws("distinct")
  private let clients: [String]

  private static let things = ["items", "carts", "stores", "users", "offers", "stock", "reviews"]
  private static let agents = [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/134.0.0.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:136.0) Gecko/20100101 Firefox/136.0",
    "curl/8.5.0", "okhttp/4.12.0",
  ]

  init() {
    var draws = Draws("clients")
    clients = (0..<4000).map { _ in draws.address() }
  }

  mutating func request(at milliseconds: Int64, isOutage: Bool) -> Request {
    let person = draws.random.skewed(0...clients.count - 1)
    var request = Request(
      milliseconds: milliseconds, path: "", latencyMicroseconds: draws.latencyMicroseconds(),
      client: clients[person], user: "user\(person)", agent: Self.agents[person % Self.agents.count]
    )
    let id = 1 + draws.random.below(50_000)
    switch draws.random.below(100) {
    case ..<25:
      request.method = "POST"
      request.path = "/api/orders"
      draws.order(into: &request, fails: isOutage || draws.random.below(1000) == 0)
    case ..<50:
      request.path = "/api/search?q=\(draws.word(5))&page=\(1 + draws.random.below(9))"
      request.answer = "{\"hits\":\(draws.random.below(5000)),\"cursor\":\"\(draws.word(16))\"}"
    default:
      let thing = draws.pick(Self.things)
      request.method = ["GET", "GET", "PUT", "GET", "DELETE"][id % 5]
      request.path = "/api/\(thing)/\(id)" + (id % 3 == 0 ? "/history" : "")
      request.status = draws.random.below(50) == 0 ? 404 : 200
      request.answer =
        "{\"id\":\(id),\"kind\":\"\(thing)\",\"owner\":\"user\(draws.random.below(4000))\","
        + "\"etag\":\"\(draws.hex(16))\"}"
    }
    return request
  }
}
