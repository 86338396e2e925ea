import Glibc

/// How often a series enters and leaves an incident, and changes its level inside one.
///
/// Mean times in seconds. Found and missed incidents change little over orders of magnitude of
/// these (1e-12 to 1e-4 incidents a second), so they are constants and not settings of users.
struct TransitionRates: Sendable, Equatable {
  /// Mean time between incidents.
  var enter = 86_400.0
  /// Mean length of an incident.
  var leave = 1_200.0
  /// Mean time at one level inside an incident.
  var level = 600.0

  /// Share of all time spent inside incidents: the chance that a log starts in one.
  var shareInIncident: Double { leave / (enter + leave) }
}

/// Logarithms of the chances of each kind of change over one gap between cells.
struct ChainCosts {
  /// Baseline to baseline.
  let remain: Double
  /// Baseline to one given level.
  let enter: Double
  /// A level to the baseline.
  let leave: Double
  /// A level to itself.
  let stay: Double
  /// A level to one given other level.
  let jump: Double

  /// Costs over `gap` seconds, which must be positive, among `levels` levels.
  init(gap: Double, levels: Int, pace: TransitionRates) {
    let count = Double(max(1, levels))
    let change = -expm1(-gap / pace.level)
    remain = -gap / pace.enter
    enter = log(-expm1(-gap / pace.enter) / count)
    leave = log(-expm1(-gap / pace.leave))
    stay = -gap / pace.leave + log1p(-change * (count - 1) / count)
    jump = -gap / pace.leave + log(change / count)
  }
}

/// The chances themselves, for sums over all paths.
struct ChainChances {
  let remain: Double
  let enter: Double
  let leave: Double
  let stay: Double
  let jump: Double

  init(gap: Double, levels: Int, pace: TransitionRates) {
    let costs = ChainCosts(gap: gap, levels: levels, pace: pace)
    remain = exp(costs.remain)
    enter = exp(costs.enter)
    leave = exp(costs.leave)
    stay = exp(costs.stay)
    jump = exp(costs.jump)
  }
}
