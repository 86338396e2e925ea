extension FormatKit {
  static let nginxError = FormatKit(
    name: "nginx-error",
    samples: [
      Sample(
        line: "2025/03/02 10:00:07 [error] 9#12: *40 connect() failed (111: Connection refused) "
          + #"while connecting to upstream, client: 192.0.2.4, server: shop.test, "#
          + #"request: "POST /buy HTTP/1.1", upstream: "http://192.0.2.80:8080/buy", "#
          + #"host: "shop.test""#,
        time: "2025-03-02T10:00:07", level: .error, method: "POST", path: "/buy",
        message: "connect() failed (111: Connection refused) while connecting to upstream",
        address: "192.0.2.4"),
      Sample(
        line: "2025/03/02 10:00:07 [alert] 9#9: worker process 77 exited on signal 11",
        time: "2025-03-02T10:00:07", level: .fatal,
        message: "worker process 77 exited on signal 11"),
      Sample(
        line: "2025/03/02 10:00:07 [warn] 9#12: *41 a client request body is buffered, one, two, "
          + "client: 2001:db8::9, server: _, request: \"PUT /a\"b HTTP/2.0\"",
        time: "2025-03-02T10:00:07", level: .warning, method: "PUT", path: "/a\"b",
        message: "a client request body is buffered, one, two", address: "2001:db8::9"),
      Sample(
        line: "2025/03/02 10:00:07 [notice] 1#1: signal process started",
        time: "2025-03-02T10:00:07", level: .info, message: "signal process started"),
      Sample(
        line: "2025/03/02 10:00:07 [crit] 9#12: *7 SSL_do_handshake() failed while SSL "
          + "handshaking, client: 192.0.2.4, server: 0.0.0.0:443",
        time: "2025-03-02T10:00:07", level: .fatal,
        message: "SSL_do_handshake() failed while SSL handshaking", address: "192.0.2.4"),
    ],
    refused: [
      "2025/03/02 10:00:07 starting the server", "2025/03/02 10:00:07 [error] no process here",
      "2025-03-02 10:00:07 [error] 9#12: other dashes", "2025/03/02 10:00:07 [page] 9#12: words",
    ])
}
