import LogModel
import Scan

/// Envoy's default access line, and Istio's, which says more between flags and sizes and behind
/// the upstream:
///
///     [time] "POST /p HTTP/2" 503 UF … rx tx duration upstream "xff" "agent" "id" "host" "to" …
public struct EnvoyAccess: LogFormat {
  public var name: String { "envoy" }
  /// Fields between the flags and the sizes.
  private static let detailLimit = 6

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    head.first == 0x5B && head.dropFirst().first.map { $0 &- 0x30 < 10 } == true
      && head.dropFirst(5).first == 0x2D
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    var scanner = FieldScanner(line)
    guard let stamp = scanner.enclosed(open: 0x5B, close: 0x5D),
      let time = TimestampText.parse(scanner.bytes(stamp)), let request = scanner.quoted(),
      let status = scanner.status(), let flags = scanner.word(),
      takeNumbers(&scanner, &fields)
    else { return false }
    fields.take(time)
    fields.takeStatus(status)
    fields.takeRequest(request, of: line)
    takeTail(&scanner, isTCP: fields.method == nil, &fields)
    if fields.status == 0 {
      let ended = ProxyFlags.outcome(scanner.bytes(flags))
      fields.outcome = ended == .unknown && fields.method == nil ? .success : ended
    }
    return true
  }

  /// Takes the end of an exchange that stands behind another logger's head, with the stamp bare:
  /// `… GET /p`, in quotes, `200 - 0 312 9 8 "-" "agent" …`. Its words are no message.
  static func takeExchange(
    _ line: UnsafeRawBufferPointer, from quote: Int, into fields: inout RecordFields
  ) {
    var scanner = FieldScanner(line, from: quote)
    var found = RecordFields()
    let form = EnvoyAccess()
    guard scanner.quoted() != nil, scanner.status() == fields.status, scanner.word() != nil,
      form.takeNumbers(&scanner, &found), scanner.peek() == 0x22
    else { return }
    form.takeTail(&scanner, isTCP: false, &found)
    fields.message = nil
    fields.size = found.size
    fields.latencyMilliseconds = found.latencyMilliseconds
    fields.latencyUnit = .milliseconds
    fields.address = fields.address ?? found.address
    fields.userAgent = found.userAgent
    fields.peer = fields.peer ?? found.peer
    if fields.grpcStatus < 0 { fields.grpcStatus = found.grpcStatus }
  }

  /// Details of the answer, then bytes received and sent, duration, and the upstream's duration.
  private func takeNumbers(_ scanner: inout FieldScanner, _ fields: inout RecordFields) -> Bool {
    for _ in 0..<Self.detailLimit {
      guard let first = scanner.peek(), first &- 0x30 >= 10 else { break }
      guard let detail = scanner.quotedOrWord() else { return false }
      if let code = GRPCStatusText.status(scanner.bytes(detail)) { fields.grpcStatus = code }
    }
    guard var received = scanner.integer(), var sent = scanner.integer() else { return false }
    var duration = scanner.integer()
    if duration == nil, !skipDash(&scanner) { return false }
    // The upstream's time: a number or `-`; a fifth number was the gRPC status before them.
    if let upstream = scanner.integer() {
      if let fifth = scanner.integer() {
        guard let code = Int8(exactly: received), (0...16).contains(code) else { return false }
        fields.grpcStatus = code
        (received, sent, duration) = (sent, duration ?? 0, upstream)
        _ = fifth
      } else if let code = Int8(exactly: received), (0...16).contains(code),
        scanner.peek() == 0x2D
      {
        guard skipDash(&scanner) else { return false }
        fields.grpcStatus = code
        (received, sent, duration) = (sent, duration ?? 0, upstream)
      }
    } else if !skipDash(&scanner) {
      return false
    }
    fields.size = sent
    fields.latencyMilliseconds = duration.flatMap { $0 < 0 ? nil : Double($0) }
    return received >= 0
  }

  private func skipDash(_ scanner: inout FieldScanner) -> Bool {
    guard scanner.peek() == 0x2D, let word = scanner.word() else { return false }
    return word.count == 1
  }

  private func takeTail(
    _ scanner: inout FieldScanner, isTCP: Bool, _ fields: inout RecordFields
  ) {
    let line = scanner.line
    if let forwarded = scanner.quoted() {
      // The first of the list asked; those behind it handed on.
      let first = line[forwarded].firstIndex(of: 0x2C) ?? forwarded.upperBound
      fields.address = RecordFields.stated(forwarded.lowerBound..<first, in: line)
    }
    fields.userAgent = RecordFields.stated(scanner.quoted(), in: line)
    guard scanner.quoted() != nil, scanner.quoted() != nil, scanner.quoted() != nil,
      let cluster = scanner.word()
    else { return }
    // `outbound|80|v1|shop.prod.svc`: the last part names who was called.
    if line[cluster].starts(with: "outbound".utf8) {
      let last = line[cluster].lastIndex(of: 0x7C).map { $0 + 1 } ?? cluster.lowerBound
      fields.peer = RecordFields.stated(last..<cluster.upperBound, in: line)
    }
    if isTCP { fields.operation = RecordFields.stated(cluster, in: line) }
    _ = scanner.word()
    _ = scanner.word()
    if fields.address == nil, let remote = scanner.word() {
      fields.address = RecordFields.stated(RequestLine.withoutPort(line, remote), in: line)
    }
  }
}
