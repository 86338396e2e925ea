/// Parts of a request as proxies log it: `POST https://shop.example:443/cart?x=1 HTTP/1.1`.
public enum RequestLine {
  /// Method and target; `nil` when it is no request.
  public static func parts(
    _ line: UnsafeRawBufferPointer, in request: Range<Int>
  ) -> (method: Range<Int>, path: Range<Int>)? {
    guard let base = line.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return nil }
    let end = request.upperBound
    var blank = request.lowerBound
    while blank < end, base[blank] &- 0x41 < 26 { blank &+= 1 }
    guard blank < end, base[blank] == 0x20, blank > request.lowerBound else { return nil }
    let start = blank &+ 1
    let stop = start < end ? ByteSearch.first(0x20, or: 0x20, base, from: start, to: end) : end
    guard stop > start else { return nil }
    return (request.lowerBound..<blank, start..<stop)
  }

  /// What follows scheme and authority of a URL; all of any other target. Empty where the URL
  /// ends behind its authority.
  public static func path(_ line: UnsafeRawBufferPointer, in target: Range<Int>) -> Range<Int> {
    // Most targets are paths.
    guard let first = line[target].first, first != 0x2F,
      let start = authority(line, in: target)
    else { return target }
    let slash = line[start..<target.upperBound].firstIndex { $0 == 0x2F || $0 == 0x3F }
    return (slash ?? target.upperBound)..<target.upperBound
  }

  /// The host of a URL, without its port; `nil` of any other target.
  public static func host(
    _ line: UnsafeRawBufferPointer, in target: Range<Int>
  ) -> Range<Int>? {
    guard let start = authority(line, in: target) else { return nil }
    let stop =
      line[start..<target.upperBound].firstIndex { $0 == 0x2F || $0 == 0x3F }
      ?? target.upperBound
    return withoutPort(line, start..<stop)
  }

  /// An address without the port behind it: `10.0.0.7:4711`, `::1:4711`, `[::1]:4711`.
  public static func withoutPort(
    _ line: UnsafeRawBufferPointer, _ address: Range<Int>
  ) -> Range<Int> {
    guard let colon = line[address].lastIndex(of: 0x3A), colon + 1 < address.upperBound,
      line[(colon + 1)..<address.upperBound].allSatisfy({ $0 &- 0x30 < 10 })
    else { return address }
    var range = address.lowerBound..<colon
    if range.count > 2, line[range.lowerBound] == 0x5B, line[range.upperBound - 1] == 0x5D {
      range = range.lowerBound + 1..<range.upperBound - 1
    }
    return range
  }

  /// Where the authority begins: behind `://`, which stands among the first few bytes.
  private static func authority(
    _ line: UnsafeRawBufferPointer, in target: Range<Int>
  ) -> Int? {
    let head = target.lowerBound..<min(target.upperBound, target.lowerBound + 8)
    guard let colon = line[head].firstIndex(of: 0x3A), colon > target.lowerBound,
      colon + 3 <= target.upperBound, line[colon + 1] == 0x2F, line[colon + 2] == 0x2F
    else { return nil }
    return colon + 3
  }
}
