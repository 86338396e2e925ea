import LogModel
import Timeline

/// A value that failures are concentrated in, as the report holds it.
enum ConcentrationJSON {
  static func object(_ one: Concentration) -> JSONValue {
    .object([
      ("dimension", .string(one.dimension)), ("value", .string(one.value)),
      ("failures_share", .number(one.failuresShare)),
      ("attempts_share", .optional(one.attemptsShare, JSONValue.number)),
      ("failures", .int(one.failures)), ("failures_of", .int(one.allFailures)),
      ("attempts", .optional(one.attempts, JSONValue.int)), ("attempts_of", .int(one.allAttempts)),
    ])
  }
}
