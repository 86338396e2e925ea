extension FormatKit {
  static let mysqlSlow = FormatKit(
    name: "mysql-slow",
    samples: [
      Sample(
        line: "# Time: 2025-03-02T10:00:07.250000Z", time: "2025-03-02T10:00:07.250000Z",
        message: "Time:"),
      Sample(
        line: "# Time: 250302 10:00:07", time: "2025-03-02T10:00:07", message: "Time:"),
      Sample(
        line: "# Time: 250302  9:00:07", time: "2025-03-02T09:00:07", message: "Time:"),
      Sample(
        line: "# Time: 2025-03-02T11:00:07.25+01:00", time: "2025-03-02T10:00:07.250Z",
        message: "Time:"),
    ],
    refused: ["# Time: soon", "# Time: 2025-03-02T10:00:07Z and more", "# Timed: 250302 10:00:07"])
}
