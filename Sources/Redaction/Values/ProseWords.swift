/// The words of sentences about secrets, which are none themselves.
enum ProseWords {
  /// Lead from the name of a secret to its value: "password is", "token was set to".
  static let connectors: Set<String> = [
    "is", "was", "are", "be", "been", "has", "have", "now", "set", "changed", "reset", "rotated",
    "equals", "to", "as", "value", "the", "new", "with", "of", "string", "hash", "used", "using",
    "entered", "supplied", "provided", "received", "given", "got", "sent", "will", "should",
    "still", "remains", "from", "updated", "issued", "generated", "saved", "stored", "its", "their",
  ]

  /// Say that what follows is the value.
  static let stating: Set<String> = ["is", "was", "are", "be", "equals", "remains"]

  /// After these "to" says so too: "password changed to x".
  static let changing: Set<String> = ["set", "changed", "reset", "updated", "rotated"]

  /// Before the name of a password: what follows it is one.
  static let leads: Set<String> = [
    "with", "using", "invalid", "wrong", "bad", "incorrect", "temporary", "temp", "default",
    "old", "current", "initial", "root", "admin", "user", "plain", "by", "use", "used", "tried",
    "typed", "entered", "sent", "got", "received", "rejected",
  ]

  /// Methods and protocols, which hold digits as passwords do.
  static let methods: Set<String> = [
    "md5", "sha1", "sha256", "sha512", "sha-1", "sha-256", "sha-512", "argon2", "argon2id",
    "argon2i", "bcrypt", "scrypt", "pbkdf2", "base64", "base32", "utf8", "utf-8", "oauth2",
    "oauth1", "http2", "http1", "ipv4", "ipv6", "2fa", "mfa", "ed25519", "rs256", "hs256",
    "es256", "x509", "aes128", "aes256", "k8s", "i18n", "ec2", "log4j", "tls1", "saml2",
    "openid2", "web3", "p256", "secp256k1", "pkcs8", "pkcs12", "version2", "e2e",
  ]

  /// Words that follow the name of a secret in a sentence.
  static let ordinary: Set<String> = [
    "a", "an", "the", "this", "that", "it", "its", "is", "was", "are", "must", "not", "cannot",
    "too", "should", "may", "might", "could", "would", "will", "ok", "okay", "yes", "no",
    "success", "failure", "error", "timeout", "mismatch", "and", "or", "in", "of", "for", "with",
    "at", "on", "by", "from", "to", "as", "if", "when", "while", "than", "then", "but", "so",
    "also", "only", "just", "never", "always", "again", "still", "now", "soon", "here", "there",
    "your", "my", "our", "their", "his", "her", "user", "users", "client", "server", "service",
    "request", "response", "header", "body", "field", "form", "page", "type", "name", "value",
    "key", "keys", "id", "ids", "file", "path", "policy", "length", "strength", "hash", "salt",
    "reset", "change", "login", "logout", "signin", "sign", "auth", "check", "validation",
    "verification", "verifier", "manager", "store", "storage", "vault", "server", "provider",
    "endpoint", "bucket", "scope", "scopes", "audience", "issuer", "grant", "flow", "exchange",
    "refresh", "rotation", "expiry", "expiration", "signature", "count", "limit", "budget",
    "wrong", "weak", "strong", "empty", "blank", "null", "nil", "none", "unset", "missing",
    "absent", "present", "invalid", "valid", "malformed", "incorrect", "correct", "bad", "good",
    "unknown", "known", "same", "different", "equal", "short", "long", "old", "new", "fresh",
    "stale", "wrongly", "unauthorized", "forbidden", "sent", "gone", "lost", "left", "found",
    "set", "kept", "held", "okay", "fine", "safe", "secret", "password", "token", "public",
    "private", "plain", "text", "plaintext", "hidden", "optional", "mandatory", "case",
    "sensitive", "insensitive", "about", "being", "done", "due", "out", "up", "off", "dead",
    "connection", "lookup", "prompt", "attempt", "attempts", "hint", "santa", "sauce", "bearer",
    "basic", "default", "characters", "chars", "bytes", "days", "hours", "minutes", "seconds",
    "between", "before", "after", "until", "since", "longer", "shorter", "during", "because",
    "either", "neither", "both", "all", "any", "some", "each", "every", "other", "another",
  ]

  private static let endings = [
    "ed", "ing", "able", "ible", "ly", "ous", "tion", "sion", "ment", "ness", "ity", "ful", "less",
    "ive", "ance", "ence", "ern", "ary",
  ]

  /// Whether a word, in small letters, is one of a sentence rather than a value.
  static func isOrdinary(_ word: String) -> Bool {
    ordinary.contains(word) || methods.contains(word)
      || word.utf8.count >= 5 && word.utf8.allSatisfy(\.isLower)
        && endings.contains(where: word.hasSuffix)
  }
}
