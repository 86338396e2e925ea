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
