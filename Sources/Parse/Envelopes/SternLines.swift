import LogModel
import Scan

/// `stern`: `orders-7d9f8b6c5d-x2k4p app text`, with the namespace before it where there are
/// several; `+ pod › container` says that it began to follow one.
public struct SternLines: LineEnvelope {
  public var name: String { "stern" }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard let first = head.first else { return false }
    return first &- 0x61 < 26 || first == 0x2B || first == 0x2D
  }

  public func unwrap(_ line: UnsafeRawBufferPointer) -> Unwrapped {
    if line.starts(with: "+ ".utf8) || line.starts(with: "- ".utf8) {
      let words = line.prefix(600).split(separator: 0x20)
      return words.count >= 4 && words[2].elementsEqual("›".utf8)
        ? .header(labels: nil) : .foreign
    }
    guard let first = word(line, from: 0), let second = word(line, from: first.upperBound + 1)
    else { return .foreign }
    if let third = word(line, from: second.upperBound + 1), !isPod(line, first),
      isPod(line, second)
    {
      return record(line, pod: second, container: third)
    }
    return record(line, pod: first, container: second)
  }

  private func record(
    _ line: UnsafeRawBufferPointer, pod: Range<Int>, container: Range<Int>
  ) -> Unwrapped {
    let start = container.upperBound + 1
    let count = PodName.serviceCount(line[pod])
    // A deployment's name is like nothing else; others need a record behind them to be told.
    guard count < pod.count, isPod(line, pod) || InnerText.isKnown(line, from: start) else {
      return .foreign
    }
    var wrapped = Wrapped(text: JSONSlice(kind: .object, start: start, end: line.count))
    wrapped.host = JSONSlice(kind: .string, start: pod.lowerBound, end: pod.upperBound)
    wrapped.service = JSONSlice(
      kind: .string, start: pod.lowerBound, end: pod.lowerBound + count)
    return .record(wrapped)
  }

  private func isPod(_ line: UnsafeRawBufferPointer, _ word: Range<Int>) -> Bool {
    PodName.deploymentCount(Array(line[word])) != nil
  }

  /// A name of lower-case letters, digits and dashes, with a blank behind it.
  private func word(_ line: UnsafeRawBufferPointer, from start: Int) -> Range<Int>? {
    var end = start
    while end < line.count, end - start < 254,
      PodName.isNamePart(line[end]) || line[end] == 0x2D || line[end] == 0x2E
    {
      end += 1
    }
    return end > start && end < line.count && line[end] == 0x20 ? start..<end : nil
  }
}
