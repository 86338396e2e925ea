extension EnvelopeKit {
  static let syslog = EnvelopeKit(
    name: "syslog-3164",
    samples: [
      Sample(
        line: "Mar  2 10:00:07 web-1 carts[77]: cart 7 is empty", text: "cart 7 is empty",
        time: "--03-02T10:00:07", service: "carts", host: "web-1"),
      Sample(
        line: "<131>Mar 12 10:00:07 web-1 carts: full", text: "full", time: "--03-12T10:00:07",
        service: "carts", host: "web-1", level: .error),
      Sample(
        line: "57 <14>Feb 29 23:59:59 10.0.0.4 postfix/smtpd[4]: in", text: "in",
        time: "--02-29T23:59:59", service: "postfix/smtpd", host: "10.0.0.4", level: .info),
      Sample(
        line: "Mar  2 10:00:07 web-1 last message repeated 3 times",
        text: "last message repeated 3 times", time: "--03-02T10:00:07", host: "web-1"),
      Sample(
        line: "Mar 02 10:00:07 kernel: [12.5] oops", text: "[12.5] oops",
        time: "--03-02T10:00:07", service: "kernel"),
      Sample(
        line: "Mar  2 2025 10:00:07.250 fw1 asa: denied", text: "denied",
        time: "2025-03-02T10:00:07.250", service: "asa", host: "fw1"),
    ],
    refused: [
      "Mar  2 10:00:07", "Mar 32 10:00:07 web-1 carts: x", "Max  2 10:00:07 web-1 carts: x",
      "Mar  2 10:00:07 ERROR something broke", "<192>Mar  2 10:00:07 web-1 carts: x",
    ])

  static let stampedSyslog = EnvelopeKit(
    name: "syslog-iso",
    samples: [
      Sample(
        line: "2025-03-02T10:00:07.123456+00:00 web-1 carts[77]: full", text: "full",
        time: "2025-03-02T10:00:07.123456Z", service: "carts", host: "web-1"),
      Sample(
        line: "2025-03-02T11:00:07+0100 web-1 kernel: oops", text: "oops",
        time: "2025-03-02T10:00:07Z", service: "kernel", host: "web-1"),
      Sample(
        line: "<12>2025-03-02T10:00:07Z web-1 carts: slow", text: "slow",
        time: "2025-03-02T10:00:07Z", service: "carts", host: "web-1", level: .warning),
      Sample(
        line: "2025-03-02T10:00:07Z web-1 sshd[4]: in", text: "in", time: "2025-03-02T10:00:07Z",
        service: "sshd", host: "web-1"),
    ],
    refused: [
      "2025-03-02T10:00:07Z connection refused: carts", "2025-03-02T10:00:07+0100 error carts: x",
      "2025-03-02 10:00:07 web-1 carts[7]: x", "2025-03-02T10:00:07+00:00 web-1 no tag",
    ])

  static let syslogProtocol = EnvelopeKit(
    name: "syslog-5424",
    samples: [
      Sample(
        line: #"<131>1 2025-03-02T10:00:07.123456Z web-1 carts 77 ID4 [a@1 k="v\"]"] full"#,
        text: "full", time: "2025-03-02T10:00:07.123456Z", service: "carts", host: "web-1",
        level: .error),
      Sample(
        line: "<14>1 2025-03-02T11:00:07+01:00 - - - - - \u{FEFF}up", text: "up",
        time: "2025-03-02T10:00:07Z", level: .info),
      Sample(
        line: "68 <15>1 2025-03-02T10:00:07Z web-1 carts - - [a b=\"1\"][c d=\"2\"] two",
        text: "two", time: "2025-03-02T10:00:07Z", service: "carts", host: "web-1",
        level: .debug),
      Sample(
        line: "<8>1 - web-1 carts - - -", text: "", service: "carts", host: "web-1",
        level: .fatal),
    ],
    refused: [
      "<131>1 2025-03-02T10:00:07Z web-1 carts 77", "<131>1 soon web-1 carts - - - x",
      "<131>1 2025-03-02T10:00:07Z web-1 carts - - [open x", "<131> 1 2025-03-02 x",
    ])

  static let journalJSON = EnvelopeKit(
    name: "journald-json",
    samples: [
      Sample(
        line: """
          {"__REALTIME_TIMESTAMP":"1740909607250000","_SOURCE_REALTIME_TIMESTAMP":\
          "1740909607123456","PRIORITY":"3","_SYSTEMD_UNIT":"carts.service","_HOSTNAME":"web-1",\
          "MESSAGE":"full"}
          """,
        text: "full", time: "2025-03-02T10:00:07.123456Z", service: "carts", host: "web-1",
        level: .error),
      Sample(
        line: """
          {"_SYSTEMD_UNIT":"docker.service","SYSLOG_IDENTIFIER":"4f1","CONTAINER_NAME":"carts",\
          "MESSAGE":[104,105],"__REALTIME_TIMESTAMP":"1740909607250000"}
          """,
        text: "[104,105]", time: "2025-03-02T10:00:07.250000Z", service: "carts"),
      Sample(
        line: """
          {"MESSAGE":["one","two"],"PRIORITY":"6","__REALTIME_TIMESTAMP":"1740909607250000"}
          """,
        text: "one", time: "2025-03-02T10:00:07.250000Z", level: .info),
      Sample(
        line: #"{"MESSAGE":null,"__REALTIME_TIMESTAMP":"1740909607250000","_COMM":"node"}"#,
        text: "null", time: "2025-03-02T10:00:07.250000Z", service: "node"),
    ],
    refused: [
      #"{"MESSAGE":"x","PRIORITY":"3"}"#, #"{"_a":1,"__REALTIME_TIMESTAMP":true}"#,
      #"{"MESSAGE":"x","__REALTIME_TIMESTAMP":"1740909607250000""#,
    ])
}
