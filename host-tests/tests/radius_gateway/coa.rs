//! CoA- and Disconnect-Requests on their way back to the visited network (RFC 5176, RFC 8559).

use host_tests::radius::{Answer, Gateway, GatewayConfig, Home, Nas, Received, SECRET, attributes};
use radius::packet::Code;

use crate::stage::{ALICE, ATOMIC, nas_at, timed};

/// A gateway between a home server at 127.0.0.1 and a visited network.
struct Roaming {
    home: Home,
    visited: Home,
    gateway: Gateway,
}

impl Roaming {
    fn new(answer: Answer) -> Self {
        let home = Home::good().unwrap();
        let visited = Home::start(move |request| match &answer {
            Answer::Silence => Answer::good(request.code()),
            answer => answer.clone(),
        })
        .unwrap();
        let config = timed(GatewayConfig::new())
            .udp_listeners()
            .client("home", "127.0.0.1/32", SECRET, "coa = true\n")
            .client("elsewhere", "127.0.0.9/32", SECRET, "coa = true\n")
            .client("nas", "127.0.0.2/32", SECRET, "")
            .client("named", "127.0.0.8/32", SECRET, "coa = true\ncoa_realms = [\"example.org\"]\n")
            .home("home", &home)
            .home("visited", &visited)
            .section("[[coa]]\noperator_names = [\"1visited.example.org\"]\npool = \"visited\"")
            .section(ATOMIC);
        Self { gateway: Gateway::start(&config).unwrap(), home, visited }
    }

    /// Home has accepted a user of its realm.
    fn accept(&self) {
        let accept = nas_at(&self.gateway, 2, "auth").access(&ALICE).unwrap();
        assert_eq!(accept.code(), Code::ACCESS_ACCEPT);
        assert_eq!(self.home.count(), 1);
    }

    fn at(&self, last: u8) -> Nas {
        nas_at(&self.gateway, last, "coa")
    }
}

const DISCONNECT: [(&str, &str); 4] = [
    ("User-Name", "alice@example.org"),
    ("Operator-Name", "1visited.example.org"),
    ("Acct-Session-Id", "session-1"),
    ("Proxy-State", "0x0102"),
];

fn assert_not_routable(roaming: &Roaming, last: u8, list: &[(&str, &str)]) {
    for (code, nak) in
        [(Code::DISCONNECT_REQUEST, Code::DISCONNECT_NAK), (Code::COA_REQUEST, Code::COA_NAK)]
    {
        let answer = roaming.at(last).ask(code, list).unwrap();
        assert_eq!(answer.code(), nak, "{last} {list:?}");
        assert_eq!(answer.values("Error-Cause"), [[0, 0, 1, 0xf6]]);
    }
    assert_eq!(roaming.visited.count(), 0, "{last} {list:?}");
}

#[test]
fn a_request_goes_back_by_operator_name_and_its_ack_to_home() {
    let roaming = Roaming::new(Answer::Silence);
    roaming.accept();
    for (code, ack) in
        [(Code::DISCONNECT_REQUEST, Code::DISCONNECT_ACK), (Code::COA_REQUEST, Code::COA_ACK)]
    {
        let answer = roaming.at(1).ask(code, &DISCONNECT).unwrap();
        assert_eq!(answer.code(), ack);
        assert_eq!(answer.values("Proxy-State"), [[1, 2]]);
        let seen = roaming.visited.requests(code);
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0].text("Acct-Session-Id").unwrap(), "session-1");
        assert_eq!(seen[0].text("Operator-Name").unwrap(), "1visited.example.org");
    }
    assert_eq!(roaming.visited.refused(), Vec::<String>::new());
}

#[test]
fn a_nak_of_the_nas_reaches_home() {
    let nak = Answer::Packet(Code::COA_NAK, attributes(&[("Error-Cause", "503")]));
    let roaming = Roaming::new(nak);
    roaming.accept();
    let answer = roaming.at(1).ask(Code::COA_REQUEST, &DISCONNECT).unwrap();
    assert_eq!(answer.code(), Code::COA_NAK);
    assert_eq!(answer.values("Error-Cause"), [[0, 0, 1, 0xf7]]);
}

#[test]
fn what_cannot_be_routed_is_answered_with_error_cause_502() {
    let roaming = Roaming::new(Answer::Silence);
    roaming.accept();
    let without: Vec<(&str, &str)> = [&DISCONNECT[..1], &DISCONNECT[2..]].concat();
    assert_not_routable(&roaming, 1, &without);
    let unknown = [DISCONNECT[0], ("Operator-Name", "1unknown.example.org"), DISCONNECT[2]];
    assert_not_routable(&roaming, 1, &unknown);
    // RFC 8559 section 3.2: User-Name says nothing about the way back.
    let by_name = [("User-Name", "alice@visited.example.org"), DISCONNECT[2]];
    assert_not_routable(&roaming, 1, &by_name);
    let other_namespace = [DISCONNECT[0], ("Operator-Name", "4visited.example.org")];
    assert_not_routable(&roaming, 1, &other_namespace);
}

#[test]
fn the_reverse_path_is_checked() {
    let roaming = Roaming::new(Answer::Silence);
    // Nobody of that realm was accepted yet.
    assert_not_routable(&roaming, 1, &DISCONNECT);
    roaming.accept();
    // Another home, a NAS, and home about a user of somebody else.
    assert_not_routable(&roaming, 9, &DISCONNECT);
    assert_not_routable(&roaming, 2, &DISCONNECT);
    let other_user = [("User-Name", "bob@other.example"), DISCONNECT[1], DISCONNECT[2]];
    assert_not_routable(&roaming, 1, &other_user);
    let nobody = [DISCONNECT[1], DISCONNECT[2]];
    assert_not_routable(&roaming, 1, &nobody);
    assert_eq!(roaming.visited.count(), 0);
    let allowed = roaming.at(8).ask(Code::COA_REQUEST, &DISCONNECT).unwrap();
    assert_eq!(allowed.code(), Code::COA_ACK);
}

#[test]
fn a_nas_that_is_silent_is_not_spoken_for() {
    let roaming = Roaming::new(Answer::Silence);
    roaming.accept();
    roaming.visited.set_alive(false);
    let mut home = roaming.at(1);
    let request = home.prepare(Code::DISCONNECT_REQUEST, &DISCONNECT).unwrap();
    home.send(&request).unwrap();
    let limit = std::time::Duration::from_millis(2_800);
    let answer = home.receive(&request, limit).unwrap();
    let is_ack = |answer: &Received| answer.code() == Code::DISCONNECT_ACK;
    assert!(!answer.as_ref().is_some_and(is_ack));
    assert!(roaming.visited.count() >= 2);
}
