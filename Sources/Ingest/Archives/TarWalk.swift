import Glibc
import LogModel

/// Walks an archive's members in their order, once.
///
/// Behind damage it goes on at the next header that can be found.
final class TarWalk {
  struct Member {
    /// As the archive names it, without `./` before it.
    var name: String
    var isSparse: Bool
    var content: TarMember
  }

  private let feed: ByteFeed
  private var current: TarMember?
  private var currentSize = 0
  private var hasEnded = false
  private var own: [StreamDamage] = []
  /// Names and attributes that are longer are left out.
  private static let attributeLimit = 1 << 20
  private static let nameLimit = 4096
  private static let damageLimit = 64

  /// Damage between members, and that of the archive's packing.
  var damage: [StreamDamage] { feed.damage + own }

  init(feed: ByteFeed) { self.feed = feed }

  /// The next regular file; what was left of the one before is passed over.
  func next() -> Member? {
    var attributes = TarAttributes()
    while let header = nextHeader() {
      let content = TarMember(archive: feed, size: attributes.size ?? header.contentSize)
      current = content
      currentSize = content.left
      switch header.kind {
      case .longName: attributes.name = bytes(of: content).map { Array($0.prefix { $0 != 0 }) }
      case .attributes: attributes.read(bytes(of: content) ?? [])
      case .file, .sparse:
        let isSparse = header.kind == .sparse || attributes.isSparse
        return Member(
          name: Self.shown(attributes.name ?? header.name), isSparse: isSparse, content: content)
      case .empty, .other: attributes = TarAttributes()
      }
    }
    return nil
  }

  private func bytes(of content: TarMember) -> [UInt8]? {
    guard content.left <= Self.attributeLimit else { return nil }
    var bytes = [UInt8](repeating: 0, count: content.left)
    var count = 0
    while count < bytes.count {
      let piece = bytes.withUnsafeMutableBytes {
        content.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[count...]))
      }
      guard case .bytes(let more) = piece else { return nil }
      count += more
    }
    return bytes
  }

  private static func shown(_ name: [UInt8]) -> String {
    var name = name[...]
    while name.starts(with: [0x2E, 0x2F]) { name = name.dropFirst(2).drop { $0 == 0x2F } }
    guard !name.isEmpty else { return "(no name)" }
    let text = String(decoding: name.prefix(nameLimit), as: UTF8.self)
    return name.count > nameLimit ? text + "…" : text
  }

  // MARK: Headers

  private func nextHeader() -> TarHeader? {
    leaveMember()
    var isPastEnd = false
    while !hasEnded {
      feed.ensure(TarHeader.size)
      let block = UnsafeRawBufferPointer(rebasing: feed.available.prefix(TarHeader.size))
      if block.isEmpty {
        // Behind a seam nobody knows where a header begins.
        if !feed.passSeam() || !search() { hasEnded = true }
      } else if block.count < TarHeader.size, feed.stop == .seam {
        feed.consume(block.count)
      } else if block.allSatisfy({ $0 == 0 }) {
        // Two of them are the end; another archive may stand behind it.
        isPastEnd = true
        feed.consume(block.count)
      } else if let header = TarHeader(block) {
        feed.consume(TarHeader.size)
        if header.isExtended { passExtensions() }
        return header
      } else if isPastEnd {
        note(.trailingGarbage, "bytes behind the archive's end are no archive")
        hasEnded = true
      } else {
        let isCut = block.count < TarHeader.size
        note(
          isCut ? .truncated : .corrupt,
          isCut ? "the archive is cut inside of a header" : "a header of the archive is damaged")
        if !search() { hasEnded = true }
      }
    }
    return nil
  }

  private func leaveMember() {
    guard let member = current else { return }
    current = nil
    member.drain()
    if member.isCut {
      if feed.damage.isEmpty { note(.truncated, "the archive is cut inside of a member") }
      return
    }
    var padding = (TarHeader.size - currentSize % TarHeader.size) % TarHeader.size
    while padding > 0, !feed.available.isEmpty || feed.fill() {
      let count = min(padding, feed.available.count)
      feed.consume(count)
      padding -= count
    }
  }

  private func passExtensions() {
    var isMore = true
    while isMore {
      feed.ensure(TarHeader.size)
      guard feed.available.count >= TarHeader.size else { return }
      isMore = feed.available[504] != 0
      feed.consume(TarHeader.size)
    }
  }

  private func note(_ kind: StreamDamage.Kind, _ message: String) {
    guard own.count < Self.damageLimit else { return }
    own.append(StreamDamage(kind: kind, packedOffset: feed.packedOffset, message: message))
  }

  /// Goes to the next header that bears the mark of its kind, at any offset.
  private func search() -> Bool {
    while true {
      feed.ensure(2 * TarHeader.size)
      let bytes = feed.available
      guard bytes.count >= TarHeader.size, let base = bytes.baseAddress else {
        feed.consume(bytes.count)
        if feed.passSeam() { continue }
        return false
      }
      // The first place at which the mark of a header in reach may stand.
      let places = bytes.count - TarHeader.size + 1
      guard let found = memchr(base + 257, 0x75, places) else {
        feed.consume(places)
        continue
      }
      feed.consume(UnsafeRawPointer(found) - base - 257)
      let isMarked = feed.available[257..<262].elementsEqual([0x75, 0x73, 0x74, 0x61, 0x72])
      if isMarked, TarHeader(feed.available) != nil { return true }
      feed.consume(1)
    }
  }
}
