extension FormatKit {
  static let gin = FormatKit(
    name: "gin",
    samples: [
      Sample(
        line:
          #"[GIN] 2025/03/02 - 10:00:07 | 200 |     1.25ms |       192.0.2.4 | GET      "/docs""#,
        time: "2025-03-02T10:00:07", status: 200, method: "GET", path: "/docs",
        milliseconds: 1.25, address: "192.0.2.4"),
      Sample(
        line:
          #"[GIN] 2025/03/02 - 10:00:07 | 500 |    1m2.5s |     2001:db8::9 | POST     "/buy?x=1""#,
        time: "2025-03-02T10:00:07", status: 500, method: "POST", path: "/buy?x=1",
        milliseconds: 62500, address: "2001:db8::9"),
      Sample(
        line: "[GIN] 2025/03/02 - 10:00:07 |\u{1B}[97;42m 404 \u{1B}[0m|   125.5µs |  192.0.2.4 "
          + "|\u{1B}[97;44m GET     \u{1B}[0m \"/a\"",
        time: "2025-03-02T10:00:07", status: 404, method: "GET", path: "/a",
        milliseconds: 0.1255, address: "192.0.2.4"),
      Sample(
        line: "[GIN] 2025/03/02 - 10:00:07 | 502 |  3.004s | 192.0.2.4 | PUT     /old",
        time: "2025-03-02T10:00:07", status: 502, method: "PUT", path: "/old",
        milliseconds: 3004, address: "192.0.2.4"),
    ],
    refused: [
      "[GIN-debug] GET    /docs    --> main.docs (3 handlers)",
      #"[GIN] 2025/03/02 - 10:00:07 | 200 | soon | 192.0.2.4 | GET "/docs""#,
      #"[GIN] 2025/03/02 10:00:07 | 200 | 1ms | 192.0.2.4 | GET "/docs""#,
      "[GIN] 2025/03/02 - 10:00:07 [Recovery] panic recovered",
    ])
}
