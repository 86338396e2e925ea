import Events
import Inference
import LogModel

/// All that a report is built from, as the earlier stages left it.
public struct ReportMaterial: Sendable {
  /// In time order; all of them, because their ids count those of a day.
  public var incidents: [Incident] = []
  /// What stayed below the bounds of an incident, the strongest first.
  public var nearMisses: [NearMiss] = []
  /// Stretches without a record of any input, in order.
  public var silences: [LogSilence] = []
  /// Which incidents are reported.
  public var isReported: @Sendable (Incident) -> Bool = { _ in true }
  public var inputs: [InputReading] = []
  public var eventFiles: [EventFile] = []
  /// Failures that the definition knows as noise, by its reasons.
  public var knownNoise: [(because: String, count: Int)] = []
  /// Of the baseline, what was not read whole.
  public var baseline: [InputReading] = []
  /// The operations that were watched, with or without an incident.
  public var operations: [OperationRef] = []
  /// What the user asked for; a side that is `nil` is taken from the inputs.
  public var window = IncidentReport.Window(from: nil, to: nil)
  /// Warnings that belong to no single input.
  public var warnings: [InputWarning] = []
  /// How far the clock of an input was found to be off, by its path.
  public var clocks: [String: ClockSkew] = [:]
  /// Sentences on what the inputs cannot show, found by earlier stages.
  public var notKnowable: [String] = []
  /// The name of the pipeline, as the definition gives it.
  public var pipeline: String?
  /// Takes the names of people out of a text; `nil` where they are shown.
  public var people: (@Sendable (String) -> String)?
  /// Lines behind citations, already redacted.
  public var excerpts: [SourceRef: String] = [:]
  /// How often each kind of secret was taken out.
  public var redactions: [String: Int] = [:]

  /// Nothing yet; set what there is.
  public init() {}
}
