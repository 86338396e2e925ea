import Inference
import LogModel

/// Something that differed from its usual level, with the lines that show it.
public struct ReportedSignal: Sendable {
  public var kind: Signal.Kind
  public var series: SeriesName
  public var from: Timestamp
  /// `nil` while it lasts.
  public var to: Timestamp?
  public var baseline: Double
  public var observed: Double
  /// `per_minute` or `ratio`.
  public var unit: String
  /// Who wrote the lines, of a signal of words.
  public var service: String?
  public var citations: [CitationID]
}
