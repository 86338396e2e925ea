import Glibc
import LogModel

/// Turns what a user named into the files to read: files, folders, globs, `-` and `@list`.
///
/// Paths come back as the user gave them, a folder or glob joined with what it held and a
/// leading `./` dropped, in the order of their bytes and each once. Nothing is opened but list
/// files and folders.
public struct InputFinder {
  /// An input to read, or a name that leads to none.
  public enum Found: Hashable, Sendable {
    case file(String)
    /// A pipe that was named itself: it can be read once. Those found in folders are skipped.
    case pipe(String)
    case problem(path: String, IngestProblem)

    public var path: String {
      switch self {
      case .file(let path), .pipe(let path), .problem(let path, _): path
      }
    }

    /// Why it leads to no input, where it does not.
    public var error: IngestError? {
      guard case .problem(let path, let problem) = self else { return nil }
      return switch problem {
      case .missing: .missing(path: path)
      case .permissionDenied: .permissionDenied(path: path)
      case .specialFile: .specialFile(path: path)
      case .empty: .empty(path: path)
      case .unmatched: .unmatched(path: path)
      }
    }
  }

  public enum IngestProblem: Hashable, Sendable {
    case missing, permissionDenied, specialFile
    /// A folder, or a list of names, that leads to no file.
    case empty
    /// A pattern that no name matches.
    case unmatched
  }

  private let exclude: [String]
  /// Lists inside of lists that are read.
  static let listDepth = 8

  /// - Parameter exclude: shell patterns; a path or last component that matches is left out.
  public init(exclude: [String] = []) { self.exclude = exclude }

  public func find(_ names: [String]) -> [Found] {
    var found: [Found] = []
    var lists: Set<String> = []
    for name in names { collect(name, into: &found, lists: &lists, listDepth: 0) }
    found = Self.readOnce(found).filter { !excludes($0.path) }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    // Compared by bytes: Swift holds two spellings of one accented name for equal, a file
    // system does not.
    var each: [Found] = []
    for one in found
    where !(each.last.map { $0.path.utf8.elementsEqual(one.path.utf8) } ?? false) {
      each.append(one)
    }
    return each
  }

  /// - Parameter lists: those read so far, each with its depth: once more they say the same, and
  ///   lists that name each other many times would be read without end.
  private func collect(
    _ name: String, into found: inout [Found], lists: inout Set<String>, listDepth: Int
  ) {
    if name == "-" {
      found.append(.file("-"))
    } else if name.hasPrefix("@"), !exists(name) {
      let list = String(name.dropFirst())
      guard lists.insert("\(listDepth) \(list)").inserted else { return }
      collectList(list, into: &found, lists: &lists, listDepth: listDepth)
    } else if !exists(name), name.contains(where: { "*?[".contains($0) }) {
      let matches = globbed(name)
      if matches.isEmpty { found.append(.problem(path: Self.plain(name), .unmatched)) }
      for match in matches { collectPath(match, into: &found, isNamed: false) }
    } else {
      let known = exists(name) ? [] : PathBytes.candidates(for: name)
      for path in known.isEmpty ? [name] : known {
        collectPath(path, into: &found, isNamed: true)
      }
    }
  }

  /// Without further names of a pipe that is there already: it can be read once.
  private static func readOnce(_ found: [Found]) -> [Found] {
    var seen: Set<[UInt]> = []
    // Sorted, so that it is the same name whatever the order of the arguments.
    return found.sorted { $0.path < $1.path }.filter { one in
      let isStream = if case .pipe = one { true } else { one == .file("-") }
      guard isStream, let identity = PathBytes.streamIdentity(of: one.path) else { return true }
      return seen.insert(identity).inserted || one == .file("-")
    }
  }

  private func exists(_ name: String) -> Bool { access(PathBytes.bytes(name), F_OK) == 0 }

  private func collectList(
    _ path: String, into found: inout [Found], lists: inout Set<String>, listDepth: Int
  ) {
    // A list that names itself would never end.
    guard listDepth < Self.listDepth else {
      found.append(.problem(path: Self.plain(path), .missing))
      return
    }
    do throws(IngestError) {
      let text = try String(contentsOfPath: path)
      let lines = text.utf8.split { $0 == 0x0A || $0 == 0x0D }
      for line in lines {
        let name = String(decoding: line, as: UTF8.self)
        collect(name, into: &found, lists: &lists, listDepth: listDepth + 1)
      }
      if lines.isEmpty { found.append(.problem(path: Self.plain(path), .empty)) }
    } catch {
      let problem: IngestProblem =
        switch error {
        case .permissionDenied: .permissionDenied
        case .specialFile: .specialFile
        default: .missing
        }
      found.append(.problem(path: Self.plain(path), problem))
    }
  }

  private func collectPath(_ path: String, into found: inout [Found], isNamed: Bool) {
    guard let info = PathBytes.status(path) else {
      let problem = Self.problem(errno)
      found.append(
        MemberPath.splits(of: path).isEmpty
          ? .problem(path: Self.plain(path), problem) : .file(Self.plain(path)))
      return
    }
    switch info.st_mode & S_IFMT {
    case S_IFREG: found.append(.file(Self.plain(path)))
    case S_IFDIR:
      let before = found.count
      walk(path, into: &found, above: [])
      if found.count == before { found.append(.problem(path: Self.plain(path), .empty)) }
    case S_IFIFO where isNamed: found.append(.pipe(Self.plain(path)))
    case _ where StandardInput.isRead(at: path): found.append(.pipe(Self.plain(path)))
    default: found.append(.problem(path: Self.plain(path), .specialFile))
    }
  }

  /// Every regular file below a folder; names that begin with a dot are left out.
  private func walk(
    _ folder: String, into found: inout [Found], above: [(UInt, UInt)]
  ) {
    guard let info = PathBytes.status(folder) else { return }
    let identity = (UInt(info.st_dev), UInt(info.st_ino))
    // A link back to a folder above would never end.
    guard !above.contains(where: { $0 == identity }) else { return }
    guard let names = PathBytes.names(in: folder)?.filter({ !$0.hasPrefix(".") }) else {
      found.append(.problem(path: Self.plain(folder), .permissionDenied))
      return
    }
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    for name in names.sorted() {
      guard let kind = PathBytes.status(prefix + name) else {
        found.append(.problem(path: Self.plain(prefix + name), Self.problem(errno)))
        continue
      }
      switch kind.st_mode & S_IFMT {
      case S_IFDIR: walk(prefix + name, into: &found, above: above + [identity])
      case S_IFREG: found.append(.file(Self.plain(prefix + name)))
      default: found.append(.problem(path: Self.plain(prefix + name), .specialFile))
      }
    }
  }

  private static func problem(_ error: Int32) -> IngestProblem {
    error == EACCES ? .permissionDenied : .missing
  }

  private func globbed(_ pattern: String) -> [String] {
    if FolderGlob.isMeant(by: pattern) { return FolderGlob.matches(pattern) }
    var result = glob_t()
    defer { globfree(&result) }
    guard glob(PathBytes.bytes(pattern), 0, nil, &result) == 0 else { return [] }
    return (0..<Int(result.gl_pathc)).compactMap { index in
      result.gl_pathv[index].map { PathBytes.text($0) }
    }
  }

  /// Names of the regular files and of the folders in a folder, sorted, but for those that begin
  /// with a dot; none where it cannot be read.
  public static func entries(of folder: String) -> (files: [String], folders: [String]) {
    let prefix = folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/"
    let names = PathBytes.names(in: folder.isEmpty ? "." : folder)?.sorted() ?? []
    var found: (files: [String], folders: [String]) = ([], [])
    for name in names where !name.hasPrefix(".") {
      switch PathBytes.status(prefix + name).map({ $0.st_mode & S_IFMT }) {
      case S_IFREG: found.files.append(name)
      case S_IFDIR: found.folders.append(name)
      default: break
      }
    }
    return found
  }

  /// Whether a file lies at a path.
  public static func isThere(_ path: String) -> Bool {
    PathBytes.status(path).map { $0.st_mode & S_IFMT == S_IFREG } ?? false
  }

  /// Size in bytes of what lies at a path, as it lies there; 0 where nothing does.
  public static func size(of path: String) -> Int {
    PathBytes.status(path).map { Int($0.st_size) } ?? 0
  }

  /// Whether an input of that path is to be left out.
  public func excludes(_ path: String) -> Bool {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    return exclude.contains { fnmatch($0, path, 0) == 0 || fnmatch($0, last, 0) == 0 }
  }

  /// A path as ``find(_:)`` gives it: without `./` before it.
  public static func plain(_ path: String) -> String {
    var path = Substring(path)
    while path.hasPrefix("./"), path.count > 2 {
      path = path.dropFirst(2)
      while path.hasPrefix("/") { path = path.dropFirst() }
    }
    return String(path)
  }
}

extension InputFinder {
  /// The files that hold names of inputs, as `@list` names them; those named in lists too.
  ///
  /// A list that is a pipe can be read once only, so it is not looked into.
  public func lists(_ names: [String]) -> [String] {
    var found: [String] = []
    var seen: Set<String> = []
    var open = names
    for _ in 0..<Self.listDepth {
      let lists = open.filter { $0.hasPrefix("@") && PathBytes.status($0) == nil }
        .map { String($0.dropFirst()) }.filter { seen.insert($0).inserted }
      found += lists
      open = lists.filter(Self.isFile).flatMap { list in
        ((try? String(contentsOfPath: list)) ?? "").utf8
          .split { $0 == 0x0A || $0 == 0x0D }.map { String(decoding: $0, as: UTF8.self) }
      }
    }
    return found
  }

  /// Whether ``find(_:)`` gives the same for a name when it is asked again: not of a list that is
  /// a pipe.
  public func canFindTwice(_ name: String) -> Bool { lists([name]).allSatisfy(Self.isFile) }

  private static func isFile(_ path: String) -> Bool {
    PathBytes.status(path).map { $0.st_mode & S_IFMT == S_IFREG } ?? true
  }
}
