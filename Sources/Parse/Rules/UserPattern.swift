import CPCRE2

/// A regular expression that a user wrote (PCRE2), compiled once, with limits on every match.
///
/// A pattern that backtracks without end gives up and counts as no match: it cannot hang a run.
/// Two patterns are equal when their texts are.
public final class UserPattern: Hashable, @unchecked Sendable {
  /// What is wrong with a pattern, and where in it.
  public struct PatternError: Error {
    public var message: String
    /// In bytes from its begin.
    public var offset: Int
  }

  /// Longest pattern, and the longest text it is matched against, in bytes.
  public static let patternLimit = 4096
  static let subjectLimit = 64 * 1024
  /// Steps of one match, and its memory in KiB (pcre2api, "The match context").
  private static let stepLimit: UInt32 = 100_000
  private static let heapLimit: UInt32 = 8 * 1024

  public let text: String
  /// Names of its groups, sorted, with their numbers.
  public let groups: [(name: String, number: Int)]
  // Written once in `init`; matching reads them, and each match brings its own data.
  private let code: OpaquePointer
  private let limits: OpaquePointer?

  /// - Throws: `PatternError` for a text that is no pattern.
  public init(_ text: String) throws(PatternError) {
    guard text.utf8.count <= Self.patternLimit else {
      throw PatternError(message: "longer than \(Self.patternLimit) bytes", offset: 0)
    }
    var number: Int32 = 0
    var offset = 0
    let bytes = Array(text.utf8)
    // `\C` could stand in the middle of a character; nothing needs it.
    let options = UInt32(PCRE2_NEVER_BACKSLASH_C)
    guard let code = pcre2_compile_8(bytes, bytes.count, options, &number, &offset, nil) else {
      var told = [UInt8](repeating: 0, count: 256)
      let count = pcre2_get_error_message_8(number, &told, told.count)
      throw PatternError(
        message: count > 0 ? String(decoding: told.prefix(Int(count)), as: UTF8.self) : "bad",
        offset: offset)
    }
    pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE))
    let limits = pcre2_match_context_create_8(nil)
    pcre2_set_match_limit_8(limits, Self.stepLimit)
    pcre2_set_heap_limit_8(limits, Self.heapLimit)
    self.text = text
    self.code = code
    self.limits = limits
    groups = Self.groups(of: code)
  }

  deinit {
    pcre2_match_context_free_8(limits)
    pcre2_code_free_8(code)
  }

  private static func groups(of code: OpaquePointer) -> [(name: String, number: Int)] {
    var count: UInt32 = 0
    var size: UInt32 = 0
    var table: UnsafePointer<UInt8>?
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &size)
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
    guard let table, size > 2 else { return [] }
    return (0..<Int(count)).map { index in
      // An entry: the number in two bytes, the high one first, then the name up to a zero.
      let entry = UnsafeBufferPointer(start: table + index * Int(size), count: Int(size))
      let name = entry.dropFirst(2).prefix { $0 != 0 }
      return (String(decoding: name, as: UTF8.self), Int(entry[0]) << 8 | Int(entry[1]))
    }.sorted { ($0.name, $0.number) < ($1.name, $1.number) }
  }

  /// Whether it matches anywhere in `text`.
  public func matches(_ text: UnsafeRawBufferPointer) -> Bool {
    ranges(in: text) { _ in true } ?? false
  }

  /// Calls `body` with where a group of the first match stands, by the group's number; `nil`
  /// without a match.
  func ranges<T>(
    in text: UnsafeRawBufferPointer, _ body: ((Int) -> Range<Int>?) -> T
  ) -> T? {
    guard text.count <= Self.subjectLimit,
      let data = pcre2_match_data_create_from_pattern_8(code, nil)
    else { return nil }
    defer { pcre2_match_data_free_8(data) }
    let empty: UInt8 = 0
    let found = withUnsafePointer(to: empty) { nothing in
      let start = text.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? nothing
      return pcre2_match_8(code, start, text.count, 0, 0, data, limits)
    }
    guard found > 0, let ends = pcre2_get_ovector_pointer_8(data) else { return nil }
    let count = Int(pcre2_get_ovector_count_8(data))
    return body { group in
      guard group < count else { return nil }
      let (from, to) = (ends[2 * group], ends[2 * group + 1])
      // A group that took no part stands nowhere.
      guard from <= to, to <= text.count else { return nil }
      return Int(from)..<Int(to)
    }
  }

  public static func == (a: UserPattern, b: UserPattern) -> Bool { a.text == b.text }
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
