import Glibc
import Testing

/// A file in a folder of its own for one test, gone afterwards.
final class TemporaryFile {
  private let folder: String
  let path: String

  init(_ bytes: [UInt8], name: String = "service.log") throws {
    var template = Array("/tmp/recount-parse-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
    folder = try #require(made)
    path = folder + "/" + name
    let handle = try #require(fopen(path, "w"))
    defer { fclose(handle) }
    let written = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, bytes.count, handle) }
    try #require(written == bytes.count)
  }

  deinit {
    unlink(path)
    rmdir(folder)
  }
}
