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
      Sample(
        line:
          #"shop.test:443 2001:db8::9 - - [02/Mar/2025:10:00:07 +0000] "PUT /a HTTP/1.1" 499 0 "-""#
          + #" "x""#,
        time: "2025-03-02T10:00:07Z", status: 499, method: "PUT", path: "/a",
        address: "2001:db8::9"),
      Sample(
        line: #"192.0.2.4 - kim van dam [02/Mar/2025:10:00:07 +0000] "GET /q\x22z HTTP/1.1" 200 -"#,
        time: "2025-03-02T10:00:07Z", status: 200, method: "GET", path: #"/q\x22z"#,
        user: "kim van dam", address: "192.0.2.4"),
      Sample(
        line: #"192.0.2.4 - - [02/Mar/2025:10:00:07 +0000] "\x16\x03\x01\x02" 400 157 "-" "-""#,
        time: "2025-03-02T10:00:07Z", status: 400, address: "192.0.2.4"),
      Sample(
        line: #"192.0.2.4 - - [02/Mar/2025:10:00:07 +0000] "POST /buy HTTP/1.1" 000 0 "-" "x" 4.2"#,
        time: "2025-03-02T10:00:07Z", method: "POST", path: "/buy", milliseconds: 4200,
        address: "192.0.2.4", outcome: .rejected),
      Sample(
        line:
          #"192.0.2.4 - - [2025-03-02T10:00:07+01:00] "GET /z HTTP/1.1" 503 4 "-" "x" "192.0.2.9""#
          + #" rt=0.250 uct="0.001, 0.002" urt="0.1 : 0.2 : 0.3""#,
        time: "2025-03-02T09:00:07Z", status: 503, method: "GET", path: "/z", milliseconds: 250,
        address: "192.0.2.4"),
      Sample(
        line:
          #"192.0.2.4 - - [1740909607.250] "GET http://shop.test/z?a HTTP/1.1" 200 4 "-" "x" 1234"#,
        time: "2025-03-02T10:00:07.250Z", status: 200, method: "GET", path: "/z?a",
        address: "192.0.2.4"),
      Sample(
        line: #"192.0.2.4 - - [02/Mar/2025:10:00:07 +0000] "GET /z HTTP/1.1" 502 11 "-" "-" 7"#
          + #" "shop@docker" "http://192.0.2.80:80" 30001ms"#,
        time: "2025-03-02T10:00:07Z", status: 502, method: "GET", path: "/z",
        milliseconds: 30001, address: "192.0.2.4"),
      Sample(
        line: #"192.0.2.4 - - [02/Mar/2025 10:00:07] "GET /flask HTTP/1.1" 500 -"#,
        time: "2025-03-02T10:00:07", status: 500, method: "GET", path: "/flask",
        address: "192.0.2.4"),
      Sample(
        line: #"[02/Mar/2025 10:00:07] "GET /django HTTP/1.1" 404 145"#,
        time: "2025-03-02T10:00:07", status: 404, method: "GET", path: "/django"),
      Sample(
        line: #"::1 - - [02/Mar/2025:10:00:07 +0000] "GET /puma HTTP/1.1" 200 - 0.0125"#,
        time: "2025-03-02T10:00:07Z", status: 200, method: "GET", path: "/puma",
        milliseconds: 12.5, address: "::1"),
    ],
    refused: [
      "192.0.2.4 - - 02/Mar/2025 GET /docs", "kim said [02/Mar/2025:10:00:07 +0000] nothing",
      #"192.0.2.4 - - [02/Mar/2025:10:00:07 +0000] "GET / HTTP/1.1" 20 88"#,
      #"192.0.2.4 - - [32/Mar/2025:10:00:07 +0000] "GET / HTTP/1.1" 200 88"#,
      #"192.0.2.4 - - [02/Mar/2025:10:00:07 +0000] "GET / HTTP/1.1" 200"#,
      #"192.0.2.4 - - [02/Mar/2025:10:00:07 +0000] "GET / HTTP/1.1 200 88"#,
    ])
}
