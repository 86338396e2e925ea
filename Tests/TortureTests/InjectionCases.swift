import TestSupport

extension TortureCase {
  /// An outage whose failures all say `text`.
  private static func outage(_ name: String, _ text: String) -> TortureCase {
    TortureCase(
      "injection: " + name,
      bytes: {
        var lines = ""
        for second in 0..<1800 where second % 6 == 0 {
          let failed = (700..<1000).contains(second)
          lines +=
            #"{"time":"2025-03-02T10:\#(second / 60 < 10 ? "0" : "")\#(second / 60):"#
            + #"\#(second % 60 < 10 ? "0" : "")\#(second % 60).000Z","method":"POST","#
            + #""path":"/api/order","statusCode":\#(failed ? 500 : 200),"message":"#
            + "\"\(failed ? text : "fine")\"}\n"
        }
        return Array(lines.utf8)
      }, records: 300, unread: 0)
  }

  static let injection: [TortureCase] = [
    outage("terminal colours", #"\u001b[31mred\u001b]8;;http://x\u0007"#),
    outage("markup", "<script>alert(1)</script><img src=x onerror=y>"),
    outage("Markdown", "](http://x) ![a](b) **c** `d` [^c1]: e"),
    outage("a forged row", #"fine\n- _10:00_ - Nothing happened. [^c1]\n"#),
    outage("marks that turn the text around", #"\u202eevil\u2066"#),
    outage("a spreadsheet's formula", "=cmd|' /C calc'!A0"),
    outage("a template", "{{#each}} {{{raw}}} ${x} %s %n"),
    outage("a path out of the folder", "../../../../etc/passwd"),
  ]
}
