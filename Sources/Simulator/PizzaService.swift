import LogModel

/// The simulated service: turns calls into answers, with the factory as the plan has it.
struct PizzaService {
  private let plan: OutagePlan
  /// One link an outage: each has a code of its own.
  private let links: [String]
  private var random: SeededGenerator
  private var lastOrderID: Int

  init(plan: OutagePlan, generator: SeededGenerator) {
    self.plan = plan
    random = generator.fork("service")
    var secrets = generator.fork("secrets")
    links = plan.outages.map { _ in plan.reportLink(&secrets) }
    lastOrderID = random.within(40...4000)
  }

  mutating func answer(_ call: Call) -> SimulatedRequest {
    switch call.endpoint {
    case .menu: answered(call, 200, "{}", PizzaMenu.json, latency: random.skewed(3...60))
    case .login: call.visitor == .stranger ? turnAway(call) : logIn(call)
    case .logout:
      answered(
        call, 200, "{}", #"{"message":"logged out"}"#, latency: random.skewed(4...40))
    case .order: order(call)
    }
  }

  private mutating func logIn(_ call: Call) -> SimulatedRequest {
    var body: [UInt8] = []
    body.put("{\"user\":{\"id\":")
    body.put(number: call.accountID)
    body.put(",\"email\":")
    body.put(quoted: call.email)
    body.put(",\"roles\":[{\"role\":")
    body.put(quoted: call.visitor == .franchisee ? "franchisee" : "diner")
    body.put("}]},\"token\":\"")
    FakeSecrets.putToken(into: &body, &random)
    body.put("\"}")
    return answered(
      call, 200, credentials(call), body.asText, latency: random.skewed(60...240))
  }

  private mutating func turnAway(_ call: Call) -> SimulatedRequest {
    let body =
      #"{"message":"unknown user","stack":"Error: unknown user\n    "#
      + #"at Accounts.find (/srv/accounts.js:41:13)\n    at async /srv/routes/auth.js:58:18"}"#
    var request = answered(
      call, 404, credentials(call), body, latency: random.skewed(3...30))
    request.failure = .unknownUser
    return request
  }

  /// The body of a login as the logger leaves it: the mask brings a blank with it.
  private func credentials(_ call: Call) -> String {
    "{\"email\":\"\(call.email)\",\"password\": \"*****\"}"
  }

  private mutating func order(_ call: Call) -> SimulatedRequest {
    // The id is given before the factory is asked: a failed order keeps its own.
    lastOrderID += 1
    var request = answered(call, 200, "", "", latency: 0)
    request.pizzas = call.pizzas
    request.orderID = lastOrderID
    var body: [UInt8] = []
    putOrder(call, into: &body)
    request.requestBody = body.asText
    var latency: Int
    if let outage = plan.outage(at: call.begin), random.chance(plan.outages[outage].share) {
      request.status = 500
      request.failure = .outage(outage)
      request.responseBody =
        "{\"message\":\"Failed to fulfill order at factory\","
        + "\"\(plan.reportKey.rawValue)\":\"\(links[outage])\"}"
      latency = random.skewed(22...70)
    } else if call.pizzas > TrafficModel.ovenCapacity {
      request.status = 500
      request.failure = .ovenFull
      request.responseBody = #"{"message":"Failed to fulfill order at factory"}"#
      latency = random.skewed(32_010...32_400)
    } else {
      request.responseBody = fulfilled(body)
      latency = random.skewed(70...420)
    }
    request.latencyMilliseconds = latency
    request.time = Timestamp(milliseconds: call.begin + Int64(latency))
    return request
  }

  private mutating func putOrder(_ call: Call, into body: inout [UInt8]) {
    body.put("{\"items\":[")
    for position in 0..<call.pizzas {
      if position > 0 { body.append(0x2C) }
      body.put(PizzaMenu.items[random.below(PizzaMenu.items.count)])
    }
    body.put("],\"storeId\":\"")
    body.put(number: 1 + call.person % 3)
    body.put("\",\"franchiseId\":1}")
  }

  /// The answer to an order that went well: the order with its id, and the signed proof.
  private mutating func fulfilled(_ order: [UInt8]) -> String {
    var body: [UInt8] = []
    body.reserveCapacity(order.count + 220)
    body.put("{\"order\":")
    body.append(contentsOf: order.dropLast())
    body.put(",\"id\":")
    body.put(number: lastOrderID)
    body.put("},\"jwt\":\"")
    FakeSecrets.putToken(into: &body, &random)
    body.put("\"}")
    return body.asText
  }

  private func answered(
    _ call: Call, _ status: Int, _ requestBody: String, _ responseBody: String, latency: Int
  ) -> SimulatedRequest {
    let isLoggedIn = call.endpoint == .order || call.endpoint == .logout
    return SimulatedRequest(
      time: Timestamp(milliseconds: call.begin + Int64(latency)), endpoint: call.endpoint,
      status: status, requestBody: requestBody, responseBody: responseBody,
      latencyMilliseconds: latency, ip: call.ip, user: isLoggedIn ? call.email : nil,
      pizzas: 0, orderID: nil, failure: nil)
  }
}

/// The card of the simulated restaurant.
enum PizzaMenu {
  private static let card: [(title: String, price: String, description: String)] = [
    ("Margherita", "0.0036", "Tomato, basil, nothing to prove"),
    ("Salt Flats", "0.0041", "Anchovy, caper and a long drive"),
    ("Cold Start", "0.0029", "Potato, rosemary, needs a minute"),
    ("Backpressure", "0.0052", "Four cheeses, slowly"),
    ("Garden Shed", "0.0038", "Whatever grew this week"),
  ]

  /// An order's line for each pizza of the card, as JSON.
  static let items: [[UInt8]] = card.enumerated().map { number, pizza in
    var line: [UInt8] = []
    line.put("{\"menuId\":")
    line.put(number: number + 1)
    line.put(",\"description\":")
    line.put(quoted: pizza.title)
    line.put(",\"price\":\(pizza.price)}")
    return line
  }

  /// The answer to a request for the menu.
  static let json: String = {
    var text: [UInt8] = []
    for (number, pizza) in card.enumerated() {
      text.put(number == 0 ? "[" : ",")
      text.put("{\"id\":")
      text.put(number: number + 1)
      text.put(",\"title\":")
      text.put(quoted: pizza.title)
      text.put(",\"image\":\"pizza\(number + 1).png\",\"price\":\(pizza.price)")
      text.put(",\"description\":")
      text.put(quoted: pizza.description)
      text.put("}")
    }
    text.put("]")
    return text.asText
  }()
}
