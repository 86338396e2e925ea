import Ingest
import Render

extension DemoRun.Material {
  /// Writes the logs and the events into a folder, or nothing where one of them cannot be.
  ///
  /// Nobody named these files, so one that is there and holds something else is somebody's.
  ///
  /// - Throws: `RunError` for such a file, `AtomicFile.Failure` where one cannot be written.
  public func write(to folder: String) throws {
    var files = [("\(folder)/\(logName)", log)]
    if !events.isEmpty { files.append(("\(folder)/events.jsonl", events)) }
    for (path, bytes) in files {
      guard case .file(let target, let existing?) = try OutputTarget(path).kind else { continue }
      guard existing.st_size == bytes.count, (try? WholeFile.bytes(ofPath: target)) == bytes else {
        throw RunError.refused(
          "\(path) is there already and holds something else; "
            + "remove it or name another folder")
      }
    }
    for (path, bytes) in files { try AtomicFile.write(bytes, to: path) }
  }
}
