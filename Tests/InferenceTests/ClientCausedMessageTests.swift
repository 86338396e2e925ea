import Testing

@testable import Inference

/// Error lines that say what a client did wrong.
@Suite struct ClientCausedMessageTests {
  @Test(
    "refused, malformed and guessed requests, and notices",
    arguments: [
      "open() # failed #: No such file or directory)",
      "access forbidden by rule", "AH01630: client denied by server configuration: /srv/www",
      "File does not exist: /srv/www/favicon.ico", "Failed password for # from # port # ssh2",
      "PHP message: PHP Notice: Undefined index: page in # on line #",
    ])
  func ofClients(_ message: String) { #expect(ClientCausedMessage.matches(message)) }

  @Test(
    "the service's own failures",
    arguments: [
      "connect() failed (111: Connection refused) while connecting to upstream",
      "upstream timed out (110: Connection timed out) while reading response header",
      "PHP Fatal error: Uncaught PDOException: SQLSTATE[HY000] [#] Connection refused",
      "Cannot reach queue #", "worker process # exited on signal #",
      "open() # failed #: Too many open files)",
      "connect() to unix:/run/app.sock failed #: No such file or directory) while connecting",
    ])
  func ofTheService(_ message: String) { #expect(!ClientCausedMessage.matches(message)) }
}
