import Ingest
import LogModel
import Parse
import Render
import Supervision

/// Says why an input is read as it is: scores of all formats, samples, lines nobody reads.
public struct ExplainPipeline: Sendable {
  private let plan: RunPlan

  /// - Throws: `RunError` for a definition, zone or time that cannot be read.
  public init(_ request: DraftRequest) throws(RunError) { plan = try RunPlan(request) }

  /// The text for all inputs, one part each, and whether all could be opened.
  ///
  /// - Throws: `RunError` when there is no input at all.
  public func run() throws(RunError) -> (text: String, status: ExitStatus) {
    let found = InputFinder(exclude: plan.request.exclude).find(plan.request.inputs)
    guard !found.isEmpty else {
      throw .refused("no input: \(plan.request.inputs.joined(separator: " ")) holds no file")
    }
    var parts: [String] = []
    var opened = 0
    for item in found {
      guard !plan.failed.contains(item.path) else {
        parts.append(
          SafeText.terminal(item.path) + "\n  \(FailedInputs.warning.message)\n")
        continue
      }
      CurrentWork.reading(item.path, by: plan.redactor)
      defer { CurrentWork.leftInput() }
      guard case .file(let path) = item, let stream = try? DecodedStream(path: path) else {
        parts.append(SafeText.terminal(item.path) + "\n  cannot be read\n")
        continue
      }
      opened += 1
      let options = try plan.parseOptions(for: path)
      let rule = plan.definition.recordRules.inputs.first { $0.covers(path) }
      let forced = options.format ?? rule?.format
      parts.append(text(of: stream, FormatTrial(of: stream, forced: forced)))
    }
    let status: ExitStatus = opened == 0 ? .couldNot : opened < found.count ? .partial : .done
    return (parts.joined(separator: "\n"), status)
  }

  private func text(of stream: DecodedStream, _ trial: FormatTrial) -> String {
    var lines = [SafeText.terminal(stream.path)]
    lines.append("  packing    \(stream.compression.rawValue)")
    if let document = trial.document {
      lines.append("  document   \(document): its entries are the records")
      return lines.joined(separator: "\n") + "\n"
    }
    lines.append("  looked at  the first \(trial.lines) lines that are not blank")
    for envelope in trial.envelopes {
      lines.append("  envelope   \(envelope.name): \(envelope.count) lines")
    }
    lines += table(trial)
    for sample in trial.samples { lines.append("  line \(sample.line): \(shown(sample.text))") }
    for sample in trial.unread {
      lines.append("  line \(sample.line), not understood: \(shown(sample.text))")
    }
    if trial.scores.allSatisfy({ $0.readable == 0 }), !trial.unread.isEmpty {
      lines.append("  no format reads these lines; a definition's `pattern:` can say how")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Formats that read anything, the one that took most lines first.
  private func table(_ trial: FormatTrial) -> [String] {
    let scores = trial.scores.filter { $0.readable > 0 }.sorted { a, b in
      (b.taken, b.readable, a.name) < (a.taken, a.readable, b.name)
    }
    guard !scores.isEmpty else { return [] }
    var table = TextTable(
      header: ["  format", "can read", "read", "score"], rightAligned: [1, 2, 3])
    for score in scores {
      let mean = (score.score(of: trial.lines) * 100).rounded() / 100
      table.add(["  " + score.name, "\(score.readable)", "\(score.taken)", "\(mean)"])
    }
    return table.text.split(separator: "\n").map(String.init)
  }

  private func shown(_ text: String) -> String {
    let redacted = plan.redactor.redact(text).text
    return SafeText.terminal(redacted.count > 200 ? redacted.prefix(200) + "…" : redacted)
  }
}
