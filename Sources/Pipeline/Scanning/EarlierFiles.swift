import Ingest
import LogModel
import Parse

/// Finds earlier files of the given logs that lie beside them and were not given: rotations, and
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
    let what = NumberWords.count(files.count, "earlier file")
    return "\(what) of this log \(files.count == 1 ? "lies" : "lie") here: \(options(for: files))"
  }

  /// What gives the files as a baseline: a pattern that matches them and nothing else, or an
  /// option a file, of which the first few are told.
  private func options(for files: Set<String>) -> String {
    if let pattern = Self.pattern(of: files.sorted()),
      Set(InputFinder(exclude: plan.request.exclude).find([pattern]).map(\.path)) == files
    {
      return "--baseline '\(pattern)'"
    }
    let named = files.sorted().prefix(Self.shown).map { "--baseline '\($0)'" }
    return named.joined(separator: " ") + (files.count > Self.shown ? " …" : "")
  }

  /// What several names begin and end with, and a star between; `nil` where they have marks of
  /// patterns and quotes in them.
  private static func pattern(of names: [String]) -> String? {
    guard names.count > 1, let first = names.first, let last = names.last,
      !names.contains(where: { $0.contains { "*?[]\\'".contains($0) } })
    else { return nil }
    // Sorted, the first and the last share what all do.
    let front = zip(first, last).prefix { $0 == $1 }.count
    let ends = names.map { $0.dropFirst(front).reversed() }
    let back = ends.dropFirst().reduce(ends[0].count) { least, end in
      min(least, zip(ends[0], end).prefix { $0 == $1 }.count)
    }
    return String(first.prefix(front)) + "*" + String(first.suffix(back))
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
