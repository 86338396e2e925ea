import LogModel
import Scan

/// Files of a node's container runtime: `STAMP stdout F text`; `P` marks a piece of a long line.
public struct ContainerRuntimeLines: LineEnvelope {
  public var name: String { "kubernetes-cri" }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    EnvelopeHead.isDate(head)
  }

  public func unwrap(_ line: UnsafeRawBufferPointer) -> Unwrapped {
    guard let stamp = EnvelopeStamp.iso(line, from: 0), stamp.moment != nil else {
      return .foreign
    }
    let rest = line[stamp.end...]
    let isError = rest.starts(with: " stderr ".utf8)
    guard isError || rest.starts(with: " stdout ".utf8) else { return .foreign }
    var at = stamp.end + 8
    guard at < line.count, line[at] == 0x46 || line[at] == 0x50 else { return .foreign }
    let isPiece = line[at] == 0x50
    // Further tags may follow the first, behind colons.
    let end = line[at...].prefix(64).firstIndex(of: 0x20) ?? line.count
    guard end == at + 1 || at + 1 < line.count && line[at + 1] == 0x3A else { return .foreign }
    at = min(end + 1, line.count)
    var wrapped = Wrapped(text: JSONSlice(kind: .object, start: at, end: line.count))
    stamp.date(&wrapped)
    wrapped.part = isPiece ? .piece : .last
    wrapped.stream = isError ? 2 : 1
    return .record(wrapped)
  }
}

/// `kubectl logs --prefix`: `[pod/orders-7d9f8b6c5d-x2k4p/app] text`.
public struct KubectlPrefix: LineEnvelope {
  public var name: String { "kubectl-prefix" }

  public init() {}

  public func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool {
    head.starts(with: "[pod/".utf8)
  }

  public func unwrap(_ line: UnsafeRawBufferPointer) -> Unwrapped {
    guard line.starts(with: "[pod/".utf8),
      let close = line.prefix(600).firstIndex(of: 0x5D), close + 1 < line.count,
      line[close + 1] == 0x20, let slash = line[5..<close].firstIndex(of: 0x2F), slash > 5,
      !line[5..<close].contains(where: { $0 <= 0x20 })
    else { return .foreign }
    var wrapped = Wrapped(text: JSONSlice(kind: .object, start: close + 2, end: line.count))
    wrapped.host = JSONSlice(kind: .string, start: 5, end: slash)
    let count = PodName.serviceCount(line[5..<slash])
    wrapped.service = JSONSlice(kind: .string, start: 5, end: 5 + count)
    return .record(wrapped)
  }
}

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
