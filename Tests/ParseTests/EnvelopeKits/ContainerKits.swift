extension EnvelopeKit {
  static let docker = EnvelopeKit(
    name: "docker-json",
    samples: [
      Sample(
        line: #"{"log":"cart 7 is empty\n","stream":"stdout","time":"2025-03-02T10:00:07.25Z"}"#,
        text: #"cart 7 is empty\n"#, time: "2025-03-02T10:00:07.250Z", part: .last, stream: 1),
      Sample(
        line: #"{"log":"{\"msg\":\"sto","stream":"stderr","time":"2025-03-02T10:00:07Z"}"#,
        text: #"{\"msg\":\"sto"#, time: "2025-03-02T10:00:07Z", part: .piece, stream: 2),
      Sample(
        line: """
          {"log":"up\\n","stream":"stdout","attrs":{"tag":"t1","com.docker.compose.service":\
          "carts"},"time":"2025-03-02T10:00:07.000000001Z"}
          """,
        text: #"up\n"#, time: "2025-03-02T10:00:07.000000001Z", service: "carts", part: .last,
        stream: 1),
      Sample(
        line: #"{"log":"C:\\new","stream":"stdout","time":"2025-03-02T10:00:07Z"}"#,
        text: #"C:\\new"#, time: "2025-03-02T10:00:07Z", part: .piece, stream: 1),
      Sample(
        line: #"{"log":"C:\\n","stream":"stdout","time":"2025-03-02T10:00:07Z"}"#,
        text: #"C:\\n"#, time: "2025-03-02T10:00:07Z", part: .piece, stream: 1),
    ],
    refused: [
      #"{"log":{"level":"info"},"stream":"a","time":"2025-03-02T10:00:07Z"}"#,
      #"{"log":"full\n","stream":"stdout","level":"info","time":"2025-03-02T10:00:07Z"}"#,
      #"{"log":"full\n","stream":"stdout","time":"soon"}"#,
      #"{"log":"full\n","stream":"stdout","time":"2025-03-02T10:00:07Z""#,
    ])

  static let runtime = EnvelopeKit(
    name: "kubernetes-cri",
    samples: [
      Sample(
        line: "2025-03-02T10:00:07.123456789Z stdout F cart 7 is empty",
        text: "cart 7 is empty", time: "2025-03-02T10:00:07.123456789Z", part: .last, stream: 1),
      Sample(
        line: "2025-03-02T12:00:07.5+02:00 stderr P {\"msg\":\"st",
        text: "{\"msg\":\"st", time: "2025-03-02T10:00:07.500Z", part: .piece, stream: 2),
      Sample(
        line: "2025-03-02T10:00:07.1Z stdout F:more  two blanks", text: " two blanks",
        time: "2025-03-02T10:00:07.100Z", part: .last, stream: 1),
      Sample(
        line: "2025-03-02T10:00:07.1Z stdout F ", text: "", time: "2025-03-02T10:00:07.100Z",
        part: .last, stream: 1),
    ],
    refused: [
      "2025-03-02T10:00:07.1Z stdout full", "2025-03-02T10:00:07.1Z stdlog F x",
      "2025-03-02T10:00:07.1 stdout F no zone", "2025-03-02T10:00:07.1Z stdout Final words",
    ])

  static let kubectl = EnvelopeKit(
    name: "kubectl-prefix",
    samples: [
      Sample(
        line: "[pod/carts-7d9f8b6c5d-x2k4p/app] cart 7 is empty", text: "cart 7 is empty",
        service: "carts", host: "carts-7d9f8b6c5d-x2k4p"),
      Sample(line: "[pod/db-0/pg] ready", text: "ready", service: "db", host: "db-0"),
      Sample(
        line: "[pod/agent-x2k4p/agent] {\"a\":1}", text: "{\"a\":1}", service: "agent",
        host: "agent-x2k4p"),
      Sample(line: "[pod/one/app]  in", text: " in", service: "one", host: "one"),
    ],
    refused: ["[pod/a b/c] x", "[pod/carts] x", "[pod/carts/app]x", "[pods/carts/app] x"])

  static let compose = EnvelopeKit(
    name: "docker-compose",
    samples: [
      Sample(line: "carts-1  | cart 7", text: "cart 7", service: "carts", host: "carts-1"),
      Sample(
        line: "shop_carts_2    | {\"a\":1}", text: "{\"a\":1}", service: "shop_carts",
        host: "shop_carts_2"),
      Sample(line: "proxy | up | running", text: "up | running", service: "proxy", host: "proxy"),
      Sample(
        line: "carts-1  |     at Cart.open", text: "    at Cart.open", service: "carts",
        host: "carts-1"),
      Sample(line: "carts-1 |", text: "", service: "carts", host: "carts-1"),
    ],
    refused: ["INFO  | carts | up", "carts-1|x", "carts 1 | x", "carts-1  |x", "| carts"])

  static let stern = EnvelopeKit(
    name: "stern",
    samples: [
      Sample(
        line: "carts-7d9f8b6c5d-x2k4p app cart 7 is empty", text: "cart 7 is empty",
        service: "carts", host: "carts-7d9f8b6c5d-x2k4p"),
      Sample(
        line: "shop carts-7d9f8b6c5d-x2k4p app cart 7", text: "cart 7", service: "carts",
        host: "carts-7d9f8b6c5d-x2k4p"),
      Sample(
        line: #"db-0 pg {"msg":"x"}"#, text: #"{"msg":"x"}"#, service: "db", host: "db-0"),
      Sample(
        line: "agent-x2k4p agent 2025-03-02T10:00:07Z INFO up",
        text: "2025-03-02T10:00:07Z INFO up",
        service: "agent", host: "agent-x2k4p"),
    ],
    refused: ["db-0 pg is up", "carts app {\"a\":1}", "two words", "Carts-0 app {\"a\":1}"])

  static let prefixed = EnvelopeKit(
    name: "prefixed-json",
    samples: [
      Sample(
        line: #"2025-03-02 10:00:07,250 ERROR carts {"msg":"full"}"#, text: #"{"msg":"full"}"#,
        time: "2025-03-02T10:00:07.250", level: .error),
      Sample(
        line: #"[2025-03-02T10:00:07Z] [warn] {"path":"/a","status":200}"#,
        text: #"{"path":"/a","status":200}"#, time: "2025-03-02T10:00:07Z", level: .warning),
      Sample(
        line: #"INFO:root:{"time":"2025-03-02T10:00:07Z","n":1}"#,
        text: #"{"time":"2025-03-02T10:00:07Z","n":1}"#, level: .info),
      Sample(
        line: #"2025/03/02 10:00:07 +0000 main: { "event" : "x" }"#, text: #"{ "event" : "x" }"#,
        time: "2025-03-02T10:00:07Z"),
    ],
    refused: [
      #"2025-03-02 10:00:07 ERROR cart is full {"cart":7}"#, #"main {"msg":"undated"}"#,
      #"2025-03-02 10:00:07 {"msg":"x"} and more"#, #"2025-03-02 10:00:07 x {"msg":"x"}}"#,
    ])
}
