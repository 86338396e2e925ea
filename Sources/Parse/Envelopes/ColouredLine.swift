/// Takes colours and movements of a terminal (ANSI escape codes) out of lines that begin with them.
///
/// Tools that follow containers colour the name before each line, and loggers their stamp and
/// level; no form and no envelope has a mark there.
enum ColouredLine {
  /// Bytes in which a first code is looked for: what a message holds further on is its own.
  private static let reach = 64

  /// The line without codes; `nil` of one whose head has none.
  static func plain(_ line: UnsafeRawBufferPointer) -> [UInt8]? {
    guard line.prefix(reach).contains(0x1B) else { return nil }
    var plain: [UInt8] = []
    plain.reserveCapacity(line.count)
    var at = 0
    while at < line.count {
      if line[at] == 0x1B, let end = AnsiCodes.end(line, at: at) {
        at = end
      } else {
        plain.append(line[at])
        at += 1
      }
    }
    return plain.count < line.count ? plain : nil
  }
}
