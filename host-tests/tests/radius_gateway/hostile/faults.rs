//! Modules that trap, loop, take memory, or talk nonsense.

use std::time::Duration;

use host_tests::radius::{Answer, Gateway};
use radius::packet::Code;

use super::guest::Guest;
use super::{BAD, GOOD, Hostile};
use crate::stage::{LIMIT, assert_silent};

const ACCESS: Code = Code::ACCESS_REQUEST;

/// A module that does this with requests of users whose names begin with `x`.
fn with_bad(instructions: &str) -> Hostile {
    let text = format!(
        "(if (call $is (i32.const 0x78)) (then {instructions})) (call $route) (i32.const 0)"
    );
    let change = |config: host_tests::radius::GatewayConfig| config.module("call_limit_ms = 200");
    Hostile::of(Guest::on_request(&text), |request| Answer::good(request.code()), change)
}

/// A request costs itself only: it is counted, and the next one is served by another instance.
fn assert_costs_one_packet(instructions: &str) -> Hostile {
    let hostile = with_bad(instructions);
    hostile.assert_serves();
    let mut nas = hostile.stage.auth();
    for faults in 1..=3 {
        assert_silent(&mut nas, ACCESS, &BAD);
        hostile.stage.wait_count("module", "fault", faults);
        hostile.assert_serves();
    }
    assert_eq!(hostile.faults(), 3);
    let names = hostile.stage.home.seen().into_iter().filter_map(|seen| seen.text("User-Name"));
    assert!(names.into_iter().all(|name| name.starts_with("alice")));
    hostile
}

#[test]
fn a_trap_costs_one_packet() {
    assert_costs_one_packet("(unreachable)");
}

#[test]
fn a_loop_costs_one_packet() {
    assert_costs_one_packet("(loop $for_ever (br $for_ever))");
}

#[test]
fn a_stack_overflow_costs_one_packet() {
    assert_costs_one_packet("(drop (call $deep (i32.const 0)))");
}

#[test]
fn memory_is_bounded() {
    let hostile = with_bad(
        "(loop $more (br_if $more (i32.ne (memory.grow (i32.const 16)) (i32.const -1)))) \
         (memory.fill (i32.const 0x40000) (i32.const 1) (i32.sub (i32.mul (memory.size) (i32.const 65536)) (i32.const 0x40000)))",
    );
    hostile.assert_serves();
    let before = hostile.stage.gateway.resident_memory().unwrap();
    let mut nas = hostile.stage.auth();
    for _ in 0..4 {
        // It is told that there is no more, and may go on with what it has.
        let _ = nas.ask_once(ACCESS, &BAD, Duration::from_secs(1)).unwrap();
    }
    hostile.assert_serves();
    let after = hostile.stage.gateway.resident_memory().unwrap();
    assert!(after < before + (64 << 20), "{before} octets, then {after}");
}

#[test]
fn a_trap_on_a_reply_lets_no_accept_through() {
    let text = "(if (call $is (i32.const 0x78)) (then (unreachable))) (i32.const 0)";
    let name = |request: &host_tests::radius::Received| request.text("User-Name").unwrap();
    let hostile = Hostile::of(
        Guest::on_reply(text),
        move |request| Answer::accept(&[("User-Name", &name(request))]),
        |config| config,
    );
    let mut nas = hostile.stage.auth();
    assert_silent(&mut nas, ACCESS, &BAD);
    hostile.stage.wait_count("module", "fault", 1);
    assert_eq!(nas.access(&GOOD).unwrap().code(), Code::ACCESS_ACCEPT);
}

#[test]
fn requests_that_wait_for_home_survive_a_trap_of_their_module() {
    let text = "(if (call $is (i32.const 0x78)) (then (unreachable))) (call $route) (i32.const 0)";
    let slow = |request: &host_tests::radius::Received| {
        Answer::good(request.code()).after(Duration::from_millis(400))
    };
    let hostile = Hostile::of(Guest::on_request(text), slow, |config| config);
    let mut nas = hostile.stage.auth();
    let waiting = nas.prepare(ACCESS, &GOOD).unwrap();
    nas.send(&waiting).unwrap();
    hostile.stage.home.wait_for(ACCESS, 1, LIMIT).unwrap();
    let trapping = nas.prepare(ACCESS, &BAD).unwrap();
    nas.send(&trapping).unwrap();
    hostile.stage.wait_count("module", "fault", 1);
    let answer = nas.receive(&waiting, LIMIT).unwrap().unwrap();
    assert_eq!(answer.code(), Code::ACCESS_ACCEPT);
}

#[test]
fn a_module_that_does_not_start_is_refused_at_the_start() {
    for on_configure in
        ["(unreachable)", "(i32.const 0)", "(loop $for_ever (br $for_ever)) (i32.const 1)"]
    {
        let (path, _module) = Guest { on_configure, ..Guest::default() }.file();
        let home = host_tests::radius::Home::good().unwrap();
        let config = host_tests::radius::GatewayConfig::between_nas_and(&home).wasm(&path);
        let failure = Gateway::start(&config).unwrap_err().to_string();
        assert!(failure.contains("module"), "{failure}");
        assert!(failure.contains("does not start"), "{failure}");
    }
}

#[test]
fn nonsense_in_calls_is_answered_with_an_error_and_nothing_else() {
    let call = |name: (u32, u32), arguments: (u32, u32)| {
        let ((name, size), (arguments, length)) = (name, arguments);
        format!(
            "(if (i32.eqz (call $foreign (i32.const {name}) (i32.const {size}) \
             (i32.const {arguments}) (i32.const {length}) (i32.const 24) (i32.const 28))) \
             (then (unreachable)))"
        )
    };
    let (route, reply, compare, hold, resume) =
        ((256, 16), (320, 16), (352, 18), (384, 15), (416, 17));
    let nothing = (288, 0);
    let beyond = (0x7fff_0000, 4);
    let calls = [
        call((480, 18), nothing),
        call((0x7fff_0000, 16), nothing),
        call(route, nothing),
        call(route, beyond),
        // Octets that are no text, and a name that is too long.
        call(route, (15, 1)),
        call(route, (0xa000, 65)),
        call(reply, beyond),
        // Longer than any packet.
        call(reply, (0x10000, 4_097)),
        call(compare, nothing),
        call(compare, (288, 1)),
        call(compare, (288, 4)),
        call(hold, nothing),
        call(hold, (288, 4)),
        call(resume, nothing),
        call(resume, (0xa000, 200)),
    ];
    let hostile = with_bad(&format!(
        "(i32.store8 (i32.const 15) (i32.const 0xff)) \
         (memory.fill (i32.const 0xa000) (i32.const 0x61) (i32.const 200)) {}",
        calls.concat()
    ));
    assert_eq!(hostile.stage.auth().access(&BAD).unwrap().code(), Code::ACCESS_ACCEPT);
    assert_eq!(hostile.faults(), 0);
    hostile.assert_serves();
}

#[test]
fn a_pool_that_does_not_exist_is_no_way() {
    let hostile = with_bad("(i32.store8 (i32.const 288) (i32.const 0x78))");
    assert_silent(&mut hostile.stage.auth(), ACCESS, &BAD);
    assert_eq!(hostile.stage.count("request_dropped", "unknown_pool"), 1);
    assert_eq!(hostile.stage.home.count(), 0);
}

#[test]
fn a_flood_of_log_lines_costs_one_packet_and_little_disk() {
    let hostile = with_bad(
        "(loop $more (drop (call $log (i32.const 4) (i32.const 0x10000) (i32.const 65536))) (br $more))",
    );
    let mut nas = hostile.stage.auth();
    assert_silent(&mut nas, ACCESS, &BAD);
    hostile.stage.wait_count("module", "fault", 1);
    hostile.assert_serves();
    let octets = hostile.stage.gateway.log().len();
    assert!(octets < 64 << 20, "{octets} octets of log");
}

#[test]
fn a_packet_that_is_none_goes_nowhere() {
    let longer = "(call $resize (i32.const 4097)) (call $store (i32.const 2))";
    let shorter = "(call $resize (i32.const 20)) (global.set $length (i32.const 19)) (call $store (i32.const 2))";
    let garbled = "(i32.store8 (i32.add (call $find (i32.const 1)) (i32.const 1)) (i32.const 1)) (call $store (i32.const 2))";
    for instructions in [longer, shorter, garbled] {
        let hostile = with_bad(instructions);
        assert_silent(&mut hostile.stage.auth(), ACCESS, &BAD);
        assert_eq!(hostile.stage.home.count(), 0, "{instructions}");
        assert_eq!(hostile.stage.count("request_dropped", "module_packet_malformed"), 1);
        hostile.assert_serves();
    }
}

#[test]
fn a_reply_that_is_longer_than_a_packet_goes_nowhere() {
    let text = "(call $resize (i32.const 4097)) (call $store (i32.const 3)) (i32.const 0)";
    let hostile = Hostile::new(Guest::on_reply(text));
    assert_silent(&mut hostile.stage.auth(), ACCESS, &BAD);
    assert_eq!(hostile.stage.count("request_dropped", "module_packet_malformed"), 1);
}

#[test]
fn a_module_that_fails_too_often_is_asked_nothing_until_the_window_has_passed() {
    let text = "(if (call $is (i32.const 0x78)) (then (unreachable))) (call $route) (i32.const 0)";
    let quarantine = "quarantine = { failures = 3, window_seconds = 4 }";
    let hostile = Hostile::of(
        Guest::on_request(text),
        |request| Answer::good(request.code()),
        |config| config.module(quarantine),
    );
    let (mut nas, mut acct) = (hostile.stage.auth(), hostile.stage.acct());
    let bad = [0; 3].map(|_| nas.prepare(ACCESS, &BAD).unwrap());
    bad.iter().for_each(|request| nas.send(request).unwrap());
    hostile.stage.wait_count("module", "quarantined", 1);
    // Access is dropped, and accounting is not acknowledged.
    assert_silent(&mut nas, ACCESS, &GOOD);
    let record = [GOOD[0], ("Acct-Status-Type", "Start")];
    assert_silent(&mut acct, Code::ACCOUNTING_REQUEST, &record);
    assert_eq!(hostile.stage.home.count(), 0);
    assert!(hostile.stage.gateway.log().contains("module_quarantined"));
    // Later it is asked again, and works.
    let served =
        (0..40).any(|_| nas.ask_once(ACCESS, &GOOD, Duration::from_millis(500)).unwrap().is_some());
    assert!(served, "{}", hostile.stage.gateway.log());
}
