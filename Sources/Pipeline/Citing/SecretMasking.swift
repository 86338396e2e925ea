import Events
import LogModel
import Redaction
import Signals

/// Hides, in what a run keeps, values that were found to be secrets after it was kept.
struct SecretMasking {
  private let secrets: KnownSecrets
  private let names: Set<String>
  private var known = -1

  /// - Parameter names: of the log; they stay wherever they stand.
  init(_ secrets: KnownSecrets, without names: Set<String>) {
    self.secrets = secrets
    self.names = names
  }

  /// - Returns: whether anything was hidden that was not before.
  @discardableResult
  mutating func mask(_ scanned: inout LogScan.Outcome, _ files: inout [EventFile]) -> Bool {
    guard let masker = news() else { return false }
    var isChanged = scanned.tally.mask { masker.mask($0).text }
    for at in files.indices {
      for row in files[at].rows.indices {
        let hidden = files[at].rows[row].masked { masker.mask($0).text }
        guard hidden != files[at].rows[row] else { continue }
        files[at].rows[row] = hidden
        isChanged = true
      }
    }
    return isChanged
  }

  /// The same for what a tally is written of.
  mutating func mask(_ tally: Tally) {
    guard let masker = news() else { return }
    tally.mask { masker.mask($0).text }
  }

  /// A mask, where more is known than the last time.
  private mutating func news() -> SecretValueMask? {
    let count = secrets.count
    guard count != known else { return nil }
    known = count
    return count > 0 ? secrets.masker(without: names) : nil
  }
}

extension EventRow {
  /// The row with every text of it changed.
  fileprivate func masked(_ hide: (String) -> String) -> EventRow {
    var row = self
    row.text = hide(text)
    row.who = who.map(hide)
    row.channel = channel.map(hide)
    row.rule = rule.map(hide)
    row.change = change.map { .init(from: $0.from.map(hide), to: $0.to.map(hide)) }
    row.value = value.map(hide)
    row.url = url.map(hide)
    row.service = service.map(hide)
    row.version = version.map(hide)
    return row
  }
}
