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
