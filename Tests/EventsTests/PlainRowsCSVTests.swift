import Events
import LogModel
import Testing

@Suite struct PlainRowsCSVTests {
  @Test func readsADeployListWithItsPlaces() {
    let file = Reading.file(
      "\u{FEFF}time,event,service,version,text\r\n"
        + "2025-04-08T14:02:00Z,deploy,api,1.4.2,\"new, \"\"big\"\" menu\nand more\"\r\n\r\n"
        + "2025-04-08T15:50:00Z,rollback,api,1.4.1,\r\n", path: "deploys.csv")
    #expect(file.kind == "csv")
    #expect(file.rows.map(\.kind) == [.deploy, .rollback])
    #expect(file.rows.map(\.text) == ["new, \"big\" menu\nand more", "1.4.1"])
    #expect(file.rows.map(\.service) == ["api", "api"])
    #expect(file.rows.map(\.source.line) == [2, 5])
    #expect(file.rows.first?.source.byteOffset == 36)
    #expect(file.warnings.isEmpty)
  }

  @Test(arguments: [";", "\t", ","])
  func findsTheSeparator(_ separator: String) {
    let text = "time,kind,who\n2025-04-08T15:28:00Z,ack,Ann\n"
    let file = Reading.file(text.split(separator: ",").joined(separator: separator), path: "x")
    #expect(file.kind == "csv")
    #expect(file.rows.first?.who == "Ann")
  }

  @Test func keepsTheWordsOfATextWithoutItsQuotes() {
    let file = Reading.file("time,text\n2025-04-08T15:28:00Z,first, then second\n")
    #expect(file.rows.first?.text == "first, then second")
    #expect(file.warnings.isEmpty)
  }

  @Test func saysThatCellsHaveNoColumn() {
    let file = Reading.file("text,time\na,2025-04-08T15:28:00Z,more\n")
    #expect(file.rows.first?.text == "a")
    #expect(file.warnings.map(\.message) == ["columns not read: (no header)"])
  }

  @Test func readsShortRowsAndPassesEmptyOnes() {
    let file = Reading.file("time,kind,text\n2025-04-08T15:28:00Z,ack\n,,\n")
    #expect(file.rows.map(\.kind) == [.acknowledged])
    #expect(file.unread == 0)
  }

  @Test func countsARowWhoseQuoteIsNotClosed() {
    let file = Reading.file("time,text\n2025-04-08T15:28:00Z,a\n2025-04-08T15:29:00Z,\"b\n")
    #expect(file.rows.map(\.text) == ["a"])
    #expect(file.unread == 1)
    #expect(file.warning(.unreadLines)?.line == 3)
  }

  @Test func countsEveryRowOfATableWithoutTime() {
    let file = Reading.file("who,what\nAnn,ate\nBo,slept\n", path: "people.csv")
    #expect(file.kind == "csv")
    #expect(file.unread == 2)
    #expect(file.warning(.noTimestamp)?.count == 2)
  }
}
