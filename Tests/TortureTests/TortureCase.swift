import TestSupport
import Testing

/// One folder of bad or odd input, and all that recount has to say about it.
struct TortureCase: Sendable, CustomTestStringConvertible {
  var name: String
  /// Makes the input; what it returns is what the program is given (`.` when left out).
  var make: @Sendable (ScratchFolder) throws -> [String]
  /// The exit status of `draft`.
  var status: Int32
  /// Totals over all inputs; `nil` where they do not matter.
  var records: Int?
  var blank: Int?
  var unread: Int?
  var duplicate: Int?
  /// Codes of warnings that have to be there; no others may be.
  var codes: Set<String>
  /// What the program says on standard error when it refuses.
  var says: String?

  var testDescription: String { name }

  init(
    _ name: String, status: Int32 = 0, records: Int? = nil, blank: Int? = nil,
    unread: Int? = nil, duplicate: Int? = nil, codes: Set<String> = [], says: String? = nil,
    make: @escaping @Sendable (ScratchFolder) throws -> [String]
  ) {
    self.name = name
    self.make = make
    self.status = status
    self.records = records
    self.blank = blank
    self.unread = unread
    self.duplicate = duplicate
    self.codes = codes
    self.says = says
  }

  /// One file of bytes.
  init(
    _ name: String, file: String = "a.log", bytes: @escaping @Sendable () -> [UInt8],
    status: Int32 = 0, records: Int? = nil, blank: Int? = nil, unread: Int? = nil,
    duplicate: Int? = nil, codes: Set<String> = [], says: String? = nil
  ) {
    self.init(
      name, status: status, records: records, blank: blank, unread: unread,
      duplicate: duplicate, codes: codes, says: says
    ) { folder in
      try folder.write(file, bytes())
      return [file]
    }
  }

  static let all =
    packing + files + lines + json + time + cardinality + injection

  // MARK: What cases are made of

  /// A request that went well, at a second of one hour.
  static func good(_ second: Int, path: String = "/menu") -> String {
    let clock = "\(two(second / 60 % 60)):\(two(second % 60))"
    return #"{"time":"2025-03-02T10:"# + clock
      + #".120Z","level":"info","method":"GET","path":""# + path + #"","statusCode":200}"#
  }

  /// `count` of them, a second apart.
  static func goodLines(_ count: Int, from second: Int = 0) -> String {
    (0..<count).map { good(second + $0) + "\n" }.joined()
  }

  static func goodBytes(_ count: Int, from second: Int = 0) -> [UInt8] {
    Array(goodLines(count, from: second).utf8)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
