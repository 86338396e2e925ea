import Glibc

/// Finds the files that a pattern with `**` matches: `logs/**/*.gz` is every `.gz` at any depth.
///
/// `**` stands for folders of any number, none included; the other parts are patterns of the shell,
/// which glob(3) reads the same way and which know no `**`. Names that begin with a dot are left to
/// patterns that begin with one, and a folder that links back to one above it is not entered again.
struct FolderGlob {
  private let root: String
  private let parts: [String]
  private var found: [String] = []

  /// Whether a pattern asks for folders of any depth.
  static func isMeant(by pattern: String) -> Bool {
    pattern.split(separator: "/").contains("**")
  }

  private init(_ pattern: String) {
    root = pattern.hasPrefix("/") ? "/" : ""
    parts = pattern.split(separator: "/").map(String.init)
  }

  /// The paths of what matches, in the order of their names, each once.
  static func matches(_ pattern: String) -> [String] {
    var search = FolderGlob(pattern)
    search.walk(search.root, search.parts[...], above: [])
    var seen: Set<String> = []
    return search.found.filter { seen.insert($0).inserted }
  }

  /// - Parameters:
  ///   - folder: empty for the one at hand, else with a slash at its end.
  ///   - rest: the parts that stand for what is below it.
  private mutating func walk(
    _ folder: String, _ rest: ArraySlice<String>, above: [(UInt, UInt)]
  ) {
    guard let part = rest.first else { return }
    guard let info = PathBytes.status(folder.isEmpty ? "." : folder) else { return }
    let identity = (UInt(info.st_dev), UInt(info.st_ino))
    let isLoop = above.contains { $0 == identity }
    if part == "**", !isLoop { walk(folder, rest.dropFirst(), above: above) }
    guard let names = PathBytes.names(in: folder.isEmpty ? "." : folder)?.sorted() else { return }
    for name in names where name != "." && name != ".." {
      guard part == "**" ? !name.hasPrefix(".") : fnmatch(part, name, FNM_PERIOD) == 0,
        let kind = PathBytes.status(folder + name)
      else { continue }
      let isFolder = kind.st_mode & S_IFMT == S_IFDIR
      if part == "**" {
        if rest.count == 1 { if !isFolder { found.append(folder + name) } }
        if isFolder, !isLoop { walk(folder + name + "/", rest, above: above + [identity]) }
      } else if rest.count == 1 {
        found.append(folder + name)
      } else if isFolder {
        walk(folder + name + "/", rest.dropFirst(), above: above)
      }
    }
  }
}
