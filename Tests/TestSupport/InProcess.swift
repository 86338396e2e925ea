import Pipeline
import Render

/// Runs `draft`, `tally` and `backtest` in the process of the tests, on the files of one folder.
///
/// It takes the words of the command line that tests of what is found need, and goes the whole path
/// from files to what is printed. Left out is the process: how options are parsed and refused,
/// standard input, signals, the environment; ``Program`` is for these.
public struct InProcess: Sendable {
  /// Names of files are relative to it.
  let folder: String

  /// - Throws: for a word that only the program knows.
  public func callAsFunction(_ arguments: [String]) throws -> Program.Result {
    var request = DraftRequest()
    var format = "markdown"
    var rulesFolder: String?
    var words = arguments.dropFirst()[...]
    while let word = words.popFirst() {
      guard word.hasPrefix("-") else {
        request.inputs.append(path(word))
        continue
      }
      guard let value = words.popFirst() else { throw unknown(word) }
      switch word {
      case "--write-rules": rulesFolder = path(value)
      case "--events": request.events.append(path(value))
      case "--baseline": request.baseline.append(path(value))
      case "--pipeline": request.pipeline = path(value)
      case "--note": request.notes.append(value)
      case "--format": format = value
      case "-o": request.output = path(value)
      default: throw unknown(word)
      }
    }
    do {
      return switch arguments.first {
      case "draft": try draft(request, format)
      case "tally": try tally(request)
      case "backtest": try backtest(request, rulesFolder)
      default: throw unknown(arguments.first ?? "")
      }
    } catch let error as RunError {
      return result(error.status, "", [error.description])
    }
  }

  private func draft(_ request: DraftRequest, _ format: String) throws -> Program.Result {
    guard let renderer = Renderers.named(format) else { throw unknown(format) }
    let draft = try DraftPipeline(request).run()
    return result(draft.status, renderer.render(draft.report, RenderOptions()), draft.notes)
  }

  private func backtest(_ draft: DraftRequest, _ folder: String?) throws -> Program.Result {
    var request = BacktestRequest(draft)
    request.rulesFolder = folder
    let tested = try BacktestPipeline(request).run()
    return result(
      tested.status, BacktestText.text(tested.report, zone: tested.zone),
      tested.notes + tested.report.written)
  }

  private func tally(_ request: DraftRequest) throws -> Program.Result {
    guard let output = request.output else { throw unknown("tally without -o") }
    let written = try TallyPipeline(request).write(to: output)
    return result(written.status, "", written.notes + written.incomplete)
  }

  private func result(_ status: ExitStatus, _ text: String, _ said: [String]) -> Program.Result {
    Program.Result(
      status: status.rawValue, output: Array(text.utf8),
      errors: said.flatMap { Array("recount: \($0)\n".utf8) }, peakKilobytes: 0)
  }

  private func path(_ name: String) -> String { name.hasPrefix("/") ? name : folder + "/" + name }

  private func unknown(_ word: String) -> Program.Failure {
    Program.Failure(description: "'\(word)' is for a process of its own")
  }
}

extension ScratchFolder {
  /// These commands on the files in it, without a process.
  public var inProcess: InProcess { InProcess(folder: path) }
}
