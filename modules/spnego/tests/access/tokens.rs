//! Modes, missing and broken tokens.

use kerberos::crypto::{EncryptionType, Key};
use kerberos::keytab::Keytab;
use kerberos::replay::{Admission, ReplayCache, SeenAuthenticator};
use kerberos::{Misconfigured, Reason};
use spnego::access::{Decision, Gate, GateError, Policy, Request};

use crate::realm::{NOW, Realm};
use crate::{Entrance, Http1, client::Client, code, config, negotiate, realm, request, usual};

#[test]
fn a_good_token_is_admitted_and_the_server_proves_itself() {
    let mut realm = Realm::new();
    let (token, mut client) = usual(&mut realm);
    let decision = Entrance::new(&realm, "").ask(&[&token]);
    assert_eq!(code(&decision), "admit");
    assert!(client.answer(&decision).complete);
}

#[test]
fn a_request_without_a_token_is_challenged_without_a_token() {
    let realm = Realm::new();
    let decision = Entrance::new(&realm, "").ask(&[]);
    let expected = Decision::Challenge {
        code: "no_token",
        detail: String::new(),
        header: "Negotiate".to_owned(),
    };
    assert_eq!(decision, expected);
}

#[test]
fn a_preflight_passes_without_identity() {
    let realm = Realm::new();
    let mut entrance = Entrance::new(&realm, "");
    let connection = Http1(1);
    let request = Request { preflight: true, ..request(&connection) };
    let decision = entrance.gate.decide(&request, &entrance.policy, NOW);
    assert_eq!(decision, Decision::Pass);
}

#[test]
fn where_identity_is_optional_a_token_that_is_offered_must_be_good() {
    let mut realm = Realm::new();
    let (token, _) = usual(&mut realm);
    let mut entrance = Entrance::new(&realm, r#", "mode": "optional""#);
    assert_eq!(entrance.ask(&[]), Decision::Pass);
    assert_eq!(entrance.ask(&["Basic YWxpY2U6c2VjcmV0"]), Decision::Pass);
    assert_eq!(code(&entrance.ask(&[&token])), "admit");
    assert_eq!(code(&entrance.ask(&[&token])), "replay");
    assert_eq!(code(&entrance.ask(&["Negotiate x"])), "negotiate_base64");
}

#[test]
fn where_it_is_off_everything_passes_without_identity() {
    let mut realm = Realm::new();
    let (token, _) = usual(&mut realm);
    let mut entrance = Entrance::new(&realm, r#", "mode": "off""#);
    assert_eq!(entrance.ask(&[&token]), Decision::Pass);
}

#[test]
fn every_broken_header_has_its_reason() {
    let realm = Realm::new();
    let mut entrance = Entrance::new(&realm, r#", "max_token_bytes": 1024"#);
    let long = negotiate(&[0; 2000]);
    for (lines, reason) in [
        (&["Basic YWxpY2U6c2VjcmV0"][..], "not_negotiate"),
        (&["Negotiate"], "negotiate_empty"),
        (&["Negotiate YII"], "token_truncated"),
        (&["Negotiate !"], "negotiate_base64"),
        (&[&long], "negotiate_too_large"),
        (&["Negotiate TlRMTVNTUAABAAAA"], "raw_ntlm"),
        (&["Negotiate YII=", "Negotiate YII="], "several_authorizations"),
    ] {
        let decision = entrance.ask(lines);
        assert_eq!(code(&decision), reason, "{lines:?}");
        assert!(matches!(decision, Decision::Challenge { .. }));
    }
}

#[test]
fn a_client_without_a_kerberos_ticket_is_told_apart() {
    let realm = Realm::new();
    // NegTokenInit with NTLM alone.
    let ntlm = b"\x60\x1c\x06\x06\x2b\x06\x01\x05\x05\x02\xa0\x12\x30\x10\xa0\x0e\x30\x0c\x06\x0a\
                 \x2b\x06\x01\x04\x01\x82\x37\x02\x02\x0a";
    let decision = Entrance::new(&realm, "").ask(&[&negotiate(ntlm)]);
    let Decision::Challenge { code, detail, .. } = decision else { panic!("{decision:?}") };
    assert_eq!(code, "only_ntlm");
    assert!(detail.contains("SPN"), "{detail}");
}

#[test]
fn error_tokens_can_be_switched_off() {
    let mut realm = Realm::new();
    for (settings, with_error_token) in [("", true), (r#", "error_token": false"#, false)] {
        let (token, _) = usual(&mut realm);
        let mut entrance = Entrance::new(&realm, settings);
        entrance.ask(&[&token]);
        let replay = entrance.ask(&[&token]);
        let Decision::Challenge { header, .. } = &replay else { panic!("{replay:?}") };
        // A reject with a KRB-ERROR inside is far longer than one without.
        assert_eq!(header.len() > 60, with_error_token, "{header}");
    }
}

#[test]
fn a_failing_replay_cache_makes_the_request_unavailable_and_never_admits_it() {
    struct Failing(Reason);
    impl ReplayCache for Failing {
        fn admit(
            &mut self,
            _: &SeenAuthenticator<'_>,
            _: std::time::Duration,
        ) -> Result<Admission, Reason> {
            Err(self.0.clone())
        }
    }
    for reason in [Reason::ReplayCacheFull, Reason::ReplayCacheUnavailable] {
        let mut realm = Realm::new();
        let (token, _) = usual(&mut realm);
        let config = config("");
        let policy = Policy::of_plugin(&config);
        let keytab = realm.keytab().encode().unwrap();
        let rng = Box::new(realm::rng(1));
        let gate = Gate::new(config, &keytab, Box::new(Failing(reason.clone())), rng).unwrap();
        let decision = Entrance { gate, policy }.ask(&[&token]);
        let Decision::Unavailable { code, .. } = decision else { panic!("{decision:?}") };
        assert_eq!(code, reason.code());
    }
}

#[test]
fn only_keys_of_permitted_services_are_used() {
    let mut realm = Realm::new();
    let other_key = Key::random(EncryptionType::Aes256CtsHmacSha1, &mut realm.rng);
    let mut other = realm.entry(3, &other_key);
    other.principal = realm::principal("host/www.example.com@EXAMPLE.COM");
    let keytab = Keytab::new(vec![other, realm.entry(3, &realm.service_key)]);
    let only_host = r#", "service_principals": ["host/*"]"#;
    let (token, _) = usual(&mut realm);
    let decision = Entrance::with_keytab(&keytab, only_host).ask(&[&token]);
    assert_eq!(code(&decision), "wrong_server");
    let mut client = Client::kerberos_only(realm.credential());
    let decision = Entrance::with_keytab(&keytab, "").ask(&[&negotiate(&client.first())]);
    assert_eq!(code(&decision), "admit");
}

#[test]
fn a_keytab_without_a_permitted_key_is_refused_with_what_it_has() {
    let realm = Realm::new();
    let keytab = realm.keytab().encode().unwrap();
    let config = config(r#", "service_principals": ["HTTP/elsewhere*"]"#);
    let mut rng = realm::rng(1);
    let replay = kerberos::replay::SharedReplayCache::new(
        kerberos::replay::MemoryStore::default(),
        "replay",
        kerberos::replay::ReplayAfterLoss::Accept,
        &mut rng,
    );
    let refused = Gate::new(config, &keytab, Box::new(replay), Box::new(rng)).err().unwrap();
    let found = "HTTP/www.example.com@EXAMPLE.COM".to_owned();
    let expected = kerberos::Error::Misconfigured(Misconfigured::NoPermittedKey { found });
    assert_eq!(refused, GateError::Keytab(expected));
}
