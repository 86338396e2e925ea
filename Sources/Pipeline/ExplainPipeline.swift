import Ingest
import LogModel
import Parse
import Redaction
import Render
import Supervision
import Timeline

/// Says why an input is read as it is: scores of all formats, samples, lines nobody reads.
public struct ExplainPipeline: Sendable {
  private let plan: RunPlan

  /// - Throws: `RunError` for a definition, zone or time that cannot be read.
  public init(_ request: DraftRequest) throws(RunError) { plan = try RunPlan(request) }

  /// The text for all inputs, one part each, and whether all could be read.
  ///
  /// - Throws: `RunError` when there is no input at all.
  public func run() throws(RunError) -> (text: String, status: ExitStatus) {
    let found = InputFinder(exclude: plan.request.exclude).find(plan.request.inputs)
    try plan.refuseExcluded(found.isEmpty)
    guard !found.isEmpty else {
      throw .refused("no input: \(plan.request.inputs.joined(separator: " ")) holds no file")
    }
    var parts: [String] = []
    var readings: [InputReading] = []
    var stretches: [String: StretchCounts] = [:]
    let reader = InputReader(
      plan: plan,
      neighbours: DatedNeighbours(paths: [], rules: plan.definition.recordRules) { _ in
        ParseOptions()
      }, again: nil)
    for item in found {
      guard !plan.failed.contains(item.path) else {
        readings.append(reader.failedReading(item.path))
        parts.append(
          SafeText.terminal(ShownPath.text(item.path)) + "\n  \(FailedInputs.warning.message)\n")
        continue
      }
      CurrentWork.reading(item.path)
      defer { CurrentWork.leftInput() }
      let path = item.path
      let stream: DecodedStream
      do throws(IngestError) {
        if let error = item.error { throw error }
        stream = try DecodedStream(path: path, acceptsPipe: item == .pipe(path))
      } catch {
        readings.append(reader.unread(path, error))
        parts.append(
          SafeText.terminal(ShownPath.text(path)) + "\n  cannot be read: "
            + SafeText.terminal(error.warning.message) + "\n")
        continue
      }
      let options = try plan.parseOptions(for: path)
      let rule = plan.definition.recordRules.inputs.first { $0.covers(path) }
      let forced = options.format ?? rule?.format
      let trial = FormatTrial(
        of: stream, forced: forced, rules: plan.definition.recordRules, options: options)
      parts.append(text(of: stream, trial))
      // On from where the trial looked: a pipe cannot be opened twice.
      let input = try reader.read(stream, isReadAgain: false)
      readings += input.readings
      stretches[path] = input.stretches
    }
    try DraftPipeline.refuseEmpty(readings, asked: plan.request.inputs)
    _ = try WindowSplit(plan: plan, counts: stretches).apply(to: &readings)
    RotationHoles.mark(&readings)
    let completeness = Completeness(inputs: readings)
    let lines = PartialLines.lines(completeness)
    if !lines.isEmpty { parts.append(lines.map { $0 + "\n" }.joined()) }
    let isAnyRead = readings.contains(where: \.isReadable)
    // A secret that one input names may stand bare in the samples of another.
    let masker = plan.secrets.masker()
    return (
      parts.map { masker.mask($0).text }.joined(separator: "\n"),
      isAnyRead ? ExitStatus(completeness) : .couldNot
    )
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
    if trial.continued > 0 {
      lines.append(
        "  \(NumberWords.count(trial.continued, "line")) without a time: parts of the record before"
      )
    }
    for sample in trial.unread {
      let text = shown(sample.text, at: sample.line, of: path)
      lines.append("  line \(sample.line), not understood: \(text)")
      lines.append("    " + shown(sample.cause, at: sample.line, of: path))
    }
    if trial.scores.allSatisfy({ $0.readable == 0 }), !trial.unread.isEmpty {
      lines.append("  no format reads these lines; a definition's `pattern:` can say how:")
      lines += PatternExample.definition.split(separator: "\n").map { "    " + $0 }
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
      let mean = NumberWords.hundredths(score.score(of: trial.lines))
      table.add(["  " + score.name, "\(score.readable)", "\(score.taken)", mean])
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
