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
