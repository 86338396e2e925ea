import Testing

@testable import Backtest

@Suite struct RuleParserTests {
}
