//! What policy decides, by the rules of RFC 2607.

use host_tests::radius::{Answer, attributes};
use radius::eap;
use radius::packet::Code;
use serde_json::json;

use crate::stage::{ANNA, FRED, LIMIT, SILENCE, Stage, access, values};

/// All days of all weeks.
fn always() -> serde_json::Value {
    json!({"zone": "Europe/Berlin", "windows": [{"from": "00:00", "to": "24:00"}]})
}

#[test]
fn r2_a_request_is_rejected_by_realm_and_time_and_home_sees_nothing() {
    let stage = Stage::on_requests(
        json!({"all": [{"packet": "access"}, {"realm": "example.org"}, {"schedule": always()}]}),
        json!([{"reject": {"reply_message": "not now"}}]),
    );
    let list = [FRED, &[("Proxy-State", "hop")]].concat();
    let reply = access(&mut stage.client(), &list);
    assert_eq!(reply.code(), Code::ACCESS_REJECT);
    assert_eq!(values(&reply, "Reply-Message"), [b"not now"]);
    assert_eq!(values(&reply, "Proxy-State"), [b"hop"]);
    assert_eq!((stage.org.count(), stage.org.probes()), (0, 1));
    assert_eq!(access(&mut stage.client(), ANNA).code(), Code::ACCESS_ACCEPT);
}

#[test]
fn r3_a_challenge_is_asked_and_the_first_request_goes_on_when_it_is_answered() {
    let stage = Stage::on_requests(
        json!({"all": [{"packet": "access"}, {"eap": false}]}),
        json!([{"challenge": {"reply_message": "PIN?", "answer": {"equals": "4711"}}}]),
    );
    let mut client = stage.client();
    let challenge = access(&mut client, FRED);
    assert_eq!(challenge.code(), Code::ACCESS_CHALLENGE);
    assert_eq!(values(&challenge, "Reply-Message"), [b"PIN?"]);
    let mut answer = attributes(&[("User-Name", "fred@example.org"), ("User-Password", "4711")]);
    answer.push(24, &values(&challenge, "State")[0]).unwrap();
    let request = client.prepare_attributes(Code::ACCESS_REQUEST, answer).unwrap();
    client.send(&request).unwrap();
    let reply = client.receive(&request, LIMIT).unwrap().expect("no answer");
    assert_eq!(reply.code(), Code::ACCESS_ACCEPT);
    let seen = stage.org.seen();
    assert_eq!(seen.len(), 1);
    assert_eq!(values(&seen[0], "User-Password"), [b"secret"]);
    assert_eq!(values(&seen[0], "State"), [[0; 0]; 0]);
}

#[test]
fn r3_a_wrong_answer_to_a_challenge_is_rejected() {
    let stage = Stage::on_requests(
        json!({"all": [{"packet": "access"}, {"eap": false}]}),
        json!([{"challenge": {"reply_message": "PIN?", "answer": {"equals": "4711"}}}]),
    );
    let mut client = stage.client();
    let challenge = access(&mut client, FRED);
    let mut answer = attributes(FRED);
    answer.push(24, &values(&challenge, "State")[0]).unwrap();
    let request = client.prepare_attributes(Code::ACCESS_REQUEST, answer).unwrap();
    client.send(&request).unwrap();
    let reply = client.receive(&request, LIMIT).unwrap().expect("no answer");
    assert_eq!(reply.code(), Code::ACCESS_REJECT);
    assert_eq!(stage.org.count(), 0);
}

#[test]
fn r4_no_reply_but_that_of_home_accepts() {
    let stage = Stage::new(json!({}), json!({"reply_message_authenticator": "optional"}));
    stage.answers(Answer::Silence);
    let mut client = stage.client();
    assert!(client.ask_once(Code::ACCESS_REQUEST, FRED, SILENCE).unwrap().is_none());
    // An Accept to something else than an Access-Request does not come through.
    stage.answers(Answer::accept(&[]));
    let start = [
        ("User-Name", "fred@example.org"),
        ("Acct-Status-Type", "Start"),
        ("Acct-Session-Id", "1"),
    ];
    assert!(client.ask_once(Code::ACCOUNTING_REQUEST, &start, SILENCE).unwrap().is_none());
    stage.envoy.wait_for_count("reply_dropped.monitor_code", 1).unwrap();
}

#[test]
fn r5_what_home_accepted_is_rejected_by_its_attributes() {
    let stage = Stage::on_replies(
        json!({"all": [{"packet": "accept"}, {"attribute": {"name": "Service-Type", "equals": "Administrative-User"}}]}),
        json!([{"reject": {}}]),
    );
    stage.answers(Answer::accept(&[("Service-Type", "Administrative-User"), ("Class", "c")]));
    let reply = access(&mut stage.client(), FRED);
    assert_eq!(reply.code(), Code::ACCESS_REJECT);
    assert_eq!(values(&reply, "Class"), [[0; 0]; 0]);
    stage.envoy.wait_for_count("noticed.proxy_stop_unsent", 1).unwrap();
    stage.answers(Answer::accept(&[("Service-Type", "Framed-User")]));
    assert_eq!(access(&mut stage.client(), FRED).code(), Code::ACCESS_ACCEPT);
}

#[test]
fn r7_an_accept_after_a_reject_does_not_come_through() {
    let stage = Stage::new(json!({}), json!({}));
    stage.answers(Answer::All(vec![Answer::reject(&[]), Answer::accept(&[])]));
    let mut client = stage.client();
    let request = client.prepare(Code::ACCESS_REQUEST, FRED).unwrap();
    client.send(&request).unwrap();
    let reply = client.receive(&request, LIMIT).unwrap().expect("no answer");
    assert_eq!(reply.code(), Code::ACCESS_REJECT);
    assert!(client.receive(&request, SILENCE).unwrap().is_none());
    stage.envoy.wait_for_count("reply_dropped.reply_unmatched", 1).unwrap();
}

#[test]
fn r15_a_reply_that_proves_nothing_closes_the_connection() {
    let stage = Stage::new(json!({}), json!({}));
    stage.answers(Answer::Octets([&[2, 1, 0, 20][..], &[7; 16]].concat()));
    let mut client = stage.client();
    let request = client.prepare(Code::ACCESS_REQUEST, FRED).unwrap();
    client.send(&request).unwrap();
    assert!(client.receive(&request, LIMIT).is_err());
    stage.envoy.wait_for_count("closed.response_authenticator_mismatch", 1).unwrap();
}

#[test]
fn r18_a_reject_inside_of_eap_says_failure_and_a_policy_that_strips_eap_is_refused() {
    let stage = Stage::on_requests(
        json!({"packet": "access"}),
        json!([{"reject": {"reply_message": "x"}}]),
    );
    let mut client = stage.client();
    let mut list = attributes(&[("User-Name", "fred@example.org")]);
    list.push(79, &[eap::RESPONSE, 9, 0, 5, 1]).unwrap();
    let request = client.prepare_attributes(Code::ACCESS_REQUEST, list).unwrap();
    client.send(&request).unwrap();
    let reply = client.receive(&request, LIMIT).unwrap().expect("no answer");
    assert_eq!(reply.code(), Code::ACCESS_REJECT);
    assert_eq!(values(&reply, "EAP-Message"), [eap::failure(9)]);
    assert_eq!(values(&reply, "Reply-Message"), [[0; 0]; 0]);
}

#[test]
fn a_recent_reject_is_answered_without_asking_home() {
    let stage = Stage::new(json!({}), json!({"reject_cache": {"lifetime_seconds": 60}}));
    stage.answers(Answer::reject(&[]));
    let mut client = stage.client();
    assert_eq!(access(&mut client, FRED).code(), Code::ACCESS_REJECT);
    assert_eq!(access(&mut client, FRED).code(), Code::ACCESS_REJECT);
    assert_eq!(stage.org.count(), 1);
    stage.envoy.wait_for_count("rejected.reject_cached", 1).unwrap();
}
