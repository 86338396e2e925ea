/// Every client, user, trace and path is another: what fills tables that hold names.
struct HighCardinalityMix: TrafficMix {
  private var draws = Draws("high")

  mutating func request(at milliseconds: Int64, isOutage: Bool) -> Request {
    var request = Request(
      milliseconds: milliseconds, path: "/shop/\(draws.word(8))/\(draws.word(6))",
      latencyMicroseconds: draws.latencyMicroseconds(), client: draws.address(),
      user: draws.word(10), trace: draws.hex(32),
      agent: "app/\(draws.random.below(10)).\(draws.random.below(100)) (\(draws.hex(8)))")
    if draws.random.below(4) == 0 {
      request.method = "POST"
      request.path += "/orders"
      draws.order(into: &request, fails: isOutage || draws.random.below(1000) == 0)
    } else {
      request.status = draws.random.below(50) == 0 ? 404 : 200
      request.answer = "{\"id\":\"\(draws.word(12))\",\"etag\":\"\(draws.hex(16))\"}"
    }
    return request
  }
}
