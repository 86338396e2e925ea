extension FormatKit {
  static let uvicorn = FormatKit(
    name: "uvicorn",
    samples: [
      Sample(
        line: #"INFO:     192.0.2.4:5000 - "GET /docs HTTP/1.1" 200 OK"#,
        level: .info, status: 200, method: "GET", path: "/docs", address: "192.0.2.4"),
      Sample(
        line: #"192.0.2.4:5000 - "POST /buy?x=1 HTTP/1.1" 500 Internal Server Error"#,
        status: 500, method: "POST", path: "/buy?x=1", address: "192.0.2.4"),
      Sample(
        line: #"INFO:     [::1]:5000 - "GET /a HTTP/1.1" 404"#,
        level: .info, status: 404, method: "GET", path: "/a", address: "::1"),
      Sample(
        line: #"WARNING:  ::1:5000 - "GET /a HTTP/1.1" 503 Service Unavailable"#,
        level: .warning, status: 503, method: "GET", path: "/a", address: "::1"),
    ],
    refused: [
      #"INFO:     192.0.2.4 - "GET /docs HTTP/1.1" 200 OK"#,
      #"INFO:     192.0.2.4:5000 - "WebSocket /ws" [accepted]"#,
      "INFO:     Uvicorn running on http://192.0.2.4:5000 - press CTRL+C",
    ])
}
