extension FormatKit {
  static let swiftLog = FormatKit(
    name: "swift-log",
    samples: [
      Sample(
        line: "2025-03-02T10:00:07+0000 info shop: [Orders] started",
        time: "2025-03-02T10:00:07Z", level: .info, message: "started"),
      Sample(
        line: """
          2025-03-02T03:00:07-0700 error shop.orders: method=POST path=/buy status=502 \
          duration=31ms [Orders] bank refused
          """,
        time: "2025-03-02T10:00:07Z", level: .error, status: 502, method: "POST", path: "/buy",
        milliseconds: 31, message: "bank refused"),
      Sample(
        line: #"2025-03-02T10:00:07+0000 critical shop: ids=["a", "b"] user=kim [Shop] gone [now]"#,
        time: "2025-03-02T10:00:07Z", level: .fatal, message: "gone [now]", user: "kim"),
      Sample(
        line: "2025-03-02T10:00:07+0000 notice a.b-c: note=two words level=error [S/T] ok",
        time: "2025-03-02T10:00:07Z", level: .info, message: "ok"),
    ],
    refused: [
      "2025-03-02T10:00:07+0000 error shop: no source here",
      "2025-03-02T10:00:07+0000 severe shop: [Orders] started",
      "2025-03-02T10:00:07.5+0000 info shop: [Orders] started",
      "2025-03-02T10:00:07+0000 info my shop: [Orders] started",
    ])
}
