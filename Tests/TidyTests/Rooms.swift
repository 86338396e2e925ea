import Testing

/// The folders of a target, and into which others each may look.
///
/// ARCHITECTURE.md prints these tables between `<!-- rooms of TARGET -->` marks.
struct Rooms: Sendable, CustomTestStringConvertible {
  /// A folder of the target.
  struct Room: Sendable {
    let name: String
    let holds: String
    /// Rooms whose types its files may name beside its own, from the ground up.
    let sees: [String]

    init(_ name: String, _ holds: String, sees: [String] = []) {
      self.name = name
      self.holds = holds
      self.sees = sees
    }
  }

  let target: String
  /// From the ground up: a room sees those above it in this list, unless ``mutual`` says otherwise.
  let rooms: [Room]
  /// Pairs of rooms that see each other, for a reason that ARCHITECTURE.md gives.
  var mutual: [Set<String>] = []
  /// Rooms whose parts do not see each other: a part is a file of the room, or a folder in it.
  var apart: Set<String> = []
  /// Files of rooms in ``apart`` that all parts may see: `Detectors/Detectors.swift`.
  var common: Set<String> = []
  /// Types of other targets that few rooms may name, with these rooms.
  var guarded: [String: Set<String>] = [:]

  var testDescription: String { target }

  static let all = [parse, signals, inference]

  static let inference = Rooms(
    target: "Inference",
    rooms: [
      .init(
        "Series", "a tally as timelines of operations, and what of them is counted",
        sees: ["Baseline"]),
      .init(
        "Baseline", "what earlier logs, or the rest of the log, say is normal", sees: ["Series"]),
      .init("Facts", "what an incident is, as later stages read it", sees: ["Baseline"]),
      .init(
        "Findings", "what a finding is, which goes before which, and when one is over",
        sees: ["Series", "Baseline"]),
      .init(
        "Detectors", "one detector a file or folder", sees: ["Series", "Baseline", "Findings"]),
      .init(
        "Groups", "findings put together, their phases and boundaries",
        sees: ["Series", "Findings", "Detectors"]),
      .init(
        "Impact", "what was hit, and where it is counted",
        sees: ["Series", "Baseline", "Facts", "Findings", "Groups"]),
      .init(
        "Context", "what stands around an incident: signals, order, factors, who noticed",
        sees: ["Series", "Facts", "Findings", "Detectors", "Groups", "Impact"]),
      .init(
        "Incidents", "the way from a tally to incidents and near misses",
        sees: [
          "Series", "Baseline", "Facts", "Findings", "Detectors", "Groups", "Impact", "Context",
        ]),
      .init("Clocks", "clocks that differ, and what they leave of times", sees: ["Facts"]),
    ],
    mutual: [["Series", "Baseline"]], apart: ["Detectors"],
    guarded: ["Tally": ["Series", "Incidents", "Clocks"]])

  static let parse = Rooms(
    target: "Parse",
    rooms: [
      Room("Account", "where lines stand, and what has to be told of an input"),
      Room("Names", "what names of files, rotations and pods say"),
      Room("Fields", "what keys mean, and the fields of one line"),
      Room("JSON", "members of a JSON line to fields", sees: ["Fields"]),
      Room("Text", "what free text says: logger, call, pairs", sees: ["Fields", "JSON"]),
      Room("Templates", "texts with their variable parts masked", sees: ["Text"]),
      Room(
        "Formats", "the forms of lines, one a file",
        sees: ["Fields", "JSON", "Text", "Templates"]),
      Room("Rules", "what a definition says of records", sees: ["Fields", "Formats"]),
      Room("Documents", "entries of one document that holds many", sees: ["Account"]),
      Room(
        "Records", "the record, its batch, and how it is made",
        sees: ["Names", "Fields", "Text", "Templates", "Rules"]),
      Room(
        "Time", "stamps without year, zone or order; which times a stream holds",
        sees: ["Account", "Records"]),
      Room(
        "Repeats", "lines, entries and records that were seen before",
        sees: ["Fields", "Documents", "Records"]),
      Room(
        "Envelopes", "what a collector wrapped round a line, one tool a file",
        sees: ["Names", "Fields", "Text", "Formats", "Documents", "Repeats"]),
      Room(
        "Reading", "bytes to lines to records, and the account of each",
        sees: [
          "Account", "Names", "Fields", "JSON", "Formats", "Rules", "Documents", "Records", "Time",
          "Repeats", "Envelopes",
        ]),
    ])

  static let signals = Rooms(
    target: "Signals",
    rooms: [
      Room("Coding", "numbers and texts as bytes of a tally file"),
      Room("Names", "names in bounded number, and how many there were", sees: ["Coding"]),
      Room("Counts", "series, their buckets and events", sees: ["Coding", "Names"]),
      Room(
        "Dimensions", "attempts by tenant, region, zone, version",
        sees: ["Coding", "Names", "Counts"]),
      Room(
        "Samples", "clients, traces, records of inputs that overlap", sees: ["Coding", "Counts"]),
      Room(
        "Templates", "counts of log templates and of values",
        sees: ["Coding", "Names", "Counts", "Tally"]),
      Room(
        "Tally", "all of it together: fold, merge, refine",
        sees: ["Coding", "Names", "Counts", "Dimensions", "Samples", "Templates"]),
      Room(
        "File", "a tally as a file",
        sees: ["Coding", "Names", "Counts", "Dimensions", "Samples", "Tally"]),
    ],
    mutual: [["Templates", "Tally"]])

  /// The table as ARCHITECTURE.md prints it.
  var table: String {
    let rows = rooms.map { room in
      let sees = room.sees.map { "`\($0)`" }.joined(separator: ", ")
      let isApart = apart.contains(room.name) ? "; its parts do not see each other" : ""
      return "| `\(room.name)` | \(room.holds)\(isApart) | \(sees) |\n"
    }
    return "| room | holds | sees |\n|---|---|---|\n" + rows.joined()
  }

  /// What stands in the files of the target against the table, and what of the table is not so.
  func problems(in files: [SourceFile]) -> [String] {
    let files = files.map { Place($0, in: self) }
    var owners: [String: [Place]] = [:]
    for file in files {
      for type in file.declared { owners[type, default: []].append(file) }
    }
    var problems: [String] = []
    var used: Set<[String]> = []
    for file in files {
      guard let room = rooms.first(where: { $0.name == file.room }) else {
        problems.append("\(file.path):1: in no room of \(target)")
        continue
      }
      for (word, line) in file.words {
        if let allowed = guarded[word], !allowed.contains(room.name) {
          problems.append("\(file.path):\(line): \(room.name) may not see \(word)")
        }
        guard let declaring = owners[word], !declaring.contains(where: { $0.path == file.path })
        else { continue }
        for owner in declaring where owner.room != room.name {
          used.insert([room.name, owner.room])
          guard !room.sees.contains(owner.room) else { continue }
          problems.append(
            "\(file.path):\(line): \(room.name) may not see \(owner.room) (\(word))")
        }
        if apart.contains(room.name), !declaring.contains(where: { $0.isSeen(by: file, in: self) })
        {
          problems.append("\(file.path):\(line): parts of \(room.name) may not see \(word)")
        }
      }
    }
    for room in rooms {
      for seen in room.sees where !used.contains([room.name, seen]) {
        problems.append("\(target): \(room.name) sees nothing of \(seen); take it from the table")
      }
    }
    return problems + orderProblems
  }

  /// Rooms that see one further down, without being named as mutual.
  private var orderProblems: [String] {
    let order = rooms.map(\.name)
    return rooms.enumerated().flatMap { index, room in
      room.sees.filter { seen in
        (order.firstIndex(of: seen) ?? .max) >= index && !mutual.contains([room.name, seen])
      }.map { "\(target): \(room.name) stands before \($0), which it sees" }
    }
  }

  /// A file in its room.
  private struct Place {
    let path: String
    let room: String
    /// The file or folder of the room that it belongs to.
    let part: String
    /// Types that others can see.
    let declared: Set<String>
    /// Each word once, where it stands first.
    let words: [(word: String, line: Int)]

    init(_ file: SourceFile, in rooms: Rooms) {
      path = file.path
      let parts = file.path.split(separator: "/").map(String.init)
      room = parts.count > 3 ? parts[2] : ""
      part = parts.count > 3 ? parts[3] : ""
      let types = file.code.topLevelTypes
      declared = Set(types.filter { !$0.isPrivate && !$0.isExtension }.map(\.name))
      let own = Set(types.filter { $0.isPrivate && !$0.isExtension }.map(\.name))
      var seen: Set<String> = []
      words = file.code.words.compactMap { word, line, _ in
        !own.contains(word) && seen.insert(word).inserted ? (word, line) : nil
      }
    }

    /// Whether a file of the same room may look in here, or it is another room's business.
    func isSeen(by other: Place, in rooms: Rooms) -> Bool {
      room != other.room || part == other.part || rooms.common.contains("\(room)/\(part)")
    }
  }
}
