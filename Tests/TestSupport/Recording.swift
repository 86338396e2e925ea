import Glibc

/// What `RECOUNT_RECORD` asks to write anew. Each recording fails the run that makes it, so that
/// what it changed gets read.
public enum Recording: String, Sendable {
  /// `RECOUNT_RECORD=1`: what is expected of golden cases and of pictures.
  case expected = "1"
  /// `RECOUNT_RECORD=inputs`: what is put into golden cases.
  case inputs

  public static let asked = getenv("RECOUNT_RECORD")
    .flatMap { Recording(rawValue: String(cString: $0)) }
}
