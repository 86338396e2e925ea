extension FormatKit {
  static let rails = FormatKit(
    name: "rails",
    samples: [
      Sample(
        line: "Completed 500 Internal Server Error in 12ms (ActiveRecord: 3.4ms | Allocations: 9)",
        status: 500, milliseconds: 12),
      Sample(line: "Completed 200 OK in 1045ms (Views: 0.3ms)", status: 200, milliseconds: 1045),
      Sample(line: "Completed 401 Unauthorized in 3ms", status: 401, milliseconds: 3),
      Sample(line: "Completed 503 Service Unavailable in 1.5s", status: 503, milliseconds: 1500),
    ],
    refused: [
      "Completed 12 orders in 3ms", "Completed 200 OK", "Completed the migration in 12ms",
    ])
}
