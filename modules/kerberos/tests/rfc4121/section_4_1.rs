//! Context establishment tokens: the authenticator checksum and channel bindings.

use kerberos::acceptor::{Accepted, ChannelBindingPolicy, Config};
use kerberos::asn1::{Checksum, ad_type};
use kerberos::client::RequestOptions;
use kerberos::gss::{ChannelBindings, GssFlags};
use kerberos::{Error, Reason, Unsupported};

use super::authenticator;
use crate::realm::*;

fn with_checksum(change: impl FnOnce(&Realm) -> Option<Checksum>) -> Result<Accepted, Error> {
    let mut realm = Realm::new();
    let credential = realm.credential();
    let mut authenticator = authenticator(&realm, MUTUAL);
    authenticator.cksum = change(&realm);
    let token =
        credential.ap_req_with(&authenticator, GssFlags::default(), &mut realm.rng).unwrap();
    accept(&mut realm.acceptor(), &token)
}

#[test]
fn the_flags_of_the_checksum_are_those_of_the_context() {
    let mut realm = Realm::new();
    let credential = realm.credential();
    let (token, _) = realm.token(&credential);
    let accepted = accept(&mut realm.acceptor(), &token).unwrap();
    assert_eq!(accepted.context.flags(), MUTUAL);
    assert!(!accepted.delegated);
}

#[test]
fn without_a_checksum_no_flag_is_set() {
    let accepted = with_checksum(|_| None).unwrap();
    assert_eq!(accepted.context.flags(), GssFlags::default());
}

#[test]
fn a_keyed_checksum_over_nothing_is_accepted_if_it_verifies() {
    let keyed = |realm: &Realm, usage| Checksum {
        cksumtype: 16,
        checksum: realm.session_key.checksum(usage).sign(&[]).into(),
    };
    assert!(with_checksum(|realm| Some(keyed(realm, 10))).is_ok());
    assert_eq!(refused(with_checksum(|realm| Some(keyed(realm, 11)))), Reason::ChecksumMismatch);
    let other = with_checksum(|_| Some(Checksum { cksumtype: 7, checksum: vec![0; 16].into() }));
    assert_eq!(other.unwrap_err(), Unsupported::ChecksumType(7).into());
}

#[test]
fn a_short_checksum_is_malformed() {
    let short = |_: &Realm| Some(Checksum { cksumtype: 0x8003, checksum: vec![16; 23].into() });
    assert!(matches!(with_checksum(short), Err(Error::Malformed { .. })));
}

#[test]
fn a_delegated_credential_is_reported() {
    let mut octets = vec![16, 0, 0, 0];
    octets.extend_from_slice(&[0; 16]);
    octets.extend_from_slice(&(GssFlags::DELEG.0 | MUTUAL.0).to_le_bytes());
    octets.extend_from_slice(&[1, 0, 4, 0]);
    octets.extend_from_slice(b"CRED");
    let accepted =
        with_checksum(|_| Some(Checksum { cksumtype: 0x8003, checksum: octets.into() })).unwrap();
    assert!(accepted.delegated);
}

fn bindings(octet: u8) -> ChannelBindings {
    ChannelBindings::tls_server_end_point(&[octet; 32])
}

/// What an acceptor that expects bindings 1 or 2 says.
fn bound(
    policy: fn(Vec<ChannelBindings>) -> ChannelBindingPolicy,
    sent: Option<ChannelBindings>,
    says_that_it_can: bool,
) -> Result<bool, Error> {
    let mut realm = Realm::new();
    let credential = realm.credential();
    let mut options =
        RequestOptions { flags: MUTUAL, channel_bindings: sent, ..RequestOptions::default() };
    if says_that_it_can {
        let can = element(ad_type::AP_OPTIONS, &0x4000_u32.to_le_bytes());
        options.authorization_data = vec![if_relevant(&[can])];
    }
    let (token, _) = credential.ap_req(options, NOW, &mut realm.rng).unwrap();
    let config =
        Config { channel_bindings: policy(vec![bindings(1), bindings(2)]), ..Config::default() };
    accept(&mut realm.acceptor_with(config), &token).map(|accepted| accepted.channel_bound)
}

const MISMATCH: Result<bool, Error> = Err(Error::Rejected(Reason::ChannelBindingMismatch));
const MISSING: Result<bool, Error> = Err(Error::Rejected(Reason::ChannelBindingMissing));

#[test]
fn required_channel_bindings_must_be_sent_and_right() {
    let policy = ChannelBindingPolicy::Required;
    assert_eq!(bound(policy, Some(bindings(1)), false), Ok(true));
    assert_eq!(bound(policy, Some(bindings(2)), true), Ok(true));
    assert_eq!(bound(policy, Some(bindings(3)), false), MISMATCH);
    assert_eq!(bound(policy, None, false), MISSING);
}

#[test]
fn supported_channel_bindings_must_be_right_if_sent_and_sent_if_promised() {
    let policy = ChannelBindingPolicy::WhenSupported;
    assert_eq!(bound(policy, Some(bindings(1)), false), Ok(true));
    assert_eq!(bound(policy, Some(bindings(3)), false), MISMATCH);
    assert_eq!(bound(policy, None, false), Ok(false));
    assert_eq!(bound(policy, None, true), MISSING);
}

#[test]
fn channel_bindings_are_not_looked_at_when_off() {
    let policy = |_| ChannelBindingPolicy::Off;
    assert_eq!(bound(policy, Some(bindings(3)), true), Ok(false));
    assert_eq!(bound(policy, None, true), Ok(false));
}

#[test]
fn an_ad_ap_options_of_another_length_is_malformed() {
    let mut realm = Realm::new();
    let credential = realm.credential();
    for octets in [&[][..], &[0, 0x40], &[0, 0x40, 0, 0, 0]] {
        let authorization_data = vec![if_relevant(&[element(ad_type::AP_OPTIONS, octets)])];
        let options = RequestOptions { authorization_data, ..RequestOptions::default() };
        let (token, _) = credential.ap_req(options, NOW, &mut realm.rng).unwrap();
        let refusal = accept(&mut realm.acceptor(), &token).unwrap_err();
        assert!(matches!(refusal, Error::Malformed { what: "AD-AP-OPTIONS", .. }), "{refusal}");
    }
}
