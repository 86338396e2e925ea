extension FormatKit {
  static let loadBalancer = FormatKit(
    name: "aws-elb",
    samples: [
      Sample(
        line: "https 2025-03-02T10:00:07.250000Z app/edge/7a 192.0.2.4:4711 192.0.2.80:80 "
          + #"0.001 0.020 0.000 200 200 34 366 "POST https://shop.test:443/buy?x=1 HTTP/2.0" "#
          + "\"curl/8\" ECDHE TLSv1.2 arn:aws:elasticloadbalancing:eu:1:targetgroup/shop/5f "
          + #""Root=1" "shop.test" "arn:c" 0 2025-03-02T10:00:07.229000Z "forward" "-" "-" "n""#,
        time: "2025-03-02T10:00:07.250000Z", status: 200, method: "POST", path: "/buy?x=1",
        milliseconds: 21, address: "192.0.2.4"),
      Sample(
        line: "h2 2025-03-02T10:00:07.250000Z app/edge/7a 192.0.2.4:4711 192.0.2.80:80 "
          + #"0.001 -1 -1 504 - 34 366 "GET https://shop.test:443/docs HTTP/2.0" "curl/8" - - "#
          + "arn:aws:elasticloadbalancing:eu:1:targetgroup/shop/5f "
          + #""Root=1" "-" "-" 0 2025-03-02T09:59:57.250000Z "forward" "-" "-""#,
        time: "2025-03-02T10:00:07.250000Z", status: 504, method: "GET", path: "/docs",
        milliseconds: 10000, address: "192.0.2.4"),
      Sample(
        line:
          "2025-03-02T10:00:07.250000Z edge 192.0.2.4:4711 192.0.2.80:80 0.001 0.02 0.0 502 502 "
          + #"0 9 "GET http://shop.test:80/docs HTTP/1.1" "curl/8" - -"#,
        time: "2025-03-02T10:00:07.250000Z", status: 502, method: "GET", path: "/docs",
        milliseconds: 21, address: "192.0.2.4"),
      Sample(
        line: "http 2025-03-02T10:00:07.250000Z app/edge/7a 192.0.2.4:4711 - -1 -1 -1 460 - 0 0 "
          + #""GET http://shop.test:80/docs HTTP/1.1" "-""#,
        time: "2025-03-02T10:00:07.250000Z", status: 460, method: "GET", path: "/docs",
        address: "192.0.2.4"),
    ],
    refused: [
      "http 2025-03-02T10:00:07.250000Z app/edge/7a 192.0.2.4:4711 - -1 -1 460 - 0 0 \"GET /\"",
      "smtp 2025-03-02T10:00:07.250000Z app/edge/7a 192.0.2.4:4711 - -1 -1 -1 460 - 0 0 \"GET /\"",
      "2025-03-02T10:00:07.250000Z edge handed on 192.0.2.4:4711 in 0.001 s",
      "http was asked for at 2025-03-02T10:00:07.250000Z by \"GET / HTTP/1.1\"",
    ])
}
