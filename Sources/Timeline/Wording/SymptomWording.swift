import Inference
import LogModel

/// How the incidents of one symptom are told in English.
protocol SymptomWording {
  /// What its events are called.
  var nouns: SymptomNouns { get }
  /// What happened, without when: `Orders failed at the factory`.
  var title: ReportText { get }
  /// The same within a sentence, without where: `orders failed`.
  var happened: ReportText { get }
  /// The rows of its course, from the last good event to the confirmed recovery, in any order.
  var rows: [RowDraft] { get }
  /// Why no users are counted; `nil` where that is no question.
  var whyNoUsers: String? { get }
}

extension SymptomWording {
  /// What no record names is not known.
  static var noUser: String { "the records name no user" }
}

extension Incident {
  /// The wording of its symptom: the one place of Timeline that asks which it is.
  ///
  /// - Parameter logsEnd: the last record of all inputs, for a hold that the data cut short.
  func wording(logsEnd: Timestamp? = nil) -> any SymptomWording {
    switch symptom {
    case .failures, .clientErrors: FailureWording(self, logsEnd: logsEnd)
    case .slowCalls(let slowness): SlowCallWording(self, slowness, logsEnd: logsEnd)
    case .missingRequests(let missing): MissingRequestWording(self, missing, logsEnd: logsEnd)
    case .errorLines(let rate): ErrorLineWording(self, rate, logsEnd: logsEnd)
    case .silentMessage(let message): SilentMessageWording(self, message, logsEnd: logsEnd)
    case .changedResponses(let change) where change.kind == .newField:
      NewFieldWording(self, change, logsEnd: logsEnd)
    case .changedResponses(let change):
      ChangedValueWording(self, ChangedValue(change), logsEnd: logsEnd)
    case .stuckValue(let value):
      ChangedValueWording(self, ChangedValue(value), logsEnd: logsEnd)
    }
  }
}

/// What the bad events of a symptom are called, and the good ones.
struct SymptomNouns {
  /// `failures`, behind "the".
  let bad: String
  /// `they were`, of these.
  let they: String
  /// `a failure`
  let one: String
  /// `failure`, behind "the last".
  let last: String
  /// `success`
  let good: String
  /// What an incident begins with: `first failure`; and what came last before it: `success`.
  let start: String
  let before: String
}
