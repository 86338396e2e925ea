extension FormatKit {
  static let ltsv = FormatKit(
    name: "ltsv",
    samples: [
      Sample(
        line: "time:2025-03-02T10:00:07Z\thost:192.0.2.4\tmethod:GET\turi:/docs\tstatus:200"
          + "\treqtime:0.012",
        time: "2025-03-02T10:00:07Z", status: 200, method: "GET", path: "/docs", milliseconds: 12,
        address: "192.0.2.4"),
      Sample(
        line: "host:192.0.2.4\tident:-\tuser:kim\ttime:[02/Mar/2025:10:00:07 +0000]"
          + "\treq:POST /buy HTTP/1.1\tstatus:503\tsize:9\treqtime_microsec:250\tvhost:shop.test",
        time: "2025-03-02T10:00:07Z", status: 503, method: "POST", path: "/buy",
        milliseconds: 0.25, host: "shop.test", user: "kim", address: "192.0.2.4"),
      Sample(
        line: "time:2025-03-02 10:00:07\tlevel:ERROR\tmessage:the cart is full: 9 items",
        time: "2025-03-02T10:00:07", level: .error, message: "the cart is full: 9 items"),
      Sample(
        line: "time:1740909607.250\tseverity:warn\tmessage:slow", time: "2025-03-02T10:00:07.250Z",
        level: .warning, message: "slow"),
    ],
    refused: [
      "time:2025-03-02T10:00:07Z\tstatus:200", "time:soon\thost:192.0.2.4\tstatus:200",
      "a word\ttime:2025-03-02T10:00:07Z\tstatus:200",
      "time:2025-03-02T10:00:07Z host:a status:200",
    ])
}
