import Glibc
import LogModel
import Render
import TestSupport

@testable import Ingest
@testable import Parse
@testable import Pipeline
@testable import Signals

/// Targets that go along the path, or along part of it.
enum RunTargets {
  /// Reads a log to its end and folds its records.
  static func lines(_ bytes: [UInt8], as format: FormatChoice? = nil) {
    let feed = MemoryBytes.feed(bytes)
    guard let layers = try? LayerStack(packed: feed, path: "lines.log"), !layers.isArchive else {
      return
    }
    let stream = DecodedStream(path: "lines.log", layers: layers, blockSize: 256)
    let tally = Tally(rules: rules)
    var options = ParseOptions(blockSize: 256)
    options.format = format
    let parser = StreamParser(stream: stream, rules: .standard, options: options) {
      tally.fold($0)
    }
    let reading = parser.run()
    precondition(reading.account.lines == parser.linesMet, "the account does not add up")
  }

  static func tally(_ body: [UInt8]) {
    let bytes = TallyFile.sealed(body)
    guard let tally = try? TallyFile.decode(bytes, rules: rules) else { return }
    let other = Tally(rules: rules)
    other.merge(tally)
    let again = TallyFile.encode(other)
    guard let back = try? TallyFile.decode(again, rules: rules) else {
      preconditionFailure("a tally is not read back")
    }
    precondition(TallyFile.encode(back) == again, "a tally that was read back is another")
    draft(bytes, named: "input.tally")
  }

  /// A run over one input, in every form of its output.
  static func draft(_ bytes: [UInt8], named name: String) {
    guard let path = write(bytes, to: name) else { return }
    var request = DraftRequest()
    request.inputs = [path]
    request.threads = 1
    request.now = "2025-04-09T00:00:00Z"
    do throws(RunError) {
      let draft = try DraftPipeline(request).run()
      for renderer in Renderers.all { _ = renderer.render(draft.report, RenderOptions()) }
      _ = ExplanationText.text(draft.report, incident: nil)
      _ = IncidentList.text(draft.report)
    } catch {
      guard case .brokenAccount = error else { return }
      preconditionFailure(error.description)
    }
  }

  private static let rules = TallyRules(.standard) { $0 }

  /// One folder a process: runs read what they are given from a file.
  private static let folder = try? ScratchFolder()

  private static func write(_ bytes: [UInt8], to name: String) -> String? {
    guard let path = folder.map({ $0.path + "/" + name }) else { return nil }
    return (try? ScratchFolder.write(path, bytes)) == nil ? nil : path
  }
}
