import ArgumentParser
import Pipeline

/// `recount formats`
struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats", abstract: "List what recount reads, and how it tells.",
    discussion: "Example: recount formats")

  func run() throws { try StandardOutput.write(FormatList.text) }
}
