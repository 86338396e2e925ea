import Glibc

/// A folder of its own for one test, gone with all that is in it afterwards.
public final class ScratchFolder: Sendable {
  public let path: String

  public init() throws {
    var template = Array("/tmp/recount-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Program.Failure(description: "no temporary folder")
    }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { Self.remove(path) }

  /// Writes a file, making the folders above it.
  ///
  /// - Returns: its name as given, for a command that runs in this folder.
  @discardableResult
  public func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Self.write(path + "/" + name, bytes)
    return name
  }

  @discardableResult
  public func write(_ name: String, _ text: String) throws -> String {
    try write(name, Array(text.utf8))
  }

  /// A file's bytes; `nil` when it cannot be read.
  public func read(_ name: String) -> [UInt8]? { Self.read(path + "/" + name) }

  /// The names in it, hidden ones included, in order.
  public var names: [String] { Self.names(in: path) }

  /// The program, to run in this folder.
  public var program: Program { Program(in: path) }

  /// Writes a file at any path, making the folders above it.
  public static func write(_ path: String, _ bytes: [UInt8]) throws {
    var folder = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/").dropLast() {
      folder += "/" + part
      mkdir(folder, 0o755)
    }
    guard let file = fopen(path, "w") else {
      throw Program.Failure(description: "\(path): \(String(cString: strerror(errno)))")
    }
    let written = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, bytes.count, file) }
    guard fclose(file) == 0, written == bytes.count else {
      throw Program.Failure(description: "\(path): cut")
    }
  }

  /// A file's bytes at any path; `nil` when it cannot be read.
  public static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&block, 1, block.count, file)
      if count == 0 { break }
      bytes += block[..<count]
    }
    return ferror(file) == 0 ? bytes : nil
  }

  /// The names in a folder, in order; none when it cannot be read.
  public static func names(in folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func remove(_ path: String) {
    var info = stat()
    guard lstat(path, &info) == 0 else { return }
    guard info.st_mode & S_IFMT == S_IFDIR else {
      unlink(path)
      return
    }
    for name in names(in: path) { remove(path + "/" + name) }
    rmdir(path)
  }
}
