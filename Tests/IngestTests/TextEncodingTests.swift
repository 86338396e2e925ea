import LogModel
import TestSupport
import Testing

@testable import Ingest

@Suite struct TextEncodingTests {
  private let folder: TemporaryFolder
  private static let text = "2025-03-02T10:00:07Z ERROR Größe 7 \u{1F601}\r\nand more\n"

  init() throws { folder = try TemporaryFolder() }

  private static func utf16(_ text: String, isBig: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return isBig ? bytes.reversed() : bytes
    }
  }

  private static func utf32(_ text: String, isBig: Bool) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar in
      let bytes = (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> (8 * UInt32($0))) }
      return isBig ? bytes.reversed() : bytes
    }
  }

  private func decoded(_ bytes: [UInt8], blockSize: Int = 1 << 16) throws -> String {
    let path = try folder.write("a.log", bytes)
    return String(
      decoding: try Decoding(stream: path, blockSize: blockSize).bytes, as: UTF8.self)
  }

  @Test("UTF-16 and UTF-32 are read as UTF-8, with and without a mark", arguments: [false, true])
  func unicode(isBig: Bool) throws {
    let mark = "\u{FEFF}"
    let long = String(repeating: Self.text, count: 9)
    for text in [long, mark + long] {
      #expect(try decoded(Self.utf16(text, isBig: isBig)) == long)
      #expect(try decoded(Self.utf32(text, isBig: isBig)) == long)
    }
  }

  @Test(
    "packed text is decoded behind its packing, whatever the blocks", arguments: [64, 100, 4096])
  func packed(size: Int) throws {
    let bytes = Self.utf16("\u{FEFF}" + Self.text, isBig: false)
    #expect(try decoded(GzipWriter.member(bytes), blockSize: size) == Self.text)
    #expect(try decoded(bytes, blockSize: size) == Self.text)
  }

  @Test("half a letter at the end is shown as one that cannot be read")
  func torn() throws {
    let bytes = Self.utf16("\u{FEFF}ab", isBig: true)
    #expect(try decoded(bytes + [0]) == "ab\u{FFFD}")
    #expect(try decoded(bytes + [0xD8, 0x3D, 0, 0x63]) == "ab\u{FFFD}c")
  }

  @Test("lines that end in carriage returns alone are lines")
  func carriageReturns() throws {
    #expect(try decoded(Array("one\rtwo\rthree".utf8)) == "one\ntwo\nthree")
    #expect(try decoded(Array("one\r\ntwo\rhalf\r\n".utf8)) == "one\r\ntwo\rhalf\r\n")
    #expect(try decoded(Array("one\r".utf8)) == "one\r")
  }

  @Test("bytes with zeros in other places are left alone")
  func binary() throws {
    let emptied = [UInt8](repeating: 0, count: 64) + Array("text\n".utf8)
    #expect(TextEncoding(of: UnsafeRawBufferPointer(start: nil, count: 0)) == nil)
    let path = try folder.write("a.log", emptied)
    #expect(try Decoding(stream: path, blockSize: 64).bytes == emptied)
    let numbers: [UInt8] = (0..<128).map { $0 & 1 == 0 ? UInt8($0 / 2) : 0 }
    #expect(
      try Decoding(stream: try folder.write("b.log", numbers), blockSize: 64).bytes == numbers)
  }
}
