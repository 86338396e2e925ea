import LogModel
import Scan

/// What parts one kind of failure from another: status, message, and the keys of the body.
///
/// The 500 of an order refused for its size and the 500 of an outage are two signatures of one
/// operation, because the second carries a key that the first lacks. Where a log keeps no body
/// (access logs), the answer's size stands in for it.
public enum FailureSignature {
  /// Between the parts; a control byte, so no text can hold it.
  public static let separator: UInt8 = 0x1F

  /// Of a signature and the host that may stand behind it, each.
  public static func parted(
    _ text: UnsafeRawBufferPointer
  ) -> (signature: UnsafeRawBufferPointer, host: UnsafeRawBufferPointer?) {
    var marks = 0
    for (at, byte) in text.enumerated() where byte == separator {
      marks += 1
      guard marks == 3 else { continue }
      return (
        UnsafeRawBufferPointer(rebasing: text[..<at]),
        UnsafeRawBufferPointer(rebasing: text[(at + 1)...])
      )
    }
    return (text, nil)
  }

  /// Stands for the status of a failure that only the level of its line tells.
  public static let byLevel = "error"

  /// `500`, `grpc 14`, ``byLevel`` or nothing, of a record that failed.
  static func status(
    _ fields: UnsafePointer<RecordFields>, failedAt level: Severity
  ) -> String {
    let status = fields.pointee.status
    let grpc = fields.pointee.grpcStatus
    if grpc > 0, status < 400 || status > 599 { return "grpc \(grpc)" }
    if status > 0 { return String(status) }
    let isSaid = fields.pointee.success != nil || fields.pointee.outcome != .unknown
    // An error's text without a level is no more than such a line: others may say nothing of it.
    let isByError = fields.pointee.saidEnd == nil && fields.pointee.isDoneWithError
    return !isSaid && (level >= .error || isByError) ? byLevel : ""
  }

  /// What a line says that is about no request: a signature of its message alone.
  static func text(ofLine message: [UInt8]) -> [UInt8] {
    [separator] + MessageTemplate.mask(message) + [separator]
  }

  /// `status ␟ message template ␟ {keys}` or `␟ size=N`.
  static func text(
    status: String, body: BodyText?, message: (some Sequence<UInt8>)?, size: Int?
  ) -> [UInt8] {
    var out = Array(status.utf8)
    out.append(separator)
    if let said = body?.message {
      out.append(contentsOf: MessageTemplate.mask(said))
    } else if let message {
      out.append(contentsOf: MessageTemplate.mask(message))
    }
    out.append(separator)
    if let body, body.isObject {
      out.append(0x7B)
      out.append(contentsOf: Array(body.keys.all.joined(separator: ",").utf8))
      out.append(0x7D)
    } else if body == nil, let size {
      out.append(contentsOf: Array("size=\(size)".utf8))
    }
    return out
  }
}
