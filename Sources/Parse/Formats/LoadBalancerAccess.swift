import LogModel
import Scan

/// Access lines of AWS's application load balancers, and of the classic ones, which lack the type:
///
///     https TIME app/… CLIENT:PORT TARGET:PORT 0.001 0.02 0.0 502 502 310 277 "REQUEST" "AGENT" …
///
/// The time is that of the answer. Times are in seconds, -1 where a step did not happen.
public struct LoadBalancerAccess: LogFormat {
  public var name: String { "aws-elb" }
  private static let types = ["http", "https", "h2", "grpcs", "ws", "wss"]

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    switch head.first {
    case 0x68, 0x67, 0x77: true
    case 0x32: head.dropFirst(4).first == 0x2D
    default: false
    }
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    var scanner = FieldScanner(line)
    guard var stamp = scanner.word() else { return false }
    let isTyped = stamp.count <= 5
    if isTyped {
      let type = scanner.bytes(stamp)
      guard Self.types.contains(where: { type.elementsEqual($0.utf8) }),
        let second = scanner.word()
      else { return false }
      stamp = second
    }
    guard let time = TimestampText.parse(scanner.bytes(stamp)), time.zone != .missing,
      scanner.word() != nil, let client = scanner.word(), scanner.word() != nil,
      let steps = seconds(&scanner), let status = scanner.status(), scanner.status() != nil,
      scanner.integer() != nil, let sent = scanner.integer(), let request = scanner.quoted()
    else { return false }
    fields.take(time)
    fields.takeStatus(status)
    fields.size = sent
    fields.address = RecordFields.stated(RequestLine.withoutPort(line, client), in: line)
    fields.takeRequest(request, of: line)
    // A session of bare TCP has neither status nor request; a request that was never answered
    // had been given up.
    if status == 0, fields.method != nil { fields.outcome = .rejected }
    fields.userAgent = RecordFields.stated(scanner.quoted(), in: line)
    let begun = isTyped ? takeTail(&scanner, &fields) : nil
    if steps >= 0 {
      fields.latencyMilliseconds = steps * 1000
    } else if let end = fields.time, let begun {
      // A target that never answered: the steps are not known, the whole is.
      let (span, isOver) = end.nanoseconds.subtractingReportingOverflow(begun.nanoseconds)
      if span >= 0, !isOver { fields.latencyMilliseconds = Double(span) / 1e6 }
    }
    return true
  }

  /// The sum of the three times; -1 where one of them is missing.
  private func seconds(_ scanner: inout FieldScanner) -> Double? {
    var sum = 0.0
    var isWhole = true
    for _ in 0..<3 {
      guard let field = scanner.word() else { return nil }
      if scanner.isByte(0x2D, field) {
        isWhole = false
        continue
      }
      guard let value = NumberText.decimal(scanner.bytes(field)) else { return nil }
      isWhole = isWhole && value >= 0
      sum += value
    }
    return isWhole ? sum : -1
  }

  /// The target group's name, and when the request came in.
  private func takeTail(
    _ scanner: inout FieldScanner, _ fields: inout RecordFields
  ) -> Timestamp? {
    guard scanner.word() != nil, scanner.word() != nil, let group = scanner.word() else {
      return nil
    }
    let line = scanner.line
    if let mark = line[group].lastIndex(of: 0x2F), mark > group.lowerBound {
      // `…:targetgroup/NAME/ID`
      let before = line[group.lowerBound..<mark]
      if let first = before.lastIndex(of: 0x2F) {
        fields.peer = RecordFields.stated(first + 1..<mark, in: line)
      }
    }
    guard scanner.quoted() != nil, scanner.quoted() != nil, scanner.quoted() != nil,
      scanner.word() != nil, let begun = scanner.word()
    else { return nil }
    return TimestampText.parse(scanner.bytes(begun))?.timestamp()
  }
}
