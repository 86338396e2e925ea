/// One form in which people and their tools leave events.
///
/// A form is told by what is in the file, for names of exports lie. Reading never fails: a row
/// that cannot be read is counted with its place.
protocol EventSource: Sendable {
  /// As in ``EventFile/kind``.
  var name: String { get }
  /// Endings of file names, without the dot, that decide where the content does not.
  var suffixes: [String] { get }
  /// Whether a file that begins with this content has this form.
  func recognises(_ head: EventContent) -> Bool
  /// Hands every row to `rows`, in the order of the file.
  func read(_ text: inout EventText, into rows: inout EventRowBuilder)
}
