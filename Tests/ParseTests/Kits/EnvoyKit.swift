extension FormatKit {
  private static let stamp = "[2025-03-02T10:00:07.250Z] "

  static let envoy = FormatKit(
    name: "envoy",
    samples: [
      Sample(
        line:
          stamp + #""POST /buy HTTP/2" 503 UF 120 91 3004 - "192.0.2.4, 192.0.2.5""#
          + #" "curl/8" "id-1" "shop.test" "192.0.2.80:80""#,
        time: "2025-03-02T10:00:07.250Z", status: 503, method: "POST", path: "/buy",
        milliseconds: 3004, address: "192.0.2.4"),
      Sample(
        line:
          stamp + #""GET /docs HTTP/1.1" 200 - via_upstream - "-" 0 5 12 11 "-""#
          + #" "curl/8" "id-2" "shop.test" "192.0.2.80:80" outbound|80||shop.prod.svc "#
          + "192.0.2.1:1 192.0.2.2:2 192.0.2.7:33 - default",
        time: "2025-03-02T10:00:07.250Z", status: 200, method: "GET", path: "/docs",
        milliseconds: 12, address: "192.0.2.7"),
      Sample(
        line:
          stamp + #""GET /left HTTP/1.1" 0 DC 0 0 900 - "-" "-" "-" "-" "-""#,
        time: "2025-03-02T10:00:07.250Z", method: "GET", path: "/left", milliseconds: 900,
        outcome: .rejected),
      Sample(
        line:
          stamp + #""GET /gone HTTP/1.1" 0 UF,URX 0 0 900 - "-" "-" "-" "-" "-""#,
        time: "2025-03-02T10:00:07.250Z", method: "GET", path: "/gone", milliseconds: 900,
        outcome: .failure),
      Sample(
        line:
          stamp + #""POST /p.Shop/Buy HTTP/2" 200 - Unavailable 5 0 7 6 "-" "grpc""#
          + #" "id" "shop" "192.0.2.80:80""#,
        time: "2025-03-02T10:00:07.250Z", status: 200, method: "POST", path: "/p.Shop/Buy",
        milliseconds: 7),
      Sample(
        line:
          stamp + #""- - -" 0 UH - - "-" 0 0 1 - "-" "-" "-" "-" "-" outbound|1||db"#
          + " - 192.0.2.1:3306 192.0.2.4:9 - -",
        time: "2025-03-02T10:00:07.250Z", milliseconds: 1, address: "192.0.2.4",
        outcome: .failure),
    ],
    refused: [
      stamp + #""POST /buy HTTP/2" 503"#,
      stamp + #""POST /buy HTTP/2" 503 UF 120 91 many -"#,
      stamp + "the pizza is \"hot\" 200 degrees",
      #"2025-03-02T10:00:07.250Z "POST /buy HTTP/2" 503 UF 120 91 3004 - "-" "-" "-" "-" "-""#,
    ])
}
