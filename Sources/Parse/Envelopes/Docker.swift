import LogModel
import Scan

/// Docker's own files: `{"log":"…\n","stream":"stdout","time":"…"}`, one a line.
///
/// What a container wrote in one line of over 16 KiB stands in several; only the last of them
/// ends in a line end. `attrs` may name the service.
public struct DockerLines: LineEnvelope {
  public var name: String { "docker-json" }

  public init() {}

  /// Other loggers have keys that begin with `log`, so its quote is looked for.
  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    let bytes = Array(head)
    guard bytes.count == 8, bytes[0] == 0x7B else { return false }
    return bytes[1] != 0x22 || bytes.elementsEqual("{\"log\":\"".utf8)
      || bytes.elementsEqual("{\"log\": ".utf8) || bytes.elementsEqual("{\"stream".utf8)
  }

  public func unwrap(_ line: UnsafeRawBufferPointer) -> Unwrapped {
    let members = EntryMembers(of: line, named: ["log", "stream", "time", "attrs"])
    guard let members, !members.hasOthers, let text = members[0], text.kind == .string,
      let time = members[2].flatMap({ TimestampText.parse(line.slice($0))?.timestamp() })
    else { return .foreign }
    var wrapped = Wrapped(text: text)
    wrapped.time = time
    wrapped.part = Self.isEnded(line.slice(text)) ? .last : .piece
    if let stream = members[1] {
      wrapped.stream = line.slice(stream).elementsEqual("stderr".utf8) ? 2 : 1
    }
    if let attrs = members[3], attrs.kind == .object { name(wrapped: &wrapped, by: attrs, line) }
    return .record(wrapped)
  }

  /// The text ends in an escaped line end; `\\n` is a backslash and a letter.
  private static func isEnded(_ text: UnsafeRawBufferPointer) -> Bool {
    guard text.last == 0x6E else { return false }
    var count = 0
    for byte in text.dropLast().reversed() {
      if byte != 0x5C { break }
      count += 1
    }
    return count % 2 == 1
  }

  /// Labels and variables of the container, as it was told to log them.
  private func name(
    wrapped: inout Wrapped, by attrs: JSONSlice, _ line: UnsafeRawBufferPointer
  ) {
    let names = ["com.docker.compose.service", "service", "app", "tag"]
    var cursor = JSONCursor(line, from: attrs.start)
    guard cursor.enterObject() else { return }
    var member = JSONMember()
    var best = names.count
    while cursor.nextMember(&member) == .member {
      let key = UnsafeRawBufferPointer(rebasing: line[member.keyStart..<member.keyEnd])
      guard member.value.kind == .string, member.value.count > 0,
        let rank = names.firstIndex(where: { key.elementsEqual($0.utf8) }), rank < best
      else { continue }
      best = rank
      wrapped.service = member.value
    }
  }
}

/// `docker compose logs`: `orders-1  | text`, names padded to one width.
public struct ComposeLines: LineEnvelope {
  public var name: String { "docker-compose" }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    head.first.map(EnvelopeHead.isLetterOrDigit) ?? false
  }

  public func unwrap(_ line: UnsafeRawBufferPointer) -> Unwrapped {
    var end = 0
    while end < line.count, end < 64, EnvelopeHead.isNameByte(line[end]), line[end] != 0x3A {
      end += 1
    }
    var at = end
    while at < line.count, at < 96, line[at] == 0x20 { at += 1 }
    guard end > 0, at > end, at < line.count, line[at] == 0x7C,
      at + 1 == line.count || line[at + 1] == 0x20,
      !EnvelopeHead.isLevel(UnsafeRawBufferPointer(rebasing: line[..<end]))
    else {
      return line.starts(with: "Attaching to ".utf8) ? .header(labels: nil) : .foreign
    }
    let start = min(at + 2, line.count)
    var wrapped = Wrapped(text: JSONSlice(kind: .object, start: start, end: line.count))
    wrapped.host = JSONSlice(kind: .string, start: 0, end: end)
    let count = PodName.replicaCount(line[..<end])
    wrapped.service = JSONSlice(kind: .string, start: 0, end: count)
    return .record(wrapped)
  }
}
