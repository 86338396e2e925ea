import Ingest
import LogModel
import TestSupport
import Testing

@Suite struct FileContentTests {
  @Test func bytesAreKnownWhateverTheFileIsCalled() throws {
    let folder = try ScratchFolder()
    let bytes = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    for name in ["a.log", "b.gz"] { try folder.write(name, bytes) }
    try folder.write("c.log", bytes.dropLast() + [bytes[bytes.count - 1] ^ 1])
    let contents = ["a.log", "b.gz", "c.log"].map { FileContent(ofPath: "\(folder.path)/\($0)") }
    let first = try #require(contents[0])
    #expect(first.size == bytes.count && first.hash == FileContent.hash(of: bytes))
    #expect(contents[1] == first)
    #expect(contents[2] != nil && contents[2] != first)
  }

  @Test func whatIsNoFileHasNone() throws {
    let folder = try ScratchFolder()
    for path in [folder.path, "\(folder.path)/none", "/dev/zero", "-", "/proc/self/maps"] {
      #expect(FileContent(ofPath: path) == nil, "\(path)")
    }
  }

  @Test func packedBytesAreNotUnpacked() throws {
    let folder = try ScratchFolder()
    for level in [1, 9] {
      try folder.write("\(level).gz", GzipWriter.member(Array("same".utf8), level: Int32(level)))
    }
    try folder.write("plain", "same")
    let hashes = ["1.gz", "9.gz", "plain"].compactMap {
      FileContent(ofPath: "\(folder.path)/\($0)")?.hash
    }
    #expect(Set(hashes).count >= 2 && hashes.count == 3)
  }
}
