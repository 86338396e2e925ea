import Glibc

/// A folder of files that may be gone at any time, named by hashes; other files in it are left
/// alone.
///
/// The names begin with a dot: a folder walk that looks for logs passes such files.
struct CacheFolder: Sendable {
  private static let prefix = ".recount-cache-"
  private static let digits = 32
  /// A file that was not used for so long goes (seconds: 30 days).
  private static let unusedLimit = 30 * 86_400
  /// A use is noted once in so long (seconds: a day), to write little.
  private static let noteAfter = 86_400
  /// Names that are looked at in one run, so that a large folder costs little.
  private static let lookedAt = 20_000
  /// A larger file is no entry (bytes).
  private static let sizeLimit = 1 << 28

  let path: String

  /// Makes the folder where it is missing, for its owner alone.
  ///
  /// - Returns: why it cannot be written to; `nil` where it can.
  func open() -> String? {
    if mkdir(path, 0o700) != 0, errno != EEXIST { return String(cString: strerror(errno)) }
    var info = stat()
    guard stat(path, &info) == 0 else { return String(cString: strerror(errno)) }
    guard info.st_mode & S_IFMT == S_IFDIR else { return "it is no folder" }
    guard faccessat(AT_FDCWD, path, W_OK | X_OK, AT_EACCESS) == 0 else {
      return String(cString: strerror(errno))
    }
    return nil
  }

  private func file(_ digits: String) -> String {
    path + (path.hasSuffix("/") ? "" : "/") + Self.prefix + digits
  }

  /// The bytes of an entry; `nil` where there is none that this user wrote.
  ///
  /// - Parameter now: seconds since 1970, for ``prune(now:)``.
  func read(_ digits: String, now: Int64) -> [UInt8]? {
    let descriptor = Glibc.open(file(digits), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var info = stat()
    // What somebody else may write to is not believed.
    guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG,
      info.st_uid == geteuid(), info.st_mode & 0o022 == 0, info.st_size > 0,
      info.st_size <= Self.sizeLimit
    else { return nil }
    let size = Int(info.st_size)
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { break }
        count += got
      }
    }
    guard bytes.count == size else { return nil }
    if now - Int64(info.st_mtim.tv_sec) > Self.noteAfter { futimens(descriptor, nil) }
    return bytes
  }

  /// Writes an entry, whole or not at all, for its owner alone.
  ///
  /// Not synced: of what a power failure tears the check sum does not fit.
  ///
  /// - Throws: `AtomicFile.Failure`
  func write(_ bytes: [UInt8], as digits: String) throws(AtomicFile.Failure) {
    guard bytes.count <= Self.sizeLimit else { return }
    try AtomicFile.writePrivately(bytes, to: file(digits))
  }

  /// Removes entries that were not used for 30 days.
  ///
  /// - Parameter now: seconds since 1970.
  func prune(now: Int64) {
    guard let handle = opendir(path) else { return }
    defer { closedir(handle) }
    for _ in 0..<Self.lookedAt {
      guard let entry = readdir(handle) else { return }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard Self.isEntry(name) else { continue }
      let file = file(String(name.dropFirst(Self.prefix.utf8.count)))
      var info = stat()
      guard lstat(file, &info) == 0, info.st_mode & S_IFMT == S_IFREG,
        now - Int64(info.st_mtim.tv_sec) > Self.unusedLimit
      else { continue }
      unlink(file)
    }
  }

  private static func isEntry(_ name: String) -> Bool {
    name.hasPrefix(prefix) && name.utf8.count == prefix.utf8.count + digits
      && name.utf8.dropFirst(prefix.utf8.count).allSatisfy {
        $0 &- 0x30 < 10 || $0 &- 0x61 < 6
      }
  }
}
