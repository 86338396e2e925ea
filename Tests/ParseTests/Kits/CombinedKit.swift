extension FormatKit {
  static let combined = FormatKit(
    name: "combined",
    samples: [
      Sample(
        line: #"192.0.2.4 - - [02/Mar/2025:10:00:07 +0000] "GET /docs HTTP/1.1" 200 88"#,
        time: "2025-03-02T10:00:07Z", status: 200, method: "GET", path: "/docs",
        address: "192.0.2.4"),
      Sample(
        line: """
          192.0.2.4 - kim [02/Mar/2025:03:00:07 -0700] "POST /buy HTTP/2.0" 502 9 "-" "curl/8"
          """,
        time: "2025-03-02T10:00:07Z", status: 502, method: "POST", path: "/buy", user: "kim",
        address: "192.0.2.4"),
    ],
    refused: [
      "192.0.2.4 - - 02/Mar/2025 GET /docs", "kim said [02/Mar/2025:10:00:07 +0000] nothing",
    ])
}
