extension FormatKit {
  static let w3c = FormatKit(
    name: "w3c-extended",
    header: "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip "
      + "cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken",
    samples: [
      Sample(
        line: "2025-03-02 10:00:07 192.0.2.1 GET /docs - 443 - 192.0.2.4 curl/8+(x) - 200 0 0 120",
        time: "2025-03-02T10:00:07Z", status: 200, method: "GET", path: "/docs",
        milliseconds: 120, address: "192.0.2.4"),
      Sample(
        line:
          "2025-03-02 10:00:07 192.0.2.1 POST /buy a=b 443 SHOP\\kim 192.0.2.4 - - 500 0 64 3004",
        time: "2025-03-02T10:00:07Z", status: 500, method: "POST", path: "/buy",
        milliseconds: 3004, user: "SHOP\\kim", address: "192.0.2.4"),
      Sample(
        line:
          #"2025-03-02 10:00:07.250 192.0.2.1 GET /a - 443 - 192.0.2.4 "my agent" - 503 0 0 0.250"#,
        time: "2025-03-02T10:00:07.250Z", status: 503, method: "GET", path: "/a",
        milliseconds: 250, address: "192.0.2.4"),
      Sample(
        line: "2025-03-02\t10:00:07\t192.0.2.1\tGET\t/b\t\t443\t-\t192.0.2.4\ta b\t-\t404\t0\t0\t-",
        time: "2025-03-02T10:00:07Z", status: 404, method: "GET", path: "/b",
        address: "192.0.2.4"),
    ],
    refused: [
      "2025-03-02 10:00:07 192.0.2.1 GET /docs - 443 - 192.0.2.4 curl/8+(x) - 200 0 0",
      "2025-03-02 10:00:07 192.0.2.1 GET /docs - 443 - 192.0.2.4 curl/8+(x) - 200 0 0 120 9",
      "2025-03-02 10:00:07 192.0.2.1 GET /docs - 443 - 192.0.2.4 curl/8+(x) - fine 0 0 120",
      "2025-13-02 10:00:07 192.0.2.1 GET /docs - 443 - 192.0.2.4 curl/8+(x) - 200 0 0 120",
    ])
}
