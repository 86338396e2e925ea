import Inference
import LogModel

/// Rows of what responders could see and did, as far as logs show it: the link that failing
/// responses carried, and logins and commands while the incident was on.
struct ResponseRows {
  let incident: Incident

  init(_ incident: Incident) { self.incident = incident }

  func all(quoting book: CitationBook) -> [RowDraft] {
    incident.links.compactMap { row(of: $0, book) } + incident.acts.map(row)
  }

  /// `12 of 12 failing responses carried a link to https://… (reportUrl).`
  private func row(of link: CarriedLink, _ book: CitationBook) -> RowDraft? {
    guard let address = Self.address(of: link, quoting: book) else { return nil }
    return RowDraft(
      .failure, at: link.evidence, confidence: .high,
      text: [
        .words("\(link.failures) of \(link.of) failing responses carried a link to "),
        .code(Shortened.message(address)), .words(" (its key is "),
        .code(Shortened.name(link.key)), .words(")."),
      ])
  }

  private func row(of act: ResponderAct) -> RowDraft {
    let kind: TimelineRow.Kind
    let what: String
    switch act.kind {
    case .login: (kind, what) = (.note, "Somebody logged in")
    case .command: (kind, what) = (.note, "Somebody ran a command as an administrator")
    case .restart: (kind, what) = (.restart, "A unit was started or stopped")
    case .deploy: (kind, what) = (.deploy, "A deploy was logged")
    case .adminCall: (kind, what) = (.note, "First call of an administrator's route")
    case .linkCall: (kind, what) = (.note, "First call of a link that reports or ends a failure")
    }
    let isBound = incident.detection.bound == act.evidence
    let bound = isBound ? " (an upper bound of when it was noticed)" : ""
    let isCall = act.kind == .adminCall || act.kind == .linkCall
    // What a line says may name people, who can be hidden; an operation names none.
    let said: ReportText.Piece =
      isCall ? .code(Shortened.operation(act.said)) : .quoted(Shortened.message(act.said))
    return RowDraft(
      kind, at: act.evidence, level: act.kind.showsPerson ? .key : .context, confidence: .low,
      text: [
        .words(what + ": "), said, .words(" of "),
        .code(Shortened.name(act.service)), .words(bound + "."),
      ])
  }

  /// The address that stands behind a link's key in the redacted line; `nil` where the line was
  /// not read again or holds none there.
  static func address(of link: CarriedLink, quoting book: CitationBook) -> String? {
    guard let line = book.excerpt(of: link.evidence) else { return nil }
    return address(of: link.key, in: line)
  }

  static func address(of key: String, in line: String) -> String? {
    // `\/` is a slash in JSON, and quotes within a string that is a value have theirs, too.
    let plain = line.replacing("\\u0026", with: "&").replacing("\\", with: "")
    let parts = plain.split(separator: "\"", omittingEmptySubsequences: false)
    guard let at = parts.firstIndex(where: { $0 == key }) else { return nil }
    // Behind the key come the colon and the value, each in its own part.
    let behind = parts[(at + 1)...].prefix(2)
    let value = behind.last { $0.hasPrefix("http://") || $0.hasPrefix("https://") }
    return value.map { String($0.prefix { !$0.isWhitespace && $0 != "<" && $0 != ">" }) }
  }
}
