//! What Kerberos refuses beyond keys and clocks, each by its name.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use host_tests::mint::{Mint, PacVector, if_relevant};
use kerberos::Principal;
use kerberos::asn1::{EncTicketPart, HostAddress, PrincipalName, ad_type};
use kerberos::client::{Credential, RequestOptions};
use kerberos::crypto::Key;
use kerberos::gss::{ChannelBindings, GssFlags};
use serde_json::json;

use crate::realm::{NOW, Realm, assert_401, negotiate, request, response};

/// A certificate of its own for `localhost`.
const CERTIFICATE: &str = include_str!("certificate.pem");

fn header_of(realm: &mut Realm, part: &EncTicketPart) -> String {
    let credential = realm.mint.seal(part);
    realm.mint.header(&credential, NOW)
}

fn credential(realm: &mut Realm) -> Credential {
    realm.mint.ticket("alice", NOW)
}

#[test]
fn a_client_that_offers_no_kerberos_is_told_from_one_that_offers_nothing_known() {
    let mut realm = Realm::new(json!({}));
    let header = realm.mint.ntlm_alone(NOW).next(None);
    assert_401(&mut realm, header, "only_ntlm");
    let spnego = [0x60, 0x14, 0x06, 0x06, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x02];
    // A NegTokenInit with 1.2.3 in mechTypes.
    let unknown = [0xa0, 0x0a, 0x30, 0x08, 0xa0, 0x06, 0x30, 0x04, 0x06, 0x02, 0x2a, 0x03];
    let token = [&spnego[..], &unknown].concat();
    assert_401(&mut realm, negotiate(&token), "no_common_mechanism");
    assert_eq!(realm.metric("spnego.accepted"), 0);
}

#[test]
fn an_authenticator_must_be_of_the_client_and_the_session_of_its_ticket() {
    let mut realm = Realm::new(json!({}));
    for name in ["bob@MINT.TEST", "alice@OTHER.TEST"] {
        let mut credential = credential(&mut realm);
        credential.client = Principal::parse(name).unwrap();
        let header = realm.mint.header(&credential, NOW);
        assert_eq!(realm.exchange(&header).details(), "spnego_client_mismatch", "{name}");
    }
    assert_eq!(realm.metric("spnego.rejected.client_mismatch"), 2);
    let mut credential = credential(&mut realm);
    credential.session_key = Key::new(credential.session_key.encryption_type(), &[1; 32]).unwrap();
    let header = realm.mint.header(&credential, NOW);
    assert_401(&mut realm, header, "authenticator_integrity");
}

#[test]
fn the_name_of_the_service_outside_the_ticket_is_no_evidence() {
    let mut realm = Realm::new(json!({}));
    let mut credential = credential(&mut realm);
    let other = Principal::parse("imap/localhost@MINT.TEST").unwrap();
    credential.ticket.sname = PrincipalName::from_principal(&other);
    let header = realm.mint.header(&credential, NOW);
    let exchange = realm.exchange(&header);
    assert!(exchange.passed, "the key decides, not the name: {}", realm.vm.log());
    let octets = credential.ticket.enc_part.cipher.to_vec();
    let spoilt: Vec<u8> = octets.iter().map(|octet| octet ^ 1).collect();
    credential.ticket.enc_part.cipher = spoilt.into();
    let header = realm.mint.header(&credential, NOW);
    assert_401(&mut realm, header, "wrong_server");
}

#[test]
fn a_foreign_realm_is_trusted_only_on_a_checked_or_listed_path() {
    let mut realm = Realm::new(json!({}));
    let mut part = realm.mint.part("alice@OTHER.TEST", NOW);
    part.transited.contents = b"MIDDLE.TEST".to_vec().into();
    let header = header_of(&mut realm, &part);
    assert_401(&mut realm, header, "transited_refused");
    let mut realm = Realm::new(json!({ "transited_realms": ["MIDDLE.TEST"] }));
    let header = header_of(&mut realm, &part);
    assert!(realm.exchange(header).passed, "{}", realm.vm.log());
}

#[test]
fn a_ticket_that_is_bound_to_an_address_is_good_from_there_where_addresses_are_checked() {
    for (check, source, details) in [
        (true, "192.0.2.1:4711", ""),
        (true, "192.0.2.2:4711", "spnego_address_mismatch"),
        (false, "192.0.2.2:4711", ""),
    ] {
        let mut realm = Realm::new(json!({ "check_client_address": check }));
        let mut part = realm.mint.part("alice@MINT.TEST", NOW);
        let address = vec![192, 0, 2, 1].into();
        part.caddr = Some(vec![HostAddress { addr_type: HostAddress::IPV4, address }]);
        let header = header_of(&mut realm, &part);
        let request = request(header).property("source.address", source);
        let exchange = realm.vm.exchange(request, response(200));
        assert_eq!(exchange.details(), details, "{check} {source}");
    }
}

#[test]
fn a_pac_that_the_service_key_did_not_sign_is_refused() {
    let vector = PacVector::load("samba-aes256-sha1.txt").unwrap();
    let mut realm = Realm::of(Mint::new(), json!({}));
    let credential = realm.mint.ticket_with_pac(&vector, 0, NOW);
    let header = realm.mint.header(&credential, NOW);
    assert_401(&mut realm, header, "pac_checksum");
}

#[test]
fn channel_bindings_are_compared_with_the_configured_certificate() {
    let binding = |mode: &str| json!({ "channel_binding": { "mode": mode, "server_certificates": [CERTIFICATE] } });
    let right = {
        let der = CERTIFICATE.lines().filter(|line| !line.starts_with('-')).collect::<String>();
        ChannelBindings::of_certificate(&STANDARD.decode(der).unwrap()).unwrap()
    };
    let wrong = ChannelBindings::tls_server_end_point(&[1; 32]);
    let (none, right, wrong) = (None, Some(right), Some(wrong));
    for (mode, bindings, details, bound) in [
        ("required", &right, "", 1),
        ("required", &wrong, "spnego_channel_binding_mismatch", 0),
        ("required", &none, "spnego_channel_binding_missing", 0),
        ("when_supported", &right, "", 1),
        ("when_supported", &wrong, "spnego_channel_binding_mismatch", 0),
        ("when_supported", &none, "", 0),
        ("off", &wrong, "", 0),
    ] {
        let mut realm = Realm::new(binding(mode));
        let credential = credential(&mut realm);
        let options = RequestOptions {
            flags: GssFlags::MUTUAL,
            channel_bindings: bindings.clone(),
            ..RequestOptions::default()
        };
        let token = realm.mint.kerberos_token(&credential, options, NOW);
        let exchange = realm.exchange(negotiate(&token));
        assert_eq!(exchange.details(), details, "{mode} {bindings:?}: {}", realm.vm.log());
        assert_eq!(realm.metric("spnego.channel_bound"), bound, "{mode} {bindings:?}");
    }
}

#[test]
fn a_client_that_says_it_sends_channel_bindings_must_send_them_where_they_are_supported() {
    let binding = json!({ "mode": "when_supported", "server_certificates": [CERTIFICATE] });
    let mut realm = Realm::new(json!({ "channel_binding": binding }));
    let credential = credential(&mut realm);
    // KERB_AP_OPTIONS_CBT, little-endian.
    let says_so = [0x00, 0x40, 0x00, 0x00];
    let options = RequestOptions {
        authorization_data: vec![if_relevant(ad_type::AP_OPTIONS, &says_so)],
        ..RequestOptions::default()
    };
    let token = realm.mint.kerberos_token(&credential, options, NOW);
    assert_401(&mut realm, negotiate(&token), "channel_binding_missing");
}
