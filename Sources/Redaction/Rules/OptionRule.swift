/// Values of options on a command line: `--token x`, `-u user:x`, `-px`.
extension RedactionScan {
  /// `--password x`: an option whose value is the next word.
  mutating func option(at index: Int) -> Int {
    let name = index + 2
    let end = text.nameEnd(from: name)
    guard !text[index - 1].isName, !isGrownTogether(at: index) else { return index + 1 }
    if text[end] == Ascii.blank || text[end] == Ascii.equals,
      let name = text.shortWord(name..<end), Self.userOptions.contains(name),
      let stop = credentials(at: end + 1)
    {
      return stop
    }
    guard case .secret(let kind) = names.role(of: name..<end, in: text),
      var start = optionEnd(end), text[start] != Ascii.dash, !text[start].isSpace
    else { return index + 1 }
    if let mark = text.markEnd(at: start) { return mark }
    var stop = bareEnd(from: start)
    if let open = text.quote(at: start) {
      guard !text.closesString(open) else { return start }
      start = open.range.upperBound
      stop = text.quotedEnd(after: open)
    }
    let value = start..<stop
    guard !value.isEmpty, !text.isMasked(value, names: names) else { return stop }
    hide(value, as: kind)
    remember(value)
    return stop
  }

  /// Where the value of an option begins: behind blanks, or as the next element of a list.
  private func optionEnd(_ end: Int) -> Int? {
    var level = 0
    if let start = blanks(from: end, &level) { return start }
    let quote = text.quote(at: end)
    let comma = quote?.range.upperBound ?? end
    guard text[comma] == Ascii.comma else { return nil }
    let start = blanks(from: comma + 1, &level) ?? comma + 1
    // What has quotes where its name has none, or the other way round, is another value.
    return (text.quote(at: start) == nil) == (quote == nil) ? start : nil
  }

  private static let userOptions: Set<String> = ["user", "proxy-user", "auth", "creds", "userpwd"]

  /// Programs by their names: short options whose value is the next word, and those whose value
  /// is joined to them.
  private static let commands: [String: (spaced: String, joined: String)] = [
    "mysql": ("", "p"), "mysqldump": ("", "p"), "mysqladmin": ("", "p"), "mariadb": ("", "p"),
    "mysqlimport": ("", "p"), "mysqlcheck": ("", "p"), "mysqlshow": ("", "p"), "7z": ("", "p"),
    "7za": ("", "p"), "xtrabackup": ("", "p"), "mydumper": ("p", "p"), "sshpass": ("p", "p"),
    "login": ("p", "p"), "mongo": ("p", ""), "mongosh": ("p", ""), "mongodump": ("p", ""),
    "mongorestore": ("p", ""), "mongoexport": ("p", ""), "redis-cli": ("a", ""),
    "ldapsearch": ("w", "w"), "ldapadd": ("w", "w"), "ldapmodify": ("w", "w"),
    "ldapwhoami": ("w", "w"), "sqlcmd": ("P", "P"), "bcp": ("P", "P"), "isql": ("P", "P"),
    "zip": ("P", "P"), "unzip": ("P", "P"), "ipmitool": ("P", "P"), "cqlsh": ("p", ""),
    "influx": ("p", ""), "openssl": ("k", ""), "smbclient": ("", ""), "rabbitmqadmin": ("p", ""),
    "htpasswd": ("", ""), "snmpget": ("AX", ""), "snmpwalk": ("AX", ""), "vncdo": ("p", ""),
    "winexe": ("", ""), "curl": ("", ""), "mosquitto_pub": ("P", "P"), "mosquitto_sub": ("P", "P"),
    "clickhouse-client": ("", ""), "keytool": ("", ""), "kcat": ("", ""), "sqoop": ("", ""),
  ]

  /// Looks for the program that an option at `index` belongs to; each byte is read once.
  private mutating func noteCommand(before index: Int) {
    var at = max(commandsSeen, index - 400, 0)
    commandsSeen = index
    while at < index {
      guard text[at].isAlphanumeric, text.isWordStart(at), text[at - 1] != Ascii.backslash,
        !text[at - 1].isJoint
      else {
        at += 1
        continue
      }
      let end = text.nameEnd(from: at)
      if end - at <= 20, text[end].isSpace,
        let known = Self.commands[String(decoding: text.bytes[at..<end], as: UTF8.self)]
      {
        command = Command(spaced: known.spaced, joined: known.joined, limit: end + 400)
      }
      at = max(end, at + 1)
    }
  }

  /// `-u user:x`, and the options of programs that are known to hold passwords.
  mutating func shortOption(at index: Int) -> Int {
    let letter = text[index + 1]
    guard letter.isLetter, index == 0 || text[index - 1].isSpace || text[index - 1].isQuote,
      !isGrownTogether(at: index)
    else { return index + 1 }
    noteCommand(before: index)
    var level = 0
    let next = index + 2
    if let start = blanks(from: next, &level) {
      if letter == UInt8(ascii: "u") || letter == UInt8(ascii: "U") {
        return credentials(at: start) ?? index + 1
      }
      guard let command, index < command.limit, command.spaced.utf8.contains(letter) else {
        return index + 1
      }
      return optionValue(at: start) ?? index + 1
    }
    if letter == UInt8(ascii: "u"), let end = credentials(at: next) { return end }
    if let command, index < command.limit, command.joined.utf8.contains(letter) {
      return optionValue(at: next) ?? index + 1
    }
    guard letter == UInt8(ascii: "p") else { return index + 1 }
    // Of a program that is not known only what is no port and no word.
    let value = next..<bareEnd(from: next)
    guard value.count <= 64, text.looksTold(value, least: 8) else { return index + 1 }
    return optionValue(at: next) ?? index + 1
  }

  private mutating func optionValue(at start: Int) -> Int? {
    if let mark = text.markEnd(at: start) { return mark }
    var value = start..<bareEnd(from: start)
    if let open = text.quote(at: start) {
      guard !text.closesString(open),
        let content = text.shortContent(after: open, reach: 256)
      else { return nil }
      value = content
    }
    guard !value.isEmpty, text[value.lowerBound] != Ascii.dash,
      text[value.lowerBound] != Ascii.colon, text[value.lowerBound] != Ascii.comma,
      !text.isMasked(value, names: names), !text.isLiteral(value)
    else { return nil }
    hide(value, as: .password)
    remember(value)
    return value.upperBound
  }

  /// `user:x` after `-u`; what is a range of numbers, or twice the same, is none.
  private mutating func credentials(at start: Int) -> Int? {
    var value = start..<bareEnd(from: start)
    if let open = text.quote(at: start) {
      guard !text.closesString(open),
        let content = text.shortContent(after: open, reach: 256)
      else { return nil }
      value = content
    }
    guard
      let sign = text.bytes[value].prefix(64).firstIndex(where: {
        $0 == Ascii.colon || $0 == Ascii.percent
      }), sign > value.lowerBound,
      text.bytes[value.lowerBound..<sign].allSatisfy({ $0.isName || $0 >= 0x80 || $0 == Ascii.at })
    else { return nil }
    let secret = sign + 1..<value.upperBound
    guard !secret.isEmpty, text[secret.lowerBound] != Ascii.slash,
      text.markEnd(at: secret.lowerBound) == nil, !text.isMasked(secret, names: names),
      !text.bytes[secret].allSatisfy(\.isDigit)
        || !text.bytes[value.lowerBound..<sign].allSatisfy(\.isDigit),
      text.bytes[secret] != text.bytes[value.lowerBound..<sign]
    else { return nil }
    hide(secret, as: .password)
    remember(secret)
    return secret.upperBound
  }
}
