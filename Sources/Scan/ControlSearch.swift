/// Looks for control bytes that JSON wants escaped.
public enum ControlSearch {
  /// Whether a byte below 0x20 stands inside of a string of the JSON text `line`.
  public static func isInString(_ line: UnsafeRawBufferPointer) -> Bool {
    line.contains { $0 < 0x20 } && stringHas(line)
  }

  private static func stringHas(_ line: UnsafeRawBufferPointer) -> Bool {
    var isString = false
    var isEscaped = false
    for byte in line {
      if isString, byte < 0x20 { return true }
      if isEscaped {
        isEscaped = false
      } else if byte == 0x22 {
        isString.toggle()
      } else if byte == 0x5C {
        isEscaped = isString
      }
    }
    return false
  }
}
