//! What the upstream learns, and whom policy refuses.

use kerberos::asn1::{self, ticket_flag};
use spnego::access::{Decision, PolicyRefusal};

use crate::client::Client;
use crate::realm::{self, Realm};
use crate::{Entrance, code, header, negotiate, usual};

fn decision(client: &str, settings: &str) -> Decision {
    let mut realm = Realm::new();
    realm.client = realm::principal(client);
    let (token, _) = usual(&mut realm);
    Entrance::new(&realm, settings).ask(&[&token])
}

fn anonymous(client: &str, settings: &str) -> Decision {
    let mut realm = Realm::new();
    realm.client = realm::principal(client);
    let mut part = realm.part();
    part.flags = asn1::flags(&[ticket_flag::ANONYMOUS]);
    let mut client = Client::kerberos_only(realm.seal(&part));
    Entrance::new(&realm, settings).ask(&[&negotiate(&client.first())])
}

const UNAUTHENTICATED: &str = "WELLKNOWN/ANONYMOUS@WELLKNOWN:ANONYMOUS";
const MEMBER: &str = "WELLKNOWN/ANONYMOUS@EXAMPLE.COM";

#[test]
fn the_upstream_learns_principal_realm_mechanism_and_protection() {
    let decision = decision("alice@EXAMPLE.COM", "");
    let expected = [
        ("x-auth-principal", "alice@EXAMPLE.COM"),
        ("x-auth-realm", "EXAMPLE.COM"),
        ("x-auth-mechanism", "kerberos"),
        ("x-auth-protection", "none"),
        ("x-auth-local-name", "alice"),
    ];
    let Decision::Admit { admitted, .. } = &decision else { panic!("{decision:?}") };
    let headers: Vec<_> = admitted.headers.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    assert_eq!(headers, expected);
}

#[test]
fn a_client_of_another_realm_has_no_local_name() {
    let decision = decision("alice@PARTNER.EXAMPLE", "");
    assert_eq!(header(&decision, "x-auth-local-name"), None);
    assert_eq!(header(&decision, "x-auth-realm").as_deref(), Some("PARTNER.EXAMPLE"));
}

#[test]
fn the_realm_can_be_stripped() {
    let decision = decision("alice@EXAMPLE.COM", r#", "strip_realm": true"#);
    assert_eq!(header(&decision, "x-auth-principal").as_deref(), Some("alice"));
}

#[test]
fn a_name_cannot_break_out_of_its_header() {
    let decision = decision(r"a\nx-admin: 1\/b@EXAMPLE.COM", "");
    let value = header(&decision, "x-auth-principal").unwrap();
    assert_eq!(value, r"a\nx-admin: 1\/b@EXAMPLE.COM");
    assert!(!value.contains(char::is_control));
}

#[test]
fn allow_and_deny_decide_with_403_and_the_token_of_the_server() {
    let settings = r#", "allow": ["*@EXAMPLE.COM"], "deny": ["mallory@*"]"#;
    assert_eq!(code(&decision("alice@EXAMPLE.COM", settings)), "admit");
    for (client, expected) in [
        ("mallory@EXAMPLE.COM", PolicyRefusal::PrincipalDenied),
        ("alice@PARTNER.EXAMPLE", PolicyRefusal::PrincipalNotAllowed),
    ] {
        let Decision::Forbid { refusal, principal, header } = decision(client, settings) else {
            panic!("{client} is not forbidden");
        };
        assert_eq!((refusal, principal.as_str()), (expected, client));
        assert!(header.unwrap().starts_with("Negotiate o"));
    }
}

#[test]
fn anonymous_clients_are_refused_unless_their_class_is_admitted() {
    let unauthenticated = r#", "anonymous": {"unauthenticated": true}"#;
    let members = r#", "anonymous": {"realms": ["EXAMPLE.COM"]}"#;
    for (client, settings, expected) in [
        (UNAUTHENTICATED, "", "anonymous_not_allowed"),
        (MEMBER, "", "anonymous_not_allowed"),
        (UNAUTHENTICATED, unauthenticated, "admit"),
        (MEMBER, unauthenticated, "anonymous_not_allowed"),
        (UNAUTHENTICATED, members, "anonymous_not_allowed"),
        (MEMBER, members, "admit"),
    ] {
        assert_eq!(code(&anonymous(client, settings)), expected, "{client} with {settings}");
    }
    let audited = r#", "anonymous": {"unauthenticated": true}, "audit": true"#;
    assert_eq!(code(&anonymous(UNAUTHENTICATED, audited)), "anonymous_on_audit_route");
}

#[test]
fn patterns_and_name_mapping_never_apply_to_anonymous_clients() {
    let settings = r#", "allow": ["WELLKNOWN/*"]"#;
    assert_eq!(code(&anonymous(MEMBER, settings)), "anonymous_not_allowed");
    let settings = r#", "allow": [], "anonymous": {"realms": ["EXAMPLE.COM"]}"#;
    let decision = anonymous(MEMBER, settings);
    assert_eq!(header(&decision, "x-auth-local-name"), None);
    assert_eq!(header(&decision, "x-auth-anonymous").as_deref(), Some("realm_member"));
    assert_eq!(header(&decision, "x-auth-pseudonym").unwrap().len(), 32);
}
