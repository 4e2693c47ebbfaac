//! Hidden values: a module sees handles, and cannot put other values in their places.

use radius::packet::Code;

use super::guest::Guest;
use super::{BAD, Hostile};
use crate::stage::assert_silent;

const ACCESS: Code = Code::ACCESS_REQUEST;

fn hostile(instructions: &str) -> Hostile {
    let text = format!(
        "(if (call $is (i32.const 0x78)) (then {instructions} (call $store (i32.const 2)))) \
         (call $route) (i32.const 0)"
    );
    Hostile::new(Guest::on_request(&text))
}

/// A request is dropped for this reason, and home does not get it.
fn assert_dropped(instructions: &str, reason: &str) {
    let hostile = hostile(instructions);
    assert_silent(&mut hostile.stage.auth(), ACCESS, &BAD);
    assert_eq!(hostile.stage.home.count(), 0);
    assert_eq!(hostile.stage.count("request_dropped", reason), 1);
    hostile.assert_serves();
}

#[test]
fn a_handle_that_was_made_up_is_refused() {
    assert_dropped("(call $change (call $find (i32.const 2)))", "handle_forged");
}

#[test]
fn a_handle_that_is_there_twice_is_refused() {
    assert_dropped("(call $append (call $find (i32.const 2)))", "handle_duplicated");
}

#[test]
fn a_handle_of_another_request_is_refused() {
    // It keeps the attribute of the first request at 0x8000, and puts it into the second.
    let hostile = hostile(
        "(if (i32.load8_u (i32.const 0x8000)) \
           (then (call $remove (call $find (i32.const 2))) (call $append (i32.const 0x8000))) \
           (else (memory.copy (i32.const 0x8000) (call $find (i32.const 2)) (i32.const 18))))",
    );
    let mut nas = hostile.stage.auth();
    assert_eq!(nas.access(&BAD).unwrap().code(), Code::ACCESS_ACCEPT);
    assert_silent(&mut nas, ACCESS, &BAD);
    assert_eq!(hostile.stage.count("request_dropped", "handle_forged"), 1);
    assert_eq!(hostile.stage.home.count(), 1);
    hostile.assert_serves();
}

#[test]
fn a_password_is_never_seen_where_it_could_be_read() {
    // User-Password becomes Filter-Id: that is the handle and not what it stands for.
    let hostile = hostile("(i32.store8 (call $find (i32.const 2)) (i32.const 11))");
    hostile.stage.auth().access(&BAD).unwrap();
    let seen = hostile.stage.home.seen();
    let handle = seen[0].values("Filter-Id").remove(0);
    assert_eq!(handle.len(), 16);
    assert!(!handle.windows(2).any(|octets| octets == b"pw"));
    assert_eq!(seen[0].values("User-Password"), Vec::<Vec<u8>>::new());
}

#[test]
fn a_password_is_guessed_once_only() {
    // It compares the password with `home`, and then with `home` again: the second time it is told
    // nothing, so that a module cannot try out many.
    let hostile = hostile(
        "(local.set $size (call $find (i32.const 2))) \
         (i32.store8 (i32.const 0x9000) (i32.const 16)) \
         (memory.copy (i32.const 0x9001) (i32.add (local.get $size) (i32.const 2)) (i32.const 16)) \
         (memory.copy (i32.const 0x9011) (i32.const 288) (i32.const 4)) \
         (if (call $foreign (i32.const 352) (i32.const 18) (i32.const 0x9000) (i32.const 21) (i32.const 24) (i32.const 28)) (then (unreachable))) \
         (if (i32.eqz (call $foreign (i32.const 352) (i32.const 18) (i32.const 0x9000) (i32.const 21) (i32.const 24) (i32.const 28))) (then (unreachable)))",
    );
    assert_eq!(hostile.stage.auth().access(&BAD).unwrap().code(), Code::ACCESS_ACCEPT);
    assert_eq!(hostile.faults(), 0);
}
