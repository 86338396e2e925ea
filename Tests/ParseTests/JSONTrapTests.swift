import LogModel
import Scan
import Testing

@testable import Parse

/// Words and numbers that resemble what is looked for, and are something else.
@Suite struct JSONTrapTests {
  private static func found(_ members: String) -> [String: String] {
    JSONFound(#"{"time":"2025-03-12T10:00:05Z","level":"info",\#(members)}"#).sample
  }

  @Test(
    "what is no status",
    arguments: [
      #""status":"shipped""#, #""status":7"#, #""status":true"#, #""code":500,"message":"m""#,
      #""code":"E500","path":"/a""#, #""code":42,"path":"/a""#, #""data":{"status":500}"#,
      #""res":{"status":500,"order":7}"#, #""response":{"status":200}"#, #""body":{"code":500}"#,
      #""payload":{"statusCode":500}"#, #""status":{"code":500}"#, #""error":{"code":500}"#,
      #""exit_code":500"#, #""status":99"#, #""status":1e400"#, #""status":18446744073709551616"#,
    ])
  func noStatus(members: String) { #expect(Self.found(members)["status"] == nil) }

  @Test(
    "what is one",
    arguments: [
      #""status":"500""#, #""status":500.0"#, #""code":500,"path":"/a""#,
      #""code":"500","method":"GET""#, #""StatusCode":500"#, #""STATUS_CODE":500"#,
      #""response":{"status":500,"headers":{}}"#, #""http":{"status":500}"#,
      #""sta\u0074us":500"#, #""attributes":{"http.response.status_code":500}"#,
      #""attributes":{"http":{"status_code":"500"}}"#, #""_status":500"#,
      #""status":"shipped","statusCode":500"#, #""statusCode":404,"statusCode":500"#,
    ])
  func status(members: String) { #expect(Self.found(members)["status"] == "500") }

  @Test(
    "numbers without a unit are no latency",
    arguments: [
      #""duration":12"#, #""dur":1.5"#, #""elapsed":3"#, #""took":4"#, #""duration":"12""#,
      #""duration_ms":-1"#, #""duration":"12 apples""#, #""duration":"1s2m""#,
      #""duration_ms":"NaN""#, #""latency_ms":1e400"#, #""durations":4"#, #""duration":null"#,
      #""took":"PT""#, #""took":"PT5""#, #""timeout_ms":5000"#, #""db_latency_ms":4"#,
    ])
  func noLatency(members: String) { #expect(Self.found(members)["milliseconds"] == nil) }

  @Test(
    "units stand in the key or behind the number",
    arguments: [
      (#""duration_ms":62.5"#, 62.5), (#""durationMs":62.5"#, 62.5), (#""DurationMs":62.5"#, 62.5),
      (#""elapsed_us":62500"#, 62.5), (#""elapsedMicros":62500"#, 62.5),
      (#""latencyNanos":62500000"#, 62.5), (#""took_ns":62500000"#, 62.5),
      (#""duration_seconds":0.0625"#, 62.5), (#""durationSeconds":0.0625"#, 62.5),
      (#""dur_s":0.0625"#, 62.5), (#""responseTimeMillis":"62.5""#, 62.5),
      (#""duration":"62.5ms""#, 62.5), (#""duration":"62.5 ms""#, 62.5),
      (#""duration":"62500µs""#, 62.5), (#""duration":"62500\u00b5s""#, 62.5),
      (#""duration":"0.0625s""#, 62.5), (#""duration":"PT0.0625S""#, 62.5),
      (#""duration":"pt1m0.5s""#, 60500), (#""duration":"1h1m1s1ms""#, 3_661_001),
      (#""duration":"00:00:00.0625""#, 62.5), (#""latency":62.5"#, 62.5),
      (#""responseTime":"62.5ms""#, 62.5), (#""request_time":"0.0625""#, 62.5),
      (#""request_time":0.0625,"duration":9"#, 62.5), (#""duration":9,"latency_ms":62.5"#, 62.5),
    ])
  func latency(members: String, milliseconds: Double) {
    #expect(Self.found(members)["milliseconds"] == "\(milliseconds)")
  }

  @Test(
    "numbers for levels are read as their key counts",
    arguments: [
      (#""level":30"#, "info"), (#""level":3"#, nil), (#""level":0"#, nil), (#""level":1"#, nil),
      (#""level":"50""#, "error"), (#""PRIORITY":"3""#, "error"), (#""PRIORITY":6"#, "info"),
      (#""severityNumber":17"#, "error"), (#""severityNumber":9"#, "info"),
      (#""severityNumber":25"#, nil), (#""LogLevel":4"#, "error"), (#""level":true"#, nil),
      (#""level":"high""#, nil), (#""level":-30"#, nil), (#""level":"INFORMATION""#, "info"),
    ] as [(String, String?)])
  func levels(member: String, level: String?) {
    let line = #"{"time":"2025-03-12T10:00:05Z","msg":"m",\#(member)}"#
    #expect(JSONFound(line).sample["level"] == level)
  }

  @Test("all codes of gRPC have a number and a name")
  func remoteStatus() {
    let names = [
      "OK", "Canceled", "Unknown", "InvalidArgument", "DeadlineExceeded", "NotFound",
      "AlreadyExists", "PermissionDenied", "ResourceExhausted", "FailedPrecondition", "Aborted",
      "OutOfRange", "Unimplemented", "Internal", "Unavailable", "DataLoss", "Unauthenticated",
    ]
    for (number, name) in names.enumerated() {
      for value in ["\(number)", "\"\(number)\"", "\"\(name)\"", "\"\(name.uppercased())\""] {
        #expect(Self.found(#""grpc.code":\#(value)"#)["grpc"] == "\(number)")
      }
    }
    #expect(Self.found(#""grpc_status":"DEADLINE_EXCEEDED""#)["grpc"] == "4")
    #expect(Self.found(#""grpc-status":14"#)["grpc"] == "14")
    #expect(Self.found(#""grpc":{"code":"CANCELLED"}"#)["grpc"] == "1")
    #expect(Self.found(#""rpc.grpc.status_code":17"#)["grpc"] == nil)
    #expect(Self.found(#""grpc.code":"fine""#)["grpc"] == nil)
    #expect(Self.found(#""path":"/a.B/C","code":14"#)["grpc"] == "14")
    #expect(Self.found(#""path":"/a/b","code":14"#)["grpc"] == nil)
  }

  @Test("a request line gives method and path; a body that is text does not")
  func requestLines() {
    let request = Self.found(#""request":"PUT /a?b=1 HTTP/2.0""#)
    #expect(request["method"] == "PUT" && request["path"] == "/a?b=1")
    for text in ["GET away from here", "Put /a HTTP/1.1", "-", "{}", "GET /a"] {
      #expect(Self.found(#""request":"\#(text)""#)["path"] == nil)
    }
    #expect(Self.found(#""url":"https://a.example/b/c?d=e""#)["path"] == "/b/c?d=e")
    #expect(Self.found(#""url":"https://a.example""#)["path"] == "https://a.example")
  }

  @Test("users stand at many places; identifiers of requests are none")
  func users() {
    for member in [
      #""user":{"id":"k"}"#, #""usr":{"id":"k"}"#, #""enduser.id":"k""#, #""user_id":"k""#,
      #""attributes":{"user":{"id":"k"}}"#, #""context":{"userId":"k"}"#,
    ] { #expect(Self.found(member)["user"] == "k", "\(member)") }
    for member in [
      #""trace_id":"k""#, #""requestId":"k""#, #""req":{"id":"k"}"#, #""trace":{"id":"k"}"#,
      #""span_id":"k""#, #""id":"k""#, #""user":{"agent":"k"}"#, #""remote_user":"-""#,
    ] { #expect(Self.found(member)["user"] == nil, "\(member)") }
    #expect(Self.found(#""source":{"ip":"::1"}"#)["address"] == "::1")
    #expect(Self.found(#""remote_addr":"[::1]:80""#)["address"] == "::1")
    #expect(Self.found(#""client":{"ip":"192.0.2.1"}"#)["address"] == "192.0.2.1")
  }

  @Test("objects are looked into four deep and where a name is known to lead on")
  func depth() {
    #expect(Self.found(#""a":{"status":500}"#)["status"] == nil)
    let deep = #""fields":{"extra":{"context":{"meta":{"mdc":{"status":500}}}}}"#
    #expect(Self.found(deep)["status"] == nil)
    #expect(Self.found(#""fields":{"extra":{"context":{"status":500}}}"#)["status"] == "500")
    #expect(Self.found(#""status":404,"fields":{"status":500}"#)["status"] == "404")
    #expect(Self.found(#""fields":{"status":500},"status":404"#)["status"] == "404")
    let long = String(repeating: "x", count: 70)
    #expect(Self.found(#""fields":{"\#(long)":{"status":500}}"#)["status"] == nil)
  }

  @Test("names of all meanings are told apart")
  func names() {
    for key in FieldKey.allCases {
      for (name, _) in key.names {
        let match = Array(name.utf8).withUnsafeBytes { FieldKeyTable.standard.match($0) }
        #expect(match?.isPrefix == false, "\(name)")
        if match?.key != key { Issue.record("\(name) is taken by \(String(describing: match))") }
      }
    }
    for name in ["", "x", "statuscod", "timeline", "levels", "Category", "TARGET", "_UID"] {
      #expect(FieldKeyTable.standard.match(named: name) == nil, "\(name)")
    }
  }
}
