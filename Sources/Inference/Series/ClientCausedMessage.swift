/// Tells lines of level error that say what a client did wrong from those of the service's own
/// failures.
///
/// A server writes them at level error though it did what it should: it refused a request that was
/// forbidden, malformed or for a file that is not there, or a password that was guessed. Notices of
/// a language's interpreter are no errors, whatever the level of the log that they are passed to.
enum ClientCausedMessage {
  /// Parts of such messages in lower case, as servers write them; any of them is enough. What
  /// varies is masked: an ellipsis stands for whatever is between two parts.
  private static let phrases = [
    // Apache httpd: mod_authz_core, mod_autoindex, mod_negotiation, core, mod_cgi.
    "file does not exist:", "client denied by server configuration",
    "cannot serve directory", "directory index forbidden", "not found or unable to stat",
    "negotiation: discovered file(s) matching request", "invalid uri in request",
    "request header exceeds", "request exceeded the limit of header", "invalid method in request",
    "request without hostname", "client sent http/1.1 request without hostname",
    "authorization of user", "password mismatch", "user not found", "authentication failure for",
    // nginx.
    "open()…no such file or directory", "directory index of", "access forbidden by rule",
    "client sent invalid", "client sent too long", "client sent plain http request",
    "client intended to send too large body", "limiting requests, excess",
    "limiting connections by zone", "no user/password was provided",
    "while ssl handshaking, client", "(ssl: error:",
    "recv() failed…connection reset by peer…while reading client",
    // Rules of a web application firewall.
    "modsecurity: access denied", "modsecurity: warning", "[id \"9",
    // OpenSSH and other sign-ins.
    "[preauth]", "invalid user", "failed password", "authentication failure;",
    "unable to negotiate with", "bad protocol version identification",
    "did not receive identification string", "maximum authentication attempts exceeded",
    "possible break-in attempt", "connection closed by authenticating user",
    "received disconnect from", "auth fail",
    // What is no failure at all.
    "php notice:", "php deprecated:", "php strict standards:",
  ]

  /// - Parameter message: with what varies masked.
  static func matches(_ message: String) -> Bool {
    let text = message.lowercased()
    return phrases.contains { phrase in
      var rest = text[...]
      for part in phrase.split(separator: "…") {
        guard let place = rest.firstRange(of: part) else { return false }
        rest = rest[place.upperBound...]
      }
      return true
    }
  }
}
