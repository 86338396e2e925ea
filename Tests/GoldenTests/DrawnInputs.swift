import DrawnLogs
import TestSupport

/// What is put into the cases that are drawn: one for each thing that can go wrong without a
/// failed request.
enum DrawnInputs {
  static func files(of name: String) throws -> [FixtureInput]? {
    switch name {
    case "slow-checkout": try files(slowCheckout, as: .logfmt)
    case "orders-that-stopped": try files(ordersThatStopped, as: .combined)
    case "error-lines-of-a-worker": try files(errorLinesOfAWorker, as: .plain)
    case "burner-lines-that-stopped": try files(burnerLinesThatStopped, as: .syslog)
    case "answers-with-a-new-member": try files(answersWithANewMember, as: .jsonLines)
    case "price-that-stood-still": try files(priceThatStoodStill, as: .jsonLines)
    case "customers-turned-away": try files(customersTurnedAway, as: .combined)
    case "fewer-orders-than-on-other-days": try fewerOrders
    default: nil
    }
  }

  private static func files(_ drawing: String, as form: LogForm) throws -> [FixtureInput] {
    files(try DrawnFiles(drawing, step: 2, perStep: 12, as: form))
  }

  private static func files(_ drawn: DrawnFiles) -> [FixtureInput] {
    drawn.logs.map { name, text in
      FixtureInput(path: "input/\(name).gz", content: Array(text.utf8))
    }
      + [drawn.events].compactMap { $0 }
      .map { FixtureInput(path: "events/oncall.jsonl", content: Array($0.utf8)) }
  }

  private static let slowCheckout = """
    checkout  POST /pay                 ..........................ssssssssssss..................
    checkout  GET /cart                 ........................................................
    deploy checkout 2.1                 .........................D
    alert PayLatency                    ............................F...........C
    page Ann: paying takes long         .............................P
    ack Ann                             ..............................A
    note Ben: the card gateway is slow  .................................N
    rollback checkout 2.0               .....................................R
    """

  private static let ordersThatStopped = """
    shop  POST /order  .........................._____________.................
    shop  GET /menu    ........................................................
    shop  GET /cart    ........................................................
    """

  private static let errorLinesOfAWorker = """
    worker  "Cannot reach queue #"  __________________________eeeeeee_______________________
    worker  "Job # was done"        llllllllllllllllllllllllllllllllllllllllllllllllllllllll
    worker  "Queue holds # jobs"    llllllllllllllllllllllllllllllllllllllllllllllllllllllll
    """

  private static let burnerLinesThatStopped = """
    stove  "Flame is steady at # bar"     llllllllllllllllllllllllll__________llllllllllllllllllll
    stove  "Pan # was stirred"            llllllllllllllllllllllllllllllllllllllllllllllllllllllll
    deploy stove 2.1                      .........................D
    alert StoveFlameGone                  ..............................F
    page Ann: flame gone                  ...............................P
    ack Ann                               ................................A
    mitigation Ann: restarted the burner  ...................................M
    """

  private static let answersWithANewMember = """
    shop  GET /price  ..........................cccccccccc....................
    shop  GET /menu   ........................................................
    """

  private static let priceThatStoodStill = """
    shop  GET /price  ..........................kkkkkkkkkk....................
    shop  GET /menu   ........................................................
    """

  private static let customersTurnedAway = """
    shop  POST /order  ..........................rrrrrrrrr.....................
    shop  GET /menu    ........................................................
    """

  /// Orders come at a quarter of their usual rate for two hours; only the days before show that
  /// this is less than usual.
  private static var fewerOrders: [FixtureInput] {
    get throws {
      let today = try DrawnFiles(
        """
        shop  POST /order  ......::::......
        shop  GET /menu    ................
        """, step: 30, perStep: 40, clock: 12, as: .combined)
      let days = try (1...7).flatMap { day in
        try DrawnFiles(
          """
          shop  POST /order  ................
          shop  GET /menu    ................
          """, step: 30, perStep: 40, clock: 12, daysBefore: day, as: .combined
        ).logs.map { name, text in
          FixtureInput(path: "baseline/\(day)-\(name).gz", content: Array(text.utf8))
        }
      }
      return files(today) + days
    }
  }
}
