/// What became of a value that is looked at by its hash: a member of good answers, a number of
/// lines, or a latency.
struct ValueChange: Hashable {
  enum Kind: Hashable {
    /// It varied from answer to answer, and was the same for a while.
    case constant
    /// It was what it had never been, and then as usual again.
    case marker
    /// A number of lines, or a latency, moved nearly always, and stood still for a while.
    case stalled
  }

  var kind: Kind
  /// The member, the key or the place of the number; empty of a latency.
  var name: String
  /// It may be told as an incident of its own, not only beside another.
  var isStrong: Bool
}
