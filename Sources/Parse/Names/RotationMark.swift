import LogModel

/// What a file's name says of its place among the rotations of one log: a number or a date.
public struct RotationMark: Equatable, Sendable {
  /// Files of one log: its folder, dates in it left out, and its name without rotation marks.
  public var log: String
  /// `2` of `app.log.2.gz`, of `app-2.log`; `nil` where there is none.
  public var number: Int?
  /// The number has a dot in front, as rotations have that leave the newest file without one.
  public var isDotted = false
  /// The day or hour of `app-2025-04-07.log`, by its begin in seconds of the epoch.
  public var moment: Int64?
  /// 86400 of a date, 3600 of a date with its hour; finer stamps are of no regular step.
  public var step: Int64?

  /// The mark in the last part of a path; a folder that is a date says it too.
  public init(path: String) {
    let parts = path.split { $0 == "/" || $0 == "!" }
    let folders = parts.dropLast().map { Self.isDated($0) ? "#" : String($0) }
    let root = path.hasPrefix("/") ? "/" : ""
    log = root + folders.joined(separator: "/") + "/" + FileNaming.stem(of: path)
    for part in parts.suffix(1) + parts.dropLast().reversed().prefix(2) where moment == nil {
      readDate(Array(part.utf8))
    }
    if moment == nil, let name = parts.last { readNumber(name) }
  }

  /// `2025-04-07`, `20250407`, and the parts of `2025/04/07`.
  private static func isDated(_ part: Substring) -> Bool {
    let digits = part.utf8.filter { $0 &- 0x30 < 10 }.count
    guard part.utf8.allSatisfy({ $0 &- 0x30 < 10 || $0 == 0x2D || $0 == 0x5F }) else {
      return false
    }
    return part.utf8.count == digits ? [2, 4, 8, 10].contains(digits) : digits == 8 || digits == 10
  }

  /// The last run of few digits that stands between marks: a rotation's number, not a port or id.
  private mutating func readNumber(_ name: Substring) {
    let pieces = name.split { ".-_".contains($0) }
    let found = pieces.dropFirst().last { piece in
      piece.utf8.count <= 4 && piece.utf8.allSatisfy { $0 &- 0x30 < 10 }
    }
    guard let found else { return }
    number = Int(found)
    isDotted = name[..<found.startIndex].last == "."
  }

  private mutating func readDate(_ name: [UInt8]) {
    var at = 0
    while at < name.count {
      guard name[at] &- 0x30 < 10 else {
        at += 1
        continue
      }
      // All digits from here on, with the marks that dates have between them.
      var digits: [UInt8] = []
      var end = at
      while end < name.count, digits.count < 14,
        name[end] &- 0x30 < 10 || [0x2D, 0x5F, 0x54].contains(name[end])
      {
        if name[end] &- 0x30 < 10 { digits.append(name[end] &- 0x30) }
        end += 1
      }
      if take(digits) { return }
      while at < name.count, name[at] &- 0x30 < 10 { at += 1 }
    }
  }

  private mutating func take(_ digits: [UInt8]) -> Bool {
    guard digits.count >= 8 else { return false }
    func value(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + Int($1) } }
    let (year, month, day) = (value(0..<4), value(4..<6), value(6..<8))
    guard (1990..<2100).contains(year), CivilTime(year: year, month: month, day: day).isValid
    else { return false }
    var seconds = CivilTime.daysSinceEpoch(year: year, month: month, day: day) * 86_400
    step = 86_400
    if digits.count >= 10, value(8..<10) < 24 {
      seconds += Int64(value(8..<10)) * 3600
      step = digits.count >= 12 ? nil : 3600
    }
    moment = seconds
    return true
  }
}

/// The date that a rotation wrote into a file's name: `app.log-20250408.gz`, `syslog-2025-04-08`.
enum FileDates {
  /// The end of the last such day in the last part of `path`, in seconds of the epoch; `nil`
  /// without one.
  static func endOfDay(in path: String) -> Int64? {
    let name = Array((path.split(separator: "/").last ?? "").utf8)
    var found = named(name)
    var index = 0
    while index < name.count {
      let run = name[index...].prefix { $0 &- 0x30 < 10 }
      // A date may be followed by more digits of a clock: `-2025040815`.
      if let end = compact(run) ?? parted(name, from: index) { found = end }
      index += max(1, run.count)
    }
    return found
  }

  /// The end of the day, month or year that the folders of `path` name, the last of them:
  /// `2018/07/sys.log`, `2018-07-08/sys.log`; `nil` without one.
  static func endOfFolder(in path: String) -> Int64? {
    let parts = path.split(separator: "/").dropLast().map { Array($0.utf8) }
    for (index, part) in parts.enumerated().reversed() {
      if part.count >= 8, let day = endOfDay(in: String(decoding: part, as: UTF8.self)) {
        return day
      }
      guard part.count == 4, part.allSatisfy(isDigit), (1990..<2100).contains(number(part[...]))
      else { continue }
      let year = number(part[...])
      let below = parts[(index + 1)...].prefix(2).map { part in
        part.count <= 2 && part.allSatisfy(isDigit) ? number(part[...]) : 0
      }
      guard let month = below.first, (1...12).contains(month) else {
        return CivilTime.daysSinceEpoch(year: year + 1, month: 1, day: 1) * 86_400
      }
      if let day = below.dropFirst().first, let end = end(year: year, month: month, day: day) {
        return end
      }
      return CivilTime.daysSinceEpoch(
        year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1) * 86_400
    }
    return nil
  }

  /// `20250408`, `2025040815`, `202504081502`, `20250408150211`.
  private static func compact(_ run: ArraySlice<UInt8>) -> Int64? {
    guard [8, 10, 12, 14].contains(run.count) else { return nil }
    let digits = Array(run)
    return end(
      year: number(digits[0..<4]), month: number(digits[4..<6]), day: number(digits[6..<8]))
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// `08Apr2025`, `8-apr-2025`, `apr-08-2025`, `2025-Apr-08`: the month by its name.
  private static func named(_ name: [UInt8]) -> Int64? {
    var runs: [ArraySlice<UInt8>] = []
    var at = 0
    while at < name.count {
      let isLetter = (name[at] | 0x20) &- 0x61 < 26
      let run = name[at...].prefix {
        isLetter ? ($0 | 0x20) &- 0x61 < 26 : isDigit($0)
      }
      if !run.isEmpty { runs.append(run) }
      at += max(1, run.count)
    }
    for index in runs.indices.dropLast(2).reversed() {
      let parts = runs[index..<index + 3].map { run -> (month: Int?, number: Int, digits: Int) in
        guard let first = run.first, isDigit(first) else {
          let word = String(decoding: run.map { $0 | 0x20 }, as: UTF8.self)
          return (Self.months.firstIndex(of: word).map { $0 + 1 }, 0, 0)
        }
        return (nil, run.count <= 4 ? number(run) : 0, run.count)
      }
      let named = parts.compactMap { $0.month }
      let year = parts.first { $0.digits == 4 }
      let day = parts.first { $0.digits == 1 || $0.digits == 2 }
      guard named.count == 1, let month = named.first, let year, let day, parts[1].digits < 4,
        let end = end(year: year.number, month: month, day: day.number)
      else { continue }
      return end
    }
    return nil
  }

  /// `2025-04-08`, `2025_04_08`, `2025.04.08`.
  private static func parted(_ name: [UInt8], from index: Int) -> Int64? {
    guard index + 10 <= name.count, [0x2D, 0x2E, 0x5F].contains(name[index + 4]),
      name[index + 7] == name[index + 4], index + 10 == name.count || !isDigit(name[index + 10])
    else { return nil }
    let parts = [index..<index + 4, index + 5..<index + 7, index + 8..<index + 10]
    guard parts.allSatisfy({ name[$0].allSatisfy(isDigit) }) else { return nil }
    return end(
      year: number(name[parts[0]]), month: number(name[parts[1]]), day: number(name[parts[2]]))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
  }

  private static func end(year: Int, month: Int, day: Int) -> Int64? {
    guard (1990..<2100).contains(year), CivilTime(year: year, month: month, day: day).isValid
    else { return nil }
    return (CivilTime.daysSinceEpoch(year: year, month: month, day: day) + 1) * 86_400
  }
}
