import LogModel

/// Gathers what was odd about an input: one warning a code, its first place, a count.
struct WarningLog {
  private var byCode: [InputWarning.Code: InputWarning] = [:]

  private var grave: Set<InputWarning.Code> = []

  /// - Parameter isGrave: its words and place are told, whatever was noted of the code before.
  mutating func note(
    _ code: InputWarning.Code, line: Int? = nil, byteOffset: Int? = nil, count: Int = 1,
    isGrave: Bool = false, _ message: @autoclosure () -> String
  ) {
    if byCode[code] != nil, !isGrave || grave.contains(code) {
      byCode[code]?.count += count
    } else {
      byCode[code] = InputWarning(
        code, count: count + (byCode[code]?.count ?? 0), line: line, byteOffset: byteOffset,
        message: message())
      if isGrave { grave.insert(code) }
    }
  }

  func count(of code: InputWarning.Code) -> Int { byCode[code]?.count ?? 0 }

  /// In the order of their codes.
  var warnings: [InputWarning] {
    byCode.values.sorted { $0.code.rawValue < $1.code.rawValue }
  }
}
