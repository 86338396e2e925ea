import LogModel
import Testing

@testable import Pipeline

@Suite struct RotationHolesTests {
  /// A file that holds a record every so many seconds between two hours of April 2025.
  private struct File {
    var name: String
    var from: Double
    var to: Double
    var pace = 3.0
    var silence = 20.0
    var status = InputReading.Status.complete

    var reading: InputReading {
      var reading = InputReading(path: name)
      let day = CivilTime(year: 2025, month: 4, day: 7).secondsSinceEpoch
      reading.first = Timestamp(seconds: day + Int64(from * 3600))
      reading.last = Timestamp(seconds: day + Int64(to * 3600))
      reading.account.records = Int((to - from) * 3600 / pace)
      reading.longestSilence = silence
      reading.status = status
      return reading
    }
  }

  private func holes(_ files: [File]) -> [String] {
    var readings = files.map(\.reading)
    let found = RotationHoles.mark(&readings)
    let told = readings.filter { !$0.gaps.isEmpty }
    #expect(found.count == told.reduce(0) { $0 + $1.gaps.count })
    #expect(told.allSatisfy { $0.warnings.contains { $0.code == .coverageGap } })
    var turned = Array(files.map(\.reading).reversed())
    RotationHoles.mark(&turned)
    #expect(Array(turned.reversed()) == readings)
    return told.map(\.path).sorted()
  }

  @Test("a file that is missing between others leaves a hole")
  func missing() {
    // By the number.
    #expect(
      holes([File(name: "a.log.2", from: 1, to: 2), File(name: "a.log", from: 3, to: 4)])
        == ["a.log.2"])
    #expect(
      holes([
        File(name: "a.log.3", from: 1, to: 2), File(name: "a.log.2", from: 2, to: 3),
        File(name: "a.log", from: 4, to: 5),
      ]) == ["a.log.2"])
    // By the date, and though each file ends with the working day.
    #expect(
      holes([
        File(name: "a-2025-04-07.log", from: 8, to: 18),
        File(name: "a-2025-04-09.log", from: 56, to: 66),
      ]) == ["a-2025-04-07.log"])
    // By the hour.
    #expect(
      holes([
        File(name: "a-2025040713.log", from: 13, to: 14),
        File(name: "a-2025040715.log", from: 15, to: 16),
      ]) == ["a-2025040713.log"])
    // By how closely the others join, where the names say nothing.
    let stamps = [0, 1, 2, 4, 5].map {
      File(name: "a-20250407-0\($0)0000.log", from: Double($0), to: Double($0) + 0.999)
    }
    #expect(holes(stamps) == ["a-20250407-020000.log"])
    // By the pace of the records alone.
    #expect(
      holes([
        File(name: "a-20250407-010000.log", from: 1, to: 2),
        File(name: "a-20250407-020000.log", from: 2.5, to: 3),
      ]) == ["a-20250407-010000.log"])
    // Two of them.
    #expect(
      holes(
        [6, 4, 2].map {
          File(name: "a.log.\($0)", from: 7 - Double($0), to: 8 - Double($0))
        })
        == ["a.log.4", "a.log.6"])
  }

  @Test("healthy sets have none")
  func healthy() {
    func none(_ files: [File], at line: SourceLocation = #_sourceLocation) {
      #expect(holes(files).isEmpty, sourceLocation: line)
    }
    none([])
    none([File(name: "a.log", from: 1, to: 2)])
    // Files that join, in any numbering.
    none((1...5).map { File(name: "a.log.\($0)", from: 6 - Double($0), to: 6.999 - Double($0)) })
    none((1...5).map { File(name: "a-\($0).log", from: Double($0), to: Double($0) + 0.999) })
    none((0...4).map { File(name: "a.log.\($0)", from: 6 - Double($0), to: 6.999 - Double($0)) })
    // A service that rests at night, and at the weekend.
    none((0..<3).map { File(name: "a-2025-04-0\(7 + $0).log", from: day($0, 8), to: day($0, 18)) })
    none((0..<2).map { File(name: "a-2025-04-0\(7 + $0).log", from: day($0, 8), to: day($0, 18)) })
    none([
      File(name: "a.log.1", from: 8, to: 18), File(name: "a.log", from: 32, to: 42),
    ])
    none([
      File(name: "a-2025-04-11.log", from: day(4, 8), to: day(4, 18)),
      File(name: "a-2025-04-14.log", from: day(7, 8), to: day(7, 18)),
    ])
    // A job of a few minutes a day.
    none((0..<4).map { File(name: "a-2025-04-0\(7 + $0).log", from: day($0, 2), to: day($0, 2.1)) })
    // A log that is written to rarely: its files never join.
    none(
      (0..<4).map {
        File(
          name: "a.log.\(4 - $0)", from: day($0, 1), to: day($0, 20), pace: 4 * 3600,
          silence: 6 * 3600)
      })
    // Files of others, overlapping ones, copies.
    none([File(name: "a.log", from: 1, to: 2), File(name: "b.log", from: 5, to: 6)])
    none([File(name: "x/a.log.1", from: 1, to: 2), File(name: "y/a.log", from: 5, to: 6)])
    none([
      File(name: "a.log.3", from: 1, to: 6), File(name: "a.log.1", from: 2, to: 3),
      File(name: "a.log", from: 6, to: 7),
    ])
    none([
      File(name: "a.log.1", from: 1, to: 2),
      File(name: "a.log.3", from: 1, to: 2, status: .duplicate),
      File(name: "a.log", from: 2, to: 3),
    ])
    // Replicas that are numbered.
    none([
      File(name: "a-1.log", from: 1, to: 6), File(name: "a-3.log", from: 1, to: 6),
      File(name: "a-7.log", from: 2, to: 7),
    ])
  }

  @Test("what is said of a file that was cut, or could not be read, is not said twice")
  func told() {
    #expect(
      holes([
        File(name: "a.log.1", from: 1, to: 2, status: .partial),
        File(name: "a.log", from: 3, to: 4),
      ]).isEmpty)
    var lost = InputReading(path: "a.log.2")
    lost.status = .unreadable
    var readings = [
      File(name: "a.log.1", from: 3, to: 4).reading, File(name: "a.log.3", from: 1, to: 2).reading,
      lost,
    ]
    #expect(RotationHoles.mark(&readings).isEmpty)
  }

  private func day(_ number: Int, _ hour: Double) -> Double { Double(number) * 24 + hour }
}
