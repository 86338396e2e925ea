/// The way to a field: from the record itself or from one of its bodies, key by key.
///
/// Written as `tenant`, `http.route`, `reqBody.items`, `resBody.message`. Dots part keys;
/// `\.` is a dot inside a key. `reqBody` and `resBody` stand for the request's and the
/// response's body whatever the logger calls them, also where a body is JSON inside a string.
public struct FieldPath: Hashable, Sendable {
  /// Where the way begins.
  public enum Root: String, Hashable, Sendable, CaseIterable {
    case record
    case requestBody = "reqBody"
    case responseBody = "resBody"
  }

  /// Where the way begins.
  public var root: Root
  /// The keys to follow from there; empty stands for the whole body.
  public var keys: [String]

  /// A way along `keys` from `root`.
  public init(root: Root, keys: [String]) {
    self.root = root
    self.keys = keys
  }

  /// As deep as a definition itself may be. The keys are followed by recursion.
  static let keyLimit = 32

  /// Reads the written form; nil for empty keys, blanks, brackets and parentheses, and for more
  /// than 32 keys.
  public init?(_ text: String) {
    var keys = [""]
    var escaped = false
    for scalar in text.unicodeScalars {
      if !escaped, scalar == "\\" {
        escaped = true
      } else if !escaped, scalar == "." {
        keys.append("")
      } else {
        guard escaped || Self.mayStandInKey(scalar) else { return nil }
        keys[keys.count - 1].unicodeScalars.append(scalar)
        escaped = false
      }
    }
    guard !escaped, !keys.contains(""), keys.count <= Self.keyLimit else { return nil }
    switch keys[0] {
    case Root.requestBody.rawValue: self.init(root: .requestBody, keys: Array(keys.dropFirst()))
    case Root.responseBody.rawValue: self.init(root: .responseBody, keys: Array(keys.dropFirst()))
    default: self.init(root: .record, keys: keys)
    }
  }

  private static func mayStandInKey(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "[", "]", "(", ")", "{", "}", ",", "\"", "'": false
    default: scalar.value > 0x20 && scalar.value != 0x7F
    }
  }
}

extension FieldPath: CustomStringConvertible {
  /// The written form: `reqBody.items`.
  public var description: String {
    let written = keys.map { key in
      String(key.flatMap { $0 == "." || $0 == "\\" ? ["\\", $0] : [$0] })
    }
    let head = root == .record ? [] : [root.rawValue]
    return (head + written).joined(separator: ".")
  }
}
