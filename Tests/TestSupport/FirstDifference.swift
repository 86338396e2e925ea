/// Where two texts part, for a message: the line, as it was expected and as it came.
public func firstDifference(_ expected: [UInt8], _ actual: [UInt8]) -> String? {
  guard expected != actual else { return nil }
  let lines = [expected, actual].map { bytes in
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }
  let same = zip(lines[0], lines[1]).prefix { $0 == $1 }.count
  let parted = lines.map { same < $0.count ? "'\($0[same].prefix(400))'" : "the end" }
  return "line \(same + 1): expected \(parted[0]), came \(parted[1])"
}

/// The same of texts.
public func firstDifference(_ expected: String, _ actual: String) -> String? {
  firstDifference(Array(expected.utf8), Array(actual.utf8))
}
