/// Values under names that are as common for harmless ones: `code`, `key`, `auth`, `pass`.
extension RedactionScan {
  /// How much of a value is read to see whether it looks like a secret.
  private static let judged = 256

  /// A field whose name is as common for harmless values.
  mutating func doubtful(
    from start: Int, name: FieldName, kind: RedactionKind, level: Int
  ) -> Int {
    if let mark = text.markEnd(at: start) { return mark }
    let open = text.quote(at: start)
    let content = open?.range.upperBound ?? start
    // Judged by its beginning, so that a chain of such fields is not read to its end each time.
    let window = ByteText(
      bytes: Array(text.bytes[content..<min(text.count, content + Self.judged)]))
    if name.isParameter || level > 0, open == nil {
      let end = window.bareEnd(from: 0, isParameter: true, level: level)
      let value = content..<content + end
      guard end >= 8, hides(value, kind: kind, isParameter: true), !text.isUUID(value) else {
        return start
      }
      let whole =
        end < window.count
        ? value
        : content..<text.bareEnd(from: content, isParameter: true, level: level)
      hide(whole, as: shape(of: whole) ?? kind.inAddress)
      if text.looksRandom(whole) { remember(whole) }
      return whole.upperBound
    }
    if kind == .authorization, let open,
      credential(in: content..<min(text.count, content + 32)) != nil
    {
      return quoted(open, kind: kind)
    }
    var end = 0
    while end < window.count, Self.isRandomSign(window[end]) { end += 1 }
    // A trace id, a digest: no key of an API is known as "key" alone and is made of these.
    let isIdentifier =
      kind == .key && name.range.count <= 4
      && text.bytes[content..<content + end].allSatisfy(\.isHexadecimal)
    guard window.looksRandom(0..<end), !isIdentifier,
      !text.isMasked(content..<content + end, names: names)
    else { return start }
    // Followed by more than it was judged by, it is a sentence or a path.
    let isJudged =
      end == window.count
      || (open == nil
        ? window.bareEnd(from: 0, isParameter: false, isStrict: name.quote != nil) == end
        : text.quote(at: content + end) != nil)
    guard isJudged, text.markEnd(at: content + end) == nil else { return start }
    let whole =
      content..<(open.map { text.quotedEnd(after: $0) }
      ?? text.bareEnd(from: content, isParameter: false, isStrict: name.quote != nil))
    hide(whole, as: shape(of: whole) ?? kind)
    remember(whole)
    return whole.upperBound
  }

  private static func isRandomSign(_ byte: UInt8) -> Bool {
    byte.isName || byte == Ascii.plus || byte == Ascii.slash || byte == Ascii.equals
      || byte == UInt8(ascii: "~")
  }
}
