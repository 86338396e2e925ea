import LogModel
import Scan

/// HAProxy's lines of HTTP and TCP sessions and of connections that failed, from the client's
/// address on. The time is that of the accept, by the proxy's clock; its zone is not written.
public struct HAProxy: LogFormat {
  public var name: String { "haproxy" }

  public init() {}

  /// An address, `unix:`, or a dash for a client that nobody knows.
  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard let first = head.first else { return false }
    return first &- 0x30 < 10 || first == 0x3A || first == 0x2D || first == 0x5B
      || (first | 0x20) &- 0x61 < 26
  }

  public func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    guard let session = ProxySession(line),
      let time = ClfTime.parse(UnsafeRawBufferPointer(rebasing: line[session.time])),
      time.fractionDigits > 0
    else { return false }
    fields.take(time)
    fields.address = RecordFields.stated(session.client, in: line)
    guard session.kind != .message else {
      fields.isMessage = true
      fields.message = session.text.map(RecordFields.plain)
      return true
    }
    fields.peer = session.backend.map(RecordFields.plain)
    fields.latencyMilliseconds = session.total.map(Double.init)
    fields.size = session.size
    if session.kind == .tcp {
      fields.operation = RecordFields.plain(session.frontend)
    } else {
      fields.takeStatus(session.status)
      if let request = session.text { fields.takeRequest(request, of: line) }
    }
    fields.outcome = outcome(of: session, status: fields.status)
    return true
  }

  /// What the flags know and the status does not say; unknown where the status says it.
  ///
  /// A client that left while the server was awaited is no failure, whatever is logged for it;
  /// once data flowed (`D`, `L`), the status is the server's own.
  private func outcome(of session: ProxySession, status: Int) -> Outcome {
    let hasData = session.flags.1 == 0x44 || session.flags.1 == 0x4C
    switch session.flags.0 {
    case 0x43, 0x63:  // C, c: the client
      if session.kind == .tcp { return hasData ? .success : .rejected }
      return !hasData && (status == 0 || status >= 400) ? .rejected : .unknown
    case 0x53, 0x73, 0x52, 0x49, 0x44:  // S, s, R, I, D: server, resources, itself, server down
      return status == 0 ? .failure : .unknown
    case 0x50:  // P: the proxy would not
      return status == 0 ? .rejected : .unknown
    default:
      if session.kind == .tcp { return .success }
      return status == 0 ? .rejected : .unknown
    }
  }
}
