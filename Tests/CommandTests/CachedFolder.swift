import Glibc
import TestSupport
import Testing

/// A folder of logs, and runs on them with a cache and without.
struct CachedFolder {
  static let cache = "kept"
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// What is said of the cache by a run, whose result must be that of a run without one.
  ///
  /// - Parameter command: an input and its options, for `draft`, `inputs` and `tally` alike.
  func told(
    _ command: [String], as kinds: [[String]] = Self.kinds,
    at location: SourceLocation = #_sourceLocation
  ) throws -> String {
    var told = ""
    for kind in kinds {
      let plain = try folder.program(kind + command)
      let written = folder.read("out.tally")
      let cached = try folder.program(kind + command + ["--cache", Self.cache])
      #expect(cached.status == plain.status, "\(kind)", sourceLocation: location)
      if let difference = textDifference(plain.output, cached.output) {
        Issue.record("\(kind)\n\(difference)", sourceLocation: location)
      }
      #expect(folder.read("out.tally") == written, "\(kind)", sourceLocation: location)
      let said = Self.parted(cached.errorText)
      #expect(said.rest == plain.errorText, "\(kind)", sourceLocation: location)
      // Later ones find what the first has kept.
      if told.isEmpty { told = said.cache }
    }
    return told
  }

  static let kinds = [
    ["draft", "--format", "json"], ["draft", "--explain"], ["draft", "--list"], ["inputs"],
    ["tally", "-o", "out.tally"],
  ]

  /// What a run said of its cache, and all else.
  static func parted(_ errors: String) -> (cache: String, rest: String) {
    let lines = errors.split(separator: "\n", omittingEmptySubsequences: false)
    let isCache = { (line: Substring) in line.hasPrefix("recount: cache: ") }
    return (
      lines.filter(isCache).map { String($0.dropFirst("recount: cache: ".count)) }
        .joined(separator: "\n"),
      lines.filter { !isCache($0) }.joined(separator: "\n")
    )
  }

  /// The entries, by their paths.
  var entries: [String] {
    ScratchFolder.names(in: folder.path + "/" + Self.cache)
      .filter { $0.hasPrefix(".recount-cache-") }.map { "\(Self.cache)/\($0)" }
  }

  /// A JSON log of a service: a request each ten seconds, of which some fail.
  static func log(
    from minute: Int, minutes: Int, failing: Range<Int> = 0..<0, date: String = "2025-04-08"
  ) -> [String] {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return (minute * 6..<(minute + minutes) * 6).map { at in
      let clock = [10 + at / 360, at / 6 % 60, at % 6 * 10].map(two).joined(separator: ":")
      let status = failing.contains(at / 6) ? 500 : 200
      return #"{"time":"\#(date)T\#(clock).\#(100 + at * 7 % 900)Z","method":"POST","#
        + #""path":"/order","user":"u\#(at % 17)","status":\#(status)}"#
    }
  }

  static func text(_ lines: some Sequence<String>) -> String {
    lines.map { $0 + "\n" }.joined()
  }
}
