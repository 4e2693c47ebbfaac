//! Who answers an Access-Request (RFC 2607 section 5 and 5.1).

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use host_tests::radius::{Answer, Gateway, GatewayConfig, Home, Service};
use radius::packet::Code;
use serde_json::{Value, json};

use crate::stage::{ALICE, ATOMIC, LIMIT, Stage, assert_silent, timed};

#[test]
fn r1_nothing_is_answered_before_home_has_answered() {
    let stage = Stage::of(|_| Answer::Silence, |config| config.section(ATOMIC));
    let start = [("Acct-Status-Type", "Start"), ("Acct-Session-Id", "one")];
    assert_silent(&mut stage.auth(), Code::ACCESS_REQUEST, &ALICE);
    assert_silent(&mut stage.acct(), Code::ACCOUNTING_REQUEST, &start);
    // They have been forwarded, and that again and again.
    stage.home.wait_for(Code::ACCESS_REQUEST, 2, LIMIT).unwrap();
    stage.home.wait_for(Code::ACCOUNTING_REQUEST, 2, LIMIT).unwrap();
    // The access is given up in the end, and still nobody answers for home.
    let mut nas = stage.auth();
    let request = nas.prepare(Code::ACCESS_REQUEST, &ALICE).unwrap();
    nas.send(&request).unwrap();
    assert!(nas.receive(&request, Duration::from_millis(2_600)).unwrap().is_none());
    assert_eq!(stage.home.refused(), Vec::<String>::new());
}

#[test]
fn r1_a_client_gets_the_answer_of_home_however_late_it_is() {
    let stage = Stage::of(|_| Answer::accept(&[]).after(Duration::from_millis(900)), |it| it);
    let mut nas = stage.auth();
    let request = nas.prepare(Code::ACCESS_REQUEST, &ALICE).unwrap();
    nas.send(&request).unwrap();
    assert!(nas.receive(&request, Duration::from_millis(300)).unwrap().is_none());
    assert_eq!(nas.receive(&request, LIMIT).unwrap().unwrap().code(), Code::ACCESS_ACCEPT);
}

/// A window from `from` to `to` hours from now, in UTC.
fn window(from: u64, to: u64) -> Value {
    let hour = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() / 3_600;
    let time = |hours: u64| format!("{:02}:00", (hour + hours) % 24);
    json!({ "schedule": { "zone": "UTC", "windows": [{ "from": time(from), "to": time(to) }] } })
}

#[test]
fn r2_policy_rejects_a_realm_in_prime_time_and_home_sees_nothing_of_it() {
    let rule = |name: &str, realm: &str, window: Value| {
        json!({
            "name": name,
            "match": { "all": [{ "packet": "access" }, { "realm": realm }, window] },
            "actions": [{ "reject": { "reply_message": "come back tonight" } }],
        })
    };
    // From an hour ago until in two hours, and the rest of the day.
    let (prime, other) = (window(23, 2), window(3, 22));
    let policy = json!({ "requests": [
        rule("prime-time", "student.example", prime),
        rule("night", "staff.example", other),
    ] });
    let stage = Stage::new(|config| config.policy(policy));
    let mut nas = stage.auth();
    let student = [("User-Name", "bob@student.example"), ("User-Password", "pw")];
    let reject = nas.access(&student).unwrap();
    assert_eq!(reject.code(), Code::ACCESS_REJECT);
    assert_eq!(reject.texts("Reply-Message"), ["come back tonight"]);
    assert_eq!(stage.home.count(), 0);
    let staff = [("User-Name", "eve@staff.example"), ("User-Password", "pw")];
    assert_eq!(nas.access(&staff).unwrap().code(), Code::ACCESS_ACCEPT);
    assert_eq!(stage.home.seen()[0].text("User-Name").unwrap(), "eve@staff.example");
    assert_eq!(stage.home.count(), 1);
}

#[test]
fn r3_direct_answers_are_rejects_and_challenges_with_the_proxy_states_of_the_request() {
    let only_plain = json!({ "all": [{ "packet": "access" }, { "eap": false }] });
    let policy = json!({ "requests": [
        {
            "name": "ask",
            "match": { "all": [only_plain, { "realm": "ask.example" }] },
            "actions": [{ "challenge": {
                "reply_message": "which colour?", "answer": { "equals": "blue" },
            } }],
        },
        {
            "name": "no",
            "match": { "all": [{ "packet": "access" }, { "realm": "no.example" }] },
            "actions": [{ "reject": {} }],
        },
    ] });
    let stage = Stage::new(|config| config.policy(policy));
    let mut nas = stage.auth();
    for (name, code) in
        [("a@ask.example", Code::ACCESS_CHALLENGE), ("a@no.example", Code::ACCESS_REJECT)]
    {
        let request = [
            ("User-Name", name),
            ("Proxy-State", "0x01"),
            ("User-Password", "pw"),
            ("Proxy-State", "0x02"),
        ];
        let answer = nas.access(&request).unwrap();
        assert_eq!(answer.code(), code);
        assert_eq!(answer.values("Proxy-State"), [[1], [2]]);
    }
    assert_eq!(stage.home.count(), 0);
}

/// Why the gateway does not start with a policy.
fn refusal(policy: Value) -> String {
    let home = Home::good().unwrap();
    let config = timed(GatewayConfig::between_nas_and(&home)).policy(policy);
    Gateway::start(&config).unwrap_err().to_string()
}

#[test]
fn r4_a_policy_that_accepts_by_itself_does_not_load() {
    let accept = json!([{ "name": "open", "match": "always", "actions": [{ "accept": {} }] }]);
    for direction in ["requests", "replies"] {
        let refusal = refusal(json!({ direction: accept }));
        assert!(refusal.contains(&format!("policy.{direction}[0].actions[0]")), "{refusal}");
        assert!(refusal.contains("must not answer with an Access-Accept itself"), "{refusal}");
    }
}

#[test]
fn r5_what_home_accepted_is_rejected_for_attributes_of_its_reply() {
    let policy = json!({ "replies": [{
        "name": "no-administrators",
        "match": { "all": [
            { "packet": "accept" },
            { "attribute": { "name": "Service-Type", "equals": "Administrative-User" } },
        ] },
        "actions": [{ "reject": { "reply_message": "not here" } }],
    }] });
    let stage = Stage::of(
        |request| match request.text("User-Name").as_deref() {
            Some("root@example.org") => Answer::accept(&[
                ("Service-Type", "Administrative-User"),
                ("Class", "0x01"),
                ("Filter-Id", "all"),
            ]),
            _ => Answer::good(request.code()),
        },
        |config| config.policy(policy),
    );
    let mut nas = stage.auth();
    let root = [("User-Name", "root@example.org"), ("User-Password", "pw")];
    let reject = nas.access(&root).unwrap();
    assert_eq!(reject.code(), Code::ACCESS_REJECT);
    assert_eq!(reject.texts("Reply-Message"), ["not here"]);
    // Nothing of the Access-Accept is left.
    assert_eq!((reject.texts("Class"), reject.texts("Filter-Id")), (vec![], vec![]));
    assert_eq!(nas.access(&ALICE).unwrap().code(), Code::ACCESS_ACCEPT);
    assert_eq!(stage.home.requests(Code::ACCESS_REQUEST).len(), 2);
}

#[test]
fn r7_a_reject_of_home_stays_a_reject_whatever_comes_after_it() {
    // To the same packet, and to a retransmission of it.
    let reject_then_accept =
        Answer::All(vec![Answer::reject(&[]), Answer::accept(&[]), Answer::accept(&[])]);
    let stage = Stage::of(move |_| reject_then_accept.clone(), |config| config);
    let mut nas = stage.auth();
    let request = nas.prepare(Code::ACCESS_REQUEST, &ALICE).unwrap();
    for _ in 0..3 {
        nas.send(&request).unwrap();
        let answer = nas.receive(&request, LIMIT).unwrap().unwrap();
        assert_eq!(answer.code(), Code::ACCESS_REJECT);
    }
    assert!(nas.receive(&request, Duration::from_millis(200)).unwrap().is_none());
    assert_eq!(stage.count("answer", "reject"), 1);
    assert_eq!(stage.count("answer", "accept"), 0);
}

#[test]
fn r7_a_reject_counts_after_a_failover_too() {
    // The first server is slow, so that the second is asked as well; its Accept is later.
    let slow = Home::start(|_| Answer::reject(&[]).after(Duration::from_millis(500))).unwrap();
    let late = Home::start(|_| Answer::accept(&[]).after(Duration::from_millis(700))).unwrap();
    let ports = |home: &Home| (home.port(Service::Authentication), home.port(Service::Accounting));
    let config = timed(GatewayConfig::new())
        .udp_listeners()
        .client("nas", "127.0.0.0/8", slow.secret(), "")
        .udp_server("slow", ports(&slow), slow.secret(), "")
        .udp_server("late", ports(&late), late.secret(), "")
        .pool("home", &["slow", "late"]);
    let gateway = Gateway::start(&config).unwrap();
    let mut nas = crate::stage::nas_at(&gateway, 1, "auth");
    let request = nas.prepare(Code::ACCESS_REQUEST, &ALICE).unwrap();
    nas.send(&request).unwrap();
    let answer = nas.receive(&request, LIMIT).unwrap().unwrap();
    assert_eq!(answer.code(), Code::ACCESS_REJECT);
    late.wait_for(Code::ACCESS_REQUEST, 1, LIMIT).unwrap();
    assert!(nas.receive(&request, Duration::from_millis(900)).unwrap().is_none());
    nas.send(&request).unwrap();
    let again = nas.receive(&request, LIMIT).unwrap().unwrap();
    assert_eq!(again.octets, answer.octets);
}
