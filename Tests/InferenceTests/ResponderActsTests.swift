import Testing

@testable import Inference

/// Which lines and calls show that somebody was at work, and which keys may hold a link.
@Suite struct ResponderActsTests {
  @Test func loginsAndCommandsArePeopleAndRestartsMayBeMachines() {
    #expect(
      ResponderActs.kind(of: "Accepted publickey for * from * port *", by: "sshd") == .login)
    #expect(ResponderActs.kind(of: "USER=root ; COMMAND=/bin/ls", by: "sudo") == .command)
    #expect(ResponderActs.kind(of: "Started shop.service", by: "systemd") == .restart)
    #expect(ResponderActs.kind(of: "Started a new batch", by: "shop") == nil)
    #expect(ResponderActs.kind(of: "Failed password for root", by: "sshd") == nil)
    #expect(ResponderAct.Kind.login.showsPerson)
    #expect(!ResponderAct.Kind.restart.showsPerson)
  }

  @Test func callsOfAdministratorsAndOfReportLinksAreKnownByTheirRoute() {
    #expect(ResponderActs.kind(ofCall: "POST /admin/cache/flush") == .adminCall)
    #expect(ResponderActs.kind(ofCall: "GET /api/support/:id/report/:id") == .linkCall)
    #expect(ResponderActs.kind(ofCall: "GET /api/report") == nil)
    #expect(ResponderActs.kind(ofCall: "GET /administrators") == nil)
  }

  @Test func keysThatMayHoldALinkAreKnownByAPartOfTheirName() {
    for key in ["reportUrl", "followLinkToStop", "help_href"] {
      #expect(CarriedLinks.isOfLink(key))
    }
    for key in ["message", "securityCode", "reason"] { #expect(!CarriedLinks.isOfLink(key)) }
  }
}
