/// One lane of a drawing: an operation, a message or a sort of event, and what became of it step
/// by step.
struct Lane {
  enum Subject {
    /// `checkout  POST /pay`, or `shop>checkout  POST /order` for one that calls another service.
    case operation(service: String, calls: String?, method: String, path: String)
    /// `stove  "Flame is steady at # bar"`: a number stands in the place of `#`.
    case message(service: String, text: String)
    /// `page  Ann: orders fail`
    case event(kind: String, detail: String)
    /// Where no log covers the time.
    case hole
  }

  var subject: Subject
  var marks: [Character]

  /// What each mark of an operation or a message stands for.
  static let signs: [Character: LaneSign] = [
    "_": LaneSign(count: 0),
    ".": LaneSign(),
    ":": LaneSign(count: 0.25),
    "^": LaneSign(count: 5),
    ",": LaneSign(count: 0, isOne: true),
    "x": LaneSign(failing: 10),
    "y": LaneSign(count: 0, isOne: true, failing: 10),
    "r": LaneSign(isRejected: true),
    "s": LaneSign(slowness: 8),
    "c": LaneSign(changesAnswer: true),
    "k": LaneSign(keepsValue: true),
    "K": LaneSign(keepsValue: true),
    "l": LaneSign(),
    "w": LaneSign(level: "warn"),
    "e": LaneSign(level: "error"),
  ]

  /// The mark's meaning; a digit is that many tenths of all attempts failing.
  func sign(at step: Int) -> LaneSign {
    guard marks.indices.contains(step) else { return LaneSign(count: 0) }
    if let tenths = marks[step].wholeNumberValue { return LaneSign(failing: tenths) }
    return Self.signs[marks[step]] ?? LaneSign()
  }

  /// Marks of the lane that mean nothing.
  var unknownMarks: [Character] {
    switch subject {
    case .operation, .message:
      marks.filter { Self.signs[$0] == nil && $0.wholeNumberValue == nil }
    case .event: marks.filter { $0 != "." && !$0.isLetter }
    case .hole: marks.filter { $0 != "." && $0 != "#" }
    }
  }

  /// Whether any mark is this one.
  func has(_ mark: Character) -> Bool { marks.contains(mark) }

  var isEvent: Bool { if case .event = subject { true } else { false } }
}

/// What a mark says of the records of one step.
struct LaneSign {
  /// Of the usual number of records.
  var count = 1.0
  /// One record, whatever is usual.
  var isOne = false
  /// Of ten attempts.
  var failing = 0
  /// Answered 403.
  var isRejected = false
  /// Times the usual duration.
  var slowness = 1.0
  /// Good answers have one more member.
  var changesAnswer = false
  /// The number in answers or lines stands still.
  var keepsValue = false
  /// Of a message.
  var level = "info"

  func records(of perStep: Int) -> Int {
    isOne ? 1 : Int((Double(perStep) * count).rounded())
  }
}
