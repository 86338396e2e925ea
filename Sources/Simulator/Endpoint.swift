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
