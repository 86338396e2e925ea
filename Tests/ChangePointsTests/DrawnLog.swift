@testable import ChangePoints

/// A log drawn as text: `.` a good call, `x` a bad one, a space a step without a call.
///
/// One character a step of `step` seconds, from 0 on.
func drawn(_ text: String, step: Double = 60) -> [RatioCell] {
  var cells: [RatioCell] = []
  for (place, mark) in text.enumerated() where mark != " " {
    cells.append(
      RatioCell(time: Double(place) * step, attempts: 1, failures: mark == "x" ? 1 : 0))
  }
  return cells
}

/// `text` so many times over.
func times(_ count: Int, _ text: String) -> String {
  String(repeating: text, count: count)
}
