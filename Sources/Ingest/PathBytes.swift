import Glibc

/// Paths as text that leads back to the bytes a file system knows.
///
/// A name may hold bytes that are no UTF-8. Each of them is shown as U+FFFD followed by an
/// unseen mark that tells the byte, so that the text can be kept, printed, read back and opened.
enum PathBytes {
  /// U+E0100 is the first of 240 selectors that have no use behind U+FFFD.
  private static let firstMark: UInt32 = 0xE0100
  private static let replacement: Unicode.Scalar = "\u{FFFD}"

  /// The text of a name as a system call gave it.
  static func text(_ name: UnsafePointer<CChar>) -> String {
    if let plain = String(validatingCString: name) { return plain }
    let bytes = UnsafeBufferPointer(start: name, count: strlen(name)).map(UInt8.init(bitPattern:))
    var text = ""
    var start = 0
    while start < bytes.count {
      // The longest run of whole characters, then one byte that is none.
      let length = (1...4).first { length in
        start + length <= bytes.count
          && String(validating: bytes[start..<start + length], as: UTF8.self) != nil
      }
      if let length {
        text += String(decoding: bytes[start..<start + length], as: UTF8.self)
        start += length
      } else {
        text.unicodeScalars.append(replacement)
        if let mark = Unicode.Scalar(firstMark + UInt32(bytes[start] & 0x7F)) {
          text.unicodeScalars.append(mark)
        }
        start += 1
      }
    }
    return text
  }

  /// The bytes to give to a system call, their end marked by a zero.
  static func bytes(_ text: String) -> [CChar] {
    guard text.unicodeScalars.contains(replacement) else { return Array(text.utf8CString) }
    var bytes: [CChar] = []
    var owes = false
    for scalar in text.unicodeScalars {
      if owes, scalar.value &- firstMark < 0x80 {
        bytes.append(CChar(bitPattern: UInt8(scalar.value &- firstMark) | 0x80))
        owes = false
        continue
      }
      if owes { bytes += replacement.utf8.map(CChar.init(bitPattern:)) }
      owes = scalar == replacement
      if !owes { bytes += scalar.utf8.map(CChar.init(bitPattern:)) }
    }
    if owes { bytes += replacement.utf8.map(CChar.init(bitPattern:)) }
    return bytes + [0]
  }

  /// What lies at a path, links followed; `nil` with `errno` set where nothing does.
  static func status(_ path: String) -> stat? {
    var info = stat()
    return stat(bytes(path), &info) == 0 ? info : nil
  }

  /// What makes two names of a pipe, or of standard input, the same.
  static func streamIdentity(of path: String) -> [UInt]? {
    var info = stat()
    let isKnown =
      StandardInput.isNamed(by: path)
      ? fstat(STDIN_FILENO, &info) == 0 : stat(bytes(path), &info) == 0
    return isKnown ? [UInt(info.st_dev), UInt(info.st_ino)] : nil
  }

  /// Names in a folder; `nil` when it may not be read.
  static func names(in folder: String) -> [String]? {
    guard let handle = opendir(bytes(folder)) else { return nil }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { text($0) }
        })
    }
    return names
  }

  /// Existing paths that a text may stand for in which bytes were lost to U+FFFD.
  ///
  /// A program's arguments come that way.
  static func candidates(for text: String) -> [String] {
    guard text.unicodeScalars.contains(replacement) else { return [] }
    var found = [text.hasPrefix("/") ? "/" : ""]
    for part in text.split(separator: "/") {
      found = found.flatMap { folder -> [String] in
        let exact = folder + part
        if status(exact) != nil { return [exact] }
        return (names(in: folder.isEmpty ? "." : folder) ?? [])
          .filter { bare($0) == part }.sorted().map { folder + $0 }
      }.map { $0 + "/" }
    }
    return found.map { String($0.dropLast()) }
  }

  /// The text with each unknown byte as U+FFFD alone, as other programs show it.
  private static func bare(_ text: String) -> String {
    String(decoding: bytes(text).dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
