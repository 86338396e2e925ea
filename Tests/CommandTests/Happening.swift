import TestSupport
import Testing

/// What happened to a file, and what has to be told of it wherever anything is told.
struct Happening: CustomTestStringConvertible, Sendable {
  var name: String
  /// As it is given: a file, a folder or a pattern.
  var path: String
  /// What is said of it.
  var words: String
  var make: @Sendable (ScratchFolder) throws -> Void

  init(
    _ name: String, _ path: String, _ words: String,
    _ make: @escaping @Sendable (ScratchFolder) throws -> Void = { _ in }
  ) {
    self.name = name
    self.path = path
    self.words = words
    self.make = make
  }

  var testDescription: String { name }
}

/// The table's rows.
enum Happenings {
  /// Of logs, whether inputs or a baseline.
  static let logs: [Happening] = [
    Happening("cut gzip", "bad.log.gz", "the file ends mid-stream") {
      try $0.write("bad.log.gz", Array(Workplace.packed.prefix(Workplace.packed.count / 2)))
    },
    Happening("damaged gzip", "bad.log.gz", "read in part") {
      var bytes = Workplace.packed
      for at in 0..<60 { bytes[bytes.count / 2 + at] ^= 0x5A }
      try $0.write("bad.log.gz", bytes)
    },
    Happening("garbage behind gzip", "bad.log.gz", "behind") {
      try $0.write("bad.log.gz", Workplace.packed + Array("garbage".utf8))
    },
    Happening("missing file", "gone.log", "no such file"),
    Happening("empty folder", "nothing", "holds no file to read"),
    Happening("pattern without a match", "no*.log", "no file matches"),
    Happening("list without names", "@none.list", "holds no file to read") {
      try $0.write("none.list", "\n")
    },
    Happening("zeros", "zero.log", "zero bytes in place of lines") {
      try $0.write("zero.log", [UInt8](repeating: 0, count: 5000))
    },
    Happening("text, then zeros", "zero.log", "zero bytes in place of lines") {
      try $0.write("zero.log", lines(200) + [UInt8](repeating: 0, count: 4096))
    },
    Happening("cut document", "page.json", "the document is cut here (byte") {
      try $0.write("page.json", Array(document.prefix(document.count / 2)))
    },
    Happening("cut document, packed whole", "page.json.gz", "the document is cut here (byte") {
      try $0.write("page.json.gz", GzipWriter.member(Array(document.prefix(document.count / 2))))
    },
    Happening("garbage between documents", "page.json", "no part of the document") {
      try $0.write("page.json", document + Array("\n<html>\n".utf8) + document)
    },
    Happening("cut list", "list.json", "the document is cut here (byte") {
      let text = Workplace.lines.prefix(60).joined(separator: ",\n")
      try $0.write("list.json", "[" + text)
    },
    Happening("error page", "page.log", "this is an error page, not a log: 502 Bad Gateway") {
      try $0.write("page.log", "<html><head><title>502 Bad Gateway</title></head></html>\n")
    },
    Happening("error body", "page.json", "this is an error page, not a log: unauthorized") {
      try $0.write("page.json", #"{"message":"unauthorized"}"#)
    },
    Happening("line too long", "long.log", "longer than 1024 KiB") {
      try $0.write("long.log", lines(100) + [UInt8](repeating: 0x61, count: 2 << 20) + [0x0A])
    },
    Happening("lines not understood", "odd.log", "9 of 209 lines not understood") {
      try $0.write("odd.log", lines(200) + Array(String(repeating: "??\n", count: 9).utf8))
    },
  ]

  /// Of inputs alone: that a day is missing from a baseline is the user's choice.
  static let rotations: [Happening] = [
    Happening("missing rotation", "app", "no file between app/app.log.3 and app/app.log.1") {
      for (number, part) in [(3, 0), (1, 2), (0, 3)] {
        let name = number == 0 ? "app/app.log" : "app/app.log.\(number)"
        try $0.write(name, calm(minute: part * 20))
      }
    }
  ]

  static let events: [Happening] = [
    Happening("torn row", "ev.jsonl", "lines that are no JSON object (line 2)") {
      try $0.write("ev.jsonl", eventRow + "\n" + eventRow.prefix(20))
    },
    Happening("cut gzip", "ev.jsonl.gz", "the file ends mid-stream") {
      let rows = GzipWriter.member(Array(Workplace.scenario.eventRows))
      try $0.write("ev.jsonl.gz", Array(rows.prefix(rows.count - 12)))
    },
    Happening("missing file", "gone.jsonl", "no such file"),
    Happening("empty folder", "nothing", "holds no file to read"),
    Happening("pattern without a match", "no*.csv", "no file matches"),
    Happening("no UTF-8", "ev.jsonl", "bytes that are no UTF-8") {
      try $0.write("ev.jsonl", Array(eventRow.utf8) + [0x0A] + [0xFF, 0x0A])
    },
    Happening("quote not closed", "ev.csv", "a quote that is not closed") {
      try $0.write("ev.csv", "time,kind,text\n2025-04-08T15:28:00Z,notified,\"pa")
    },
    Happening("cut list", "ev.json", "the list is cut here") {
      try $0.write("ev.json", "[\(eventRow),\n")
    },
    Happening("zeros", "ev.jsonl", "could not be read") {
      try $0.write("ev.jsonl", [UInt8](repeating: 0, count: 900))
    },
    Happening("nothing understood", "ev.txt", "could not be read") {
      try $0.write("ev.txt", "lunch\n")
    },
    Happening("error page", "ev.jsonl", "this is an error page, not events: 403 Forbidden") {
      try $0.write("ev.jsonl", "<html><head><title>403 Forbidden</title></head></html>\n")
    },
  ]

  static let eventRow = #"{"time":"2025-04-08T15:28:00Z","kind":"notified","text":"page"}"#

  static func lines(_ count: Int) -> [UInt8] {
    Array((Workplace.lines.prefix(count).joined(separator: "\n") + "\n").utf8)
  }

  /// Twenty minutes of calls that end well, one every three seconds.
  static func calm(minute: Int, path: String = "/menu") -> String {
    (0..<400).map { at in
      let second = minute * 60 + at * 3
      let clock = [10 + second / 3600, second / 60 % 60, second % 60]
        .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
      return #"{"time":"2025-04-08T\#(clock)Z","service":"shop","method":"GET","path":"\#(path)","#
        + #""status":200,"duration_ms":\#(20 + at % 7)}"# + "\n"
    }.joined()
  }

  /// An answer of Loki.
  static let document: [UInt8] = {
    let values = (0..<80).map { at in
      let line =
        #"{\"method\":\"GET\",\"path\":\"/menu\",\"status\":200,\"duration_ms\":\#(20 + at % 7)}"#
      return #"["\#(1_744_125_000 + at * 3)000000000","\#(line)"]"#
    }.joined(separator: ",")
    return Array(
      (#"{"status":"success","data":{"resultType":"streams","result":[{"stream":{"app":"page"},"#
        + #""values":[\#(values)]}]}}"#).utf8)
  }()
}
