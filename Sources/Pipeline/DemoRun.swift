import Glibc
import LogModel
import Simulator

/// A made-up outage, drafted as a user's logs would be.
public enum DemoRun {
  /// - Throws: `RunError` when the temporary folder cannot be written.
  public static func draft() throws(RunError) -> Draft {
    let scenario = Scenario.outagePagedInThreeMinutes
    var template = Array("/tmp/recount-demo-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw .refused("no temporary folder: \(String(cString: strerror(errno)))")
    }
    let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    let log = folder + "/service.log"
    let events = folder + "/oncall.jsonl"
    defer {
      unlink(log)
      unlink(events)
      rmdir(folder)
    }
    do {
      try AtomicFile.write(scenario.log(as: .jsonLines), to: log)
      try AtomicFile.write(scenario.eventRows, to: events)
    } catch {
      throw .refused(error.description)
    }
    var request = DraftRequest()
    request.inputs = [log]
    request.events = [events]
    return try DraftPipeline(request).run()
  }
}
