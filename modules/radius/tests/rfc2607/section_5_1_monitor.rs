//! RFC 2607 section 5.1, Policy implementation: what the monitor lets out.

use core::time::Duration;

use radius::attribute::Attributes;
use radius::eap;
use radius::monitor::{AccountingMode, DEFAULT_PROXY_STOP, Monitor, OwnStates, Permit, Refusal};
use radius::packet::Code;

use crate::packets::{attributes, packet, values};

const NOW: Duration = Duration::from_secs(1_700_000_000);
const CLIENT: u32 = 3;

fn own_states() -> OwnStates {
    OwnStates::new(Duration::from_secs(60))
}

fn request() -> Attributes {
    attributes(&[
        ("User-Name", "fred@example.org"),
        ("NAS-Identifier", "ap1"),
        ("Acct-Session-Id", "00001f"),
        ("Proxy-State", "0x01"),
    ])
}

fn watch(request: &Attributes) -> Monitor {
    Monitor::new(Code::ACCESS_REQUEST, request, CLIENT, AccountingMode::Atomic).unwrap()
}

fn forwarded(request: &Attributes) -> Monitor {
    let mut monitor = watch(request);
    monitor.forward(Code::ACCESS_REQUEST, request, "routes[0]", &own_states(), NOW).unwrap();
    monitor
}

fn answer(monitor: &mut Monitor, code: Code, attributes: &Attributes) -> Result<Permit, Refusal> {
    monitor.answer(code, attributes, &mut own_states(), NOW)
}

fn with_proxy_state(list: &[(&str, &str)]) -> Attributes {
    attributes(&[list, &[("Proxy-State", "0x01")]].concat())
}

#[test]
fn r2_r3_policy_may_reject_or_challenge_directly() {
    let reject = with_proxy_state(&[("Reply-Message", "not during prime time")]);
    assert!(answer(&mut watch(&request()), Code::ACCESS_REJECT, &reject).is_ok());
    let challenge = with_proxy_state(&[("State", "0x0102"), ("Reply-Message", "code?")]);
    assert!(answer(&mut watch(&request()), Code::ACCESS_CHALLENGE, &challenge).is_ok());
}

#[test]
fn r3_no_other_code_is_a_direct_answer() {
    for code in (0..=255).map(Code) {
        let attributes = with_proxy_state(&[("State", "0x01")]);
        let result = answer(&mut watch(&request()), code, &attributes);
        let refusal = result.err().map(Refusal::code);
        match code {
            Code::ACCESS_CHALLENGE => assert_eq!(refusal, None),
            // It has a State, which only home could have put there.
            Code::ACCESS_REJECT => assert_eq!(refusal, Some("monitor_state_changed")),
            Code::ACCESS_ACCEPT => assert_eq!(refusal, Some("monitor_direct_accept")),
            _ => assert_eq!(refusal, Some("monitor_code"), "{code}"),
        }
    }
}

#[test]
fn r4_a_direct_accept_is_refused_before_and_after_forwarding() {
    let accept = with_proxy_state(&[]);
    for mut monitor in [watch(&request()), forwarded(&request())] {
        let refused = answer(&mut monitor, Code::ACCESS_ACCEPT, &accept);
        assert_eq!(refused, Err(Refusal::DirectAccept));
        assert!(!monitor.is_answered());
    }
}

#[test]
fn r1_a_forwarded_request_is_not_answered_before_home_has_replied() {
    let mut monitor = forwarded(&request());
    let refused = answer(&mut monitor, Code::ACCESS_REJECT, &with_proxy_state(&[]));
    assert_eq!(refused, Err(Refusal::AwaitsHome));
    monitor.received(Code::ACCESS_REJECT, &with_proxy_state(&[])).unwrap();
    assert!(answer(&mut monitor, Code::ACCESS_REJECT, &with_proxy_state(&[])).is_ok());
}

#[test]
fn r5_r6_a_reject_of_what_home_accepted_asks_for_one_proxy_stop() {
    let mut monitor = forwarded(&request());
    let accept = with_proxy_state(&[
        ("Class", "0xaa"),
        ("Service-Type", "Administrative-User"),
        ("Class", "0xbb"),
    ]);
    monitor.received(Code::ACCESS_ACCEPT, &accept).unwrap();
    let permit = answer(&mut monitor, Code::ACCESS_REJECT, &with_proxy_state(&[])).unwrap();
    let stop = permit.proxy_stop.unwrap();
    assert_eq!(stop.realm_path(), "routes[0]");
    let sent = stop.accounting_request(DEFAULT_PROXY_STOP, b"unused", NOW).unwrap();
    assert_eq!(values(&sent, "Acct-Status-Type"), [[0, 0, 0, 6]]);
    assert_eq!(values(&sent, "User-Name"), [b"fred@example.org"]);
    assert_eq!(values(&sent, "Class"), [[0xaa], [0xbb]]);
    assert_eq!(values(&sent, "NAS-Identifier"), [b"ap1"]);
    assert_eq!(values(&sent, "Acct-Session-Id"), [b"00001f"]);
    assert_eq!(values(&sent, "Event-Timestamp"), [1_700_000_000_u32.to_be_bytes()]);
    assert_eq!(sent.count(), 7);

    let again = answer(&mut monitor, Code::ACCESS_REJECT, &with_proxy_state(&[]));
    assert_eq!(again, Err(Refusal::Answered));
}

#[test]
fn r6_no_proxy_stop_is_due_for_other_rejects_or_for_an_accept() {
    let mut rejected = forwarded(&request());
    rejected.received(Code::ACCESS_REJECT, &with_proxy_state(&[])).unwrap();
    let reject = answer(&mut rejected, Code::ACCESS_REJECT, &with_proxy_state(&[])).unwrap();
    assert_eq!(reject.proxy_stop, None);

    let direct = answer(&mut watch(&request()), Code::ACCESS_REJECT, &with_proxy_state(&[]));
    assert_eq!(direct.unwrap().proxy_stop, None);

    let mut accepted = forwarded(&request());
    accepted.received(Code::ACCESS_ACCEPT, &with_proxy_state(&[])).unwrap();
    let accept = answer(&mut accepted, Code::ACCESS_ACCEPT, &with_proxy_state(&[])).unwrap();
    assert_eq!(accept.proxy_stop, None);
}

#[test]
fn r6_the_name_that_home_gave_goes_into_the_proxy_stop() {
    let mut nameless = request();
    nameless.remove(&crate::packets::reference("Acct-Session-Id"));
    let mut monitor = forwarded(&nameless);
    let accept = with_proxy_state(&[("User-Name", "fred"), ("Class", "0xaa")]);
    monitor.received(Code::ACCESS_ACCEPT, &accept).unwrap();
    let permit = answer(&mut monitor, Code::ACCESS_REJECT, &with_proxy_state(&[])).unwrap();
    let sent = permit.proxy_stop.unwrap().accounting_request(6, b"made-here", NOW).unwrap();
    assert_eq!(values(&sent, "User-Name"), [b"fred"]);
    assert_eq!(values(&sent, "Acct-Session-Id"), [b"made-here"]);
}

#[test]
fn r6_a_proxy_stop_of_the_largest_packets_keeps_every_class() {
    let name = "n".repeat(253);
    let mut request = request();
    for name in ["Called-Station-Id", "Calling-Station-Id", "NAS-Identifier", "Operator-Name"] {
        let reference = crate::packets::reference(name);
        for _ in 0..3 {
            request.add(&reference, &[b'x'; 253]).unwrap();
        }
    }
    let mut monitor = forwarded(&request);
    let mut accept = with_proxy_state(&[("User-Name", &name)]);
    for _ in 0..14 {
        accept.push(25, &[7; 253]).unwrap();
    }
    monitor.received(Code::ACCESS_ACCEPT, &accept).unwrap();
    let permit = answer(&mut monitor, Code::ACCESS_REJECT, &with_proxy_state(&[])).unwrap();
    let sent = permit.proxy_stop.unwrap().accounting_request(6, b"id", NOW).unwrap();
    assert_eq!(values(&sent, "Class").len(), 14);
}

#[test]
fn r7_no_accept_follows_a_reject_of_home() {
    let mut monitor = forwarded(&request());
    monitor.received(Code::ACCESS_REJECT, &with_proxy_state(&[])).unwrap();
    let refused = answer(&mut monitor, Code::ACCESS_ACCEPT, &with_proxy_state(&[]));
    assert_eq!(refused, Err(Refusal::AcceptAfterReject));

    // Another server accepts after a failover.
    monitor.received(Code::ACCESS_ACCEPT, &with_proxy_state(&[])).unwrap();
    let refused = answer(&mut monitor, Code::ACCESS_ACCEPT, &with_proxy_state(&[]));
    assert_eq!(refused, Err(Refusal::AcceptAfterReject));
    let permit = answer(&mut monitor, Code::ACCESS_REJECT, &with_proxy_state(&[])).unwrap();
    assert!(permit.proxy_stop.is_some());
}

#[test]
fn r7_nothing_follows_a_reject_that_was_sent() {
    let mut monitor = watch(&request());
    let _ = answer(&mut monitor, Code::ACCESS_REJECT, &with_proxy_state(&[])).unwrap();
    let own_states = own_states();
    let forward = monitor.forward(Code::ACCESS_REQUEST, &request(), "", &own_states, NOW);
    assert_eq!(forward, Err(Refusal::Answered));
    let received = monitor.received(Code::ACCESS_ACCEPT, &with_proxy_state(&[]));
    assert_eq!(received, Err(Refusal::Answered));
    let accept = answer(&mut monitor, Code::ACCESS_ACCEPT, &with_proxy_state(&[]));
    assert_eq!(accept, Err(Refusal::Answered));
}

#[test]
fn a_challenge_of_home_is_passed_or_rejected() {
    let challenge = with_proxy_state(&[("State", "0x05")]);
    let challenged = || {
        let mut monitor = forwarded(&request());
        monitor.received(Code::ACCESS_CHALLENGE, &challenge).unwrap();
        monitor
    };
    assert!(answer(&mut challenged(), Code::ACCESS_CHALLENGE, &challenge).is_ok());
    assert!(answer(&mut challenged(), Code::ACCESS_REJECT, &with_proxy_state(&[])).is_ok());
    let refused = answer(&mut challenged(), Code::ACCESS_ACCEPT, &with_proxy_state(&[]));
    assert_eq!(refused.unwrap_err().code(), "monitor_code");
    let other = with_proxy_state(&[("State", "0x06")]);
    let refused = answer(&mut challenged(), Code::ACCESS_CHALLENGE, &other);
    assert_eq!(refused, Err(Refusal::StateChanged));
}

#[test]
fn state_and_eap_pass_unchanged() {
    let eap = attributes(&[("EAP-Message", "0x0201000401"), ("State", "0x09")]);
    let own_states = own_states();
    for (changed, refusal) in [
        (attributes(&[("EAP-Message", "0x0201000401")]), Refusal::StateChanged),
        (attributes(&[("State", "0x09")]), Refusal::EapMessageChanged),
        (
            attributes(&[("EAP-Message", "0x0202000401"), ("State", "0x09")]),
            Refusal::EapMessageChanged,
        ),
    ] {
        let mut monitor = watch(&eap);
        let refused = monitor.forward(Code::ACCESS_REQUEST, &changed, "", &own_states, NOW);
        assert_eq!(refused, Err(refusal));
    }

    let halves = |between: &[u8]| {
        let mut attributes = Attributes::new();
        attributes.push(79, &[2, 1, 0, 6]).unwrap();
        if !between.is_empty() {
            attributes.push(18, between).unwrap();
        }
        attributes.push(79, &[1, 0]).unwrap();
        attributes
    };
    let mut monitor = watch(&halves(b""));
    let torn = monitor.forward(Code::ACCESS_REQUEST, &halves(b"text"), "", &own_states, NOW);
    assert_eq!(torn, Err(Refusal::EapMessageChanged));
}

#[test]
fn a_reject_within_eap_says_failure() {
    let request = attributes(&[("EAP-Message", "0x0207000401")]);
    let packet = packet(Code::ACCESS_REQUEST, &[("EAP-Message", "0x0207000401")]);
    let mut right = eap::access_reject(&packet, "").unwrap().attributes;
    right.remove_message_authenticator();
    assert!(answer(&mut watch(&request), Code::ACCESS_REJECT, &right).is_ok());
    for wrong in ["0x03070004", "0x0107000401"] {
        let wrong = attributes(&[("EAP-Message", wrong)]);
        let refused = answer(&mut watch(&request), Code::ACCESS_REJECT, &wrong);
        assert_eq!(refused, Err(Refusal::RejectWithoutEapFailure));
    }
    let refused = answer(&mut watch(&request), Code::ACCESS_REJECT, &Attributes::new());
    assert_eq!(refused, Err(Refusal::RejectWithoutEapFailure));
    let challenge = attributes(&[("State", "0x01")]);
    let refused = answer(&mut watch(&request), Code::ACCESS_CHALLENGE, &challenge);
    assert_eq!(refused, Err(Refusal::ChallengeInEap));
}

#[test]
fn the_follow_up_of_an_own_challenge_goes_on_without_our_state() {
    let mut own_states = own_states();
    let first = attributes(&[("State", "0x77")]);
    let challenge = attributes(&[("State", "0x0102")]);
    let _ = watch(&first).answer(Code::ACCESS_CHALLENGE, &challenge, &mut own_states, NOW).unwrap();
    assert_eq!(own_states.len(), 1);

    let forward = |client, later: u64, forwarded: &Attributes| {
        let mut monitor =
            Monitor::new(Code::ACCESS_REQUEST, &challenge, client, AccountingMode::Atomic).unwrap();
        let now = NOW + Duration::from_secs(later);
        monitor.forward(Code::ACCESS_REQUEST, forwarded, "", &own_states, now)
    };
    assert_eq!(forward(CLIENT, 59, &first), Ok(()));
    assert_eq!(forward(CLIENT, 59, &challenge), Err(Refusal::StateChanged));
    // To another client, or too late, it is a State like any other.
    assert_eq!(forward(CLIENT + 1, 59, &first), Err(Refusal::StateChanged));
    assert_eq!(forward(CLIENT, 60, &first), Err(Refusal::StateChanged));
}

#[test]
fn an_own_challenge_needs_one_new_state() {
    let mut own_states = own_states();
    for wrong in [&[][..], &[("State", "0x")], &[("State", "0x01"), ("State", "0x02")]] {
        let refused = watch(&request()).answer(
            Code::ACCESS_CHALLENGE,
            &with_proxy_state(wrong),
            &mut own_states,
            NOW,
        );
        assert_eq!(refused, Err(Refusal::ChallengeState));
    }
    let right = with_proxy_state(&[("State", "0x01")]);
    let mut again =
        || watch(&request()).answer(Code::ACCESS_CHALLENGE, &right, &mut own_states, NOW);
    assert!(again().is_ok());
    assert_eq!(again(), Err(Refusal::ChallengeState));
}

#[test]
fn the_nas_is_not_spoken_for_in_a_coa() {
    let request = with_proxy_state(&[]);
    let coa = || Monitor::new(Code::COA_REQUEST, &request, CLIENT, AccountingMode::Atomic).unwrap();
    let nak = answer(&mut coa(), Code::COA_NAK, &request);
    assert!(nak.is_ok());
    assert_eq!(answer(&mut coa(), Code::COA_ACK, &request).unwrap_err().code(), "monitor_code");
    let mut forwarded = coa();
    forwarded.forward(Code::COA_REQUEST, &request, "", &own_states(), NOW).unwrap();
    forwarded.received(Code::COA_NAK, &request).unwrap();
    let ack = answer(&mut forwarded, Code::COA_ACK, &request);
    assert_eq!(ack.unwrap_err().code(), "monitor_code");
    assert!(answer(&mut forwarded, Code::COA_NAK, &request).is_ok());
}

#[test]
fn status_server_is_never_forwarded() {
    let refused = Monitor::new(Code::STATUS_SERVER, &request(), CLIENT, AccountingMode::Atomic);
    assert_eq!(refused.unwrap_err().code(), "monitor_code");
    let mut monitor = watch(&request());
    let refused = monitor.forward(Code::STATUS_SERVER, &request(), "", &own_states(), NOW);
    assert_eq!(refused.unwrap_err().code(), "monitor_code");
}

#[test]
fn a_reject_of_home_is_replaced_by_one_of_policy_or_passed_as_it_is() {
    let rejected = || {
        let mut monitor = forwarded(&request());
        let reject = with_proxy_state(&[("Class", "0xaa"), ("Reply-Message", "home")]);
        monitor.received(Code::ACCESS_REJECT, &reject).unwrap();
        (monitor, reject)
    };
    let (mut monitor, reject) = rejected();
    assert!(answer(&mut monitor, Code::ACCESS_REJECT, &reject).is_ok());
    let own = with_proxy_state(&[("Reply-Message", "policy")]);
    assert!(answer(&mut rejected().0, Code::ACCESS_REJECT, &own).is_ok());
    let mixed = with_proxy_state(&[("Class", "0xab")]);
    let refused = answer(&mut rejected().0, Code::ACCESS_REJECT, &mixed);
    assert_eq!(refused, Err(Refusal::ClassChanged));
}

#[test]
fn what_home_has_torn_apart_is_not_blamed_on_policy() {
    let torn = with_proxy_state(&[
        ("EAP-Message", "0x0301"),
        ("Filter-Id", "between"),
        ("EAP-Message", "0x0004"),
    ]);
    let mut monitor = forwarded(&request());
    monitor.received(Code::ACCESS_ACCEPT, &torn).unwrap();
    assert!(answer(&mut monitor, Code::ACCESS_ACCEPT, &torn).is_ok());
}
