import LogModel
import Scan

/// Levels as loggers write them: words in any case, or the numbers of bunyan and pino.
enum SeverityText {
  static func severity(_ value: JSONSlice, in line: UnsafeRawBufferPointer) -> Severity? {
    let text = line.slice(value)
    if value.kind == .number {
      guard let number = NumberText.integer(text) else { return nil }
      switch number {
      case 10..<20: return .trace
      case 20..<30: return .debug
      case 30..<40: return .info
      case 40..<50: return .warning
      case 50..<60: return .error
      case 60...: return .fatal
      default: return nil
      }
    }
    return severity(text)
  }

  static func severity(_ word: UnsafeRawBufferPointer) -> Severity? {
    guard word.count >= 3 else { return nil }
    // The first three letters tell all levels in use apart.
    let head =
      UInt32(word[0] | 0x20) &<< 16 | UInt32(word[1] | 0x20) &<< 8 | UInt32(word[2] | 0x20)
    switch head {
    case 0x747261: return .trace  // trace
    case 0x646562: return .debug  // debug
    case 0x696E66, 0x6E6F74: return .info  // info, notice
    case 0x776172: return .warning  // warn, warning
    case 0x657272, 0x736576: return .error  // error, severe
    case 0x637269, 0x666174, 0x616C65, 0x656D65, 0x70616E: return .fatal
    default: return nil
    }
  }
}
