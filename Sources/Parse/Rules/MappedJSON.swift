import LogModel
import Scan

/// JSON lines whose keys a definition names; the usual names count for what it does not name.
struct MappedJSON: LogFormat {
  var name: String { "json-lines (fields)" }
  let names: [FormatChoice.FieldName]
  private let json = JSONLines()

  init(names: [FormatChoice.FieldName]) { self.names = names }

  func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    guard line.first == 0x7B, json.read(line, into: &fields) else { return false }
    for name in names {
      if let value = Self.value(at: name.path.keys[...], in: line, from: 0) {
        NamedField.put(value, as: name.meaning, of: line, into: &fields)
      }
    }
    return true
  }

  /// The value that `path` leads to, as a slice of the line; the last of duplicate keys wins.
  ///
  /// A key with dots in its name is found where the path has the same dots.
  private static func value(
    at path: ArraySlice<String>, in line: UnsafeRawBufferPointer, from start: Int
  ) -> JSONSlice? {
    guard let key = path.first else { return nil }
    var cursor = JSONCursor(line, from: start)
    guard cursor.enterObject() else { return nil }
    let whole = path.joined(separator: ".")
    var found: JSONSlice?
    var flat: JSONSlice?
    var member = JSONMember()
    while cursor.nextMember(&member) == .member {
      let name = line[member.keyStart..<member.keyEnd]
      if name.elementsEqual(key.utf8) { found = member.value }
      if path.count > 1, name.elementsEqual(whole.utf8) { flat = member.value }
    }
    if let flat { return flat }
    guard let found else { return nil }
    if path.count == 1 { return found }
    return found.kind == .object
      ? value(at: path.dropFirst(), in: line, from: found.start) : nil
  }
}
