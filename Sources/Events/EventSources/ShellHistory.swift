/// The history of a shell with its stamps: bash's `#1744124709` lines, zsh's `: 1744124709:0;cmd`.
///
/// What a command does is told where its words say it: a rollout, a rollback, a restart.
struct ShellHistory: EventSource {
  let name = "shell-history"
  let suffixes: [String] = []

  func recognises(_ head: EventContent) -> Bool {
    let lines = head.firstTexts(40)
    guard let first = lines.first, first.hasPrefix("#") || first.hasPrefix(": ") else {
      return false
    }
    if lines.filter({ Self.zsh($0) != nil }).count * 2 > lines.count { return true }
    let stamps = lines.count { Self.stamp($0) != nil }
    return Self.stamp(first) != nil && stamps * 3 >= lines.count && lines.count > 1
  }

  func read(_ text: inout EventText, into rows: inout EventRowBuilder) {
    var open: (stamp: String, command: String, at: TextLine)?
    var isContinued = false
    func close(_ rows: inout EventRowBuilder) {
      if let entry = open, !entry.command.isEmpty { add(entry, to: &rows) }
      open = nil
    }
    while let line = text.nextLine() {
      guard !line.words.isEmpty else { continue }
      if isContinued, let entry = open {
        open?.command = entry.command + " " + Self.withoutBackslash(line.words)
      } else if let stamp = Self.stamp(line.words) {
        close(&rows)
        open = (stamp, "", line)
      } else if let (stamp, command) = Self.zsh(line.words) {
        close(&rows)
        open = (stamp, Self.withoutBackslash(command), line)
      } else if let entry = open {
        // bash writes a command of several lines behind one stamp.
        let more = Self.withoutBackslash(line.words)
        open?.command = entry.command.isEmpty ? more : entry.command + "; " + more
      } else {
        rows.refuse(
          .noTimestamp, line: line.line, byteOffset: line.byteOffset, "commands without a stamp")
      }
      isContinued = open != nil && line.words.hasSuffix("\\")
    }
    close(&rows)
  }

  private func add(
    _ entry: (stamp: String, command: String, at: TextLine), to rows: inout EventRowBuilder
  ) {
    var event = ExportedEvent(
      Self.kind(of: entry.command), at: entry.stamp, entry.command, from: .human)
    event.channel = "shell"
    rows.add(event, line: entry.at.line, byteOffset: entry.at.byteOffset)
  }

  /// The digits of a line that is `#` and ten of them.
  private static func stamp(_ line: String) -> String? {
    guard line.hasPrefix("#"), line.utf8.count == 11, line.dropFirst().allSatisfy(\.isNumber)
    else { return nil }
    return String(line.dropFirst())
  }

  private static func zsh(_ line: String) -> (stamp: String, command: String)? {
    guard line.hasPrefix(": "), let mark = line.firstIndex(of: ";") else { return nil }
    let parts = line[..<mark].dropFirst(2).split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 10, parts[0].allSatisfy(\.isNumber),
      !parts[1].isEmpty, parts[1].allSatisfy(\.isNumber)
    else { return nil }
    return (String(parts[0]), String(line[line.index(after: mark)...]))
  }

  private static func withoutBackslash(_ text: String) -> String {
    text.hasSuffix("\\") ? text.dropLast().trimmed : text
  }

  /// What a command did, if it did what it says.
  private static func kind(of command: String) -> EventKind {
    let words = command.lowercased().split(separator: " ").map(String.init)
    func has(_ run: String...) -> Bool {
      var rest = words[...]
      for word in run {
        guard let at = rest.firstIndex(where: { $0 == word || $0.hasSuffix("/" + word) }) else {
          return false
        }
        rest = rest[(at + 1)...]
      }
      return true
    }
    if words.contains("--help") || words.contains(where: { $0.hasPrefix("--dry-run") }) {
      return .note
    }
    if has("kubectl", "rollout", "undo") || has("helm", "rollback") || has("git", "revert")
      || has("argocd", "app", "rollback")
    {
      return .rollback
    }
    if has("kubectl", "rollout", "restart") || has("systemctl", "restart")
      || has("docker", "restart") || has("service", "restart") || has("reboot")
    {
      return .restart
    }
    if has("kubectl", "apply") || has("kubectl", "set", "image") || has("helm", "upgrade")
      || has("argocd", "app", "sync") || has("docker", "stack", "deploy")
    {
      return .deploy
    }
    if has("kubectl", "scale") || has("kubectl", "patch") || has("terraform", "apply")
      || has("kubectl", "set", "env")
    {
      return .change
    }
    return .note
  }
}
