/// Numbers of orders, parcels and the like, many of which pass the test that cards pass.
extension RedactionScan {
  private static let things: Set<String> = [
    "order", "orders", "invoice", "ref", "reference", "tracking", "parcel", "shipment", "ticket",
    "transaction", "txn", "request", "offset", "batch", "job", "event", "message", "msg", "user",
    "customer", "account", "acct", "record", "row", "entry", "item", "sku", "ean", "gtin", "isbn",
    "imei", "iccid", "barcode", "serial", "sequence", "seq", "lsn", "epoch", "timestamp", "nanos",
    "id", "ids", "no", "nr", "number", "num", "case", "claim", "booking", "reservation", "trace",
    "span", "session", "device", "sensor", "asset", "document", "doc", "file", "version", "build",
    "revision", "key", "index", "position", "partition", "consignment", "delivery", "return",
    "rma", "quote", "po", "waybill", "awb", "statement", "payout", "payment", "refund", "charge",
    "meter", "bytes", "size", "count", "total", "cursor", "commit", "snapshot", "block",
    "checkpoint",
  ]
  /// Whoever says one of these means a card after all.
  private static let cards: Set<String> = [
    "card", "cards", "pan", "visa", "mastercard", "amex", "credit", "debit", "cc", "cardnumber",
  ]

  /// Whether the words before a number, or the name of its field, say that it counts something.
  func isNumbered(before index: Int) -> Bool {
    var at = index
    var words = 0
    var isThing = false
    while at > 0, index - at < 40, words < 3 {
      while at > 0, index - at < 40, !text[at - 1].isLetter {
        // What is before the end of a sentence or another field is about something else.
        if endsContext(text[at - 1], at - 1) { return isThing }
        at -= 1
      }
      let end = at
      while at > 0, end - at < 16, text[at - 1].isLetter {
        at -= 1
        // `orderNumber` is two words.
        if text[at].isUpper, text[at - 1].isLower { break }
      }
      guard at < end, let word = text.shortWord(at..<end) else { return isThing }
      if Self.cards.contains(word) { return false }
      isThing = isThing || Self.things.contains(word)
      words += 1
    }
    return isThing
  }

  private func endsContext(_ byte: UInt8, _ index: Int) -> Bool {
    switch byte {
    case Ascii.semicolon, Ascii.openBrace, Ascii.closeBrace, Ascii.newline, Ascii.ampersand: true
    case Ascii.comma, Ascii.dot: text[index + 1].isSpace || text[index + 1].isQuote
    case _ where byte.isDigit: true
    default: false
    }
  }
}
