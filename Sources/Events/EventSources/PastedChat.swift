import Scan

/// A conversation that was copied out of a chat.
///
/// Two forms: a line that is a name and a clock, with the message below it, as Slack, Teams and
/// Discord copy them (`Ann Quux  3:24 PM`); and one line a message (`[15:24] ann: looked at it`).
/// A line that is a date is the day of what follows.
struct PastedChat: EventSource {
  let name = "chat"
  let suffixes: [String] = []

  func recognises(_ head: EventContent) -> Bool {
    let lines = head.firstTexts(40)
    guard lines.count > 1 else {
      return lines.first.map { Self.message($0) != nil } ?? false
    }
    let messages = lines.count { Self.message($0) != nil }
    if messages >= 2, messages * 2 > lines.count { return true }
    let heads = lines.indices.filter { Self.header(lines[$0]) != nil }
    guard let first = heads.first, first <= 2, first + 1 < lines.count else { return false }
    return heads.count >= 2 || lines.count <= 6
  }

  func read(_ text: inout EventText, into rows: inout EventRowBuilder) {
    var open: Message?
    func close(_ rows: inout EventRowBuilder) {
      if let message = open { add(message, to: &rows) }
      open = nil
    }
    while let line = text.nextLine() {
      guard !line.words.isEmpty else { continue }
      if let (time, who, words) = Self.message(line.words) {
        close(&rows)
        open = Message(time: time, who: who, words: words, at: line)
      } else if let (who, time) = Self.header(line.words) {
        close(&rows)
        open = Message(time: time, who: who, words: "", at: line)
      } else if let date = DateLine.date(line.words) {
        close(&rows)
        rows.setHead(date: date, zone: nil, line: line.line)
      } else if let message = open, HandwrittenTime(spoken: line.words) != nil {
        // A clock alone: the next message of the same person.
        close(&rows)
        let time = Self.clock(line.words, after: message.time)
        open = Message(time: time, who: message.who, words: "", at: line)
      } else if let message = open {
        open?.words = message.words.isEmpty ? line.words : message.words + " " + line.words
      } else {
        rows.refuse(
          .noTimestamp, line: line.line, byteOffset: line.byteOffset, "messages without a time")
      }
    }
    close(&rows)
  }

  private struct Message {
    var time: String
    var who: String
    var words: String
    var at: TextLine
  }

  /// A clock that leaves out its half of the day, as chats write it below a message of the same
  /// half.
  private static func clock(_ text: String, after before: String) -> String {
    let half = before.suffix(2).lowercased()
    guard ["am", "pm"].contains(half), text.last?.isNumber ?? false else { return text }
    let same = "\(text) \(half)"
    guard let one = HandwrittenTime(spoken: before), let next = HandwrittenTime(spoken: same) else {
      return text
    }
    // From 11:59 to 12:05 the half changes.
    let other = half == "am" ? "pm" : "am"
    return next.secondOfDay >= one.secondOfDay ? same : "\(text) \(other)"
  }

  private func add(_ message: Message, to rows: inout EventRowBuilder) {
    let place = message.at
    guard !message.words.isEmpty else {
      return rows.leaveOut(
        line: place.line, byteOffset: place.byteOffset, "messages without words")
    }
    var event = ExportedEvent(
      .note, at: message.time, message.words, from: .chat, who: message.who)
    event.takeMeaning()
    rows.add(event, line: place.line, byteOffset: place.byteOffset)
  }

  /// `Ann Quux  3:24 PM`, `Ann Quux APP [15:24]`: a name and a clock and nothing else.
  private static func header(_ line: String) -> (who: String, time: String)? {
    guard line.utf8.count <= 80 else { return nil }
    let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
    for count in [2, 1] where words.count > count {
      var time = words.suffix(count).joined(separator: " ")
      let isBracketed = time.hasPrefix("[") && time.hasSuffix("]")
      if isBracketed { time = String(time.dropFirst().dropLast()) }
      guard time.contains(":"), let clock = HandwrittenTime(spoken: time), clock.date == nil else {
        continue
      }
      // A clock of 24 hours behind one blank may end a sentence.
      let isSaid =
        time.lowercased().hasSuffix("m") || isBracketed || line.contains("  ")
        || line.contains("\t")
      var name = Array(words.dropLast(count))
      while let last = name.last, ["APP", "BOT", "—", "-", "|", "at"].contains(last) {
        name.removeLast()
      }
      guard isSaid, isName(name.joined(separator: " ")) else { return nil }
      return (name.joined(separator: " "), time)
    }
    return nil
  }

  /// `[15:24] ann: text`, `[15:24] <ann> text`, `15:24 <ann> text`.
  private static func message(_ line: String) -> (time: String, who: String, words: String)? {
    var rest = line[...]
    let time: String
    if rest.first == "[", let close = rest.firstIndex(of: "]") {
      time = rest[rest.index(after: rest.startIndex)..<close].trimmed
      rest = rest[rest.index(after: close)...]
    } else if let blank = rest.firstIndex(of: " "), rest[blank...].hasPrefix(" <") {
      time = String(rest[..<blank])
      rest = rest[blank...]
    } else {
      return nil
    }
    guard time.utf8.count <= 32, time.contains(":"), !time.contains("."), !time.contains(","),
      HandwrittenTime(spoken: time) != nil, rest.first == " "
    else { return nil }
    let said = rest.dropFirst()
    let name: String
    let words: String
    if said.first == "<", let close = said.firstIndex(of: ">") {
      name = said[said.index(after: said.startIndex)..<close].trimmed
      words = said[said.index(after: close)...].trimmed
    } else if let colon = said.firstIndex(of: ":") {
      name = said[..<colon].trimmed
      let behind = said[said.index(after: colon)...]
      guard behind.first?.isWhitespace ?? false else { return nil }
      words = behind.trimmed
    } else {
      return nil
    }
    guard isName(name), !words.isEmpty else { return nil }
    return (time, name, words)
  }

  /// Up to four words of letters; the level of a log line is no name.
  private static func isName(_ name: String) -> Bool {
    let words = name.split(separator: " ")
    guard (1...4).contains(words.count), name.utf8.count <= 48 else { return false }
    let levels: Set<String> = [
      "info", "debug", "warn", "warning", "error", "err", "fatal", "trace", "notice", "critical",
      "crit", "alert", "severe", "verbose", "panic", "main", "server",
    ]
    return words.allSatisfy { word in
      (word.first.map { $0.isLetter || $0 == "@" } ?? false)
        && word.allSatisfy { $0.isLetter || $0.isNumber || "@.-_'’()".contains($0) }
        && !levels.contains(word.lowercased())
    }
  }
}
