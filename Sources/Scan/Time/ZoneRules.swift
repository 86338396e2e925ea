import LogModel

/// What the clocks of one place showed and show: its offsets from UTC over time.
///
/// Made from the bytes of a zone file, so that the same file gives the same answers on every
/// machine; the reader of the file decides where it lies.
public struct ZoneRules: Sendable {
  /// As in the zone database: `America/Denver`, `UTC`.
  public let name: String
  private let transitions: [Int64]
  private let typeOfTransition: [UInt8]
  private let types: [TZifReader.LocalType]
  /// Every offset that was ever in force, the largest first.
  private let distinctOffsets: [Int32]

  /// Coordinated universal time.
  public static let utc = ZoneRules(name: "UTC", offset: 0, abbreviation: "UTC")

  /// The zone that `tzif` describes (RFC 8536, any version); `nil` if the bytes are no such
  /// file or `name` fails ``isValidName(_:)``.
  ///
  /// The rule for later years is worked out to the end of what a ``Timestamp`` can hold.
  public init?(name: String, tzif: [UInt8]) {
    guard Self.isValidName(name), let table = TZifReader.read(tzif) else { return nil }
    self.init(name: name, table: table)
  }

  /// A zone whose clocks never change; `offset` is in seconds east of UTC.
  public init(name: String, offset: Int32, abbreviation: String) {
    let type = TZifReader.LocalType(
      offset: offset, isDaylight: false, abbreviation: abbreviation)
    self.init(name: name, table: .init(types: [type]))
  }

  private init(name: String, table: TZifReader.Table) {
    let table = Self.extended(table)
    self.name = name
    transitions = table.transitions
    typeOfTransition = table.typeOfTransition
    types = table.types
    distinctOffsets = Set(table.types.map(\.offset)).sorted(by: >)
  }

  /// Whether `name` may be looked up below a zone folder: letters, digits, `_`, `+`, `-` and
  /// single dots in parts between `/`; nothing that leaves the folder.
  public static func isValidName(_ name: String) -> Bool {
    guard (1...100).contains(name.utf8.count) else { return false }
    return name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .allSatisfy { part in
        guard let first = part.first, first != UInt8(ascii: ".") else { return false }
        return part.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"),
            UInt8(ascii: "-"), UInt8(ascii: "."):
            true
          default: false
          }
        }
      }
  }

  /// Seconds east of UTC at a moment, given in seconds of the epoch.
  public func offset(atUTC second: Int64) -> Int32 { type(atUTC: second).offset }

  /// The zone's short name at a moment: `MST`, `CEST`, `+0530`.
  public func abbreviation(atUTC second: Int64) -> String { type(atUTC: second).abbreviation }

  /// Seconds east of UTC that `abbreviation` stands for in this zone, at a local second where its
  /// clocks showed it, else the last that they had; `nil` where they never had it.
  public func offset(named abbreviation: String, atLocal second: Int64) -> Int32? {
    let named = types.filter { $0.abbreviation == abbreviation }.map(\.offset)
    return named.first { offset(atUTC: second &- Int64($0)) == $0 } ?? named.last
  }

  /// The offsets under which the clocks showed a local second (counted from
  /// 1970-01-01T00:00:00 local): none in a gap, one, or two in a fold.
  ///
  /// The offset of the earlier moment is first.
  public func offsets(atLocal second: Int64) -> [Int32] {
    distinctOffsets.filter { offset(atUTC: second &- Int64($0)) == $0 }
  }

  /// One offset for a local second: in a fold that of the earlier moment, in a gap the one in
  /// force before the clocks jumped. Allocates nothing.
  public func offset(forLocal second: Int64) -> Int32 {
    for candidate in distinctOffsets
    where offset(atUTC: second &- Int64(candidate)) == candidate {
      return candidate
    }
    // In a gap no offset fits; the largest reads the clock as a moment before the jump.
    return offset(atUTC: second &- Int64(distinctOffsets.first ?? 0))
  }

  /// The local seconds around `local` that the clocks showed once, with their one offset.
  ///
  /// `local` itself is not among them where it was shown twice, or never. Allocates nothing.
  public func steadySpan(aroundLocal local: Int64) -> (from: Int64, to: Int64, offset: Int32) {
    let offset = offset(forLocal: local)
    let next = transitions.partitionIndex(after: local &- Int64(offset))
    // A time that was jumped over is read by an offset that was no longer in force.
    guard types[next == 0 ? 0 : Int(typeOfTransition[next &- 1])].offset == offset else {
      return (local, local, offset)
    }
    var span = (from: -Self.farthest, to: Self.farthest, offset: offset)
    if next > 0 {
      let before = types[next == 1 ? 0 : Int(typeOfTransition[next &- 2])].offset
      span.from = Self.near(transitions[next &- 1]) &+ Int64(max(before, offset))
    }
    if next < transitions.count {
      let after = types[Int(typeOfTransition[next])].offset
      span.to = Self.near(transitions[next]) &+ Int64(min(after, offset))
    }
    return span
  }

  private static let farthest: Int64 = 1 << 60

  private static func near(_ second: Int64) -> Int64 { min(farthest, max(-farthest, second)) }

  private func type(atUTC second: Int64) -> TZifReader.LocalType {
    let next = transitions.partitionIndex(after: second)
    return types[next == 0 ? 0 : Int(typeOfTransition[next &- 1])]
  }

  /// The table with the changes of its rule added, from its last one to the year 2262.
  private static func extended(_ table: TZifReader.Table) -> TZifReader.Table {
    guard let footer = table.footer, let daylight = footer.daylight else { return table }
    var table = table
    let standard = index(
      of: .init(
        offset: footer.offset, isDaylight: false, abbreviation: footer.abbreviation), in: &table)
    let summer = index(
      of: .init(
        offset: daylight.offset, isDaylight: true, abbreviation: daylight.abbreviation),
      in: &table)
    guard let standard, let summer else { return table }
    let last = table.transitions.last ?? Int64.min
    let firstYear = max(1677, table.transitions.last.map(year) ?? 1677)
    guard firstYear <= 2262 else { return table }
    // Where daylight time never ends, its end and its next beginning are one moment: the
    // beginning is put last and wins.
    let changes = (firstYear...2262).flatMap(footer.changes).filter { $0.at > last }
      .sorted { ($0.at, $0.begins ? 1 : 0) < ($1.at, $1.begins ? 1 : 0) }
    for change in changes {
      if table.transitions.last == change.at {
        table.typeOfTransition.removeLast()
      } else {
        table.transitions.append(change.at)
      }
      table.typeOfTransition.append(change.begins ? summer : standard)
    }
    return table
  }

  private static func year(_ second: Int64) -> Int {
    // Zone tables may begin at the big bang, far outside what the calendar is asked for.
    second < -9_300_000_000 ? 1677 : CivilTime(secondsSinceEpoch: second).year
  }

  private static func index(
    of type: TZifReader.LocalType, in table: inout TZifReader.Table
  ) -> UInt8? {
    if let known = table.types.firstIndex(of: type) { return UInt8(exactly: known) }
    table.types.append(type)
    return UInt8(exactly: table.types.count - 1)
  }
}
