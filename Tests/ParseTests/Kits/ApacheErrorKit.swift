extension FormatKit {
  static let apacheError = FormatKit(
    name: "apache-error",
    samples: [
      Sample(
        line: "[Sun Mar 02 10:00:07.123456 2025] [proxy:error] [pid 11:tid 140] (111)Connection "
          + "refused: AH00957: http: attempt to connect to 192.0.2.80:80 failed",
        time: "2025-03-02T10:00:07.123456", level: .error,
        message: "(111)Connection refused: AH00957: http: attempt to connect to 192.0.2.80:80 "
          + "failed"),
      Sample(
        line: "[Sun Mar 02 10:00:07.123456 2025] [core:info] [pid 11] [client 192.0.2.4:4711] "
          + "AH00128: no such file: /srv/a, referer: http://shop.test/",
        time: "2025-03-02T10:00:07.123456", level: .info,
        message: "AH00128: no such file: /srv/a", address: "192.0.2.4"),
      Sample(
        line: "[Sun Mar  2 10:00:07 2025] [error] [client 2001:db8::9] script not found: /srv/x",
        time: "2025-03-02T10:00:07", level: .error, message: "script not found: /srv/x",
        address: "2001:db8::9"),
      Sample(
        line: "[Sun Mar 02 10:00:07.500 2025] [mpm_event:notice] [pid 1:tid 1] [mine] resuming",
        time: "2025-03-02T10:00:07.500", level: .info, message: "[mine] resuming"),
    ],
    refused: [
      "[Sun Mar 02 10:00:07 2025] words", "[Sun Mar 02 10:00:07] [error] words",
      "[Sun Mar 42 10:00:07 2025] [error] words", "[sunny day] [error] [client 192.0.2.4] words",
    ])
}
