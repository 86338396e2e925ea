import Scan
import Testing

@Suite struct CSVScannerTests {
  private func rows(_ text: String, _ separator: UInt8 = 0x2C) -> [CSVRow] {
    Array(CSVScanner(Array(text.utf8), separator: separator))
  }

  @Test(
    arguments: [
      ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
      ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
      ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
      ("a,b\r", [["a", "b"]]),
      ("\n\r\na,b\n\n\nc\n\n", [["a", "b"], ["c"]]),
      ("a,\n", [["a", ""]]),
      (",", [["", ""]]),
      ("a,", [["a", ""]]),
      (" a , b ", [[" a ", " b "]]),
      ("\"a, b\",c", [["a, b", "c"]]),
      ("\"say \"\"hi\"\"\",\"\"", [["say \"hi\"", ""]]),
      ("\"two\nlines\",x\ny,z", [["two\nlines", "x"], ["y", "z"]]),
      ("\"two\r\nlines\"\r\n", [["two\r\nlines"]]),
      ("5\" pipe,x", [["5\" pipe", "x"]]),
      ("\"a\"b,c", [["ab", "c"]]),
      ("a\rb,c\n", [["a\rb", "c"]]),
      ("", []),
      ("\u{FEFF}a,b", [["a", "b"]]),
      ("\u{FEFF}", []),
      ("ä,日本", [["ä", "日本"]]),
    ] as [(String, [[String]])])
  func partsRowsAndFields(_ text: String, _ fields: [[String]]) {
    #expect(rows(text).map(\.fields) == fields)
  }

  @Test func aPartOfAFileHasNoByteOrderMark() {
    var scanner = CSVScanner(Array("\u{FEFF}a,b\n".utf8), in: 0..<7)
    let row = scanner.next()
    #expect(row?.byteOffset == 0 && row?.fields == ["\u{FEFF}a", "b"])
  }

  @Test func saysWhereEachRowBegins() {
    let found = rows("\u{FEFF}a,b\r\n\r\n\"x\ny\",1\r\nz,2\r\n")
    #expect(found.map(\.line) == [1, 3, 5])
    #expect(found.map(\.byteOffset) == [3, 10, 19])
  }

  @Test func marksARowWhoseQuoteIsNotClosed() {
    let found = rows("a,b\n\"c,d\ne,f\n")
    #expect(found.map(\.isCut) == [false, true])
    #expect(found.last?.fields == ["c,d\ne,f\n"])
    #expect(rows("\"").map(\.isCut) == [true])
  }

  @Test func takesOtherSeparators() {
    #expect(rows("a;b,c;d", 0x3B).map(\.fields) == [["a", "b,c", "d"]])
    #expect(rows("a\tb", 0x09).map(\.fields) == [["a", "b"]])
  }

  @Test func replacesBytesThatAreNoText() {
    let found = Array(CSVScanner([0x61, 0xFF, 0x2C, 0x62]))
    #expect(found.map(\.fields) == [["a\u{FFFD}", "b"]])
  }
}
