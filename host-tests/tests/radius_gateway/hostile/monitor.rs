//! What the monitor of the gateway does not let out.

use host_tests::radius::{Answer, Received};
use radius::packet::Code;

use super::guest::Guest;
use super::{BAD, Hostile};
use crate::stage::{LIMIT, QUIET, assert_silent};

/// What is said of users whose names begin with `x`; the others go through.
fn if_bad(otherwise: &str, instructions: &str) -> String {
    format!(
        "(if (result i32) (call $is (i32.const 0x78)) (then {instructions}) (else {otherwise}))"
    )
}

fn on_request(instructions: &str) -> String {
    if_bad("(call $route) (i32.const 0)", instructions)
}

/// A request as `more` says is not answered, home does not get it, and the reason is counted.
fn assert_request_refused(instructions: &str, code: Code, more: &[(&str, &str)], reason: &str) {
    let text = on_request(instructions);
    let hostile = Hostile::new(Guest::on_request(&text));
    let listener = if code == Code::ACCESS_REQUEST { "auth" } else { "acct" };
    let mut nas = hostile.stage.nas(listener);
    let request = [&BAD[..1], more].concat();
    assert_silent(&mut nas, code, &request);
    assert_eq!(hostile.stage.home.count(), 0, "{reason}: home has got it");
    assert_eq!(hostile.refused(reason), 1, "{reason}\n{}", hostile.stage.gateway.log());
    hostile.assert_serves();
}

const ACCESS: Code = Code::ACCESS_REQUEST;
const ACCOUNTING: Code = Code::ACCOUNTING_REQUEST;

#[test]
fn r4_a_module_accepts_nobody_by_itself() {
    let direct = "(call $answer (i32.const 2)) (i32.const 1)";
    assert_request_refused(direct, ACCESS, &[], "monitor_direct_accept");
    // Nor while it says that the request goes on.
    let both = "(call $route) (call $answer (i32.const 2)) (i32.const 0)";
    assert_request_refused(both, ACCESS, &[], "monitor_direct_accept");
    // Nor with another answer before it.
    let second = "(call $answer (i32.const 3)) (call $answer (i32.const 2)) (i32.const 1)";
    assert_request_refused(second, ACCESS, &[], "monitor_direct_accept");
}

#[test]
fn r3_no_other_code_is_a_direct_answer() {
    for code in [0, 1, 4, 5, 12, 13, 40, 41, 42, 44, 45, 52, 255] {
        let text = on_request(&format!("(call $answer (i32.const {code})) (i32.const 1)"));
        let hostile = Hostile::new(Guest::on_request(&text));
        assert_silent(&mut hostile.stage.auth(), ACCESS, &BAD);
        assert_eq!(hostile.refused("monitor_code"), 1, "{code}");
        assert_eq!(hostile.stage.home.count(), 0);
    }
}

#[test]
fn r3_two_answers_are_one() {
    let text =
        on_request("(call $answer (i32.const 2)) (call $answer (i32.const 3)) (i32.const 1)");
    let hostile = Hostile::new(Guest::on_request(&text));
    let mut nas = hostile.stage.auth();
    let request = nas.prepare(ACCESS, &BAD).unwrap();
    nas.send(&request).unwrap();
    let answer = nas.receive(&request, LIMIT).unwrap().unwrap();
    assert_eq!(answer.code(), Code::ACCESS_REJECT);
    assert!(nas.receive(&request, QUIET).unwrap().is_none());
}

#[test]
fn r9_a_module_acknowledges_no_accounting() {
    let record = [("Acct-Status-Type", "Start"), ("Acct-Session-Id", "one")];
    let direct = "(call $answer (i32.const 5)) (i32.const 1)";
    assert_request_refused(direct, ACCOUNTING, &record, "monitor_accounting_not_safe");
    let both = "(call $route) (call $answer (i32.const 5)) (i32.const 0)";
    assert_request_refused(both, ACCOUNTING, &record, "monitor_accounting_not_safe");
}

#[test]
fn r13_class_of_a_request_goes_on_as_it_is() {
    let edit = |instructions: &str| {
        format!("(call $route) {instructions} (call $store (i32.const 2)) (i32.const 0)")
    };
    let record = [("Acct-Status-Type", "Start"), ("Class", "0x0102"), ("Class", "0x03")];
    for instructions in [
        "(call $change (call $find (i32.const 25)))",
        "(call $remove (call $find (i32.const 25)))",
        "(call $append (call $find (i32.const 25)))",
        "(call $append (i32.const 512))",
        // Another order.
        "(call $append (call $find (i32.const 25))) (call $remove (call $find (i32.const 25)))",
    ] {
        let edited = edit(instructions);
        assert_request_refused(&edited, ACCOUNTING, &record, "monitor_class_changed");
    }
}

#[test]
fn what_belongs_to_others_in_a_request_goes_on_as_it_is() {
    let change = |number| {
        format!(
            "(call $route) (call $change (call $find (i32.const {number}))) \
             (call $store (i32.const 2)) (i32.const 0)"
        )
    };
    let eap = [("EAP-Message", "0x0201000501")];
    for (number, more, reason) in [
        (33, &[("Proxy-State", "0x01")][..], "monitor_proxy_state_changed"),
        (24, &[("State", "0x0102")], "monitor_state_changed"),
        (79, &eap, "monitor_eap_message_changed"),
    ] {
        assert_request_refused(&change(number), ACCESS, more, reason);
    }
    let other_code =
        "(call $route) (call $code (i32.const 4)) (call $store (i32.const 2)) (i32.const 0)";
    assert_request_refused(other_code, ACCESS, &[], "monitor_code");
}

#[test]
fn challenges_and_rejects_that_break_a_conversation_are_not_sent() {
    let challenge = "(call $answer (i32.const 11)) (i32.const 1)";
    assert_request_refused(challenge, ACCESS, &[], "monitor_challenge_state");
    let eap = [("EAP-Message", "0x0201000501")];
    let with_state = "(call $code (i32.const 11)) (call $resize (i32.const 20)) \
                      (call $append (i32.const 544)) (call $reply) (i32.const 1)";
    assert_request_refused(with_state, ACCESS, &eap, "monitor_challenge_in_eap");
    let reject = "(call $answer (i32.const 3)) (i32.const 1)";
    assert_request_refused(reject, ACCESS, &eap, "monitor_reject_without_eap_failure");
    // An answer must have the Proxy-States of its request, and no Class of its own.
    let proxy_state = [("Proxy-State", "0x01")];
    assert_request_refused(reject, ACCESS, &proxy_state, "monitor_proxy_state_changed");
    let class = "(call $code (i32.const 3)) (call $resize (i32.const 20)) \
                 (call $append (i32.const 512)) (call $reply) (i32.const 1)";
    assert_request_refused(class, ACCESS, &[], "monitor_class_changed");
}

/// A reply of home that the module changes does not reach the client, and the reason is counted.
fn assert_reply_refused(instructions: &str, answer: Answer, reason: &str) {
    let text = format!("{instructions} (call $store (i32.const 3)) (i32.const 0)");
    let hostile = Hostile::of(Guest::on_reply(&text), move |_| answer.clone(), |config| config);
    let request = [&BAD[..], &[("Proxy-State", "0x01")]].concat();
    let mut nas = hostile.stage.auth();
    assert_silent(&mut nas, ACCESS, &request);
    assert_eq!(hostile.refused(reason), 1, "{reason}\n{}", hostile.stage.gateway.log());
    assert_eq!(hostile.stage.count("answer", "accept"), 0);
    // Its retransmission is not answered either.
    assert_eq!(hostile.stage.home.requests(ACCESS).len(), 1);
}

#[test]
fn r7_a_module_makes_no_accept_of_a_reject_or_of_a_challenge() {
    let accept = "(call $code (i32.const 2))";
    assert_reply_refused(accept, Answer::reject(&[]), "monitor_accept_after_reject");
    assert_reply_refused(accept, Answer::challenge(&[("State", "0x01")]), "monitor_code");
}

#[test]
fn r7_a_request_that_home_has_rejected_is_not_accepted_when_it_comes_again() {
    // The module makes an Accept of the Reject, or fails, and home would accept the next request.
    for on_reply in [
        "(call $code (i32.const 2)) (call $store (i32.const 3)) (i32.const 0)",
        "(if (i32.eq (i32.load8_u (global.get $packet)) (i32.const 3)) (then (unreachable))) \
         (i32.const 0)",
    ] {
        let mut has_rejected = false;
        let decide = move |_: &Received| {
            let answer = if has_rejected { Answer::accept(&[]) } else { Answer::reject(&[]) };
            has_rejected = true;
            answer
        };
        let hostile = Hostile::of(Guest::on_reply(on_reply), decide, |config| config);
        let mut nas = hostile.stage.auth();
        let request = nas.prepare(ACCESS, &BAD).unwrap();
        for _ in 0..3 {
            nas.send(&request).unwrap();
            let answer = nas.receive(&request, QUIET).unwrap();
            assert!(answer.is_none_or(|answer| answer.code() == Code::ACCESS_REJECT));
        }
    }
}

#[test]
fn r13_class_of_a_reply_reaches_the_nas_as_it_is() {
    let accept = Answer::accept(&[("Class", "0x0102"), ("Class", "0x03")]);
    for instructions in [
        "(call $change (call $find (i32.const 25)))",
        "(call $remove (call $find (i32.const 25)))",
        "(call $append (i32.const 512))",
        "(call $append (call $find (i32.const 25))) (call $remove (call $find (i32.const 25)))",
    ] {
        assert_reply_refused(instructions, accept.clone(), "monitor_class_changed");
    }
}

#[test]
fn what_belongs_to_others_in_a_reply_reaches_the_nas_as_it_is() {
    let change = |number| format!("(call $change (call $find (i32.const {number})))");
    let challenge = Answer::challenge(&[("State", "0x01"), ("EAP-Message", "0x0101000501")]);
    assert_reply_refused(&change(33), Answer::accept(&[]), "monitor_proxy_state_changed");
    assert_reply_refused(&change(24), challenge.clone(), "monitor_state_changed");
    assert_reply_refused(&change(79), challenge, "monitor_eap_message_changed");
    // What home did not say.
    let proxy_state = "(call $append (i32.const 576))";
    assert_reply_refused(proxy_state, Answer::accept(&[]), "monitor_proxy_state_changed");
}

#[test]
fn r6_a_reject_by_any_module_of_what_home_accepted_is_told_to_home_once() {
    let guest = Guest::on_reply(
        "(call $code (i32.const 3)) (call $resize (i32.const 20)) (call $store (i32.const 3)) \
         (i32.const 0)",
    );
    let answer = |request: &Received| match request.code() {
        Code::ACCESS_REQUEST => Answer::accept(&[("Class", "0x01")]),
        code => Answer::good(code),
    };
    let hostile = Hostile::of(guest, answer, |config| config);
    let reject = hostile.stage.auth().access(&BAD).unwrap();
    assert_eq!(reject.code(), Code::ACCESS_REJECT);
    let stops = hostile.stage.home.wait_for(ACCOUNTING, 1, LIMIT).unwrap();
    assert_eq!(stops[0].values("Acct-Status-Type"), [[0, 0, 0, 6]]);
    assert_eq!(stops[0].values("Class"), [[1]]);
}
