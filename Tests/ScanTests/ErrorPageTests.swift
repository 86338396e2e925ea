import Scan
import Testing

@Suite struct ErrorPageTests {
  private func words(_ text: String, isWhole: Bool = true) -> String? {
    Array(text.utf8).withUnsafeBytes { head in
      ErrorPage(head: head, isWhole: isWhole)?.sentence(
        insteadOf: "a log", shown: ErrorPage(head: head, isWhole: isWhole)?.words ?? "")
    }
  }

  private static let errorPages: [(String, String)] = [
    (
      "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n</body></html>",
      "an error page, not a log: 502 Bad Gateway"
    ),
    ("<!DOCTYPE HTML><h1>Service Unavailable</h1>", "an error page, not a log: Service"),
    (
      "<?xml version=\"1.0\"?>\n<Error><Code>NoSuchKey</Code><Message>No such key</Message>",
      "an error page, not a log: NoSuchKey: No such key"
    ),
    ("<!doctype html><title>Sign in</title>", "a login page, not a log: Sign in"),
    (
      "<html><title>Board</title><input type=\"password\"></html>",
      "a login page, not a log: Board"
    ),
    ("<html><title>Index of /logs</title></html>", "a web page, not a log: Index of /logs"),
    (#"{"message":"unauthorized"}"#, "an error page, not a log: unauthorized"),
    (
      #"{"status":"error","errorType":"bad_data","error":"no query"}"#,
      "an error page, not a log: bad_data no query"
    ),
    (
      "{\n  \"error\": {\n    \"code\": 403,\n    \"message\": \"No access\"\n  }\n}",
      "an error page, not a log: No access"
    ),
    ("parse error at line 1, col 9: syntax error", "an error page, not a log: parse error"),
    ("curl: (7) Failed to connect\n", "an error page, not a log: curl: (7)"),
    ("  % Total    % Received\r\n\r  0     0\ncurl: (22) 502\n", "curl: (22) 502"),
    ("HTTP/1.1 504 Gateway Timeout\r\nDate: x\r\n\r\n", "not a log: 504 Gateway Timeout"),
    ("404 page not found\n", "404 page not found"),
    ("429 Too Many Requests", "429 Too Many Requests"), ("Forbidden.\n", "Forbidden."),
  ]

  @Test("pages that say why there is no log are named", arguments: errorPages)
  func pages(_ text: String, _ expected: String) {
    #expect(words(text)?.contains(expected) == true, "\(words(text) ?? "nothing")")
  }

  private static let logHeads: [String] = [
    "", "\n\n", "2025-04-08T15:00:00Z INFO unauthorized\n",
    #"{"time":"2025-04-08T15:00:00Z","message":"unauthorized"}"#,
    #"{"message":"started","level":"info"}"#,
    "{\"message\":\"a\"}\n{\"message\":\"b\"}",
    #"{"status":"success","data":{"resultType":"streams","result":[]}}"#,
    #"{"streams":[]}"#, "<134>1 2025-04-08T15:00:00Z host app - - - hello", "<log><line/></log>",
    "Forbidden fruit was eaten by the worker\n", "HTTP/1.1 200 OK\r\n", "ERROR something broke\n",
    "Error: connect refused\n    at Socket.connect\n", "time,kind,text\n", "- note\n",
  ]

  @Test("what a log may begin with is no error page", arguments: logHeads)
  func logs(_ text: String) { #expect(words(text) == nil) }

  @Test("a body of JSON or text that goes on is a log's first line")
  func goesOn() {
    #expect(words(#"{"message":"unauthorized"}"#, isWhole: false) == nil)
    #expect(words("Unauthorized\n", isWhole: false) == nil)
    #expect(words("<html><title>502</title>", isWhole: false) != nil)
  }

  @Test("any bytes can be asked, at any length")
  func cut() {
    let page = Array("<?xml?><Error><Code>A</Code><Message>\u{E9}<b>x</b></Message>".utf8)
    for count in 0...page.count {
      page.prefix(count).withUnsafeBytes { _ = ErrorPage(head: $0, isWhole: true) }
    }
    let body = Array(#"{"error":{"message":"\u00e9\\"},"errors":[1,{"a":2}],"code":null}"#.utf8)
    for count in 0...body.count {
      body.prefix(count).withUnsafeBytes { _ = ErrorPage(head: $0, isWhole: true) }
    }
  }
}
