import Foundation  // lists and reads the repository's own files

/// The files of this repository, found from the place of this one.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Read once: every test looks at most of them.
  private static let swiftFiles = ["Sources", "Tests"].flatMap { readSwiftFiles(in: $0) }

  /// Every Swift file below `folder` of the sources or tests, in the order of their paths.
  static func swiftFiles(in folder: String) -> [SourceFile] {
    swiftFiles.filter { $0.path.hasPrefix(folder + "/") }
  }

  private static func readSwiftFiles(in folder: String) -> [SourceFile] {
    let base = root.appending(path: folder)
    guard let names = FileManager.default.enumerator(atPath: base.path) else { return [] }
    return names.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted()
      .compactMap { SourceFile(path: folder + "/" + $0) }
  }

  /// The names of the folders right below `folder`, in order.
  static func folders(in folder: String) -> [String] {
    let base = root.appending(path: folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: base.path)) ?? []
    return names.filter { isFolder(folder + "/" + $0) }.sorted()
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(
      atPath: root.appending(path: path).path, isDirectory: &isFolder)
    return exists && isFolder.boolValue
  }

  /// Where a file or folder of the repository lies on this machine.
  static func path(of name: String) -> String { root.appending(path: name).path }

  /// A file as text.
  static func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// Modules written in Swift: the folders of `Sources` that wrap no C library.
  static var modules: [String] {
    folders(in: "Sources").filter { name in
      let map = root.appending(path: "Sources/\(name)/module.modulemap")
      return !FileManager.default.fileExists(atPath: map.path)
    }
  }
}

/// One Swift file, as written and with comments and texts blanked.
struct SourceFile: Sendable {
  /// From the root of the repository: `Sources/Scan/Glob.swift`.
  let path: String
  let lines: [Substring]
  let code: SwiftCode

  init?(path: String) {
    let file = Repository.root.appending(path: path)
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
    self.init(path: path, text: text)
  }

  init(path: String, text: String) {
    self.path = path
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    self.lines = lines
    code = SwiftCode(text)
  }
}
