import LogModel
import Testing

@testable import Parse

/// Names of operations: by the keys of edges and platforms, and never a placeholder's or an
/// agent's.
@Suite struct EdgeNameTests {
  @Test(
    "keys of edges and platforms",
    arguments: [
      #""ClientRequestMethod":"GET","ClientRequestURI":"/menu?a=1","EdgeResponseStatus":503"#,
      #""ClientRequestMethod":"GET","ClientRequestPath":"/menu","EdgeResponseStatus":503,"#
        + #""OriginResponseStatus":200,"ClientRequestUserAgent":"Agent/5 (X)""#,
      #""reqMethod":"GET","reqPath":"menu","statusCode":"503","UA":"Agent/5 (X)""#,
      #""category":"FrontDoorAccessLog","operationName":"A/B/Write","properties":"#
        + #"{"httpMethod":"GET","requestUri":"https://a.test:443/menu","httpStatusCode":"503","#
        + #""clientIp":"192.0.2.4","userAgent":"x"}"#,
      #""category":"AppServiceHTTPLogs","properties":{"CsMethod":"GET","CsUriStem":"/menu","#
        + #""ScStatus":503,"CIp":"192.0.2.4","UserAgent":"x"}"#,
      #""type":"lambda","host":"a.test","proxy":{"method":"GET","path":"/menu","#
        + #""statusCode":503,"clientIp":"192.0.2.4"}"#,
      #""cs-method":"GET","cs-uri-stem":"/menu","sc-status":"503","c-ip":"192.0.2.4""#,
      #""request_method":"GET","url":"/menu","response_status":503,"client_ip":"192.0.2.4""#,
      #""method":"GET","path":"/menu","edge_status":503"#,
      #""req_method":"GET","req_path":"/menu","resp_code":503"#,
      #""method":"GET","x-envoy-origin-path":"/menu?a","response_code":503"#,
      #""request_verb":"GET","requested_uri":"/menu","elb_status_code":503"#,
    ])
  func edges(members: String) throws {
    let line = #"{"time":"2025-03-02T10:00:07Z",\#(members)}"#
    let found = try #require(try record(line))
    #expect(found.kind == .request && found.operation == "GET /menu")
    #expect(found.status == 503 && found.dependency.isEmpty)
  }

  @Test(
    "a placeholder is no path and no method",
    arguments: ["-", "--", "N/A", "n/a", "null", "NULL", "(null)", "undefined", "None", "<nil>"])
  func placeholders(word: String) throws {
    let line =
      #"{"time":"2025-03-02T10:00:07Z","level":"error","method":"\#(word)","url":"\#(word)","#
      + #""user":"\#(word)","msg":"no oven"}"#
    let found = try #require(try record(line))
    #expect(found.kind == .message && found.said == "no oven" && found.identity == .none)
  }

  @Test(
    "words that only begin so are names",
    arguments: ["/null", "/n/a", "nullable", "undefined-x", "/--"])
  func names(path: String) throws {
    let line =
      #"{"time":"2025-03-02T10:00:07Z","method":"GET","url":"\#(path)","status":200}"#
    let found = try #require(try record(line))
    #expect(found.operation == "GET /" + path.drop { $0 == "/" })
  }

  @Test(
    "an operation has a name even where nothing names it",
    arguments: [
      (#""status":503,"duration_ms":7"#, "requests without a path"),
      (#""status":503,"method":"PUT""#, "PUT"),
      (#""status":503,"msg":"bake failed""#, "bake failed"),
      (#""status":503,"message":"","path":"N/A""#, "requests without a path"),
      (#""answerStatus":503,"browserName":"Agent (X11) 5""#, "requests without a path"),
    ])
  func standIns(members: String, operation: String) throws {
    let found = try #require(try record(#"{"time":"2025-03-02T10:00:07Z",\#(members)}"#))
    #expect(found.kind == .request && found.operation == operation)
  }

  @Test(
    "an unknown type is a call where something was called or the error names it",
    arguments: [
      (#""type":"widget","level":"info","status":"failed""#, LogRecord.Kind.message),
      (#""type":"widget","level":"error","msg":"no dough""#, .message),
      (#""type":"widget","level":"error","msg":"Widget did not answer""#, .dependencyCall),
      (#""type":"widget","url":"https://w.test/a","status":503"#, .dependencyCall),
      (#""type":"widget","peer":"w.test","level":"info""#, .dependencyCall),
      (#""type":"widget","success":false"#, .dependencyCall),
      (#""type":"db","query":"SELECT 1""#, .dependencyCall),
      (#""category":"GatewayAccessLogs","path":"/a","status":503"#, .request),
      (#""type":"widget","path":"/a","status":503,"client_ip":"192.0.2.4""#, .request),
    ])
  func types(members: String, kind: LogRecord.Kind) throws {
    let found = try #require(try record(#"{"time":"2025-03-02T10:00:07Z",\#(members)}"#))
    #expect(found.kind == kind)
  }

  @Test(
    "a path among other words is of a file or of nothing",
    arguments: [
      "2025-03-02 10:00:07 INFO reading path=/etc/oven/a.yaml now",
      "2025-03-02 10:00:07 Oven[7] looked at <Store:0x1 path=\"/srv/oven.store\" lock=(null)>",
      "2025-03-02 10:00:07 INFO route=/menu is registered",
      "time=2025-03-02T10:00:07Z level=info msg=\"config read\" path=/etc/oven/a.yaml",
      #"{"time":"2025-03-02T10:00:07Z","level":"error","msg":"no file","path":"C:\\oven\\a"}"#,
      #"{"time":"2025-03-02T10:00:07Z","level":"error","msg":"no file","path":"menu.sqlite"}"#,
    ])
  func files(line: String) throws {
    #expect(try #require(try record(line)).kind == .message)
  }

  @Test func aPathWithAnEndIsThatOfARequest() throws {
    for line in [
      "2025-03-02 10:00:07 INFO served path=/etc/menu status=200",
      #"{"time":"2025-03-02T10:00:07Z","path":"/a.js","status":200}"#,
      #"{"time":"2025-03-02T10:00:07Z","level":"error","path":"/menu","msg":"x"}"#,
    ] {
      #expect(try #require(try record(line)).kind == .request, "\(line)")
    }
  }
}
