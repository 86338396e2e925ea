extension FormatKit {
  static let looseAccess = FormatKit(
    name: "access (any order)",
    samples: [
      Sample(
        line: #"INFO:aiohttp.access:192.0.2.4 [02/Mar/2025:10:00:07 +0000] "GET /docs HTTP/1.1" "#
          + #"200 507 "-" "curl/8""#,
        time: "2025-03-02T10:00:07Z", status: 200, method: "GET", path: "/docs",
        address: "192.0.2.4"),
      Sample(
        line:
          #"192.0.2.4 - - [02/Mar/2025:10:00:07 +0000] 1939 "POST /buy HTTP/1.0" 503 9 "-" "x""#,
        time: "2025-03-02T10:00:07Z", status: 503, method: "POST", path: "/buy",
        address: "192.0.2.4"),
      Sample(
        line: #"shop.test - "ProxyBy: 192.0.2.4" - - [02/Mar/2025:11:00:07 +0100] "#
          + #""GET /a HTTP/1.1" 404 0 "-" "x" 0.250"#,
        time: "2025-03-02T10:00:07Z", status: 404, method: "GET", path: "/a", milliseconds: 250,
        address: "192.0.2.4"),
      Sample(
        line: #"edge 192.0.2.4:4711 [02/Mar/2025:10:00:07 +0000] "GET /a HTTP/1.1""#,
        time: "2025-03-02T10:00:07Z", method: "GET", path: "/a", address: "192.0.2.4"),
    ],
    refused: [
      #"worker said "GET /a HTTP/1.1" 200 9 to 192.0.2.4"#,
      #"worker [02/Mar/2025:10:00:07 +0000] said "GET /a HTTP/1.1" was seen"#,
      #"worker [02/Mar/2025:10:00:07 +0000] said "get a" 200"#,
      #"worker [soon] "GET /a HTTP/1.1" 200 9"#,
    ])
}
