import LogModel

/// Something that came before the failures or is named by them, and may have contributed.
///
/// A lead for whoever asks why, ranked; never a finding, and never called the cause.
public struct Factor: Sendable {
  public enum Kind: String, Sendable { case change, dependency, message }

  public var kind: Kind
  /// What it is: `deploy shop 2.4.1`, `factory`, `lines like Cannot reach shelf #`.
  public var text: String
  /// Why it is named here, in words.
  public var reason: String
  /// The line that shows it best, and others.
  public var evidence: EvidencePoint
  public var support: [EvidencePoint]

  /// A factor with the lines that show it.
  public init(
    kind: Kind, text: String, reason: String, evidence: EvidencePoint,
    support: [EvidencePoint] = []
  ) {
    self.kind = kind
    self.text = text
    self.reason = reason
    self.evidence = evidence
    self.support = support
  }
}
