import DrawnLogs

/// A drawing of each thing that can go wrong, from 10:12 to 10:22, with five events beside it.
enum DrawnSymptom: String, CaseIterable, CustomStringConvertible {
  case failures, rejections, slowness, silence, errorLines, stoppedLines, changedAnswers
  case stuckValue, stuckNumber, silentService

  var description: String { rawValue }

  /// The lane that goes wrong, in front of its marks, and the mark of what goes wrong.
  private var lane: (name: String, good: Character, bad: Character) {
    switch self {
    case .failures: ("checkout  POST /pay", ".", "x")
    case .rejections: ("checkout  POST /pay", ".", "r")
    case .slowness: ("checkout  POST /pay", ".", "s")
    case .silence: ("checkout  POST /pay", ".", "_")
    case .silentService: ("payments  POST /charge", ".", "_")
    case .errorLines: ("checkout  \"Cannot reach bank #\"", "_", "e")
    case .stoppedLines: ("checkout  \"Till # was counted\"", "l", "_")
    case .changedAnswers: ("checkout  POST /pay", ".", "c")
    case .stuckValue: ("checkout  POST /pay", ".", "k")
    case .stuckNumber: ("checkout  \"Till has # coins\"", "l", "k")
    }
  }

  /// 10:12 of the day that drawings show, in seconds of the epoch.
  static let begin: Int64 = 1_746_526_320

  var isOfFailures: Bool { self == .failures || self == .rejections }

  private static let events = """
    deploy checkout 2.1                ..........D
    page Ann: customers cannot pay     ..............P
    ack Ben                            ...............A
    note Cas: looked at the dashboard  .................N
    mitigation Ann: restarted it       .....................M
    """

  func log(withEvents: Bool = true) throws -> DrawnLog {
    func marks(_ mark: Character, _ count: Int) -> String { String(repeating: mark, count: count) }
    let lanes = [
      lane.name + "  " + marks(lane.good, 12) + marks(lane.bad, 10) + marks(lane.good, 34),
      "checkout  GET /cart  " + marks(".", 56),
      "checkout  \"Shelf # was filled\"  " + marks("l", 56),
    ]
    return try DrawnLog(
      lanes.joined(separator: "\n") + (withEvents ? "\n" + Self.events : ""),
      inOneFile: self == .silentService)
  }
}
