/// Routes: a path without its query, its ids as `:id`.
public enum PathTemplate {
  static let segmentLimit = 8
  static let byteLimit = 64

  /// Appends the route of `path` to `out`.
  public static func append(_ path: UnsafeRawBufferPointer, to out: inout [UInt8]) {
    var bytes = path[...]
    if let scheme = schemeEnd(bytes) {
      // An absolute URL: the route begins behind the authority.
      let slash = bytes[scheme...].firstIndex(of: 0x2F)
      bytes = bytes[(slash ?? bytes.endIndex)...]
    }
    if let stop = bytes.firstIndex(where: { $0 == 0x3F || $0 == 0x23 }) { bytes = bytes[..<stop] }
    while bytes.count > 1, bytes.last == 0x2F { bytes = bytes.dropLast() }
    guard !bytes.isEmpty else {
      out.append(0x2F)
      return
    }
    var count = 0
    var at = bytes.startIndex
    while at < bytes.endIndex {
      guard bytes[at] != 0x2F else {
        at += 1
        continue
      }
      let end = bytes[at...].firstIndex(of: 0x2F) ?? bytes.endIndex
      let segment = bytes[at..<end]
      at = end
      out.append(0x2F)
      count += 1
      if count > segmentLimit {
        out.append(contentsOf: "…".utf8)
        return
      }
      if isIdentifier(segment) {
        out.append(contentsOf: ":id".utf8)
      } else {
        for byte in segment { out.append(byte > 0x20 && byte != 0x7F ? byte : 0x5F) }
      }
    }
    if count == 0 { out.append(0x2F) }
  }

  private static func schemeEnd(_ bytes: Slice<UnsafeRawBufferPointer>) -> Int? {
    guard bytes.count > 8, bytes.first.map({ $0 | 0x20 }) == 0x68 else { return nil }
    for prefix in ["http://", "https://"] where bytes.starts(with: prefix.utf8) {
      return bytes.startIndex + prefix.utf8.count
    }
    return nil
  }

  /// Numbers, UUIDs, hexadecimal of 8 and more, tokens of 16 and more with a digit, e-mails,
  /// and whatever is longer than a word of a route ever is.
  static func isIdentifier(_ segment: Slice<UnsafeRawBufferPointer>) -> Bool {
    var digits = 0
    var hexadecimal = 0
    for byte in segment {
      if byte == 0x40 { return true }
      if byte &- 0x30 < 10 {
        digits += 1
        hexadecimal += 1
      } else if (byte | 0x20) &- 0x61 < 6 || byte == 0x2D {
        hexadecimal += 1
      }
    }
    if segment.count > byteLimit { return true }
    guard digits > 0 else { return false }
    return digits == segment.count || (hexadecimal == segment.count && segment.count >= 8)
      || segment.count >= 16
  }
}
