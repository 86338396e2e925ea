extension FormatKit {
  static let nest = FormatKit(
    name: "nest",
    samples: [
      Sample(
        line: "[Nest] 41  - 03/02/2025, 10:00:07 PM   ERROR [Carts] could not be stored",
        time: "2025-03-02T22:00:07", level: .error, message: "[Carts] could not be stored"),
      Sample(
        line: "[Nest] 41  - 03/02/2025, 12:00:07 AM     LOG [Carts] stored",
        time: "2025-03-02T00:00:07", level: .info, message: "[Carts] stored"),
      Sample(
        line: "[Shop] 7  - 25/12/2025, 9:00:07     WARN [Carts] full",
        time: "2025-12-25T09:00:07", level: .warning, message: "[Carts] full"),
      Sample(
        line: "[Nest] 41  - 2025-03-02 10:00:07   DEBUG [Carts] seen",
        time: "2025-03-02T10:00:07", level: .debug, message: "[Carts] seen"),
    ],
    refused: [
      "[Nest] ready", "[Nest] 41  - soon   ERROR [Carts] x",
      "[Nest] 41  - 03/02/2025, 33:00:07 PM   ERROR [Carts] x",
    ])
}
