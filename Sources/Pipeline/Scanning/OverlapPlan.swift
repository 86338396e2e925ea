import Inference
import LogModel
import Parse
import Signals

/// How inputs that hold the same records are read again, so that each record counts once.
///
/// A first scan counted every record of every input and sampled which are the same
/// (`InputOverlap`). Inputs that overlap are then read one after the other, and a record counts as
/// often as in the input that holds it most. What can be read only once, standard input and
/// tallies, stays counted twice, and is said to be.
struct OverlapPlan: Sendable {
  /// One input of an overlap.
  private struct Member {
    var file: String
    var group = 0
    var stretches: [ClosedRange<Int64>] = []
    /// The inputs it shares records with.
    var partners: [String] = []
    /// About how many records it has in these stretches, and all of its records.
    var shared = 0
    var records = 0
    var bytes = 0
  }

  /// Two inputs whose shared records are counted in both.
  struct Unresolved: Hashable, Sendable {
    var paths: [String]
    var stretch: ClosedRange<Int64>
    /// About how many records, by a sample.
    var records: Int
    /// They were too many to tell which; else one of the two cannot be read again.
    var isTooLarge = false
  }

  private var members: [String: Member] = [:]
  /// Of each file with such inputs, its group and how many records and bytes these have.
  private var files: [String: (group: Int, records: Int, bytes: Int)] = [:]
  /// About how many records the inputs of each group have where they overlap.
  private var expected: [Int] = []
  /// Groups with inputs that tell of the same requests in other words.
  private var groupsInOtherWords: Set<Int> = []
  private(set) var unresolved: [Unresolved] = []

  /// - Parameters:
  ///   - readAgain: the paths of inputs that can be read again.
  ///   - files: what was scanned: logs, and archives whose members are inputs.
  init(overlapsIn tally: Tally, readAgain: Set<String>, files: Set<String>) {
    let paths = Dictionary(
      tally.inputs.filter { $0.reading.bytesDecoded > 0 }
        .map { ($0.hash.low, $0.reading.path) }.sorted { $0.1 < $1.1 },
      uniquingKeysWith: { first, _ in first })
    let writers = StatedWriters(tally.inputs.map(\.reading))
    var sets = NameSets()
    var inOtherWords: Set<String> = []
    let overlaps = InputOverlap.all(in: tally.overlap) { one, other in
      Self.logName(of: paths[one] ?? "") == Self.logName(of: paths[other] ?? "")
    }
    for overlap in overlaps {
      guard let one = paths[overlap.first.input], let other = paths[overlap.second.input],
        one != other, !overlap.isInOtherWords || !writers.differ(one, other)
      else { continue }
      guard readAgain.contains(one), readAgain.contains(other),
        let file = Self.file(of: one, files), let otherFile = Self.file(of: other, files)
      else {
        unresolved.append(
          Unresolved(
            paths: [one, other].sorted(), stretch: overlap.first.stretch,
            records: overlap.shared))
        continue
      }
      sets.join(file, otherFile)
      if overlap.isInOtherWords { inOtherWords.formUnion([one, other]) }
      add(overlap.first, of: one, in: file, partner: other)
      add(overlap.second, of: other, in: otherFile, partner: one)
    }
    unresolved.sort { ($0.paths[0], $0.paths[1]) < ($1.paths[0], $1.paths[1]) }
    for reading in tally.inputs.map(\.reading) {
      members[reading.path]?.records = reading.account.records + reading.account.outsideWindow
      members[reading.path]?.bytes = Int(clamping: reading.bytesDecoded)
    }
    number(sets)
    groupsInOtherWords = Set(inOtherWords.compactMap { members[$0]?.group })
  }

  /// The same for the rotations of one log: folder and name without what marks a rotation.
  private static func logName(of path: String) -> String {
    let cut = path.lastIndex { $0 == "/" || $0 == "!" }
    return (cut.map { String(path[...$0]) } ?? "") + FileNaming.stem(of: path)
  }

  private mutating func add(
    _ side: InputOverlap.Side, of path: String, in file: String, partner: String
  ) {
    members[path, default: Member(file: file)].stretches.append(side.stretch)
    members[path]?.partners.append(partner)
    members[path]?.shared += side.records
  }

  private mutating func number(_ sets: NameSets) {
    var numbers: [String: Int] = [:]
    for (path, member) in members.sorted(by: { $0.key < $1.key }) {
      let root = sets.root(of: member.file)
      let group = numbers[root] ?? expected.count
      if group == expected.count {
        numbers[root] = group
        expected.append(0)
      }
      files[member.file, default: (group, 0, 0)].records += member.records
      files[member.file]?.bytes += member.bytes
      members[path]?.group = group
      expected[group] += member.shared
    }
  }

  /// The file that an input is, or whose member it is.
  private static func file(of path: String, _ files: Set<String>) -> String? {
    if files.contains(path) { return path }
    return path.indices.lazy.filter { path[$0] == "!" }.map { String(path[..<$0]) }
      .first(where: files.contains)
  }

  /// No record stands in two inputs that can be read again.
  var isEmpty: Bool { members.isEmpty }

  /// A counter for each group, for one scan.
  func counters() -> [OverlapCounter] { expected.map { OverlapCounter(expected: $0) } }

  /// The group of a file; files of one group are read one after the other.
  func group(ofFile file: String) -> Int? { files[file]?.group }

  /// The order in which files of a group are read: of records that several hold, the largest
  /// counts them, so that the errors of a service stay with its other records where they were
  /// also written to a log of their own. Of equally many, those that say more.
  func precedes(_ file: String, _ other: String) -> Bool {
    let (one, two) = (files[file] ?? (0, 0, 0), files[other] ?? (0, 0, 0))
    if one.records != two.records { return one.records > two.records }
    return one.bytes != two.bytes
      ? one.bytes > two.bytes : file.utf8.lexicographicallyPrecedes(other.utf8)
  }

  /// Readings in the order in which ``filter(for:_:)`` is to be asked for their inputs.
  func ordered(_ readings: [InputReading]) -> [InputReading] {
    readings.enumerated().sorted { a, b in
      let (one, other) = (members[a.element.path], members[b.element.path])
      guard let one, let other, one.file != other.file else {
        return (one == nil ? 0 : 1, a.offset) < (other == nil ? 0 : 1, b.offset)
      }
      return precedes(one.file, other.file)
    }.map(\.element)
  }

  /// What an input that is read now shares with others; `nil` for most.
  func filter(for path: String, _ counters: [OverlapCounter]) -> OverlapFilter? {
    guard let member = members[path] else { return nil }
    counters[member.group].beginInput()
    return OverlapFilter(
      counters[member.group], in: member.stretches,
      comparesRequests: groupsInOtherWords.contains(member.group))
  }

  /// Notes which groups had more records than their counters hold.
  mutating func noteOverflow(of counters: [OverlapCounter]) {
    for (path, member) in members.sorted(by: { $0.key < $1.key })
    where counters[member.group].isFull {
      for (partner, stretch) in zip(member.partners, member.stretches) where path < partner {
        unresolved.append(
          Unresolved(
            paths: [path, partner], stretch: stretch, records: member.shared, isTooLarge: true))
      }
    }
  }

  /// Says how many records of an input other inputs count.
  func note(_ records: Int, in reading: inout InputReading) {
    guard records > 0, let partners = members[reading.path]?.partners else { return }
    let account = reading.account
    // One that was cut stays partial: what it lacks may be in none of them.
    if reading.status == .complete, account.records + account.outsideWindow == 0 {
      reading.status = .duplicate
    }
    reading.warnings.append(
      InputWarning(
        .duplicateContent, count: records,
        message: "\(records) of its records \(records == 1 ? "is" : "are") also in "
          + "\(Self.names(partners)); counted once"))
  }

  /// The readings, with what could not be counted once said of both inputs, which are partial then.
  func marked(_ readings: [InputReading]) -> [InputReading] {
    guard !unresolved.isEmpty else { return readings }
    return readings.map { reading in
      let mine = unresolved.filter { $0.paths.contains(reading.path) }
      guard !mine.isEmpty, reading.status != .duplicate else { return reading }
      var reading = reading
      let others = mine.flatMap(\.paths).filter { $0 != reading.path }
      let records = mine.map(\.records).max() ?? 0
      let why =
        mine.contains(where: \.isTooLarge)
        ? "some of them are counted in both: there are too many to compare"
        : "they are counted in both, because a tally or a pipe cannot be read again to remove them"
      if reading.status == .complete { reading.status = .partial }
      reading.warnings.append(
        InputWarning(
          .overlappingInputs, count: records,
          message: "about \(records) of its records are also in \(Self.names(others)); \(why)"))
      return reading
    }
  }

  /// What a person should know of inputs that hold the same records, a few lines.
  func notes(on readings: [InputReading]) -> [String] {
    let notes = readings.filter { members[$0.path] != nil || $0.status == .partial }
      .flatMap { reading in
        reading.warnings
          .filter { $0.code == .duplicateContent || $0.code == .overlappingInputs }
          .map { "\(reading.path): \($0.message)" }
      }
    let rest = notes.count - Self.notedInputs
    return notes.prefix(Self.notedInputs)
      + (rest > 0
        ? ["\(rest) more inputs share records with others; recount inputs lists them"] : [])
  }

  private static let notedInputs = 5

  /// The incidents, with the counts of those estimated in which records are counted twice.
  func applied(_ incidents: [Incident]) -> [Incident] {
    incidents.map { incident in
      let from = incident.onset.earliest?.time ?? incident.onset.estimate
      let to = incident.end?.latest?.time ?? incident.lastFailure.time
      let isDoubled = unresolved.contains {
        $0.stretch.lowerBound <= to.nanoseconds && $0.stretch.upperBound >= from.nanoseconds
      }
      var incident = incident
      if isDoubled { incident.impact.basis = .estimated }
      return incident
    }
  }

  /// Names of inputs for a sentence: a few, else how many more.
  static func names(_ paths: [String]) -> String {
    let paths = Array(Set(paths)).sorted()
    let shown = paths.prefix(3)
    let rest = paths.count - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}

/// The services and hosts that the records of inputs name themselves: two that differ there are two
/// logs, whatever they tell of alike.
private struct StatedWriters {
  private var services: [String: String] = [:]
  private var sources: [String: String] = [:]

  init(_ readings: [InputReading]) {
    for reading in readings {
      let (service, source) = FileNaming.names(of: reading.path)
      if let stated = reading.readAs.service, stated != service { services[reading.path] = stated }
      if let stated = reading.readAs.source, stated != source { sources[reading.path] = stated }
    }
  }

  func differ(_ one: String, _ other: String) -> Bool {
    [services, sources].contains { names in
      names[one].flatMap { mine in names[other].map { $0 != mine } } ?? false
    }
  }
}

/// Sets of names of which any two that were joined are in one (union-find).
private struct NameSets {
  private var parents: [String: String] = [:]

  func root(of name: String) -> String {
    var name = name
    while let parent = parents[name] { name = parent }
    return name
  }

  mutating func join(_ a: String, _ b: String) {
    let roots = [root(of: a), root(of: b)].sorted()
    if roots[0] != roots[1] { parents[roots[1]] = roots[0] }
  }
}
