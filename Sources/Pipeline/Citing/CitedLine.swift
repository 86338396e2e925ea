// Foundation: JSONSerialization reads a report back, once a run.
import Foundation
import Ingest
import LogModel
import Parse
import Redaction
import Render
import Supervision

/// Finds the text behind a citation.
public enum CitedLine {
  /// The line, redacted unless `raw`, with nothing in it that a terminal would obey.
  ///
  /// - Parameter pipeline: path of the definition that says what is hidden beyond the standard
  ///   rules.
  /// - Throws: `RunError` when the citation has no known form or leads nowhere, or the
  ///   definition cannot be read.
  public static func text(
    of citation: String, raw: Bool, pipeline: String? = nil
  ) throws(RunError) -> String {
    var (ref, events) = try reference(citation)
    // A report may be forged: its numbers are as far from a line as those typed in.
    guard (1...lastLine).contains(ref.line), ref.entry ?? 1 > 0 else {
      throw .refused("\(ref.citation): there is no such line")
    }
    ref.path = try MaskedPath.resolved(ref.path)
    var request = DraftRequest()
    request.pipeline = pipeline
    request.events = events
    let plan = try RunPlan(request)
    CurrentWork.reading(ref.path)
    let found: [String?]
    // Lines around it may name a secret that stands bare in it.
    let around = raw || ref.entry != nil ? 0 : reach
    let lines = (max(1, ref.line - around)...(ref.line + around)).map { $0 }
    do {
      found = try ExcerptReader.texts(path: ref.path, wanted: lines.map { ($0, ref.entry) })
    } catch {
      throw .refused("\(ref.path): \(error.warning.message)")
    }
    guard let at = lines.firstIndex(of: ref.line), let line = found[at] else {
      throw .refused("\(ref.citation): there is no such line")
    }
    // Tabs are part of some forms, and a terminal only moves on.
    let shown =
      raw
      ? line
      : try shown(line, before: found[..<at], after: found[(at + 1)...], of: ref.path, by: plan)
    return
      shown
      .split(separator: "\t", omittingEmptySubsequences: false)
      .map { SafeText.terminal(String($0)) }.joined(separator: "\t")
  }

  /// Lines before and after a cited one that are looked at.
  private static let reach = 600

  /// No input has more lines; those around it can be counted to.
  private static let lastLine = 1 << 53

  private static func shown(
    _ line: String, before: ArraySlice<String?>, after: ArraySlice<String?>, of path: String,
    by plan: RunPlan
  ) throws(RunError) -> String {
    let text = redacted(line, before: before, after: after, by: plan.redactor)
    guard plan.definition.redact.people != .names else { return text }
    let people = try EventLoading(plan: plan, logsEnd: nil).people(of: path)
    return people?.masked(line: text) ?? text
  }

  private static func redacted(
    _ line: String, before: ArraySlice<String?>, after: ArraySlice<String?>, by redactor: Redactor
  ) -> String {
    var block = KeyBlock()
    for other in before { block.read(other ?? "") }
    if block.isOpen { return redactor.redactedBlockLine(line).text }
    let secrets = KnownSecrets()
    for other in before { _ = secrets.redact(other ?? "", by: redactor) }
    for other in after { _ = secrets.redact(other ?? "", by: redactor) }
    let own = secrets.redact(line, by: redactor).text
    return secrets.masker().mask(own).text
  }

  /// The place, and of a report the event files that it was made with, as far as they are there.
  private static func reference(
    _ citation: String
  ) throws(RunError) -> (place: SourceRef, events: [String]) {
    if let mark = citation.range(of: "#c", options: .backwards),
      Int(citation[mark.upperBound...]) != nil
    {
      return try cited(
        in: String(citation[..<mark.lowerBound]), id: "c" + citation[mark.upperBound...])
    }
    var place = citation[...]
    var entry: Int?
    if let mark = place.lastIndex(of: "#"), let number = Int(place[place.index(after: mark)...]) {
      entry = number
      place = place[..<mark]
    }
    guard let colon = place.lastIndex(of: ":"), let line = Int(place[place.index(after: colon)...]),
      line > 0, entry ?? 1 > 0, colon > place.startIndex
    else {
      throw .refused("'\(citation)' is no citation; FILE:LINE, FILE:LINE#ENTRY or REPORT.json#cN")
    }
    return (
      SourceRef(path: String(place[..<colon]), line: line, entry: entry, byteOffset: 0), []
    )
  }

  private static func cited(
    in report: String, id: String
  ) throws(RunError) -> (place: SourceRef, events: [String]) {
    CurrentWork.reading(report)
    let bytes: [UInt8]
    do {
      bytes = try WholeFile.bytes(ofPath: report)
    } catch {
      throw .refused("\(report): \(error.warning.message)")
    }
    guard let root = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
      let citations = root["citations"] as? [String: Any]
    else { throw .refused("\(report) is no report of recount in JSON") }
    guard let entry = citations[id] as? [String: Any], let path = entry["path"] as? String,
      let line = entry["line"] as? Int
    else { throw .refused("\(report) has no citation \(id)") }
    let coverage = root["coverage"] as? [String: Any]
    let events = (coverage?["events"] as? [[String: Any]] ?? []).compactMap {
      $0["path"] as? String
    }
    return (
      SourceRef(path: path, line: line, entry: entry["entry"] as? Int, byteOffset: 0),
      events.filter { $0 != "-" && InputFinder.isThere($0) }
    )
  }
}

/// Finds the file behind a path that was printed without the secrets in its name.
enum MaskedPath {
  /// The path itself where it names a file, or holds no mark; else the one file whose name is
  /// shown so.
  ///
  /// - Throws: `RunError` when several are, because a citation must not lead to the wrong one.
  static func resolved(_ path: String) throws(RunError) -> String {
    guard path.contains(ShownPath.mark) else { return path }
    // A glob knows brackets as a set of signs, so they are put as what may stand there.
    let pattern = path.replacing(ShownPath.mark, with: "*")
    let found = InputFinder().find([pattern]).map(\.path)
    let alike = Set(found.filter { ShownPath.text($0) == path })
    guard alike.count <= 1 else {
      throw .refused(
        "\(path): \(alike.count) files are shown by this name; give the name itself")
    }
    return alike.first ?? path
  }
}
