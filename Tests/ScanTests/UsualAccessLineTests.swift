import Testing

@testable import Scan

@Suite struct UsualAccessLineTests {
  private static let stamp = "[08/Apr/2025:15:02:11 +0000]"
  private static let lines = [
    #"203.0.113.9 - - \#(stamp) "GET /menu HTTP/1.1" 200 231 "-" "curl/8.5" 0.016"#,
    #"2001:db8::7 - - \#(stamp) "POST /a?b=[c] HTTP/2.0" 502 - "http://x/" "a b""#,
    #"h - - \#(stamp) "DELETE /x HTTP/1.1" 000 0 "-" "" "0.1, 0.2" rt=0.4 uct="0""#,
    #"h - - \#(stamp) "GET / HTTP/1.1" 204 12 "r" "agent" 123456.5"#,
    #"h - - \#(stamp) "GET / HTTP/1.1" 204 12 "r" "agent" 1744106531.5"#,
    #"h - - \#(stamp) "GET / HTTP/1.1" 204 12 "r" "agent" 17 [up] 12ms"#,
  ]

  /// All that a record takes of an access line.
  private struct Parts: Equatable {
    var ranges: [Range<Int>]
    var status: Int
    var size: Int?
    var milliseconds: Double?
    var peer: Range<Int>?
  }

  private static func seconds(of tail: AccessTail, in line: UnsafeRawBufferPointer) -> Double? {
    tail.duration.flatMap { range in
      NumberText.decimal(UnsafeRawBufferPointer(rebasing: line[range])).map { $0 * tail.unit }
    }
  }

  /// The parts by the reader of all forms; `nil` of another line, or one that names a user.
  private func whole(_ line: UnsafeRawBufferPointer) -> Parts? {
    guard let access = AccessLine(line),
      let request = RequestLine.parts(line, in: access.request),
      line[access.user].elementsEqual([0x2D])
    else { return nil }
    return Parts(
      ranges: [
        access.host, access.time, request.method, RequestLine.path(line, in: request.path),
        access.userAgent ?? 0..<0,
      ],
      status: access.status, size: access.size,
      milliseconds: Self.seconds(of: access.tail, in: line), peer: access.tail.peer)
  }

  private func usual(_ line: UnsafeRawBufferPointer) -> Parts? {
    var usual = UsualAccessLine()
    guard usual.read(line) else { return nil }
    let tail = usual.tail(of: line)
    return Parts(
      ranges: [
        0..<usual.hostEnd, usual.time..<usual.time + UsualAccessLine.timeLength, usual.method,
        usual.path, usual.userAgent,
      ],
      status: usual.status, size: usual.size < 0 ? nil : usual.size,
      milliseconds: usual.seconds >= 0
        ? usual.seconds * 1000 : tail.flatMap { Self.seconds(of: $0, in: line) },
      peer: tail?.peer)
  }

  @Test("lines of the usual form are read, with the parts that the reader of all forms finds")
  func reads() {
    for text in Self.lines {
      Array(text.utf8).withUnsafeBytes { line in
        #expect(usual(line) != nil && usual(line) == whole(line), "\(text)")
      }
    }
  }

  @Test("whatever is changed in a line, it has the same parts or is left to the other reader")
  func changed() {
    let marks = Array("\"\\ []-.0159:aG/?@\t=,".utf8)
    var state: UInt64 = 7
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var read = 0
    for _ in 0..<20_000 {
      var bytes = Array(Self.lines[random(Self.lines.count)].utf8)
      for _ in 0...random(2) {
        let at = random(bytes.count)
        switch random(3) {
        case 0: bytes[at] = marks[random(marks.count)]
        case 1: bytes.insert(marks[random(marks.count)], at: at)
        default: bytes.remove(at: at)
        }
      }
      bytes.withUnsafeBytes { line in
        guard let usual = usual(line) else { return }
        // A time that is none sends the line to the other reader before its parts are taken.
        guard usual.ranges[1].allSatisfy({ line[$0] != 0x5D }) else { return }
        read += 1
        #expect(whole(line) == usual, "\(String(decoding: line, as: UTF8.self))")
      }
    }
    #expect(read > 5000)
  }
}
