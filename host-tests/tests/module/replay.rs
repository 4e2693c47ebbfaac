//! The replay cache in the shared data of several VMs.

use std::time::Duration;

use serde_json::{Value, json};

use crate::realm::{NOW, Realm, request, response};
use crate::support::Shared;

const SECOND: Duration = Duration::from_secs(1);
const SKEW: Duration = Duration::from_secs(300);

/// A realm whose replay cache is lost at [`NOW`].
fn lost(replay_after_loss: &str) -> Realm {
    let realm = Realm::new(json!({ "replay_after_loss": replay_after_loss }));
    realm.shared.store().lose();
    realm
}

/// The details of the refusal of a new authenticator; empty if it is admitted.
fn outcome(realm: &mut Realm, stamp: Duration, now: Duration) -> String {
    realm.shared.set_time(now);
    let header = realm.header_at(stamp);
    realm.exchange(&header).details()
}

#[test]
fn a_token_that_one_vm_has_seen_is_refused_by_the_others() {
    let mut realm = Realm::new(json!({}));
    let header = realm.header();
    assert!(realm.exchange(&header).passed);
    let mut other = realm.another_vm();
    let replayed = other.exchange(request(&header), response(200));
    assert_eq!(replayed.details(), "spnego_replay");
    let fresh = realm.header();
    assert!(other.exchange(request(&fresh), response(200)).passed);
    assert_eq!(realm.exchange(&fresh).details(), "spnego_replay");
}

#[test]
fn a_vm_with_another_configuration_and_the_same_id_shares_the_cache() {
    let mut realm = Realm::new(json!({}));
    let header = realm.header();
    let mut reconfigured = Realm::started(
        host_tests::mint::Mint::new(),
        realm.shared.clone(),
        json!({ "audit": true }),
    );
    assert!(reconfigured.exchange(&header).passed);
    assert_eq!(realm.exchange(&header).details(), "spnego_replay");
}

#[test]
fn a_replay_of_a_fast_clock_is_refused_as_long_as_its_stamp_is_good() {
    let mut realm = Realm::new(json!({}));
    let header = realm.header_at(NOW + SKEW);
    assert!(realm.exchange(&header).passed);
    for later in [SECOND, SKEW, SKEW + SKEW] {
        realm.shared.set_time(NOW + later);
        assert_eq!(realm.exchange(&header).details(), "spnego_replay", "{later:?}");
    }
    realm.shared.set_time(NOW + SKEW + SKEW + SECOND);
    assert_eq!(realm.exchange(&header).details(), "spnego_clock_skew");
}

#[test]
fn without_its_store_the_filter_admits_nobody() {
    let mut realm = Realm::new(json!({}));
    realm.shared.store().set_available(false);
    let header = realm.header();
    let exchange = realm.exchange(&header);
    assert!(!exchange.passed);
    assert_eq!(exchange.status(), b"503");
    assert_eq!(exchange.details(), "spnego_replay_cache_unavailable");
    assert!(exchange.challenges().is_empty());
    assert_eq!(realm.metric("spnego.unavailable.replay_cache_unavailable"), 1);
    realm.shared.store().set_available(true);
    assert!(realm.exchange(&header).passed);
}

#[test]
fn where_a_bucket_is_full_its_authenticators_are_refused_and_never_admitted_unseen() {
    let mut realm = Realm::new(json!({}));
    realm.shared.store().fill();
    let header = realm.header();
    let exchange = realm.exchange(&header);
    assert!(!exchange.passed);
    assert_eq!(exchange.status(), b"503");
    assert_eq!(exchange.details(), "spnego_replay_cache_full");
    assert_eq!(realm.metric("spnego.unavailable.replay_cache_full"), 1);
}

#[test]
fn a_vm_that_was_running_notices_that_the_store_was_lost() {
    let mut realm = Realm::new(json!({}));
    let mut other = realm.another_vm();
    let header = realm.header_at(NOW - SECOND);
    assert!(realm.exchange(&header).passed);
    realm.shared.store().lose();
    let replayed = other.exchange(request(&header), response(200));
    assert_eq!(replayed.details(), "spnego_replay_after_loss");
    assert_eq!(realm.exchange(&header).details(), "spnego_replay_after_loss");
    assert_eq!(realm.metric("spnego.rejected.replay_after_loss"), 2);
}

#[test]
fn accept_newer_refuses_what_is_stamped_before_the_loss_and_counts_what_it_cannot_vouch_for() {
    let mut realm = lost("accept_newer");
    assert_eq!(outcome(&mut realm, NOW - SECOND, NOW), "spnego_replay_after_loss");
    assert_eq!(outcome(&mut realm, NOW, NOW), "");
    assert_eq!(outcome(&mut realm, NOW + SKEW, NOW + SKEW), "");
    assert_eq!(realm.metric("spnego.admitted_after_loss"), 2);
    assert_eq!(outcome(&mut realm, NOW + SKEW + SECOND, NOW + SKEW + SECOND), "");
    assert_eq!(realm.metric("spnego.admitted_after_loss"), 2);
    assert_eq!(realm.metric("spnego.accepted"), 3);
}

#[test]
fn refuse_admits_nobody_until_the_skew_has_passed() {
    let mut realm = lost("refuse");
    assert_eq!(outcome(&mut realm, NOW, NOW), "spnego_replay_after_loss");
    assert_eq!(outcome(&mut realm, NOW + SKEW, NOW + SKEW), "spnego_replay_after_loss");
    let later = NOW + SKEW + SECOND;
    assert_eq!(outcome(&mut realm, NOW + SKEW, later), "spnego_replay_after_loss");
    assert_eq!(outcome(&mut realm, later, later), "");
    assert_eq!(realm.metric("spnego.admitted_after_loss"), 0);
}

#[test]
fn accept_admits_everything_once_and_counts_it() {
    let mut realm = lost("accept");
    let header = realm.header_at(NOW - SKEW);
    assert!(realm.exchange(&header).passed);
    assert_eq!(realm.exchange(&header).details(), "spnego_replay");
    assert_eq!(realm.metric("spnego.admitted_after_loss"), 1);
}

#[test]
fn the_start_of_the_first_vm_counts_as_a_loss_and_that_of_the_next_does_not() {
    let shared = Shared::at(NOW);
    let mut realm = Realm::started(
        host_tests::mint::Mint::new(),
        shared,
        json!({ "replay_after_loss": "refuse" }),
    );
    let later = NOW + SKEW + SECOND;
    realm.shared.set_time(later);
    let mut other = realm.another_vm();
    let header = realm.header_at(later);
    assert!(other.exchange(request(&header), response(200)).passed);
}

#[test]
fn only_authenticated_requests_enter_the_cache_and_its_keys_are_a_fixed_set() {
    let mut realm = Realm::new(json!({}));
    let keys = |realm: &Realm| realm.shared.store().sizes().len();
    let before = keys(&realm);
    let bad: [Value; 3] = [json!("Negotiate AAAA"), json!("Negotiate"), json!("Basic YTpi")];
    for header in &bad {
        assert!(!realm.exchange(header.as_str().unwrap()).passed);
    }
    let credential = realm.mint.ticket("alice", NOW);
    let skewed = realm.mint.header(&credential, NOW - SKEW - SECOND);
    assert!(!realm.exchange(&skewed).passed);
    assert_eq!(keys(&realm), before);
    for _ in 0..50 {
        let header = realm.mint.header(&credential, NOW);
        assert!(realm.exchange(&header).passed);
    }
    let sizes = realm.shared.store().sizes();
    assert!(sizes.len() <= before + 50);
    assert!(sizes.keys().all(|key| key.starts_with(b"spnego.replay")));
    // A tag and when it may go: 20 octets each, behind the 8 of the name of the record.
    let buckets = sizes.iter().filter(|(key, _)| key.contains(&b'/'));
    let tags: usize = buckets.map(|(_, size)| size - 8).sum();
    assert_eq!(tags, 50 * 20);
}
