extension FormatKit {
  static let weblogic = FormatKit(
    name: "weblogic",
    samples: [
      Sample(
        line: "####<Mar 2, 2025 10:00:07 AM UTC> <Error> <JDBC> <box-1> <shop-2> <thread 4> <> <> "
          + "<> <1740909607250> <BEA-001112> <the pool carts is empty>",
        time: "2025-03-02T10:00:07.250Z", level: .error, message: "the pool carts is empty",
        service: "shop-2", host: "box-1"),
      Sample(
        line:
          "####<Mar 2, 2025, 10:00:07,5 AM UTC> <Warning> <Socket> <box-1> <> <t 4> <<WLS Kernel>> "
          + "<> <> <1740909607500> <[severity-value: 16] [rid: 0] > <BEA-000449> <closed a > b> ",
        time: "2025-03-02T10:00:07.500Z", level: .warning, message: "closed a > b", host: "box-1"),
      Sample(
        line:
          "####<Mar 2, 2025 10:00:07 AM UTC> <Notice> <Server> <box-1> <shop-2> <main> <> <> <> "
          + "<1740909607000> <BEA-002613> <listening>",
        time: "2025-03-02T10:00:07.000Z", level: .info, message: "listening", service: "shop-2",
        host: "box-1"),
      Sample(
        line:
          "####<Mar 2, 2025 10:00:07 AM UTC> <Emergency> <Server> <box-1> <shop-2> <main> <> <> "
          + "<> <1740909607000> <BEA-002600> <",
        time: "2025-03-02T10:00:07.000Z", level: .fatal, service: "shop-2", host: "box-1"),
    ],
    refused: [
      "####<Mar 2, 2025 10:00:07 AM UTC> <Loud> <a> <b> <c> <d> <> <> <> <1740909607000> <B-1> <x>",
      "#### a heading", "####<Mar 2, 2025 10:00:07 AM UTC> <Error> <JDBC> <box-1>",
    ])
}
