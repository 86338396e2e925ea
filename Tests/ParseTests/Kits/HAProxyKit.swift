extension FormatKit {
  static let haproxy = FormatKit(
    name: "haproxy",
    samples: [
      Sample(
        line: "192.0.2.4:51000 [02/Mar/2025:10:00:07.250] web~ shop/s1 0/0/1/40/41 200 900 - - "
          + #"---- 3/3/0/0/0 0/0 "GET /docs HTTP/1.1""#,
        time: "2025-03-02T10:00:07.250", status: 200, method: "GET", path: "/docs",
        milliseconds: 41, address: "192.0.2.4"),
      Sample(
        line: "2001:db8::9:51000 [02/Mar/2025:10:00:07.250] web shop/<NOSRV> 0/0/-1/-1/+3004 503 "
          + "217 - - SC-- 3/3/0/0/+3 0/0 {shop.test|curl 8} {} "
          + #""POST https://shop.test/buy HTTP/2.0""#,
        time: "2025-03-02T10:00:07.250", status: 503, method: "POST", path: "/buy",
        milliseconds: 3004, address: "2001:db8::9"),
      Sample(
        line: "192.0.2.4:51000 [02/Mar/2025:10:00:07.250] web web/<NOSRV> -1/-1/-1/-1/5001 -1 0 "
          + #"- - CR-- 3/3/0/0/0 0/0 "<BADREQ>""#,
        time: "2025-03-02T10:00:07.250", milliseconds: 5001, address: "192.0.2.4",
        outcome: .rejected),
      Sample(
        line: "192.0.2.4:51000 [02/Mar/2025:10:00:07.250] web shop/s2 0/0/2/-1/90 503 0 - - CC-- "
          + #"3/3/0/0/0 0/0 "GET /late HTTP/1.1""#,
        time: "2025-03-02T10:00:07.250", status: 503, method: "GET", path: "/late",
        milliseconds: 90, address: "192.0.2.4", outcome: .rejected),
      Sample(
        line: "192.0.2.4:51000 [02/Mar/2025:10:00:07.250] web shop/s2 0/0/2/5/90 500 12 - - CD-- "
          + #"3/3/0/0/0 0/0 "GET /cut HTTP/1"#,
        time: "2025-03-02T10:00:07.250", status: 500, method: "GET", path: "/cut",
        milliseconds: 90, address: "192.0.2.4"),
      Sample(
        line: "192.0.2.4:51000 [02/Mar/2025:10:00:07.250] sql db/d1 1/-1/5007 0 SC 3/3/1/1/3 0/0",
        time: "2025-03-02T10:00:07.250", milliseconds: 5007, address: "192.0.2.4",
        outcome: .failure),
      Sample(
        line: "192.0.2.4:51000 [02/Mar/2025:10:00:07.250] sql db/d1 1/0/70 512 -- 3/3/1/1/0 0/0",
        time: "2025-03-02T10:00:07.250", milliseconds: 70, address: "192.0.2.4",
        outcome: .success),
      Sample(
        line: "192.0.2.4:51000 [02/Mar/2025:10:00:07.250] web/1: SSL handshake failure",
        time: "2025-03-02T10:00:07.250", message: "SSL handshake failure",
        address: "192.0.2.4"),
    ],
    refused: [
      "192.0.2.4:51000 [02/Mar/2025:10:00:07.250] web shop 0/0/1/40/41 200 900 - - ---- 3/3 0/0",
      "192.0.2.4:51000 [02/Mar/2025:10:00:07.250] web shop/s1 0/0 200 900 - - ---- 3/3 0/0",
      "192.0.2.4 [02/Mar/2025:10:00:07.250] web shop/s1 0/0/1/40/41 200 900 - - ---- 3/3 0/0",
      "192.0.2.4:51000 [02/Mar/2025:10:00:07.250] web shop/s1 a/0/1/40/41 200 900 - - ---- 3/3 0",
      "192.0.2.4:51000 - - [02/Mar/2025:10:00:07 +0000] web shop/s1 0/0/1/40/41 200 900",
    ])
}
