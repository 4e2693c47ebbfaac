//! Each reason is one status, one metric and one text in the response's details.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use host_tests::mint::{LIFETIME, Mint};
use kerberos::asn1::{AuthorizationDataElement, flags, ticket_flag};
use kerberos::client::RequestOptions;
use kerberos::crypto::{EncryptionType, Key};
use kerberos::gss::GssFlags;
use serde_json::json;

use crate::realm::{NOW, Realm, assert_401, assert_refused, negotiate, request, response};
use crate::support::{Exchange, Request};

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn what_is_no_negotiate_token_is_refused_by_name() {
    let mut realm = Realm::new(json!({ "max_token_bytes": 1024 }));
    assert_401(&mut realm, "Basic YWxpY2U6c2VjcmV0", "not_negotiate");
    assert_401(&mut realm, "Negotiate", "negotiate_empty");
    assert_401(&mut realm, "Negotiate a b", "negotiate_base64");
    assert_401(&mut realm, negotiate(&[0; 1025]), "negotiate_too_large");
    assert_401(&mut realm, negotiate(b"NTLMSSP\0\x01\0\0\0"), "raw_ntlm");
    assert_401(&mut realm, negotiate(&[0x60, 3, 6, 1]), "token_truncated");
}

#[test]
fn two_authorization_lines_are_refused_even_if_one_is_good() {
    let mut realm = Realm::new(json!({}));
    let good = realm.header();
    let request = request(&good).header("authorization", "Negotiate");
    let exchange = realm.vm.exchange(request, response(200));
    assert_refused(&realm, &exchange, "401", "rejected", "several_authorizations");
}

#[test]
fn a_ticket_that_the_key_does_not_open_is_refused_by_name() {
    let mut realm = Realm::new(json!({}));
    let key = Key::new(EncryptionType::Aes256CtsHmacSha1, &[7; 32]).unwrap();
    let mut other = Mint::with_key(key, "MINT.TEST");
    let credential = other.ticket("alice", NOW);
    assert_401(&mut realm, other.header(&credential, NOW), "ticket_integrity");

    let key = Key::new(EncryptionType::Aes128CtsHmacSha1, &[7; 16]).unwrap();
    let mut other = Mint::with_key(key, "MINT.TEST");
    let credential = other.ticket("alice", NOW);
    assert_401(&mut realm, other.header(&credential, NOW), "no_key_for_encryption_type");

    realm.mint.rotate();
    assert_401_of_alice(&mut realm, "keytab_stale");
}

fn assert_401_of_alice(realm: &mut Realm, code: &str) -> Exchange {
    let header = realm.header();
    assert_401(realm, header, code)
}

#[test]
fn a_ticket_of_a_former_key_is_told_from_a_stale_keytab() {
    let mut former = Mint::new();
    let credential = former.ticket("alice", NOW);
    let header = former.header(&credential, NOW);
    former.rotate();
    let mut realm = Realm::of(former, json!({}));
    let exchange = assert_401(&mut realm, header, "key_retired");
    // The KRB-ERROR on which a client asks for another ticket.
    assert!(exchange.challenges()[0].len() > "Negotiate ".len());
}

#[test]
fn tickets_and_stamps_of_another_time_are_refused_by_name() {
    let mut realm = Realm::new(json!({}));
    let skew = 300 * SECOND;
    let expired = realm.mint.ticket("alice", NOW - LIFETIME - skew - SECOND);
    let header = realm.mint.header(&expired, NOW);
    assert_401(&mut realm, header, "ticket_expired");

    let mut part = realm.mint.part("alice@MINT.TEST", NOW);
    part.starttime = Some(kerberos::asn1::kerberos_time(NOW + skew + SECOND));
    let early = realm.mint.seal(&part);
    let header = realm.mint.header(&early, NOW);
    assert_401(&mut realm, header, "ticket_not_yet_valid");

    let credential = realm.mint.ticket("alice", NOW);
    for stamp in [NOW - skew - SECOND, NOW + skew + SECOND] {
        let header = realm.mint.header(&credential, stamp);
        assert_eq!(realm.exchange(&header).details(), "spnego_clock_skew");
    }
    assert_eq!(realm.metric("spnego.rejected.clock_skew"), 2);
    for stamp in [NOW - skew, NOW + skew] {
        let header = realm.mint.header(&credential, stamp);
        assert!(realm.exchange(&header).passed);
    }
}

#[test]
fn an_authenticator_is_accepted_once() {
    let mut realm = Realm::new(json!({}));
    let header = realm.header();
    assert!(realm.exchange(&header).passed);
    assert_401(&mut realm, &header, "replay");
    assert_eq!(realm.metric("spnego.accepted"), 1);
}

#[test]
fn what_a_ticket_demands_and_nobody_understands_is_refused() {
    let mut realm = Realm::new(json!({}));
    let mut part = realm.mint.part("alice@MINT.TEST", NOW);
    part.authorization_data =
        Some(vec![AuthorizationDataElement { ad_type: 4711, ad_data: vec![1].into() }]);
    let credential = realm.mint.seal(&part);
    let header = realm.mint.header(&credential, NOW);
    assert_401(&mut realm, header, "critical_authorization_data");

    let mut part = realm.mint.part("alice@MINT.TEST", NOW);
    part.flags = flags(&[ticket_flag::INVALID]);
    let credential = realm.mint.seal(&part);
    let header = realm.mint.header(&credential, NOW);
    assert_401(&mut realm, header, "ticket_invalid");

    let mut part = realm.mint.part("alice@MINT.TEST", NOW);
    part.flags = flags(&[ticket_flag::ANONYMOUS]);
    let credential = realm.mint.seal(&part);
    let header = realm.mint.header(&credential, NOW);
    assert_401(&mut realm, header, "anonymous_mismatch");
}

#[test]
fn a_bare_kerberos_token_is_accepted_and_answered() {
    let mut realm = Realm::new(json!({}));
    let credential = realm.mint.ticket("alice", NOW);
    let options = RequestOptions { flags: GssFlags::MUTUAL, ..RequestOptions::default() };
    let token = realm.mint.kerberos_token(&credential, options, NOW);
    let exchange = realm.exchange(negotiate(&token));
    assert!(exchange.passed, "{}", realm.vm.log());
    assert_eq!(exchange.challenges().len(), 1);
}

#[test]
fn a_principal_that_policy_refuses_gets_403_with_its_mutual_token_once() {
    for (config, code) in [
        (json!({ "deny": ["alice@*"] }), "principal_denied"),
        (json!({ "allow": ["bob@*"] }), "principal_not_allowed"),
    ] {
        let mut realm = Realm::new(config);
        let header = realm.header();
        let exchange = realm.exchange(&header);
        assert_refused(&realm, &exchange, "403", "forbidden", code);
        let challenges = exchange.challenges();
        assert_eq!(challenges.len(), 1, "{challenges:?}");
        assert!(challenges[0].len() > "Negotiate ".len());
    }
}

#[test]
fn the_mutual_token_is_on_the_response_once_and_proves_the_service_whatever_the_status() {
    let mut realm = Realm::new(json!({}));
    for status in [200, 302, 404, 500] {
        let credential = realm.mint.ticket("alice", NOW);
        let mut client = realm.mint.negotiation(&credential, NOW);
        let exchange = realm.vm.exchange(request(client.next(None)), response(status));
        let challenges = exchange.challenges();
        assert_eq!(challenges.len(), 1, "{status}");
        assert_eq!(exchange.status(), status.to_string().as_bytes());
        assert_eq!(client.next(Some(&challenges[0])), "");
        assert!(client.is_complete(), "{status}");
    }
    assert_eq!(realm.metric("spnego.accepted"), 4);
}

#[test]
fn an_upstream_that_challenges_itself_keeps_its_challenge_beside_the_mutual_token() {
    let mut realm = Realm::new(json!({}));
    let header = realm.header();
    let mut answer = response(401);
    answer.push((b"www-authenticate".to_vec(), b"Basic realm=app".to_vec()));
    let exchange = realm.vm.exchange(request(&header), answer);
    let challenges = exchange.challenges();
    assert_eq!(challenges.len(), 2);
    assert_eq!(challenges[0], "Basic realm=app");
    assert!(challenges[1].starts_with("Negotiate "));
}

#[test]
fn the_token_is_removed_after_success() {
    let mut realm = Realm::new(json!({}));
    let header = realm.header();
    assert!(realm.exchange(&header).upstream("authorization").is_empty());
}

#[test]
fn in_optional_mode_other_schemes_pass_untouched_and_a_bad_token_does_not() {
    let mut realm = Realm::new(json!({ "mode": "optional" }));
    for other in ["Basic YWxpY2U6c2VjcmV0", "Bearer abc"] {
        let exchange = realm.exchange(other);
        assert!(exchange.passed);
        assert_eq!(exchange.upstream("authorization"), [other]);
        assert!(exchange.upstream("x-auth-principal").is_empty());
    }
    assert!(realm.vm.exchange(Request::get("/"), response(200)).passed);
    assert_401(&mut realm, "Negotiate AAAA", "token_tag");
    let header = realm.header();
    assert_eq!(realm.exchange(&header).upstream("x-auth-principal"), ["alice@MINT.TEST"]);
}

#[test]
fn without_error_tokens_a_refusal_says_nothing() {
    for (error_token, says_something) in [(true, true), (false, false)] {
        let mut realm = Realm::new(json!({ "error_token": error_token }));
        let credential = realm.mint.ticket("alice", NOW);
        let header = realm.mint.header(&credential, NOW - 301 * SECOND);
        let exchange = assert_401(&mut realm, &header, "clock_skew");
        let token = exchange.challenges()[0].clone();
        let holds_krb_error = STANDARD
            .decode(token.trim_start_matches("Negotiate").trim())
            .unwrap()
            .windows(2)
            .any(|octets| octets == [0x03, 0x00]);
        assert_eq!(holds_krb_error, says_something, "{token}");
    }
}

#[test]
fn a_returning_ticket_is_remembered_unless_that_is_switched_off() {
    for (entries, remembered) in [(1024, 1), (0, 0)] {
        let mut realm = Realm::new(json!({ "ticket_cache_entries": entries }));
        let credential = realm.mint.ticket("alice", NOW);
        for _ in 0..2 {
            let header = realm.mint.header(&credential, NOW);
            assert!(realm.exchange(&header).passed);
        }
        assert_eq!(realm.metric("spnego.ticket_remembered"), remembered);
    }
}
