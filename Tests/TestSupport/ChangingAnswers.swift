import LogModel

/// A log of good answers of which some have one more member for a while.
public struct ChangingAnswers: Sendable {
  /// Of the whole log, from ``origin`` on.
  public var seconds: Int
  public var everySeconds: Int
  /// Seconds in which answers are changed.
  public var changed: Range<Int>

  public static let origin: Int64 = 1_744_106_400

  public init(seconds: Int, everySeconds: Int = 1, changed: Range<Int>) {
    self.seconds = seconds
    self.everySeconds = everySeconds
    self.changed = changed
  }

  /// What one host logs.
  ///
  /// - Parameters:
  ///   - isChanged: whether its answers are among those that change.
  ///   - paths: as many routes, of which the first changes.
  public func log(host: String, isChanged: Bool = true, paths: Int = 1) -> [UInt8] {
    var text = ""
    for second in stride(from: 0, to: seconds, by: everySeconds) {
      let time = Timestamp(seconds: Self.origin + Int64(second)).rfc3339
      for path in 0..<paths {
        let more = isChanged && path == 0 && changed.contains(second) ? #","stale":true"# : ""
        text += #"{"time":"\#(time)","host":"\#(host)","service":"shop","method":"GET","#
        text += #""path":"/api/r\#(path)","status":200,"resBody":{"id":7,"ok":true\#(more)}}"#
        text += "\n"
      }
    }
    return Array(text.utf8)
  }
}
