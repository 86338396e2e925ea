import Ingest
import LogModel
import Parse
import Redaction
import Render

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
      guard case .file(let path) = item, let stream = try? DecodedStream(path: path) else {
        parts.append(SafeText.terminal(ShownPath.text(item.path)) + "\n  cannot be read\n")
        continue
      }
      opened += 1
      let options = try plan.parseOptions(for: path)
      let rule = plan.definition.recordRules.inputs.first { $0.covers(path) }
      let forced = options.format ?? rule?.format
      parts.append(text(of: stream, FormatTrial(of: stream, forced: forced)))
    }
    let status: ExitStatus = opened == 0 ? .couldNot : opened < found.count ? .partial : .done
    // A secret that one input names may stand bare in the samples of another.
    let masker = plan.secrets.masker()
    return (parts.map { masker.mask($0).text }.joined(separator: "\n"), status)
  }

  private func text(of stream: DecodedStream, _ trial: FormatTrial) -> String {
    let path = stream.path
    var lines = [SafeText.terminal(ShownPath.text(path))]
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
    for sample in trial.samples {
      lines.append("  line \(sample.line): \(shown(sample.text, at: sample.line, of: path))")
    }
    for sample in trial.unread {
      let text = shown(sample.text, at: sample.line, of: path)
      lines.append("  line \(sample.line), not understood: \(text)")
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

  private func shown(_ text: String, at line: Int, of path: String) -> String {
    let redacted =
      KeyBlockContext.isInside(text, at: line, of: path)
      ? plan.redactor.redactedBlockLine(text).text
      : plan.secrets.redact(text, by: plan.redactor).text
    return SafeText.terminal(redacted.count > 200 ? redacted.prefix(200) + "…" : redacted)
  }
}
