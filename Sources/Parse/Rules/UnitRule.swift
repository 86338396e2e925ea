/// A number of things one record is about: the pizzas of an order are the members of its items.
public struct UnitRule: Hashable, Sendable {
  /// The word that reports print, in the plural: `pizzas`.
  public var name: String
  /// The array (or object) whose members are counted.
  public var field: FieldPath

  /// A unit counted by the members of `field`.
  public init(name: String, field: FieldPath) {
    self.name = name
    self.field = field
  }
}
