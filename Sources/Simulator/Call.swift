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
