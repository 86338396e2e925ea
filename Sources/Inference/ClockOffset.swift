/// Seconds that one clock is ahead of another, with what they lie between.
struct ClockOffset: Hashable {
  var estimate: Double
  var low: Double
  var high: Double
}
