extension FormatKit {
  static let redis = FormatKit(
    name: "redis",
    samples: [
      Sample(
        line: "7:M 02 Mar 2025 10:00:07.250 * Background saving started by pid 91",
        time: "2025-03-02T10:00:07.250", level: .info,
        message: "Background saving started by pid 91"),
      Sample(
        line: "7:M 02 Mar 2025 10:00:07.250 # Cannot save to disk",
        time: "2025-03-02T10:00:07.250", level: .warning, message: "Cannot save to disk"),
      Sample(
        line: "120:S 02 Mar 2025 10:00:07.250 - Reading", time: "2025-03-02T10:00:07.250",
        level: .debug, message: "Reading"),
      Sample(
        line: "9:C 02 Mar 10:00:07.250 . tick", time: "--03-02T10:00:07.250", level: .trace,
        message: "tick"),
    ],
    refused: [
      "7:Q 02 Mar 2025 10:00:07.250 * x", "7:M 02 Mar 2025 10:00:07.250 saving",
      "7:M 32 Mar 2025 10:00:07.250 * x", "M 02 Mar 2025 10:00:07.250 * x",
    ])
}
