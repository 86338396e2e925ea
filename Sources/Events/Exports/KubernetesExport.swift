/// Events of Kubernetes as `kubectl get events -o json` prints them.
///
/// An event that was met again keeps its first time; the row says how often and until when.
/// Source: the API reference, Event of `v1` and of `events.k8s.io/v1`.
struct KubernetesExport: EventExport {
  let name = "kubernetes-events"

  func recognises(_ document: EventTree) -> Bool {
    if let items = document["items"]?.items, document.has("apiVersion", "kind") {
      return items.first.map(Self.isEvent) ?? (document.text("kind") == "EventList")
    }
    return Self.isEvent(document["object"] ?? document)
  }

  func read(_ document: EventTree, into rows: inout ExportRows) {
    for event in document["items"]?.items ?? [document["object"] ?? document] {
      guard Self.isEvent(event) else {
        rows.refuse("objects that are no event", at: event)
        continue
      }
      readEvent(event, into: &rows)
    }
  }

  private static func isEvent(_ document: EventTree) -> Bool {
    document.has("reason", "metadata")
      && (document["involvedObject"]?.isObject ?? document["regarding"]?.isObject ?? false)
  }

  private func readEvent(_ item: EventTree, into rows: inout ExportRows) {
    guard
      let time = item.text(
        "firstTimestamp", "deprecatedFirstTimestamp", "eventTime", "lastTimestamp",
        "deprecatedLastTimestamp", "metadata.creationTimestamp")
    else { return rows.refuse("events without a time", at: item) }
    let object = item["involvedObject"] ?? item["regarding"] ?? item
    let reason = item.text("reason") ?? ""
    let message = item.text("message", "note") ?? ""
    let (kind, name) = (object.text("kind") ?? "object", object.text("name") ?? "")
    var text = message.isEmpty ? reason : message
    if !name.isEmpty, !text.contains(name) { text += " (\(kind.lowercased()) \(name))" }
    text += Self.repeats(of: item)
    var event = ExportedEvent(
      Self.kind(reason, message), at: time, text, from: .deploy)
    event.service = Self.workload(kind: kind, name: name)
    event.version = reason == "Pulled" ? Self.tag(in: message) : nil
    event.marks.id = item.text("metadata.uid")
    event.marks.key = [object.text("namespace"), Optional(name), Optional(reason)]
      .compactMap { $0 }.joined(separator: "/")
    event.marks.severity = item.text("type").flatMap { $0 == "Normal" ? nil : $0 }
    rows.addOnce(event, at: item)
  }

  private static func repeats(of item: EventTree) -> String {
    let count = item.text("count", "series.count", "deprecatedCount").flatMap { Int($0) } ?? 1
    guard count > 1 else { return "" }
    let last = item.text(
      "lastTimestamp", "series.lastObservedTime", "deprecatedLastTimestamp")
    return " (\(count) times\(last.map { ", the last at \($0)" } ?? ""))"
  }

  private static func kind(_ reason: String, _ message: String) -> EventKind {
    let small = message.lowercased()
    switch reason {
    case "ScalingReplicaSet":
      // The first replicas of a new set begin a rollout; others are a change of size.
      let isNew = small.contains(" from 0") || small.hasSuffix(" to 1")
      return small.hasPrefix("scaled up") && isNew ? .deploy : .change
    case "SuccessfulRescale", "ScaledUpGroup", "TriggeredScaleUp", "ScaleDown": return .change
    case "DeploymentRollback", "RollbackDone": return .rollback
    case "BackOff", "CrashLoopBackOff": return small.contains("restart") ? .restart : .note
    case "Killing":
      return small.contains("restart") || small.contains("probe") ? .restart : .note
    case "OOMKilling", "SystemOOM", "Rebooted": return .restart
    case "OperationCompleted" where small.contains("succeeded"):
      return small.contains("rollback") ? .rollback : .deploy
    default: return .note
    }
  }

  /// `web` of the pod `web-7d9c5b6f4-x2x9k`; other objects are called as they are.
  private static func workload(kind: String, name: String) -> String? {
    guard !name.isEmpty else { return nil }
    var parts = name.split(separator: "-")
    let isHash: (Substring) -> Bool = { part in
      (4...10).contains(part.count) && part.contains(where: \.isNumber)
        && part.allSatisfy { $0.isLetter && $0.isLowercase || $0.isNumber }
    }
    if kind == "Pod", parts.count > 2, let last = parts.last, last.count == 5,
      isHash(parts[parts.count - 2])
    {
      parts.removeLast(2)
    } else if kind == "ReplicaSet", parts.count > 1, let last = parts.last, isHash(last) {
      parts.removeLast()
    } else if kind == "Node" {
      return nil
    }
    return parts.joined(separator: "-")
  }

  /// The tag in `image "registry/web:1.4.2"`.
  private static func tag(in message: String) -> String? {
    guard let open = message.firstIndex(of: "\"") else { return nil }
    let image = message[message.index(after: open)...].prefix { $0 != "\"" }
    guard let colon = image.lastIndex(of: ":"), !image[colon...].contains("/") else { return nil }
    return String(image[image.index(after: colon)...])
  }
}
