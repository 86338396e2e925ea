import Glibc
import Render

/// Files that appear whole or not at all.
public enum AtomicFile {
  /// Why a file could not be written.
  public struct Failure: Error, CustomStringConvertible {
    public var path: String
    public var reason: String
    public var description: String { SafeText.terminal("\(path) cannot be written: \(reason)") }
  }

  /// Writes a temporary file in the same folder, syncs it and renames it over `path`.
  ///
  /// - Throws: `Failure`; nothing is left behind then, and what was there stays.
  public static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
    var template = Array((folder + ".recount-XXXXXX").utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw failure(path) }
    let temporary = String(
      decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    let mode = umask(0)
    umask(mode)
    fchmod(descriptor, 0o666 & ~mode)
    let written = writeAll(bytes, to: descriptor) && fsync(descriptor) == 0
    let problem = written ? nil : failure(path)
    close(descriptor)
    guard problem == nil, rename(temporary, path) == 0 else {
      let reason = problem ?? failure(path)
      unlink(temporary)
      throw reason
    }
    let directory = open(folder, O_RDONLY | O_DIRECTORY)
    if directory >= 0 {
      fsync(directory)
      close(directory)
    }
  }

  private static func failure(_ path: String) -> Failure {
    Failure(path: path, reason: String(cString: strerror(errno)))
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }
}
