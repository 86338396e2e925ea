import LogModel

/// How the attempt of a record ended, when no rule of a definition speaks of it.
enum RecordOutcome {
  /// The format's own word goes before the status of gRPC, that before the status of HTTP; a
  /// record that has none of them failed if it says so, or complains.
  @inline(__always)
  static func of(
    _ fields: UnsafePointer<RecordFields>, level: Severity
  ) -> Outcome {
    if fields.pointee.outcome != .unknown { return fields.pointee.outcome }
    let answered = outcome(status: fields.pointee.status)
    let grpc = fields.pointee.grpcStatus
    // Over HTTP, gRPC answers 200 whatever came of the call.
    if grpc >= 0, answered == .success || fields.pointee.status == 0 { return outcome(grpc: grpc) }
    guard answered == .unknown else { return answered }
    if let success = fields.pointee.success { return success ? .success : .failure }
    return level >= .error && fields.pointee.status == 0 ? .failure : .unknown
  }

  /// UNKNOWN, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, INTERNAL, UNAVAILABLE and DATA_LOSS are the
  /// service's failures; the other codes are the caller's.
  private static func outcome(grpc status: Int8) -> Outcome {
    switch status {
    case 0: .success
    case 2, 4, 8, 13, 14, 15: .failure
    default: .rejected
    }
  }

  /// The classes of HTTP status (RFC 9110, section 15).
  @inline(__always)
  private static func outcome(status: Int) -> Outcome {
    switch status {
    case 100..<400: .success
    case 400..<500: .rejected
    case 500..<600: .failure
    default: .unknown
    }
  }
}
