/// The program of the tests that traps where it is told to.
public enum Probe {
  /// Its path, beside the program under test.
  public static let path = String(Program.recount.dropLast("recount".count)) + "TrapProbe"
}
