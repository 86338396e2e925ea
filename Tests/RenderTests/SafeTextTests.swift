import Render
import Testing

@Suite struct SafeTextTests {
  @Test(arguments: [
    ("plain words, 100 %: ok.", "plain words, 100 %: ok."),
    ("a|b\\c*d_e", "a\\|b\\\\c\\*d\\_e"),
    ("<b>[x](y)</b> # `z` ~~s~~", "\\<b\\>\\[x\\](y)\\</b\\> \\# \\`z\\` \\~\\~s\\~\\~"),
    ("&lt; $x$", "\\&lt; \\$x\\$"),
    ("one\n- _15:30_ - two\r\n\n# three", "one - \\_15:30\\_ - two \\# three"),
    ("  a \t b  ", "a b"),
    ("\u{1B}[31mred\u{7}", "\\\\u{1B}\\[31mred\\\\u{7}"),
    ("abc\u{202E}def\u{2066}", "abc\\\\u{202E}def\\\\u{2066}"),
    ("\u{9B}31m", "\\\\u{9B}31m"),
    ("a\u{2028}b\u{85}c", "a b c"),
    ("<!-- END recount:timeline -->", "\\<!-- END recount:timeline --\\>"),
    ("ask @sam, see #12", "ask `@sam`, see `#12`"),
    ("(@sam)", "(`@sam`)"),
    ("go to https://x.example/?a=1&b=2.", "go to `https://x.example/?a=1&b=2`."),
    ("<https://x.example>", "\\<`https://x.example`\\>"),
    ("www.x.example a@b.example", "`www.x.example` `a@b.example`"),
    ("![x](javascript:alert(1))", "!\\[x\\](javascript:alert(1))"),
    ("@`x`", "@\\`x\\`"),
    ("@x`y", "``@x`y``"),
    ("naïve 日本 😀", "naïve 日本 😀"),
    ("", ""),
  ])
  func runningTextIsInert(_ text: String, _ safe: String) {
    #expect(SafeText.markdown(text) == safe)
  }

  @Test(arguments: [
    ("POST /api/order", "`POST /api/order`"),
    ("a`b", "``a`b``"),
    ("``", "``` `` ```"),
    ("`", "`` ` ``"),
    (" x ", "`  x  `"),
    ("a\nb", "`a\\u{A}b`"),
    (
      String(repeating: "`", count: 40) + "<b>",
      "`" + String(repeating: "\\u{60}", count: 40) + "<b>`"
    ),
    ("<!-- x", "`<\\u{21}-- x`"),
    ("", "`(empty)`"),
    ("<script>|*_", "`<script>|*_`"),
    ("\u{1B}]8;;x\u{7}", "`\\u{1B}]8;;x\\u{7}`"),
  ])
  func aCodeSpanHoldsWhatItIsGiven(_ text: String, _ safe: String) {
    #expect(SafeText.markdownCode(text) == safe)
  }

  @Test(arguments: [
    ("plain", "plain"), ("\u{1B}[2J", "\\u{1B}[2J"), ("a\nb\tc", "a\\u{A}b\\u{9}c"),
    ("\u{202E}x", "\\u{202E}x"), ("\u{9D}0;t\u{9C}", "\\u{9D}0;t\\u{9C}"),
    ("a\u{200D}b", "a\u{200D}b"), ("\u{FEFF}x", "\\u{FEFF}x"), ("\u{E0041}", "\\u{E0041}"),
  ])
  func aTerminalSeesNoControls(_ text: String, _ safe: String) {
    #expect(SafeText.terminal(text) == safe)
  }

  @Test(arguments: [
    ("a\"b\\c", "\"a\\\"b\\\\c\""), ("\n\r\t\u{8}", "\"\\n\\r\\t\\u0008\""),
    ("\u{7F}\u{9B}\u{202E}\u{2028}", "\"\\u007f\\u009b\\u202e\\u2028\""),
    ("\u{E0041}", "\"\\udb40\\udc41\""), ("日本😀", "\"日本😀\""), ("", "\"\""),
  ])
  func aJSONStringKeepsItsValue(_ text: String, _ safe: String) {
    #expect(SafeText.json(text) == safe)
  }
}
