//! Accounting (RFC 2607 section 5.2): all of it is forwarded, and acknowledged when home has it or
//! when it is on disk.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use host_tests::radius::{
    Answer, Gateway, GatewayConfig, Home, Loss, LossyRelay, Nas, Received, SECRET, Service,
};
use radius::packet::Code;
use serde_json::json;

use crate::stage::{ATOMIC, LIMIT, QUIET, Stage, assert_silent, nas_at, timed};

const ACCOUNTING: Code = Code::ACCOUNTING_REQUEST;
const RESPONSE: Code = Code::ACCOUNTING_RESPONSE;

fn record<'a>(session: &'a str, status: &'a str) -> [(&'a str, &'a str); 4] {
    [
        ("User-Name", "alice@example.org"),
        ("NAS-Identifier", "nas-1"),
        ("Acct-Session-Id", session),
        ("Acct-Status-Type", status),
    ]
}

fn sessions(seen: &[Received]) -> BTreeSet<String> {
    seen.iter().filter_map(|seen| seen.text("Acct-Session-Id")).collect()
}

#[test]
fn r9_every_kind_of_record_is_forwarded() {
    for mode in [ATOMIC, ""] {
        let stage = Stage::new(|config| config.section(mode));
        let mut acct = stage.acct();
        let kinds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 200, 4711, u32::MAX];
        let texts = kinds.map(|kind| (kind.to_string(), format!("session-{kind}")));
        for (kind, session) in &texts {
            let record = [("Acct-Status-Type", kind.as_str()), ("Acct-Session-Id", session)];
            assert_eq!(acct.accounting(&record).unwrap().code(), RESPONSE, "{kind}");
        }
        // Without a user, with an unknown realm, with a name that no user can have, with nothing.
        for record in [
            &[("Acct-Status-Type", "Start"), ("Acct-Session-Id", "nobody")][..],
            &[("User-Name", "x@nowhere.example"), ("Acct-Session-Id", "nowhere")],
            &[("User-Name", "a@@b..c "), ("Acct-Session-Id", "malformed")],
            &[("Acct-Session-Id", "empty")],
        ] {
            assert_eq!(acct.accounting(record).unwrap().code(), RESPONSE, "{record:?}");
        }
        let wanted = texts.len() + 4;
        let seen = stage.home.wait_until(LIMIT, |seen| sessions(seen).len() == wanted).unwrap();
        for (kind, session) in &texts {
            let of_session =
                seen.iter().find(|it| it.text("Acct-Session-Id").as_ref() == Some(session));
            let value: u32 = kind.parse().unwrap();
            let expected = [value.to_be_bytes().to_vec()];
            assert_eq!(of_session.unwrap().values("Acct-Status-Type"), expected);
        }
        assert_eq!(stage.home.refused(), Vec::<String>::new());
    }
}

#[test]
fn r9_what_has_no_way_is_not_acknowledged() {
    let routing = json!({ "routes": [{ "match": { "realm": "example.org" }, "pool": "home" }] });
    for mode in [ATOMIC, ""] {
        let stage = Stage::new(|config| config.section(mode).routing(routing.clone()));
        let mut acct = stage.acct();
        let nowhere = [("User-Name", "x@nowhere.example"), ("Acct-Status-Type", "Start")];
        assert_silent(&mut acct, ACCOUNTING, &nowhere);
        assert_eq!(acct.accounting(&record("one", "Start")).unwrap().code(), RESPONSE);
        stage.home.wait_for(ACCOUNTING, 1, LIMIT).unwrap();
        assert!(stage.gateway.log().contains("no_route"), "{}", stage.gateway.log());
    }
}

#[test]
fn r9_a_policy_that_refuses_accounting_does_not_load() {
    for action in [json!({ "drop": { "reason": "x" } }), json!({ "reject": {} })] {
        let rule =
            json!([{ "name": "x", "match": { "packet": "accounting" }, "actions": [action] }]);
        let home = Home::good().unwrap();
        let config = timed(GatewayConfig::between_nas_and(&home));
        let failure = Gateway::start(&config.policy(json!({ "requests": rule }))).unwrap_err();
        assert!(failure.to_string().contains("policy.requests[0].actions[0]"), "{failure}");
    }
}

#[test]
fn r9b_in_atomic_mode_the_reply_of_home_is_waited_for() {
    let stage = Stage::of(|_| Answer::Silence, |config| config.section(ATOMIC));
    let mut acct = stage.acct();
    let request = acct.prepare(ACCOUNTING, &record("one", "Start")).unwrap();
    acct.send(&request).unwrap();
    stage.home.wait_for(ACCOUNTING, 2, LIMIT).unwrap();
    assert!(acct.receive(&request, QUIET).unwrap().is_none());
    // A retransmission of the NAS is no reason to answer either.
    acct.send(&request).unwrap();
    assert!(acct.receive(&request, QUIET).unwrap().is_none());
    stage.home.decide(|request| Answer::good(request.code()));
    assert_eq!(acct.receive(&request, LIMIT).unwrap().unwrap().code(), RESPONSE);
}

#[test]
fn r9b_what_was_acknowledged_arrives_after_the_gateway_was_killed() {
    let mut stage = Stage::good();
    stage.home.set_alive(false);
    let mut acct = stage.acct();
    let names: Vec<String> = (0..30).map(|number| format!("session-{number}")).collect();
    for session in &names {
        assert_eq!(acct.accounting(&record(session, "Start")).unwrap().code(), RESPONSE);
    }
    let all = names.iter().cloned().collect::<BTreeSet<_>>();
    let before = stage.home.wait_until(LIMIT, |seen| sessions(seen) == all).unwrap();
    stage.gateway.kill();
    stage.home.forget();
    stage.gateway.restart().unwrap();
    stage.home.set_alive(true);
    let after = stage.home.wait_until(LIMIT, |seen| sessions(seen) == all).unwrap();
    // Home can tell that they are the same records: even the octets are.
    let octets: BTreeSet<&[u8]> = before.iter().map(|seen| seen.octets.as_slice()).collect();
    assert!(after.iter().all(|seen| octets.contains(seen.octets.as_slice())));
    let key = |seen: &Received| (seen.text("Acct-Session-Id"), seen.values("Event-Timestamp"));
    let keys: BTreeSet<_> = before.iter().chain(&after).map(key).collect();
    assert_eq!(keys.len(), all.len());
    // And nothing is left to be sent.
    stage.wait_count("journal", "acknowledged", 30);
}

#[test]
fn r9b_a_request_that_comes_again_after_a_kill_is_the_same_record() {
    let mut stage = Stage::good();
    let mut acct = stage.acct();
    let request = acct.prepare(ACCOUNTING, &record("one", "Start")).unwrap();
    let exchange = |acct: &mut Nas| {
        acct.send(&request).unwrap();
        assert_eq!(acct.receive(&request, LIMIT).unwrap().unwrap().code(), RESPONSE);
    };
    exchange(&mut acct);
    let first = stage.home.wait_for(ACCOUNTING, 1, LIMIT).unwrap();
    stage.gateway.restart().unwrap();
    // The answer was lost, say, so that the NAS sends it again.
    exchange(&mut acct);
    std::thread::sleep(QUIET);
    for again in stage.home.seen() {
        assert_eq!(again.values("Event-Timestamp"), first[0].values("Event-Timestamp"));
    }
}

#[test]
fn r9b_nothing_is_lost_on_a_network_that_loses_a_fifth() {
    let home = Home::good().unwrap();
    let loss = Loss { to_server: 200, to_client: 200 };
    let relay = LossyRelay::start(home.address(Service::Accounting), loss, 7).unwrap();
    let ports = (home.port(Service::Authentication), relay.address().port());
    let config = timed(GatewayConfig::new())
        .udp_listeners()
        .client("nas", "127.0.0.0/8", SECRET, "")
        .udp_server("home", ports, SECRET, "")
        .pool("home", &["home"])
        .journal();
    let gateway = Gateway::start(&config).unwrap();
    let mut acct = nas_at(&gateway, 1, "acct");
    let names: Vec<String> = (0..200).map(|number| format!("session-{number}")).collect();
    for session in &names {
        acct.accounting(&record(session, "Stop")).unwrap();
    }
    home.wait_until(LIMIT, |seen| sessions(seen).len() == names.len()).unwrap();
    assert!(relay.lost() > 20, "{}", relay.lost());
}

#[test]
fn r10_a_record_is_forwarded_as_soon_as_it_is_received() {
    let stage = Stage::good();
    let mut acct = stage.acct();
    let mut slowest = Duration::ZERO;
    for number in 0..10 {
        let session = format!("session-{number}");
        let began = Instant::now();
        acct.accounting(&record(&session, "Start")).unwrap();
        let seen = stage.home.wait_until(LIMIT, |seen| sessions(seen).contains(&session)).unwrap();
        slowest = slowest.max(seen.last().unwrap().at - began);
    }
    // It does not wait for a poll or for a batch, which would be seconds.
    assert!(slowest < Duration::from_secs(1), "{slowest:?}");
}

#[test]
fn a_record_gets_the_time_at_which_it_was_received() {
    for mode in [ATOMIC, ""] {
        let stage = Stage::new(|config| config.section(mode));
        let mut acct = stage.acct();
        let now = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
        let earliest = now();
        acct.accounting(&record("without", "Start")).unwrap();
        let given = [&record("with", "Start")[..], &[("Event-Timestamp", "1700000000")]].concat();
        acct.accounting(&given).unwrap();
        let seen = stage.home.wait_until(LIMIT, |seen| sessions(seen).len() == 2).unwrap();
        let time = |session: &str| {
            let of_session =
                seen.iter().find(|it| it.text("Acct-Session-Id").as_deref() == Some(session));
            let times = of_session.unwrap().values("Event-Timestamp");
            assert_eq!(times.len(), 1, "{session}");
            u64::from(u32::from_be_bytes(times[0].clone().try_into().unwrap()))
        };
        assert!((earliest..=now()).contains(&time("without")), "{mode}");
        assert_eq!(time("with"), 1_700_000_000);
    }
}

#[test]
fn acct_delay_time_grows_while_a_record_waits() {
    for mode in [ATOMIC, ""] {
        let stage = Stage::new(|config| config.section(mode));
        stage.home.set_alive(false);
        let mut acct = stage.acct();
        let delayed = [&record("one", "Start")[..], &[("Acct-Delay-Time", "5")]].concat();
        let request = acct.prepare(ACCOUNTING, &delayed).unwrap();
        let sent = Instant::now();
        acct.send(&request).unwrap();
        let delay = |seen: &Received| {
            let values = seen.values("Acct-Delay-Time");
            u64::from(u32::from_be_bytes(values[0].clone().try_into().unwrap()))
        };
        let first = stage.home.wait_for(ACCOUNTING, 1, LIMIT).unwrap();
        let since = |seen: &Received| (seen.at - sent).as_secs();
        assert!((5..=5 + since(&first[0])).contains(&delay(&first[0])), "{mode}");
        let seen =
            stage.home.wait_until(LIMIT, |seen| seen.iter().any(|it| delay(it) >= 7)).unwrap();
        for later in &seen {
            let true_delay = 5 + since(later);
            assert!(delay(later) <= true_delay && delay(later) + 1 >= true_delay, "{mode}");
        }
        // It is another packet then, and the same event.
        assert_ne!(seen.last().unwrap().octets, first[0].octets);
        assert_eq!(
            seen.last().unwrap().values("Event-Timestamp"),
            first[0].values("Event-Timestamp")
        );
    }
}

#[test]
fn records_of_a_session_keep_their_order() {
    // Every record is lost on its first way.
    let mut seen_before = BTreeSet::new();
    let stage = Stage::of(
        move |request| {
            let key = (request.text("Acct-Session-Id"), request.values("Acct-Input-Octets"));
            if seen_before.insert(key) { Answer::Silence } else { Answer::good(request.code()) }
        },
        |config| config,
    );
    let mut acct = stage.acct();
    for step in 0..5 {
        for session in ["a", "b", "c"] {
            let octets = step.to_string();
            let interim =
                [&record(session, "Interim-Update")[..], &[("Acct-Input-Octets", &octets)]];
            acct.accounting(&interim.concat()).unwrap();
        }
    }
    let steps = |seen: &[Received]| {
        let mut steps: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for seen in seen {
            let of_session = steps.entry(seen.text("Acct-Session-Id").unwrap()).or_default();
            of_session.push(seen.values("Acct-Input-Octets")[0][3]);
        }
        steps
    };
    let is_whole = |seen: &[Received]| {
        steps(seen)
            .values()
            .filter(|steps| steps.iter().filter(|step| **step == 4).count() > 1)
            .count()
            == 3
    };
    let seen = stage.home.wait_until(LIMIT, is_whole).unwrap();
    for (session, steps) in steps(&seen) {
        assert!(steps.is_sorted(), "{session}: {steps:?}");
    }
}

#[test]
fn a_dead_pool_blocks_no_other() {
    let (dead, living) = (Home::good().unwrap(), Home::good().unwrap());
    dead.set_alive(false);
    let routing = json!({ "routes": [
        { "match": { "realm": "dead.example" }, "pool": "dead" },
        { "match": "default", "pool": "living" },
    ] });
    let config = timed(GatewayConfig::new())
        .udp_listeners()
        .client("nas", "127.0.0.0/8", SECRET, "")
        .home("dead", &dead)
        .home("living", &living)
        .routing(routing)
        .journal();
    let gateway = Gateway::start(&config).unwrap();
    let mut acct = nas_at(&gateway, 1, "acct");
    for number in 0..100 {
        let session = format!("dead-{number}");
        let dead = [("User-Name", "x@dead.example"), ("Acct-Session-Id", session.as_str())];
        assert_eq!(acct.accounting(&dead).unwrap().code(), RESPONSE);
    }
    for number in 0..10 {
        let session = format!("living-{number}");
        acct.accounting(&record(&session, "Start")).unwrap();
    }
    living.wait_until(LIMIT, |seen| sessions(seen).len() == 10).unwrap();
    dead.set_alive(true);
    dead.wait_until(LIMIT, |seen| sessions(seen).len() == 100).unwrap();
}

#[test]
fn a_full_journal_acknowledges_nothing_until_there_is_room() {
    let stage = Stage::new(|config| {
        config.section(
            "[accounting]\nmode = \"journal\"\n[accounting.journal]\ndirectory = \"journal\"\n\
             max_octets = 1048576\nwhen_full = \"do_not_acknowledge\"",
        )
    });
    stage.home.set_alive(false);
    let mut acct = stage.acct();
    let filler = "x".repeat(250);
    let long: Vec<(&str, &str)> = (0..14).map(|_| ("Filter-Id", filler.as_str())).collect();
    let full = (0..1_000).find(|number| {
        let session = format!("session-{number}");
        let record = [&record(&session, "Start")[..], &long].concat();
        acct.ask_once(ACCOUNTING, &record, Duration::from_secs(2)).unwrap().is_none()
    });
    let full = full.expect("the journal takes everything");
    assert!(full > 20, "only {full} records");
    assert!(stage.count("request_dropped", "journal_full") > 0);
    // Access is served all the same.
    stage.home.set_alive(true);
    let mut acct = acct.with_schedule(Duration::from_millis(500), 40);
    assert_eq!(acct.accounting(&record("later", "Start")).unwrap().code(), RESPONSE);
    stage.home.wait_until(LIMIT, |seen| sessions(seen).len() > full).unwrap();
}
