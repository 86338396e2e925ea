import Scan

/// What the formats of servers and proxies share.
extension RecordFields {
  /// A range of the line's bytes as they stand.
  static func plain(_ range: Range<Int>) -> JSONSlice {
    JSONSlice(kind: .string, start: range.lowerBound, end: range.upperBound)
  }

  /// The same; `nil` for nothing, and for the `-` that stands for it.
  static func stated(_ range: Range<Int>?, in line: UnsafeRawBufferPointer) -> JSONSlice? {
    guard let range, !range.isEmpty, range.count > 1 || line[range.lowerBound] != 0x2D else {
      return nil
    }
    return plain(range)
  }

  /// Method and path of a request line `POST /cart HTTP/1.1`; of a URL, what follows its host.
  mutating func takeRequest(_ request: Range<Int>, of line: UnsafeRawBufferPointer) {
    guard let parts = RequestLine.parts(line, in: request) else { return }
    method = Self.plain(parts.method)
    path = Self.plain(RequestLine.path(line, in: parts.path))
  }

  /// A status as logged; 0 and what no server answers with stand for none.
  mutating func takeStatus(_ code: Int) {
    status = (100...599).contains(code) ? code : 0
  }

  /// The stamp, by whether its zone is known.
  mutating func take(_ parsed: ParsedTime) {
    if parsed.zone == .missing {
      localTime = parsed
    } else {
      time = parsed.timestamp()
    }
  }
}
