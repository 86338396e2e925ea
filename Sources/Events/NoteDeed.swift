/// What the words of a note say somebody did about an outage: rolled back, restarted, turned off,
/// found the cause, saw that it works again.
///
/// Only what was done counts, told by whoever did it: the verb stands in the past, at the front or
/// behind `I`, `we` or a name. `The pod restarted` happened by itself, `rolling back` may fail.
struct NoteDeed {
  let kind: EventKind
  let who: String?

  /// - Parameters:
  ///   - words: in small letters, without the signs around them.
  ///   - name: whom the words before a place name, if all of them are a name.
  init?(_ words: [String], by name: (Int) -> String?) {
    guard Self.plans.isDisjoint(with: words) else { return nil }
    for (kind, runs) in Self.deeds {
      for run in runs {
        guard let at = Self.place(of: run, in: words), Self.holds(kind, run, behind: at, words)
        else { continue }
        guard let who = Self.doer(at, kind, words, name) else { continue }
        self.kind = kind
        self.who = who.isEmpty ? nil : who
        return
      }
    }
    return nil
  }

  /// Words by which a deed is thought of, asked for or done by halves.
  private static let plans: Set<String> = [
    "will", "going", "gonna", "need", "needs", "let's", "lets", "can", "can't", "cannot", "try",
    "trying", "tried", "want", "wants", "plan", "planning", "might", "may", "maybe", "consider",
    "considering", "suggest", "suggested", "propose", "proposed", "ready", "almost", "failed-to",
    "unable", "once", "when", "after", "please", "asked", "still", "yet", "next", "tomorrow",
  ]

  private static let deeds: [(EventKind, [[String]])] = [
    (.rollback, [["rolled", "back"], ["rolled-back"], ["reverted"]]),
    (.restart, [["restarted"], ["rebooted"]]),
    (
      .mitigation,
      [
        ["scaled", "up"], ["scaled", "out"], ["failed", "over"], ["turned", "off"],
        ["switched", "off"], ["shut", "off"], ["disabled"], ["called"], ["raised"], ["increased"],
        ["bumped"], ["killed"], ["blocked"], ["drained"], ["deployed"], ["shipped"], ["pushed"],
        ["applied"],
      ]
    ),
    (
      .causeFound,
      [
        ["found", "the", "cause"], ["found", "the", "root", "cause"], ["found", "the", "culprit"],
        ["identified", "the", "cause"], ["identified", "the", "root", "cause"],
        ["root", "cause", "found"], ["root", "cause", "identified"], ["root", "cause", "is"],
        ["root", "cause", "was"], ["found", "cause"], ["found", "root", "cause"],
      ]
    ),
    (.confirmed, [["confirmed"], ["verified"]]),
    (.investigating, [["investigating"]]),
  ]

  private static func place(of run: [String], in words: [String]) -> Int? {
    words.indices.first { at in
      at + run.count <= words.count && run.indices.allSatisfy { words[at + $0] == run[$0] }
    }
  }

  /// Who did it: nobody by name is the empty text; `nil` where it is not said as a deed.
  private static func doer(
    _ place: Int, _ kind: EventKind, _ words: [String], _ name: (Int) -> String?
  ) -> String? {
    var end = place
    let helpers: Set<String> = [
      "have", "has", "just", "then", "now", "also", "manually", "ok", "okay", "finally", "so",
      "currently", "am", "are", "is", "and",
    ]
    while end > 0, helpers.contains(words[end - 1]) { end -= 1 }
    if end == 0 { return "" }
    let before = words[end - 1]
    if ["i", "we", "i've", "we've", "i’ve", "we’ve", "i'm", "we're", "i’m", "we’re"]
      .contains(before), end <= 3
    {
      return ""
    }
    if kind == .rollback || kind == .restart,
      ["was", "were", "been", "got"].contains(before), end > 1
    {
      return ""
    }
    if kind == .causeFound, words[place] == "root" { return words[end - 1] == "the" ? "" : nil }
    return name(end)
  }

  /// Whether what stands behind a verb of many uses makes it a deed of this kind.
  private static func holds(
    _ kind: EventKind, _ run: [String], behind place: Int, _ words: [String]
  ) -> Bool {
    let rest = words[(place + run.count)...]
    let near = Set(rest.prefix(6))
    switch run {
    case ["called"]: return near.contains("stop") || near.contains("kill")
    case ["raised"], ["increased"], ["bumped"]:
      return !near.isDisjoint(with: [
        "limit", "limits", "memory", "pool", "timeout", "timeouts", "replicas", "capacity", "cpu",
        "quota", "connections",
      ])
    case ["killed"], ["drained"], ["blocked"], ["disabled"], ["turned", "off"],
      ["switched", "off"], ["shut", "off"], ["reverted"], ["restarted"], ["rebooted"]:
      // Of nothing in particular, they may be said of anything.
      return !rest.isEmpty || place > 0
    case ["deployed"], ["shipped"], ["pushed"], ["applied"]:
      return !near.isDisjoint(with: ["fix", "hotfix", "patch", "workaround", "mitigation"])
    case ["confirmed"], ["verified"]:
      let good: Set<String> = [
        "fix", "fixed", "recovery", "recovered", "resolved", "working", "works", "work", "healthy",
        "back", "normal", "succeed", "succeeding",
      ]
      let bad: Set<String> = [
        "fail", "fails", "failing", "failed", "broken", "down", "error", "errors", "outage",
        "impact", "problem", "issue", "bug",
      ]
      return !good.isDisjoint(with: rest) && bad.isDisjoint(with: rest)
    default: return true
    }
  }
}
