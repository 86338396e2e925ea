/// A note that recount cannot place; says which forms it reads.
public enum NoteTextError: Error, Hashable, CustomStringConvertible {
  case noTime(String)
  case noText(String)

  public var description: String {
    switch self {
    case .noTime(let note):
      """
      the note '\(note)' does not begin with a time; use 15:20, 15:20:30, '2025-04-08 15:20' or \
      2025-04-08T15:20:30Z, with ~ in front for about
      """
    case .noText(let note):
      "the note '\(note)' says nothing; write what happened after the time"
    }
  }
}
