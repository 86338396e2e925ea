import LogModel

/// A tar archive, packed or not, whose members are inputs of their own.
///
/// Nothing is ever written, so a member's name is a name and no more.
public final class Archive {
  /// What a regular file in the archive turned out to be.
  public enum Member {
    case stream(DecodedStream)
    case unreadable(path: String, IngestError)
    /// Not opened, because the caller wanted it left out.
    case left(path: String)
  }

  public let path: String
  public let compression: Compression
  private let packed: ByteFeed
  private let walk: TarWalk
  /// How often each name was met, by its hash.
  private var names: [UInt64: Int] = [:]
  private var members = 0
  /// More members than this are left: of each a hash is kept.
  private static let memberLimit = 1_000_000
  private var isOverLimit = false

  init(path: String, layers: LayerStack) {
    self.path = path
    compression = layers.compression
    packed = layers.packed
    walk = TarWalk(feed: layers.content)
  }

  /// - Throws: `IngestError` when the file cannot be opened or is no archive.
  convenience init(path: String) throws(IngestError) {
    let layers = try LayerStack(packed: ByteFeed(try PackedFile(path: path)), path: path)
    guard layers.isArchive else { throw .missing(path: path) }
    self.init(path: path, layers: layers)
  }

  /// Packed bytes read so far.
  public var bytesRead: Int { packed.bytesRead }
  public var readFailure: String? { packed.failure }
  /// Damage of the archive and its packing; members tell their own.
  public var damage: [StreamDamage] {
    guard isOverLimit else { return walk.damage }
    return walk.damage + [
      StreamDamage(
        kind: .expansion, packedOffset: packed.packedOffset,
        message: "more than \(Self.memberLimit) members; the rest was left")
    ]
  }

  /// The next regular file, to be read before the one after it is asked for.
  ///
  /// - Parameter opens: told the path of a member before a byte of it is looked at; says whether
  ///   it is opened.
  public func next(
    blockSize: Int = 256 * 1024, opens: (String) -> Bool = { _ in true }
  ) -> Member? {
    guard let (name, member) = nextNamed() else { return nil }
    let path = MemberPath.path(archive: path, member: name)
    guard opens(path) else { return .left(path: path) }
    do throws(IngestError) {
      let layers = try layers(of: member, path: path)
      return .stream(DecodedStream(path: path, layers: layers, blockSize: blockSize))
    } catch {
      return .unreadable(path: path, error)
    }
  }

  /// The member of that name; `nil` when there is none.
  func layers(ofMember name: String, path: String) throws(IngestError) -> LayerStack? {
    while let (found, member) = nextNamed() {
      if found.utf8.elementsEqual(name.utf8) { return try layers(of: member, path: path) }
    }
    return nil
  }

  /// A name that occurs again gets a number, for both are inputs.
  private func nextNamed() -> (String, TarWalk.Member)? {
    guard !isOverLimit, let member = walk.next() else { return nil }
    members += 1
    if members > Self.memberLimit {
      isOverLimit = true
      return nil
    }
    let hash = Array(member.name.utf8).withUnsafeBytes { StableHash.hash($0) }
    let times = names[hash, default: 0] + 1
    names[hash] = times
    return (times == 1 ? member.name : "\(member.name) (\(times))", member)
  }

  private func layers(
    of member: TarWalk.Member, path: String
  ) throws(IngestError) -> LayerStack {
    guard !member.isSparse else {
      throw .unsupported(
        path: path, packing: "a sparse file in an archive", advice: "unpack it first, with tar -x")
    }
    var layers = try LayerStack(packed: ByteFeed(member.content), path: path)
    guard !layers.isArchive else { throw .nestedTooDeep(path: path) }
    if layers.compression == .none { layers.compression = compression }
    return layers
  }
}

/// The names of what an archive holds, for a caller that reads members as inputs of their own.
public enum ArchiveMembers {
  /// Paths of the members, `archive!member`, in the order of the archive; `nil` of a file that is
  /// no archive. Members that begin with a dot or lie in a folder of such a name are left out.
  public static func paths(of path: String) -> [String]? {
    guard let all = try? names(of: path) else { return nil }
    return all.filter { name in
      !name.split(separator: "/").contains { $0.hasPrefix(".") || $0 == "__MACOSX" }
    }.map { MemberPath.path(archive: path, member: $0) }
  }

  private static func names(of path: String) throws(IngestError) -> [String]? {
    if let zip = try ZipDirectory(path: path) { return zip.entries.map(\.name) }
    guard case .archive(let archive) = try OpenedInput.open(path: path) else { return nil }
    var names: [String] = []
    while let member = archive.next(opens: { _ in false }) {
      if case .left(let full) = member { names.append(String(full.dropFirst(path.count + 1))) }
    }
    return names
  }
}
