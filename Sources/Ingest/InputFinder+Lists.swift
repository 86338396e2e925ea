import Glibc

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
