extension FormatKit {
  static let uwsgi = FormatKit(
    name: "uwsgi",
    samples: [
      Sample(
        line: "[pid: 12|app: 0|req: 4/9] 192.0.2.4 () {40 vars in 610 bytes} "
          + "[Sun Mar  2 10:00:07 2025] GET /docs?a=b => generated 507 bytes in 12 msecs "
          + "(HTTP/1.1 200) 3 headers in 120 bytes (1 switches on core 0)",
        time: "2025-03-02T10:00:07", status: 200, method: "GET", path: "/docs?a=b",
        milliseconds: 12, address: "192.0.2.4"),
      Sample(
        line: "[pid: 12|app: 0|req: 5/10] 192.0.2.4 (kim) {40 vars in 610 bytes} "
          + "[Sun Mar  2 10:00:09 2025] POST /buy => generated 0 bytes in 250 micros "
          + "(HTTP/1.0 503) 3 headers in 120 bytes (1 switches on core 1)",
        time: "2025-03-02T10:00:09", status: 503, method: "POST", path: "/buy",
        milliseconds: 0.25, address: "192.0.2.4"),
      Sample(
        line: "[pid: 7|app: -1|req: -1/2] 2001:db8::4 () {32 vars in 400 bytes} "
          + "[Sun Mar 12 10:00:09 2023] PUT /cart => generated 21 bytes in 3 secs "
          + "(HTTP/1.1 500) 2 headers in 63 bytes (0 switches on core 0)",
        time: "2023-03-12T10:00:09", status: 500, method: "PUT", path: "/cart",
        milliseconds: 3000, address: "2001:db8::4"),
      Sample(
        line: "[pid: 7|app: 0|req: 1/2] - () {32 vars in 400 bytes} [Sun Mar 12 10:00:09 2023] "
          + "GET / => generated 21 bytes in 3 msecs (HTTP/1.1 404) 2 headers",
        time: "2023-03-12T10:00:09", status: 404, method: "GET", path: "/", milliseconds: 3),
    ],
    refused: [
      "[pid: 12] 192.0.2.4 booted",
      "[pid: 12|app: 0|req: 4/9] 192.0.2.4 () {40 vars} [soon] GET /a",
      "[pid: 12|app: 0|req: 4/9] 192.0.2.4 () {40 vars} [Sun Mar  2 10:00:07 2025] GET /docs",
    ])
}
