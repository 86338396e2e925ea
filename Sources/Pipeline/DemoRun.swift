import Glibc
import Ingest
import LogModel
import Render
import Simulator

/// Made-up outages: drafted as a user's logs would be, or written down to try recount on.
public enum DemoRun {
  /// The logs of a scenario in one form, with what people and alerts recorded.
  public struct Material: Sendable {
    public var logName: String
    public var log: [UInt8]
    /// Event rows as JSON lines; empty when nobody recorded anything.
    public var events: [UInt8]
  }

  public static var scenarioNames: [String] { Scenario.Name.allCases.map(\.rawValue) }
  public static var formNames: [String] { RecordForm.allCases.map(\.rawValue) }

  /// - Returns: `nil` for an unknown scenario or form.
  public static func material(
    scenario name: String, form: String, routerRelative: Bool = false
  ) -> Material? {
    guard let name = Scenario.Name(rawValue: name), let form = RecordForm(rawValue: form) else {
      return nil
    }
    let scenario = Scenario.named(name)
    var options = WriteOptions()
    options.pathStyle = routerRelative ? .routerRelative : .full
    options.newestFirst = true
    return Material(
      logName: "service.log", log: scenario.log(as: form, options: options),
      events: scenario.events.isEmpty ? [] : scenario.eventRows)
  }

  /// Drafts the outage that a page caught in three minutes, or another scenario.
  ///
  /// - Throws: `RunError` when the scenario or form is not known, or the temporary folder cannot
  ///   be used.
  public static func draft(
    scenario name: String? = nil, form: String? = nil, routerRelative: Bool = false
  ) throws(RunError) -> Draft {
    let name = name.map(Scenario.Name.init(rawValue:)) ?? .outagePagedInThreeMinutes
    let form = form.map(RecordForm.init(rawValue:)) ?? .jsonLines
    guard let name, let form else {
      throw .refused("no such scenario or form; recount demo --help lists them")
    }
    var options = WriteOptions()
    options.pathStyle = routerRelative ? .routerRelative : .full
    var template = Array("/tmp/recount-demo-XXXXXX".utf8CString)
    // Relative names, so that the draft is the same on every run.
    guard mkdtemp(&template) != nil, chdir(template) == 0 else {
      throw .refused("no temporary folder: \(String(cString: strerror(errno)))")
    }
    let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    let leftovers = ["", "/service.log", "/oncall.jsonl"].map { Leftovers.add(folder + $0) }
    defer {
      unlink("service.log")
      unlink("oncall.jsonl")
      rmdir(template)
      for slot in leftovers { slot.map(Leftovers.remove) }
    }
    let scenario = Scenario.named(name)
    do {
      try AtomicFile.write(scenario.log(as: form, options: options), to: "service.log")
      try AtomicFile.write(scenario.eventRows, to: "oncall.jsonl")
    } catch {
      throw .refused(error.description)
    }
    var request = DraftRequest()
    request.inputs = ["service.log"]
    if !scenario.events.isEmpty { request.events = ["oncall.jsonl"] }
    return try DraftPipeline(request).run()
  }
}

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
