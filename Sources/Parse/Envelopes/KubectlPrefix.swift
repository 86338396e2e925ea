import LogModel
import Scan

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
