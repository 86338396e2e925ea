// Foundation reads the report's JSON, as a user's script would.
import Foundation

/// A report in JSON, read with another reader than the program's own.
public struct Report {
  /// A citation.
  public struct Citation {
    public var path: String
    public var line: Int
    public var entry: Int?
    public var time: String?
    public var excerpt: String?

    /// As `recount show` takes it.
    public var place: String { "\(path):\(line)" + (entry.map { "#\($0)" } ?? "") }
  }

  public let root: [String: Any]

  /// - Throws: for bytes that are no object of JSON.
  public init(_ json: [UInt8]) throws {
    guard let root = try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any] else {
      throw Program.Failure(description: "no object of JSON")
    }
    self.root = root
  }

  public var incidents: [[String: Any]] { root["incidents"] as? [[String: Any]] ?? [] }
  public var ids: [String] { incidents.compactMap { $0["id"] as? String } }

  /// What was read, one row a file.
  public var inputs: [[String: Any]] {
    (root["coverage"] as? [String: Any])?["inputs"] as? [[String: Any]] ?? []
  }

  public var citations: [String: Citation] {
    (root["citations"] as? [String: [String: Any]] ?? [:]).mapValues { fields in
      Citation(
        path: fields["path"] as? String ?? "", line: fields["line"] as? Int ?? 0,
        entry: fields["entry"] as? Int, time: fields["time"] as? String,
        excerpt: fields["excerpt"] as? String)
    }
  }

  /// A value by its keys, from an incident or the root down.
  public static func value(_ path: String, in object: [String: Any]) -> Any? {
    var found: Any? = object
    for key in path.split(separator: ".") {
      found = (found as? [String: Any])?[String(key)]
    }
    return found is NSNull ? nil : found
  }

  /// The rows of an incident's timeline.
  public static func rows(_ incident: [String: Any]) -> [[String: Any]] {
    incident["timeline"] as? [[String: Any]] ?? []
  }

  /// The incidents as text, each citation by its time and excerpt instead of its place.
  public func incidentsByContent() throws -> String {
    let cited = citations.mapValues { "\($0.time ?? "no time") \($0.excerpt ?? "no excerpt")" }
    func resolved(_ value: Any, key: String) -> Any {
      switch value {
      case let object as [String: Any]:
        return object.reduce(into: [String: Any]()) {
          $0[$1.key] = resolved($1.value, key: $1.key)
        }
      case let list as [String] where key == "citations":
        return list.map { cited[$0] ?? "dangling \($0)" }
      case let list as [Any]: return list.map { resolved($0, key: "") }
      default: return value
      }
    }
    let data = try JSONSerialization.data(
      withJSONObject: resolved(incidents, key: ""), options: [.prettyPrinted, .sortedKeys])
    return String(decoding: data, as: UTF8.self)
  }
}
