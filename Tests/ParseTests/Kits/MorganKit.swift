extension FormatKit {
  static let morgan = FormatKit(
    name: "morgan",
    samples: [
      Sample(
        line: "POST /buy 500 12.345 ms - 52", status: 500, method: "POST", path: "/buy",
        milliseconds: 12.345),
      Sample(
        line: "\u{1B}[0mGET /docs?a=b \u{1B}[32m200\u{1B}[0m 3.5 ms - 1200\u{1B}[0m",
        status: 200, method: "GET", path: "/docs?a=b", milliseconds: 3.5),
      Sample(
        line: "GET /docs 304 - - 0.9 ms", status: 304, method: "GET", path: "/docs",
        milliseconds: 0.9),
      Sample(
        line: "GET /left - - ms - -", method: "GET", path: "/left", outcome: .rejected),
      Sample(
        line: "PUT /buy 503 77 - 3004.1 ms", status: 503, method: "PUT", path: "/buy",
        milliseconds: 3004.1),
    ],
    refused: [
      "POST buy 500 12.345 ms - 52", "POST /buy 500 12.345 s - 52", "Post /buy 500 1.5 ms - 52",
      "GET /docs 200 3.5 ms - 52 and more",
    ])
}
