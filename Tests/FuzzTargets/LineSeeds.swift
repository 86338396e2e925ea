/// Lines of servers, of collectors and of JSON, two or more a seed: what is read behind a line
/// that is alike, or begins alike.
enum LineSeeds {
  static let access: [[UInt8]] = [
    #"""
    203.0.113.9 - - [08/Apr/2025:15:05:09 +0000] "GET /cart HTTP/1.1" 200 5 "-" "curl/8" 0.112
    203.0.113.7 - ann [08/Apr/2025:15:05:10 +0000] "POST /pay?a=1 HTTP/1.1" 503 17 "-" "a \"b\"" 4.2
    """#,
    #"""
    203.0.113.7 - - [08/Apr/2025:15:05:10.5 -0600] "POST /pay HTTP/2.0" 503 17
    2001:db8::9 - - [08/Apr/2025:15:05:10 +0000] "\x16\x03\x01" 400 157 "-" "-"
    203.0.113.7 - kim van dam [08/Apr/2025:15:05:11 +0000] "GET /q\x22z HTTP/1.1" 200 -
    """#,
    #"""
    192.0.2.4:51000 [02/Mar/2025:10:00:07.250] web~ shop/s1 0/0/1/40/41 200 900 - - ---- \#
    3/3/0/0/0 0/0 "GET /docs HTTP/1.1"
    192.0.2.4:51000 [02/Mar/2025:10:00:07.250] web shop/s2 0/0/2/-1/90 503 0 - - CC-- 3/3/0/0/0 \#
    0/0 "GET /late HTTP/1.1"
    192.0.2.4:51000 [02/Mar/2025:10:00:07.250] sql db/d1 1/-1/5007 0 SC 3/3/1/1/3 0/0
    """#,
    #"""
    [2025-03-02T10:00:07.250Z] "GET /docs HTTP/1.1" 503 UF 0 91 12 - "-" "curl/8" "b1-2" "shop" \#
    "10.0.0.1:80"
    [GIN] 2025/03/02 - 10:00:07 | 200 |     1.2ms |  192.0.2.4 | GET      "/docs"
    """#,
    #"""
    192.0.2.4 - - [02/Mar/2025 10:00:07] "GET /flask HTTP/1.1" 500 -
    INFO:     192.0.2.4:5123 - "GET /docs HTTP/1.1" 200 OK
    1740909607.250    120 192.0.2.4 TCP_MISS/200 900 GET http://shop.test/ - \#
    HIER_DIRECT/10.0.0.1 text/html
    """#,
  ].map { Array($0.utf8) }

  static let envelopes: [[UInt8]] = [
    #"""
    {"log":"GET /a 200\n","stream":"stdout","time":"2025-04-08T15:05:09.1Z"}
    {"log":"{\"path\":\"/a\",\"status\":500}\n","stream":"stderr","time":"2025-04-08T15:05:10Z"}
    {"log":"x","time":"2025-04-08T15:05:09.123Z","path":"/a","status":500}
    """#,
    #"""
    2025-04-08T15:05:09.123456789Z stdout F {"path":"/a","status":500,"time":"2025-04-08T15:05:09Z"}
    2025-04-08T15:05:09.123456789Z stderr F time=2025-04-08T15:05:09Z level=error msg="it \#
    broke" status=503
    2025-04-08T15:05:10.5+02:00 stdout P {"msg":"st
    2025-04-08T15:05:10.6+02:00 stdout F op"}
    """#,
    #"""
    <13>1 2025-04-08T15:05:09.123Z host shop 77 - [a@1 k="v\"]"] GET /a 200 in 3 ms
    <34>Apr  8 15:05:09 web-1 carts[77]: cart 7 is empty
    Apr  8 15:05:10 web-1 carts[77]: ERROR cart 7 is empty
    2025-04-08T15:05:09.123456+00:00 web-1 carts[77]: full
    """#,
    #"""
    {"labels":{"app":"shop","level":"error"},"line":"{\"path\":\"/a\",\"status\":500}",\#
    "timestamp":"2025-04-08T15:05:09.1Z"}
    {"line":"level=warn msg=slow took=812ms","timestamp":"1744124709250000000"}
    2025-04-08T15:05:09Z {app="carts", pod="c-1"}    full
    """#,
    #"""
    {"status":"success","data":{"resultType":"streams","result":[{"stream":{"app":"shop"},\#
    "values":[["1744124709250000000","{\"path\":\"/a\",\"status\":500}"],["1744124708250000000",\#
    "up"]]}]}}
    """#,
    #"""
    {"streams":[{"stream":{"app":"shop"},"values":[["1744124709250000000","level=info msg=up"]]}]}
    """#,
    #"""
    {"__REALTIME_TIMESTAMP":"1744124709250000","_PID":"77","SYSLOG_IDENTIFIER":"carts",\#
    "PRIORITY":"3","MESSAGE":"cart 7 is empty"}
    """#,
    #"""
    __REALTIME_TIMESTAMP=1744124709250000
    _PID=77
    MESSAGE=cart 7 is empty

    __REALTIME_TIMESTAMP=1744124710250000
    MESSAGE=cart 8 is empty
    """#,
    #"""
    [pod/carts-7d9f8b6c5d-x2k4p/app] 2025-04-08T15:05:09Z ERROR cart 7 is empty
    carts-7d9f8b6c5d-x2k4p app 2025-04-08T15:05:09Z INFO up
    web-1  | 203.0.113.9 - - [08/Apr/2025:15:05:09 +0000] "GET /cart HTTP/1.1" 200 5
    """#,
    #"""
    2025-03-02 10:00:07,250 ERROR carts {"msg":"full"}
    [2025-03-02T10:00:07Z] [warn] {"path":"/a","status":200}
    1740909607250	2025-03-02T10:00:07.250Z	GET /a 200
    """#,
    #"""
    {"resourceLogs":[{"resource":{"attributes":[{"key":"service.name",\#
    "value":{"stringValue":"shop"}}]},\#
    "scopeLogs":[{"logRecords":[{"timeUnixNano":"1744124709250000000","severityText":"ERROR",\#
    "body":{"stringValue":"it broke"}}]}]}]}
    """#,
    #"""
    {"events":[{"timestamp":1744124709250,"message":"GET /a 500","logStreamName":"i-1"}]}
    """#,
  ].map { Array($0.utf8) }

  static let json: [[UInt8]] = [
    #"""
    {"time":"2025-04-08T15:05:00.123Z","level":"info","path":"/a/7","status":200,\#
    "latency":"12ms","ip":"203.0.113.9"}
    {"time":"2025-04-08T15:05:01.456Z","level":"error","path":"/a/8","status":500,\#
    "latency":"9ms","ip":"203.0.113.7"}
    {"level":"error","time":"2025-04-08T15:05:02.7Z","status":500,"path":"\/a","x":null,\#
    "latency_ms":9.5}
    """#,
    #"""
    {"ts":1744124700.5,"msg":"GET /a 200","req":{"url":"/a?b=c","method":"GET"},\#
    "res":{"statusCode":200}}
    {"ts":1744124701.5,"msg":"GET /a 200","req":{"url":"/a?b=c","method":"GET"},\#
    "res":{"statusCode":502,"body":"{\"error\":\"no\"}"}}
    """#,
    #"""
    time=2025-04-08T15:05:09.123Z level=error msg="it broke" status=503 path=/a took=12ms
    time=2025-04-08T15:05:10.123Z level=info msg="it \"works\"" status=200 path=/a took=9ms \#
    trace_id=4bf92f3577b34da6a3ce929d0e0e4736
    """#,
  ].map { Array($0.utf8) }

  /// What a stream may hold between lines: blanks, carriage returns, marks, zeros, a trace.
  static let framing: [[UInt8]] = [
    Array("\u{FEFF}2025-04-08T15:05:09Z ERROR it broke\r\n  at Cart.open (a.js:1)\r\n\r\n".utf8)
      + [UInt8](repeating: 0, count: 40) + Array("2025-04-08T15:05:10Z INFO up".utf8),
    Array((String(repeating: "x", count: 700) + "\n\n2025-04-08T15:05:10Z INFO up\n\r").utf8),
  ]
}
