import Glibc
import Ingest

/// What lies where an output is to go, symbolic links followed.
struct OutputTarget {
  enum Kind {
    /// A file to replace, or to make; no part of the path is a link at its end.
    case file(String, existing: stat?)
    /// A device or a named pipe, which takes bytes as they come.
    case stream(String)
    /// An open descriptor of this process, as /dev/stdout and /dev/fd/3 name it.
    case descriptor(Int32)
  }

  let kind: Kind
  /// As many as the system follows itself.
  private static let linkLimit = 40

  /// - Throws: `AtomicFile.Failure` for a folder, a loop of links, and what may not be written.
  init(_ path: String) throws(AtomicFile.Failure) {
    var place = path
    for _ in 0..<Self.linkLimit {
      if let number = Self.descriptor(place) {
        // Open for writing, or `write` would say so too late.
        let flags = fcntl(number, F_GETFL)
        guard flags >= 0, flags & O_ACCMODE != O_RDONLY else {
          throw AtomicFile.Failure(path, error: EBADF)
        }
        kind = .descriptor(number)
        return
      }
      var info = stat()
      guard lstat(place, &info) == 0 else {
        guard errno == ENOENT, !place.isEmpty else { throw AtomicFile.Failure(path) }
        try Self.checkFolder(of: place, for: path)
        kind = .file(place, existing: nil)
        return
      }
      switch info.st_mode & S_IFMT {
      case S_IFLNK: place = try Self.step(from: place, for: path)
      case S_IFDIR: throw AtomicFile.Failure(path: path, reason: "it is a folder")
      case S_IFREG:
        guard faccessat(AT_FDCWD, place, W_OK, AT_EACCESS) == 0 else {
          throw AtomicFile.Failure(path)
        }
        try Self.checkFolder(of: place, for: path)
        kind = .file(place, existing: info)
        return
      default:
        kind = .stream(place)
        return
      }
    }
    throw AtomicFile.Failure(path, error: ELOOP)
  }

  /// The folder of a path, with a slash at its end.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
  }

  private static func checkFolder(
    of place: String, for path: String
  ) throws(AtomicFile.Failure) {
    guard !place.hasSuffix("/") else {
      throw AtomicFile.Failure(path: path, reason: "it names a folder")
    }
    // The new file is made beside the old one.
    guard faccessat(AT_FDCWD, folder(of: place), W_OK | X_OK, AT_EACCESS) == 0 else {
      throw AtomicFile.Failure(path)
    }
  }

  private static func step(
    from link: String, for path: String
  ) throws(AtomicFile.Failure) -> String {
    let size = Int(PATH_MAX)
    var target = [CChar](repeating: 0, count: size)
    let count = readlink(link, &target, size)
    guard count >= 0 else { throw AtomicFile.Failure(path) }
    let text = String(
      decoding: target.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    return text.hasPrefix("/") ? text : folder(of: link) + text
  }

  /// The number in a path that names a descriptor of this process.
  private static func descriptor(_ path: String) -> Int32? {
    if path == "-" { return STDOUT_FILENO }
    let folders = ["/dev/fd/", "/proc/self/fd/", "/proc/thread-self/fd/", "/proc/\(getpid())/fd/"]
    return folders.first { path.hasPrefix($0) }.flatMap { Int32(path.dropFirst($0.count)) }
  }
}

/// Refuses an output that cannot be written, or that would replace what the run reads.
///
/// It looks before anything is read: logs that are overwritten are gone.
enum OutputGuard {
  /// - Parameter output: as the command line names it; `nil` where nothing is written to a file.
  /// - Throws: `RunError`, with the name of the input it would replace.
  static func check(_ output: String?, of plan: RunPlan) throws(RunError) {
    guard let output, output != "-" else { return }
    do {
      try AtomicFile.check(output)
    } catch {
      throw .refused(error.description)
    }
    // What is not there yet replaces nothing.
    guard let target = FileIdentity.all(of: output).first else { return }
    for path in paths(of: plan) where FileIdentity.all(of: path).contains(target) {
      let name = path == "-" ? "standard input" : path
      throw .refused(
        name == output
          ? "\(output) is read by this run and would be overwritten; name another file to write"
          : "\(output) is the same file as \(name), which this run reads; "
            + "name another file to write")
    }
  }

  /// All files that a run reads, in the order in which a clash is told.
  private static func paths(of plan: RunPlan) -> [String] {
    let request = plan.request
    let logs = InputFinder(exclude: request.exclude)
    let named = [
      (logs, request.inputs), (logs, request.baseline), (InputFinder(), request.events),
    ]
    return named.flatMap { finder, names in
      // A list that is a pipe is left to those who read it.
      finder.find(names.filter(finder.canFindTwice)).map(\.path)
    } + named.flatMap { finder, names in finder.lists(names) }
      + (request.pipeline.map { [$0] } ?? []) + EventPaths.ofDefinition(plan)
  }
}
