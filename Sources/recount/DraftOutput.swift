import ArgumentParser
import Pipeline
import Render

/// Puts a draft where it was asked for, and says on standard error what it leaves out.
struct DraftOutput {
  let draft: Draft
  let quiet: Bool

  func write(_ text: String, to path: String?) throws {
    let text = text.hasSuffix("\n") ? text : text + "\n"
    guard let path, path != "-" else { return try StandardOutput.write(text) }
    do {
      try AtomicFile.write(Array(text.utf8), to: path)
    } catch {
      StandardError.say(error.description)
      throw ExitCode(2)
    }
  }

  /// One line for each incident that the draft does not tell, with the option that drafts it.
  func nameOthers() {
    let shown = draft.report.largestIncident?.id
    for other in draft.report.incidents where other.id != shown && !quiet {
      let title = other.title.plain(in: draft.report.displayZone, on: nil)
      StandardError.say(
        SafeText.terminal(
          "also found: \(other.id) (\(other.state.rawValue)): \(title); "
            + "to draft it: recount draft … --incident \(other.id)"))
    }
  }
}
