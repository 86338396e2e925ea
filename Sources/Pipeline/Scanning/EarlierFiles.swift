import Ingest
import LogModel
import Parse

/// Earlier files of the logs that were given, which lie beside them and were not: rotations, and
/// files or folders of earlier days.
///
/// What they say of normal days is worth having (`--baseline`), and nobody asked for it: they are
/// named on standard error, and not read.
struct EarlierFiles {
  /// Files of a log that are named at most.
  private static let shown = 3
  /// Logs of which earlier files are told.
  private static let logs = 3

  let plan: RunPlan

  /// A sentence a log, in order of its path.
  func notes(beside readings: [InputReading]) -> [String] {
    guard plan.request.baseline.isEmpty else { return [] }
    let files = readings.filter { $0.isReadable && !$0.path.contains("!") }.map(\.path)
    let marks = files.map(RotationMark.init)
    let others = others(than: Set(files), beside: zip(files, marks))
    var earlier: [String: Set<String>] = [:]
    for mark in marks {
      for other in others[mark.log] ?? [] where mark.isLater(than: other.mark) {
        earlier[mark.log, default: []].insert(other.path)
      }
    }
    return earlier.sorted { $0.key < $1.key }.prefix(Self.logs).map(note)
  }

  private typealias Other = (path: String, mark: RotationMark)

  /// Files by their log that lie where the given ones do, or in folders of other days.
  private func others(
    than given: Set<String>, beside files: some Sequence<(String, RotationMark)>
  ) -> [String: [Other]] {
    let finder = InputFinder(exclude: plan.request.exclude)
    var folders: Set<String> = []
    var days: [String: Set<String>] = [:]
    for (path, mark) in files {
      let (folder, name) = Self.split(path)
      folders.insert(folder)
      if mark.moment != nil, !folder.isEmpty { days[folder, default: []].insert(name) }
    }
    var found = folders.flatMap { folder in
      InputFinder.entries(of: folder).files.map { Self.join(folder, $0) }
    }
    for (folder, names) in days {
      let (above, own) = Self.split(folder)
      for day in InputFinder.entries(of: above).folders where day != own {
        let other = Self.join(above, day)
        guard RotationMark(path: Self.join(other, "x")).moment != nil else { continue }
        found += InputFinder.entries(of: other).files.filter(names.contains)
          .map { Self.join(other, $0) }
      }
    }
    let named = Set(found).subtracting(given).filter { !finder.excludes($0) }
      .map { (path: $0, mark: RotationMark(path: $0)) }
    return Dictionary(grouping: named, by: \.mark.log)
  }

  private func note(_ log: String, _ files: Set<String>) -> String {
    let names = files.sorted().prefix(Self.shown).map { "'\($0)'" }.joined(separator: " ")
    let rest = files.count > Self.shown ? " …" : ""
    let what = NumberWords.count(files.count, "earlier file")
    return
      "\(what) of this log \(files.count == 1 ? "lies" : "lie") here: --baseline \(names)\(rest)"
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    return (String(path[..<slash]), String(path[path.index(after: slash)...]))
  }

  private static func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : "\(folder)/\(name)"
  }
}

extension RotationMark {
  /// Whether another file is one of the same log, and of an earlier time by its name.
  fileprivate func isLater(than other: RotationMark) -> Bool {
    switch (moment, other.moment) {
    case (let own?, let theirs?): return theirs < own
    case (nil, _?): return number == nil
    case (_?, nil): return false
    case (nil, nil): break
    }
    guard other.isDotted, let theirs = other.number else { return false }
    // The newest of them has no number.
    return number.map { isDotted && $0 < theirs } ?? true
  }
}
