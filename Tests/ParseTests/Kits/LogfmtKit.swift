extension FormatKit {
  static let logfmt = FormatKit(
    name: "logfmt",
    samples: [
      Sample(
        line: """
          ts=2025-03-02T10:00:07.250Z level=error msg="no answer" status=504 dur=1m0.5s peer=bank
          """,
        time: "2025-03-02T10:00:07.250Z", level: .error, status: 504, milliseconds: 60_500,
        message: "no answer"),
      Sample(
        line: #"time=2025-03-02T12:00:07.250+02:00 level=WARN+1 msg=slow path=/buy duration=39ms"#,
        time: "2025-03-02T10:00:07.250Z", level: .warning, path: "/buy", milliseconds: 39,
        message: "slow"),
      Sample(
        line: #"time="2025-03-02T10:00:07Z" level=info msg="said \"no\"" user=kim cached n=3"#,
        time: "2025-03-02T10:00:07Z", level: .info, message: #"said "no""#, user: "kim"),
      Sample(
        line: """
          at=error code=H12 desc="timed out" method=POST path="/buy" host=shop.example \
          request_id=9f fwd="192.0.2.4,10.0.0.1" dyno=web.1 connect=1ms service=30000ms \
          status=503 bytes=0
          """,
        level: .error, status: 503, method: "POST", path: "/buy", milliseconds: 30_000,
        error: "timed out", address: "192.0.2.4"),
      Sample(
        line: """
          level=info ts=2025-03-02T10:00:07.25Z caller=http.go:9 latency=fast duration=0.039 \
          latency_ms=12 msg=served
          """,
        time: "2025-03-02T10:00:07.250Z", level: .info, milliseconds: 12, message: "served"),
      Sample(
        line: "at=1740909607 bogus= level=debug grpc-status=14", level: .debug),
    ],
    refused: [
      "status=503 path=/buy", "level=error", "we saw level=error and msg=none",
      #"msg="cut level=info"#, "level=info msg=a,b = c", "a b c level=info msg=x",
      #"level=info msg="a"b"#,
    ])
}
