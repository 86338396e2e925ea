import Glibc
import Render
import Supervision

/// Files that appear whole or not at all.
///
/// What cannot be replaced, a device, a pipe or an open descriptor, is written to.
public enum AtomicFile {
  /// Why a file could not be written.
  public struct Failure: Error, CustomStringConvertible {
    public var path: String
    public var reason: String
    public var description: String { SafeText.terminal("\(path) cannot be written: \(reason)") }

    init(path: String, reason: String) {
      self.path = path
      self.reason = reason
    }

    init(_ path: String, error: Int32 = errno) {
      self.init(path: path, reason: String(cString: strerror(error)))
    }
  }

  /// Looks whether a path can be written to, and leaves it as it is.
  ///
  /// - Throws: `Failure` for what ``write(_:to:)`` would refuse before it writes.
  public static func check(_ path: String) throws(Failure) { _ = try OutputTarget(path) }

  /// Writes a temporary file in the same folder, syncs it and renames it over `path`.
  ///
  /// A link stays, and the file that it leads to is replaced. A file that was there keeps its
  /// mode, and its owner and group as far as the process may set them; one that may not be written
  /// is refused. The temporary file is among the ``Leftovers`` while it is there.
  ///
  /// - Throws: `Failure`; nothing is left behind then, and what was there stays.
  public static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    try write(bytes, to: path) {}
  }

  /// The same for a file that nobody else may read, and that may be gone after a power failure: it
  /// is not synced.
  ///
  /// - Throws: `Failure`, as ``write(_:to:)``.
  static func writePrivately(_ bytes: [UInt8], to path: String) throws(Failure) {
    guard case .file(let file, _) = try OutputTarget(path).kind else {
      throw Failure(path: path, reason: "it is no file")
    }
    let replacement = try Replacement(of: file, nil, named: path, mode: 0o600)
    try replacement.complete(with: bytes, isSynced: false) {}
  }

  /// - Parameter beforeRename: is called while the temporary file is complete and not renamed yet.
  static func write(
    _ bytes: [UInt8], to path: String, beforeRename: () -> Void
  ) throws(Failure) {
    switch try OutputTarget(path).kind {
    case .file(let file, let existing):
      let replacement = try Replacement(of: file, existing, named: path)
      try replacement.complete(with: bytes, beforeRename)
    case .stream(let stream):
      let descriptor = open(stream, O_WRONLY | O_NOCTTY | O_CLOEXEC)
      guard descriptor >= 0 else { throw Failure(path) }
      defer { close(descriptor) }
      if let problem = Descriptor.write(bytes[...], to: descriptor) {
        throw Failure(path, error: problem)
      }
    case .descriptor(let number):
      if let problem = Descriptor.write(bytes[...], to: number) {
        throw Failure(path, error: problem)
      }
    }
  }
}

/// The temporary file that takes the place of another.
private struct Replacement {
  private let descriptor: Int32
  private let temporary: String
  private let leftover: Leftovers.Slot?
  private let target: String
  /// As the user named it.
  private let name: String

  /// - Parameters:
  ///   - existing: what is there now, whose mode is kept.
  ///   - mode: of the new file; `nil` is what is usual.
  init(
    of target: String, _ existing: stat?, named name: String, mode: mode_t? = nil
  ) throws(AtomicFile.Failure) {
    self.target = target
    self.name = name
    while true {
      // Registered before it is there, so that no moment is without.
      let random = String(UInt64.random(in: .min ... .max), radix: 36)
      let path = OutputTarget.folder(of: target) + ".recount-" + random
      let slot = Leftovers.add(path)
      let opened = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      guard opened >= 0 else {
        let problem = errno
        slot.map(Leftovers.remove)
        if problem == EEXIST { continue }
        throw AtomicFile.Failure(name, error: problem)
      }
      (descriptor, temporary, leftover) = (opened, path, slot)
      break
    }
    if let existing {
      keep(existing)
    } else {
      fchmod(descriptor, mode ?? 0o666 & ~Self.mask)
    }
  }

  private static var mask: mode_t {
    let mask = umask(0)
    umask(mask)
    return mask
  }

  private func keep(_ existing: stat) {
    let isKept =
      fchown(descriptor, existing.st_uid, existing.st_gid) == 0
      || (fchown(descriptor, uid_t.max, existing.st_gid) == 0 && existing.st_uid == geteuid())
    // A file that runs as its owner is not made to run as another.
    fchmod(descriptor, existing.st_mode & (isKept ? 0o7777 : 0o1777))
  }

  func complete(
    with bytes: [UInt8], isSynced: Bool = true, _ beforeRename: () -> Void
  ) throws(AtomicFile.Failure) {
    var problem = Descriptor.write(bytes[...], to: descriptor) ?? 0
    if problem == 0, isSynced, fsync(descriptor) != 0 { problem = errno }
    if close(descriptor) != 0, problem == 0 { problem = errno }
    if problem == 0 {
      beforeRename()
      if rename(temporary, target) != 0 { problem = errno }
    }
    if problem != 0 { unlink(temporary) }
    leftover.map(Leftovers.remove)
    guard problem == 0 else { throw AtomicFile.Failure(name, error: problem) }
    guard isSynced else { return }
    let directory = open(OutputTarget.folder(of: target), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { return }
    fsync(directory)
    close(directory)
  }
}
