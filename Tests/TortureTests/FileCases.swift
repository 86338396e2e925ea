import Glibc
import TestSupport

extension TortureCase {
  static let files: [TortureCase] = [
    TortureCase("an empty folder", status: 2, says: "no input") { folder in
      mkdir(folder.path + "/logs", 0o755)
      return ["logs"]
    },
    TortureCase("a missing file", status: 2) { _ in ["none.log"] },
    TortureCase("a missing file among good ones", status: 3, records: 10, codes: ["missing"]) {
      try $0.write("a.log", goodLines(10))
      return ["a.log", "none.log"]
    },
    TortureCase("a glob that matches nothing", status: 2) { _ in ["*.log"] },
    TortureCase("a FIFO in a folder is not waited for", records: 10, codes: ["special-file"]) {
      try $0.write("logs/a.log", goodLines(10))
      mkfifo($0.path + "/logs/pipe", 0o644)
      return ["logs"]
    },
    TortureCase("a link to an endless device", records: 10, codes: ["special-file"]) {
      try $0.write("logs/a.log", goodLines(10))
      symlink("/dev/zero", $0.path + "/logs/zero.log")
      return ["logs"]
    },
    TortureCase("a link that leads nowhere", status: 3, records: 10, codes: ["missing"]) {
      try $0.write("logs/a.log", goodLines(10))
      symlink("gone.log", $0.path + "/logs/b.log")
      return ["logs"]
    },
    TortureCase("a folder that links back to itself", records: 10) {
      try $0.write("logs/a.log", goodLines(10))
      symlink("..", $0.path + "/logs/up")
      return ["logs"]
    },
    TortureCase(
      "a hard link is the same content twice", records: 10, duplicate: 10,
      codes: ["duplicate-content"]
    ) {
      try $0.write("logs/a.log", goodLines(10))
      link($0.path + "/logs/a.log", $0.path + "/logs/b.log")
      return ["logs"]
    },
    TortureCase(
      "a rotation beside its packed copy", records: 10, duplicate: 10,
      codes: ["duplicate-content"]
    ) {
      try $0.write("logs/a.log.1", goodLines(10))
      try $0.write("logs/a.log.1.gz", GzipWriter.member(goodBytes(10)))
      return ["logs"]
    },
    TortureCase(
      "a log and the beginning of it", records: 20, duplicate: 10, codes: ["duplicate-content"]
    ) {
      try $0.write("logs/a.log", goodLines(10))
      try $0.write("logs/b.log", goodLines(20))
      return ["logs"]
    },
    TortureCase("two logs with the same name are two", records: 30) {
      try $0.write("logs/a/app.log", goodLines(10))
      try $0.write("logs/b/app.log", goodLines(20, from: 10))
      return ["logs"]
    },
    TortureCase("a file named twice is read once", records: 10) {
      try $0.write("a.log", goodLines(10))
      return ["a.log", "./a.log", "a.log"]
    },
    TortureCase("names with blanks, quotes and a newline", records: 30) {
      try $0.write("logs/a b.log", goodLines(10))
      try $0.write("logs/it's \"q\".log", goodLines(10, from: 100))
      try $0.write("logs/line\nfeed.log", goodLines(10, from: 200))
      return ["logs"]
    },
    TortureCase("a name that would colour the terminal", records: 10) {
      try $0.write("logs/\u{1B}[31mred.log", goodLines(10))
      return ["logs"]
    },
    TortureCase("a name with an equals sign", records: 10) {
      try $0.write("a=b.log", goodLines(10))
      return ["a=b.log"]
    },
    TortureCase("a hundred folders deep", records: 10) { folder in
      let deep = (0..<100).map { "d\($0)" }.joined(separator: "/")
      try folder.write("logs/" + deep + "/a.log", goodLines(10))
      return ["logs"]
    },
    TortureCase("only empty files", records: 0) {
      try $0.write("logs/a.log", "")
      try $0.write("logs/b.log", "")
      return ["logs"]
    },
    TortureCase("a folder of pictures", status: 2, says: "nothing understood") { folder in
      for name in ["a.png", "b.png"] {
        let body = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
        try folder.write("logs/" + name, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + body)
      }
      return ["logs"]
    },
    TortureCase("three hundred files", records: 600) { folder in
      for number in 0..<300 {
        try folder.write("logs/part-\(number).log", goodLines(2, from: number * 2))
      }
      return ["logs"]
    },
    TortureCase("a list of inputs", records: 20) {
      try $0.write("a.log", goodLines(10))
      try $0.write("b.log", goodLines(10, from: 20))
      try $0.write("list", "a.log\nb.log\n")
      return ["@list"]
    },
    TortureCase("a list that names itself", status: 2) {
      try $0.write("list", "@list\n")
      return ["@list"]
    },
  ]
}
