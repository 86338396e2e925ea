import LogModel
import Scan
import Testing

@testable import Parse

/// What was found in one line of JSON.
struct JSONFound: Equatable {
  var isRead = false
  var sample = [String: String]()

  /// Reads with members predicted from the lines before, or key by key.
  init(_ text: String, learnt: [String]? = nil) {
    let bytes = Array(text.utf8)
    bytes.withUnsafeBytes { line in
      var fields = RecordFields()
      if let learnt {
        let reader = JSONLines.reader()
        var stamps = StampReader()
        for other in learnt {
          Array(other.utf8).withUnsafeBytes {
            var fields = RecordFields()
            _ = JSONLines().read($0, into: &fields, with: reader, &stamps)
          }
        }
        isRead = JSONLines().read(line, into: &fields, with: reader, &stamps)
      } else {
        isRead = JSONLines().read(line, into: &fields)
      }
      if isRead { sample = Self.told(fields, in: line) }
    }
  }

  /// Every field that is there, as text.
  static func told(
    _ fields: borrowing RecordFields, in line: UnsafeRawBufferPointer
  ) -> [String: String] {
    func text(_ slice: JSONSlice?) -> String? {
      slice.map { String(decoding: RecordView.text($0, in: line), as: UTF8.self) }
    }
    var told = [String: String]()
    told["time"] = fields.time?.rfc3339
    if let local = fields.localTime?.timestamp() { told["time"] = String(local.rfc3339.dropLast()) }
    told["level"] = fields.level == .unknown ? nil : "\(fields.level)"
    told["status"] = fields.status == 0 ? nil : String(fields.status)
    told["grpc"] = fields.grpcStatus < 0 ? nil : String(fields.grpcStatus)
    told["method"] = text(fields.method)
    told["path"] = text(fields.path)
    told["operation"] = text(fields.operation)
    told["milliseconds"] = fields.latencyMilliseconds.map { "\(($0 * 1e6).rounded() / 1e6)" }
    told["unit"] = fields.latencyUnit == .none ? nil : "\(fields.latencyUnit)"
    told["message"] = text(fields.message)
    told["error"] = text(fields.error)
    told["service"] = text(fields.service)
    told["host"] = text(fields.host)
    told["user"] = text(fields.user)
    told["session"] = text(fields.session)
    told["address"] = text(fields.address)
    told["agent"] = text(fields.userAgent)
    told["peer"] = text(fields.peer)
    told["outcome"] = fields.outcome == .unknown ? nil : "\(fields.outcome)"
    return told
  }
}

extension JSONLoggerKit.Sample {
  var told: [String: String] {
    var told = [String: String]()
    told["time"] = time.map(Self.withThreeDigits)
    told["level"] = level == .unknown ? nil : "\(level)"
    told["status"] = status == 0 ? nil : String(status)
    told["grpc"] = grpc < 0 ? nil : String(grpc)
    told["method"] = method
    told["path"] = path
    told["operation"] = operation
    told["milliseconds"] = milliseconds.map { "\($0)" }
    told["unit"] = unit == .none ? nil : "\(unit)"
    told["message"] = message
    told["error"] = error
    told["service"] = service
    told["host"] = host
    told["user"] = user
    told["session"] = session
    told["address"] = address
    told["agent"] = agent
    told["outcome"] = outcome == .unknown ? nil : "\(outcome)"
    return told
  }

  /// `05.5` as it is printed: digits come in groups of three.
  private static func withThreeDigits(_ time: String) -> String {
    guard let point = time.firstIndex(of: ".") else { return time }
    var digits = time[time.index(after: point)...]
    let zone = digits.last == "Z" ? "Z" : ""
    if !zone.isEmpty { digits = digits.dropLast() }
    let missing = (3 - digits.count % 3) % 3
    return time[...point] + digits + String(repeating: "0", count: missing) + zone
  }
}

@Suite struct JSONLoggerTests {
  @Test("the lines of every usual logger say what they mean", arguments: JSONLoggerKit.all)
  func loggers(kit: JSONLoggerKit) {
    #expect(kit.samples.count >= 3)
    for sample in kit.samples {
      var found = JSONFound(sample.line)
      #expect(found.isRead)
      // The backend a proxy names is looked at elsewhere.
      found.sample["peer"] = nil
      #expect(found.sample == sample.told, "\(sample.line)")
    }
  }

  @Test("a line means the same after other lines, and read key by key")
  func predicted() {
    let lines = JSONLoggerKit.all.flatMap(\.samples).map(\.line)
    for line in lines {
      let alone = JSONFound(line)
      #expect(JSONFound(line, learnt: [line]) == alone)
      #expect(JSONFound(line, learnt: lines) == alone)
    }
  }

  @Test("any cut and any changed byte does no harm", arguments: JSONLoggerKit.all)
  func damaged(kit: JSONLoggerKit) {
    for sample in kit.samples {
      let bytes = Array(sample.line.utf8)
      for at in stride(from: 0, to: bytes.count, by: 3) {
        bytes[..<at].withUnsafeBytes {
          var fields = RecordFields()
          #expect(!JSONLines().read($0, into: &fields))
        }
        for byte: UInt8 in [0, 0x22, 0x2D, 0x30, 0x5C, 0x7B, 0xFF] {
          var changed = bytes
          changed[at] = byte
          changed.withUnsafeBytes {
            for format in [JSONLines(), LenientJSONLines()] as [any LogFormat] {
              var fields = RecordFields()
              _ = format.read($0, into: &fields)
            }
          }
        }
      }
    }
  }
}
