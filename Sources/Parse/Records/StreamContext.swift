import LogModel
import Scan

/// What is known of a record before it is read: from its envelope, its file, the definition.
struct StreamContext {
  var service: [UInt8] = [] {
    didSet { serviceHash = service.withUnsafeBytes { StableHash.hash($0) } }
  }
  var source: [UInt8] = [] {
    didSet { sourceHash = source.withUnsafeBytes { StableHash.hash($0) } }
  }
  private(set) var serviceHash: UInt64 = 0
  private(set) var sourceHash: UInt64 = 0
  var level = Severity.unknown
  var type: [UInt8] = []
  var role = ServiceRole.service
  /// What labels say of the dimensions, in the order of ``RecordDimension``; empty for nothing.
  private(set) var dimensions: [[UInt8]] = []
  var hasDimensions: Bool { !dimensions.isEmpty }
  /// The definition names the service; nothing in a record overrules it.
  var serviceIsFixed = false
  /// Only the file's name tells the service: a pod that a record names goes before.
  var serviceIsByFile = false

  /// What a file's name and the definition's rule for it say.
  static func of(_ path: String, _ rule: InputRule?) -> StreamContext {
    var context = StreamContext()
    let names = FileNaming.names(of: path)
    context.source = Array(names.source.utf8)
    context.service = Array(names.service.utf8)
    if let service = rule?.service {
      context.service = Array(service.utf8)
      context.serviceIsFixed = true
    }
    context.serviceIsByFile = rule?.service == nil
    context.role = rule?.role ?? .service
    return context
  }

  /// Tells contexts of different names apart.
  var namesHash: UInt64 {
    let names = StableHash.combine(
      StableHash.combine(serviceHash, sourceHash), UInt64(level.rawValue))
    return dimensions.reduce(names) { hash, value in
      StableHash.combine(hash, value.withUnsafeBytes { StableHash.hash($0) })
    }
  }

  /// The context with what an envelope says of its record.
  func with(service: [UInt8]?, host: [UInt8]?, level: Severity) -> StreamContext {
    var context = self
    if let service, !service.isEmpty, !serviceIsFixed {
      context.service = service
      context.serviceIsByFile = false
    }
    if let host, !host.isEmpty { context.source = host }
    if level != .unknown { context.level = level }
    return context
  }

  /// The context with what a set of labels adds; the names are those agents give.
  func with(labels: UnsafeRawBufferPointer) -> StreamContext {
    var context = self
    var serviceRank = Int.max
    var sourceRank = Int.max
    var pod: [UInt8] = []
    var dimensionRanks = [UInt8](repeating: 255, count: RecordDimension.allCases.count)
    var cursor = JSONCursor(labels)
    guard cursor.enterObject() else { return context }
    var member = JSONMember()
    while cursor.nextMember(&member) == .member {
      let key = UnsafeRawBufferPointer(rebasing: labels[member.keyStart..<member.keyEnd])
      guard member.value.kind == .string, member.value.count > 0 else { continue }
      let value = labels.slice(member.value)
      if let rank = Self.serviceLabels.firstIndex(where: { key.elementsEqual($0.utf8) }),
        rank < serviceRank, !value.starts(with: "unknown_service".utf8), !serviceIsFixed
      {
        serviceRank = rank
        context.service = Array(value)
        context.serviceIsByFile = false
      }
      if let rank = Self.sourceLabels.firstIndex(where: { key.elementsEqual($0.utf8) }),
        rank < sourceRank
      {
        sourceRank = rank
        context.source = Array(value)
      }
      if key.elementsEqual("pod".utf8) || key.elementsEqual("pod_name".utf8) {
        pod = Array(value)
      }
      if key.elementsEqual("level".utf8) || key.elementsEqual("detected_level".utf8) {
        context.level = SeverityText.severity(value) ?? context.level
      }
      if key.elementsEqual("type".utf8) { context.type = Array(value) }
      if let match = FieldKeyTable.standard.match(key), match.key == .dimension, !match.isPrefix,
        let dimension = RecordDimension(match.way), value.count <= RecordDimension.valueLimit,
        match.rank < dimensionRanks[dimension.index]
      {
        dimensionRanks[dimension.index] = match.rank
        if context.dimensions.isEmpty { context.dimensions = RecordDimension.none }
        context.dimensions[dimension.index] = RecordView.text(member.value, in: labels)
      }
    }
    // A pod is named after what it runs.
    if serviceRank == Int.max, !pod.isEmpty, !serviceIsFixed {
      context.service = Array(pod.prefix(PodName.serviceCount(pod)))
      context.serviceIsByFile = false
    }
    return context
  }

  private static let serviceLabels = [
    "service", "component", "app", "application", "service_name", "container", "job", "source",
  ]
  private static let sourceLabels = ["host", "hostname", "instance", "pod", "pod_name", "node"]
}

/// A context that many records share: passing it on counts one reference, not three texts.
final class SharedContext: Sendable {
  let value: StreamContext

  init(_ value: StreamContext) { self.value = value }
}
