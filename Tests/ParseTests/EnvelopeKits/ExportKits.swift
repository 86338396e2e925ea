extension EnvelopeKit {
  static let stamped = EnvelopeKit(
    name: "stamped-lines",
    samples: [
      Sample(
        line: #"2025-03-02T10:00:07.250Z {"msg":"full"}"#, text: #"{"msg":"full"}"#,
        time: "2025-03-02T10:00:07.250Z"),
      Sample(
        line: #"2025-03-02T10:00:07.123456789Z 2025-03-02T10:00:06Z INFO up"#,
        text: "2025-03-02T10:00:06Z INFO up", time: "2025-03-02T10:00:07.123456789Z"),
      Sample(
        line: """
          2025-03-02T10:00:07.1Z 192.0.2.4 - - [02/Mar/2025:10:00:07 +0000] "GET / HTTP/1.1" 200 8
          """,
        text: #"192.0.2.4 - - [02/Mar/2025:10:00:07 +0000] "GET / HTTP/1.1" 200 8"#,
        time: "2025-03-02T10:00:07.100Z"),
      Sample(
        line: #"2025-03-02T10:00:07 { "msg":"full"}"#, text: #"{ "msg":"full"}"#,
        time: "2025-03-02T10:00:07"),
    ],
    refused: [
      "2025-03-02T10:00:07.250Z INFO cart is full", "2025-03-02T10:00:07.250Z {cart} is full",
      "2025-03-02 10:00:07 {\"msg\":\"x\"}", "2025-03-02T10:00:07Z tried at 10:00:06 and failed",
    ])

  static let cloudWatchTail = EnvelopeKit(
    name: "aws-logs-tail",
    samples: [
      Sample(
        line: """
          2025-03-02T10:00:07.250000+00:00 app/carts/0123456789abcdef0123456789abcdef up
          """,
        text: "up", time: "2025-03-02T10:00:07.250000Z", service: "carts",
        host: "app/carts/0123456789abcdef0123456789abcdef"),
      Sample(
        line: """
          2025-03-02T10:00:07+00:00 2025/03/02/[$LATEST]0123456789abcdef0123456789abcdef START
          """,
        text: "START", time: "2025-03-02T10:00:07Z",
        host: "2025/03/02/[$LATEST]0123456789abcdef0123456789abcdef"),
      Sample(
        line: #"2025-03-02T10:00:07.250000+00:00 carts {"msg":"full"}"#,
        text: #"{"msg":"full"}"#, time: "2025-03-02T10:00:07.250000Z", host: "carts"),
      Sample(
        line: "2025-03-02T10:00:07.250000+00:00 i-0123456789abcdef0 Mar  2 10:00:07 h a: b",
        text: "Mar  2 10:00:07 h a: b", time: "2025-03-02T10:00:07.250000Z",
        host: "i-0123456789abcdef0"),
    ],
    refused: [
      "2025-03-02T10:00:07.250000+00:00 INFO cart is full",
      #"2025-03-02T10:00:07.250000+00:00 INFO {"msg":"full"}"#,
      "2025-03-02T10:00:07.250000Z app/carts/0123456789abcdef0123456789abcdef up",
    ])

  static let logcliText = EnvelopeKit(
    name: "logcli-text",
    samples: [
      Sample(
        line: #"2025-03-02T10:00:07Z {app="carts", pod="c-1"}    full"#, text: "full",
        time: "2025-03-02T10:00:07Z", labels: #"{app="carts", pod="c-1"}"#),
      Sample(
        line: #"2025-03-02T03:00:07-07:00 {app="a\"}"} {"msg":"x"}"#, text: #"{"msg":"x"}"#,
        time: "2025-03-02T10:00:07Z", labels: #"{app="a\"}"}"#),
      Sample(
        line: "2025-03-02T10:00:07Z {} up", text: "up", time: "2025-03-02T10:00:07Z",
        labels: "{}"),
      Sample(
        line: #"2025-03-02T10:00:07Z {app="carts"} "#, text: "", time: "2025-03-02T10:00:07Z",
        labels: #"{app="carts"}"#),
    ],
    refused: [
      #"2025-03-02T10:00:07Z {"app":"carts"} x"#, #"2025-03-02T10:00:07Z {app=carts} x"#,
      #"2025-03-02T10:00:07Z {app="carts" x"#, #"2025-03-02T10:00:07 {app="carts"} x"#,
    ])

  static let logcliLines = EnvelopeKit(
    name: "logcli-jsonl",
    samples: [
      Sample(
        line: #"{"labels":{"app":"a"},"line":"full","timestamp":"2025-03-02T10:00:07Z"}"#,
        text: "full", time: "2025-03-02T10:00:07Z", labels: #"{"app":"a"}"#),
      Sample(
        line: #"{"line":"up","timestamp":"1740909607250000000"}"#, text: "up",
        time: "2025-03-02T10:00:07.250Z"),
      Sample(
        line: #"{ "timestamp":"2025-03-02T10:00:07Z", "line":"a", "labels":{} }"#, text: "a",
        time: "2025-03-02T10:00:07Z", labels: "{}"),
      Sample(
        line: #"{"labels":{},"line":"","timestamp":"2025-03-02T10:00:07.1Z"}"#, text: "",
        time: "2025-03-02T10:00:07.100Z", labels: "{}"),
    ],
    refused: [
      #"{"line":"4","timestamp":"2025-03-02T10:00:07Z","file":"a.js"}"#,
      #"{"labels":{},"line":"x","timestamp":"never"}"#,
      #"{"labels":{},"line":4,"timestamp":"2025-03-02T10:00:07Z"}"#,
    ])

  static let exploreText = EnvelopeKit(
    name: "grafana-explore-text",
    samples: [
      Sample(line: "1740909607250\tfull", text: "full", time: "2025-03-02T10:00:07.250Z"),
      Sample(
        line: "1740909607250\t2025-03-02T10:00:07.250Z\tup", text: "up",
        time: "2025-03-02T10:00:07.250Z"),
      Sample(
        line: "2025-03-02 10:00:07.250\tfull", text: "full", time: "2025-03-02T10:00:07.250"),
      Sample(line: "1740909607250\ta\tb", text: "a\tb", time: "2025-03-02T10:00:07.250Z"),
    ],
    refused: ["17409096072\tx", "1740909607250 x", "soon\tx"])

  static let cloudWatchEvents = EnvelopeKit(
    name: "cloudwatch-events",
    documents: [
      Document(
        text: """
          {"events": [
            {"logStreamName": "app/carts/0123456789abcdef0123456789abcdef",
             "timestamp": 1740909607250, "message": "full", "eventId": "1"},
            {"timestamp": 1740909608250, "message": "{\\"path\\":\\"/a\\",\\"status\\":500}"}
          ], "searchedLogStreams": [], "nextToken": "x"}
          """,
        records: [
          "2025-03-02T10:00:07.250Z carts@app/carts/0123456789abcdef0123456789abcdef unknown 2#1",
          "2025-03-02T10:00:08.250Z service@service unknown 4#1 /a 500",
        ]),
      Document(
        text: #"{"events":[{"timestamp":1740909607250,"message":"a","ingestionTime":1}]}"# + "\n"
          + #"{"events":[{"timestamp":1740909608250,"message":"b","ingestionTime":1}]}"#,
        records: [
          "2025-03-02T10:00:07.250Z service@service unknown 1#1",
          "2025-03-02T10:00:08.250Z service@service unknown 2#1",
        ]),
      Document(
        text: #"{"events":[{"timestamp":1740909607250,"message":"a"},{"timestamp":"x","#
          + #""message":"b"},7,{"timestamp":1740909607251,"message":"c"}]}"#,
        records: [
          "2025-03-02T10:00:07.250Z service@service unknown 1#1",
          "2025-03-02T10:00:07.251Z service@service unknown 1#4",
        ], unread: 2),
      Document(
        text: #"{"events":[{"timestamp":1740909607250,"message":"  \n"},{"timestamp":"#
          + #"1740909607251,"message":"c\n"}]}"#,
        records: ["2025-03-02T10:00:07.251Z service@service unknown 1#2"]),
    ],
    refused: [
      #"{"events":[{"name":"a"}],"time":"2025-03-02T10:00:07Z"}"#, #"{"events":["a"]}"#,
      #"{"events":{"timestamp":1740909607250}}"#, #"{"event":[{"timestamp":1740909607250}]}"#,
    ])
}
