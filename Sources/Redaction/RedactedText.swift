/// A text that may be kept and shown, and what was hidden in it.
public struct RedactedText: Hashable, Sendable {
  public var text: String
  public var counts: RedactionCounts

  public init(text: String, counts: RedactionCounts = RedactionCounts()) {
    self.text = text
    self.counts = counts
  }
}

/// What sort of thing was hidden; the raw value is the name a report counts it under.
public enum RedactionKind: String, Sendable, CaseIterable, Comparable {
  /// The value of an `Authorization` field whose scheme is not known.
  case authorization
  /// The credential after `Bearer` or `Basic`.
  case bearer
  /// A payment card number.
  case card
  /// A one-time or authorisation code (`code=` of a login redirect).
  case code
  case email
  /// The code that ends a report of the pizza factory.
  case fixCode = "fix-code"
  /// An API, access or signing key, and whatever a definition names under `redact.keys`.
  case key
  /// A JSON web token, known by its shape whatever field it stands in.
  case jwt
  /// A password, PIN or one-time password, its hash, or the user part of an address.
  case password
  /// A PEM block that is not a certificate or a public key.
  case privateKey = "private-key"
  case secret
  /// A session identifier or a cookie.
  case session
  case signature
  case token
  /// A secret in the query, fragment or path of an address.
  case urlKey = "url-key"
  /// A value known as a secret from elsewhere, found again by its letters.
  case value

  public static func < (a: RedactionKind, b: RedactionKind) -> Bool { a.rawValue < b.rawValue }

  /// Whether a short number under such a field is a secret in itself.
  var includesNumbers: Bool { self == .password || self == .card }

  /// The kind to count when the value stands in an address.
  var inAddress: RedactionKind {
    switch self {
    case .password, .card, .jwt, .email: self
    default: .urlKey
    }
  }
}

/// How many values were hidden, by kind.
public struct RedactionCounts: Hashable, Sendable {
  private var byKind: [RedactionKind: Int] = [:]

  public init() {}

  /// How many of one kind; 0 when there were none.
  public subscript(kind: RedactionKind) -> Int { byKind[kind] ?? 0 }

  /// How many in all.
  public var total: Int { byKind.values.reduce(0, &+) }

  public var isEmpty: Bool { byKind.isEmpty }

  /// The kinds that occurred, by name: `url-key` 12, `jwt` 3 comes out as jwt, url-key.
  public var sorted: [(kind: String, count: Int)] {
    byKind.keys.sorted().map { ($0.rawValue, self[$0]) }
  }

  /// Counts one more (or `count` more) of a kind.
  public mutating func add(_ kind: RedactionKind, count: Int = 1) {
    guard count > 0 else { return }
    byKind[kind, default: 0] &+= count
  }

  public static func + (a: RedactionCounts, b: RedactionCounts) -> RedactionCounts {
    var sum = a
    sum += b
    return sum
  }

  public static func += (a: inout RedactionCounts, b: RedactionCounts) {
    for (kind, count) in b.byKind { a.add(kind, count: count) }
  }
}
