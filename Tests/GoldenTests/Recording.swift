import Glibc

/// What `RECOUNT_RECORD` asks to write anew. Each recording fails the run that makes it, so that
/// what it changed gets read.
enum Recording: String {
  /// `RECOUNT_RECORD=1`: what is expected of the cases.
  case expected = "1"
  /// `RECOUNT_RECORD=inputs`: what is put into them.
  case inputs

  static let asked = getenv("RECOUNT_RECORD").flatMap { Recording(rawValue: String(cString: $0)) }
}
