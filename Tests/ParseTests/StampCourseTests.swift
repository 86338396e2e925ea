import Glibc
import Ingest
import LogModel
import Testing

@testable import Parse

/// Years of stamps that state none, in files that were changed before their lines were written.
@Suite struct StampCourseTests {
  private static let names = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// First and last day of what was read of lines of these months, a file of 2025-03-15.
  private func span(_ months: [Int], linesADay: Int = 1) throws -> [String] {
    var text = ""
    for month in months {
      for day in 1...28 {
        for line in 0..<linesADay {
          text +=
            "\(Self.names[month - 1]) \(day < 10 ? " " : "")\(day) 08:09:10 box a[7]: \(line) x\n"
        }
      }
    }
    let file = try TemporaryFile(Array(text.utf8), name: "box")
    var time = utimbuf()
    time.modtime = 1_742_040_000
    utime(file.path, &time)
    let records = try Reading(path: file.path).records
    return [records.first, records.last].compactMap {
      $0.map { String($0.time.rfc3339.prefix(10)) }
    }
  }

  @Test("lines in order that run past the file's own time are all of one year")
  func past() throws {
    #expect(try span([1, 2, 3, 4, 5]) == ["2024-01-01", "2024-05-28"])
    // More than what is looked at of the head.
    #expect(try span([1, 2, 3, 4, 5], linesADay: 30) == ["2024-01-01", "2024-05-28"])
  }

  @Test("from December to January the year goes on")
  func turn() throws {
    #expect(try span([11, 12, 1, 2]) == ["2024-11-01", "2025-02-28"])
    #expect(try span([11, 12, 1, 2, 3, 4]) == ["2023-11-01", "2024-04-28"])
  }

  @Test("lines that go back in time keep their years")
  func backwards() throws {
    let lines = [
      "Jan  3 08:00:00 box a[7]: c", "Jan  2 08:00:00 box a[7]: b", "Dec 30 08:00:00 box a[7]: a",
    ]
    let file = try TemporaryFile(Array((lines.joined(separator: "\n") + "\n").utf8), name: "box")
    var time = utimbuf()
    time.modtime = 1_742_040_000
    utime(file.path, &time)
    let days = try Reading(path: file.path).records.map { String($0.time.rfc3339.prefix(10)) }
    #expect(days == ["2025-01-03", "2025-01-02", "2024-12-30"])
  }
}
