import Inference

/// How the bad events of an incident are spoken of, and the good ones.
struct NatureWords {
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

  init(_ nature: Incident.Nature) {
    switch nature {
    case .failures:
      (bad, they, one, last, good) = ("failures", "they were", "a failure", "failure", "success")
    case .lines:
      bad = "error lines"
      they = "they were"
      one = "such a line"
      last = "such line"
      good = "other line"
    case .slow:
      bad = "slow calls"
      they = "they were"
      one = "a slow call"
      last = "slow call"
      good = "call of normal latency"
    case .stopped:
      bad = "silence"
      they = "it was"
      one = "another line"
      last = "line without it"
      good = "such line"
    case .answered:
      bad = "changed responses"
      they = "they were"
      one = "a changed response"
      last = "changed response"
      good = "normal response"
    case .stalled:
      bad = "stall"
      they = "it was"
      one = "such a line"
      last = "line with the same number"
      good = "such line"
    case .fewer:
      bad = "drop"
      they = "it was"
      one = "a request of the drop"
      last = "request of the drop"
      good = "request"
    case .absent:
      bad = "silence"
      they = "it was"
      one = "another request"
      last = "other request"
      good = "request"
    }
  }
}
