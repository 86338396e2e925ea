/// An error page that was saved in place of what was asked for: HTML of a proxy, XML of an object
/// store, a JSON body or a line of text that says why there is no answer.
///
/// Told by the first bytes alone. Only what no log looks like is taken for one; whoever asks also
/// looks whether anything was read as a record.
public struct ErrorPage: Equatable, Sendable {
  /// So many bytes are looked at, and a body of JSON or text is no longer than this.
  public static let headSize = 4096
  /// What the page says, on one line, not yet redacted.
  public let words: String
  private let kind: Kind

  private enum Kind: Sendable { case error, login, page }

  /// - Parameters:
  ///   - head: the first bytes of the content.
  ///   - isWhole: whether that is all of it.
  public init?(head: UnsafeRawBufferPointer, isWhole: Bool) {
    let text = head.prefix(Self.headSize).drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }
    guard !text.isEmpty else { return nil }
    let page = String(decoding: text, as: UTF8.self)
    if page.hasPrefix("<") {
      guard let (kind, words) = Self.markup(page) else { return nil }
      self.init(kind, words)
    } else if isWhole, page.hasPrefix("{") {
      guard let words = ErrorBody.words(in: UnsafeRawBufferPointer(rebasing: text)) else {
        return nil
      }
      self.init(.error, words)
    } else {
      guard let words = ErrorText.words(in: page, isWhole: isWhole) else { return nil }
      self.init(.error, words)
    }
  }

  private init(_ kind: Kind, _ words: String) {
    self.kind = kind
    self.words = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// `this is an error page, not a log: 502 Bad Gateway`
  ///
  /// - Parameters:
  ///   - wanted: what should be there: `a log`.
  ///   - shown: ``words`` as they may be shown.
  public func sentence(insteadOf wanted: String, shown: String) -> String {
    let what =
      switch kind {
      case .error: "an error page"
      case .login: "a login page"
      case .page: "a web page"
      }
    return "this is \(what), not \(wanted)" + (shown.isEmpty ? "" : ": \(shown)")
  }

  // MARK: Markup

  private static func markup(_ page: String) -> (Kind, String)? {
    let lower = page.lowercased()
    let openings = [
      "<!doctype html", "<html", "<head", "<body", "<title", "<h1", "<center", "<script", "<meta",
    ]
    if openings.contains(where: lower.hasPrefix) { return html(page, lower) }
    guard lower.hasPrefix("<?xml") || lower.hasPrefix("<error") else { return nil }
    if lower.contains("<html") || lower.contains("<!doctype html") { return html(page, lower) }
    // Object stores and clouds answer <Error><Code>…</Code><Message>…</Message></Error>.
    guard lower.contains("<error>") || lower.contains("<error ") || lower.contains("<errorresponse")
    else { return nil }
    let parts = ["Code", "Message"].compactMap { element($0, in: page) }
    return (.error, parts.joined(separator: ": "))
  }

  private static func html(_ page: String, _ lower: String) -> (Kind, String) {
    let title = element("title", in: page) ?? element("h1", in: page) ?? ""
    let said = title.lowercased()
    let isLogin =
      lower.contains("type=\"password\"") || lower.contains("type=password")
      || ["sign in", "signin", "log in", "login", "single sign-on"].contains(where: said.contains)
    if isLogin { return (.login, title) }
    let heading = element("h1", in: page) ?? ""
    let words = title.isEmpty ? heading : title
    let isError =
      said.utf8.split(whereSeparator: { !(0x30...0x39).contains($0) })
      .contains { $0.count == 3 && ($0.first == 0x34 || $0.first == 0x35) }
      || errorWords.contains(where: (said + " " + heading.lowercased()).contains)
    return (isError ? .error : .page, words)
  }

  private static let errorWords = [
    "error", "denied", "forbidden", "not found", "unauthorized", "unavailable", "bad gateway",
    "timeout", "timed out", "too many", "blocked", "bad request", "attention required",
  ]

  /// The text of the first element of that name, tags within it left out.
  private static func element(_ name: String, in page: String) -> String? {
    // Byte by byte, so that places in it are places in the page.
    let lower = page.utf8.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    let opening = Array("<\(name.lowercased())".utf8)
    guard let begin = lower.firstRange(of: opening),
      let inner = lower[begin.upperBound...].firstIndex(of: 0x3E)
    else { return nil }
    let closing = Array("</\(name.lowercased())".utf8)
    let rest = lower[(inner + 1)...]
    let end = rest.firstRange(of: closing)?.lowerBound ?? min(rest.endIndex, inner + 200)
    var text: [UInt8] = []
    var isTag = false
    for byte in Array(page.utf8)[(inner + 1)..<end] {
      if byte == 0x3C { isTag = true }
      if !isTag { text.append(byte) }
      if byte == 0x3E { isTag = false }
    }
    let words = String(decoding: text, as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.isEmpty ? nil : words
  }
}
