import LogModel

/// One answered request of the simulated service, and why it failed if it did.
public struct SimulatedRequest: Hashable, Sendable {
  /// Why an answer is an error. It is the truth of the simulation and is never logged.
  public enum Failure: Hashable, Sendable {
    /// Somebody tried an account that does not exist: everyday noise.
    case unknownUser
    /// More pizzas than one oven takes: refused by the factory after half a minute.
    case ovenFull
    /// The factory was down; the number counts the outages of the plan from 0.
    case outage(Int)
  }

  /// When the answer was sent, in whole milliseconds.
  public var time: Timestamp
  /// Which route was called.
  public var endpoint: Endpoint
  /// The HTTP status: 200, 404 or 500.
  public var status: Int
  /// JSON text with passwords masked; `{}` for a request without a body.
  public var requestBody: String
  /// JSON text.
  public var responseBody: String
  /// From arrival to answer.
  public var latencyMilliseconds: Int
  /// The caller's address, of a range kept for benchmarks.
  public var ip: String
  /// Who was logged in; `nil` for a request without a token.
  public var user: String?
  /// How many pizzas were ordered; 0 for anything but an order.
  public var pizzas: Int
  /// The database's id of an order, given before the factory is called.
  public var orderID: Int?
  /// `nil` when all went well.
  public var failure: Failure?

  /// The HTTP method: `POST`.
  public var method: String { endpoint.method }
  /// The full path: `/api/order`.
  public var path: String { endpoint.path }
  /// Whether the request carried a token.
  public var isAuthorized: Bool { user != nil }
  /// When the request arrived.
  public var begin: Timestamp {
    Timestamp(milliseconds: time.milliseconds - Int64(latencyMilliseconds))
  }
  /// Whether it is an order that the oven cannot take even on a good day.
  public var isHungryOrder: Bool { pizzas > TrafficModel.ovenCapacity }

  /// `info`, `warn` or `error`, by the status as the service's logger has it.
  var level: String { status >= 500 ? "error" : status >= 400 ? "warn" : "info" }
}

/// A route of the simulated service that its visitors use.
public enum Endpoint: String, CaseIterable, Hashable, Sendable {
  case menu, login, logout, order

  /// The HTTP method: `GET`.
  public var method: String {
    switch self {
    case .menu: "GET"
    case .login: "PUT"
    case .logout: "DELETE"
    case .order: "POST"
    }
  }

  /// The path of the whole service: `/api/order/menu`.
  public var path: String {
    switch self {
    case .menu: "/api/order/menu"
    case .login, .logout: "/api/auth"
    case .order: "/api/order"
    }
  }

  /// The path as a logger inside the router sees it: `/` for several routes.
  public var routerRelativePath: String {
    self == .menu ? "/menu" : "/"
  }

  /// Whether the logger gets the answer as JSON text, and so encodes it a second time.
  var answersAsText: Bool { self == .login || self == .logout }

  /// What the `db` record of a call holds.
  var query: String {
    switch self {
    case .menu: "SELECT id, title, price FROM menu ORDER BY id"
    case .login: "SELECT id, name, passwordHash FROM user WHERE email = ?"
    case .logout: "DELETE FROM session WHERE signature = ?"
    case .order: "INSERT INTO pizzaOrder (dinerId, storeId, placed) VALUES (?, ?, NOW())"
    }
  }
}

/// A request as a visitor sends it, before the service has answered.
struct Call {
  enum Visitor: Int {
    case reader, stranger, franchisee, diner, hungryDiner
  }

  /// Milliseconds since the epoch.
  var begin: Int64
  var endpoint: Endpoint
  var visitor: Visitor
  /// Which of the visitors of this kind, from 0.
  var person: Int = 0
  var pizzas: Int = 0

  /// Where the call comes from: addresses of the range kept for benchmarks, one a person.
  var ip: String {
    let host = visitor == .diner ? 16 + person : visitor.rawValue + 1
    return "198.18.\(host >> 8 & 255).\(host & 255)"
  }

  var email: String {
    switch visitor {
    case .reader, .stranger: "unknown@jwt.example"
    case .franchisee: "franchisee@jwt.example"
    case .diner: "diner\(person + 1)@jwt.example"
    case .hungryDiner: "hungry@jwt.example"
    }
  }

  var accountID: Int { visitor == .diner ? 100 + person : visitor.rawValue + 1 }
}

/// The simulated service stamps in whole milliseconds, as a JavaScript service does.
extension Timestamp {
  init(milliseconds: Int64) {
    self.init(nanoseconds: milliseconds &* 1_000_000, fractionDigits: 3)
  }

  var milliseconds: Int64 { nanoseconds.flooredDivision(by: 1_000_000) }

  /// A clock time of 2025-04-08, the day on which all named scenarios play.
  static func clock(_ hour: Int, _ minute: Int, _ second: Int = 0) -> Timestamp {
    let civil = CivilTime(
      year: 2025, month: 4, day: 8, hour: hour, minute: minute, second: second)
    return Timestamp(milliseconds: civil.secondsSinceEpoch &* 1000)
  }
}
