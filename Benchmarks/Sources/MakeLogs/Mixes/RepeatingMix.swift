/// Three in four lines repeat another but for their stamp: probes, and answers out of a cache.
struct RepeatingMix: TrafficMix {
  private var others = DistinctMix()
  private var draws = Draws("repeats")
  private let repeated: [Request]

  init() {
    let catalogue = (1...8).map {
      "{\"id\":\($0),\"title\":\"Shelf \($0)\",\"image\":\"shelf-\($0).png\","
        + "\"price\":\($0 * 7).50}"
    }.joined(separator: ",")
    var requests = (1...6).map {
      Request(
        path: "/api/catalogue/page-\($0)", latencyMicroseconds: 700 + 13 * $0,
        client: "203.0.113.\($0)", agent: "cache/2.4", answer: "{\"shelves\":[\(catalogue)]}")
    }
    requests += (1...6).map {
      Request(
        path: "/health", latencyMicroseconds: 110 + $0, client: "192.0.2.\($0)", agent: "probe/1.0",
        answer: "{\"status\":\"up\",\"checks\":[\"database\",\"queue\",\"disk\"]}")
    }
    repeated = requests
  }

  mutating func request(at milliseconds: Int64, isOutage: Bool) -> Request {
    guard draws.random.below(4) > 0 else {
      return others.request(at: milliseconds, isOutage: isOutage)
    }
    var request = draws.pick(repeated)
    request.milliseconds = milliseconds
    return request
  }
}
