extension FormatKit {
  static let squid = FormatKit(
    name: "squid",
    samples: [
      Sample(
        line: "1740909607.250    921 192.0.2.4 TCP_MISS/200 507 POST http://shop.test/buy - "
          + "DIRECT/192.0.2.80 text/html",
        time: "2025-03-02T10:00:07.250Z", status: 200, method: "POST", path: "/buy",
        milliseconds: 921, address: "192.0.2.4"),
      Sample(
        line: "1740909607.250 60010 192.0.2.4 TCP_MISS/504 307 GET http://shop.test/docs?a=b kim "
          + "HIER_NONE/- text/html",
        time: "2025-03-02T10:00:07.250Z", status: 504, method: "GET", path: "/docs?a=b",
        milliseconds: 60010, address: "192.0.2.4"),
      Sample(
        line: "1740909607.250      5 192.0.2.4 TCP_MISS_ABORTED/000 0 GET http://shop.test/ - "
          + "HIER_DIRECT/shop.test -",
        time: "2025-03-02T10:00:07.250Z", method: "GET", path: "/", milliseconds: 5,
        address: "192.0.2.4", outcome: .rejected),
      Sample(
        line: "1740909607.250    400 192.0.2.4 TCP_TUNNEL/200 5120 CONNECT shop.test:443 - "
          + "HIER_DIRECT/192.0.2.80 - extra tail",
        time: "2025-03-02T10:00:07.250Z", status: 200, method: "CONNECT", path: "shop.test:443",
        milliseconds: 400, address: "192.0.2.4"),
    ],
    refused: [
      "1740909607.250 921 192.0.2.4 TCP_MISS 507 POST http://shop.test/buy - DIRECT/- text/html",
      "1740909607 921 192.0.2.4 TCP_MISS/200 507 POST http://shop.test/buy - DIRECT/- text/html",
      "1740909607.250 921 192.0.2.4 tcp miss/200 507 POST http://shop.test/buy - DIRECT/- text",
      "1740909607.250 921 192.0.2.4 TCP_MISS/200 507",
    ])
}
