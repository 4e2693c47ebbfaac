//! What the upstream learns of a client, and what the client cannot make it believe.

use host_tests::mint::{Mint, PacVector};
use kerberos::asn1::{EncTicketPart, flags, ticket_flag};
use serde_json::{Value, json};

use crate::realm::{NOW, Realm, request, response};
use crate::support::{Exchange, Request};

/// Headers that a client could try to be somebody else with.
const FORGED: [(&str, &str); 7] = [
    ("x-auth-principal", "root@EVIL"),
    ("x_auth_principal", "root@EVIL"),
    ("X-AUTH_realm", "EVIL"),
    ("x.auth.groups", "EVIL"),
    ("x-auth-local-name", "EVIL"),
    ("x-auth-pseudonym", "EVIL"),
    ("x-edgewarden-pass", "EVIL"),
];

fn forged(request: Request) -> Request {
    FORGED.iter().fold(request, |request, (name, value)| request.header(name, value))
}

fn assert_stripped(exchange: &Exchange) {
    assert!(exchange.passed);
    let evil = exchange.request.iter().find(|(_, value)| value.windows(4).any(|v| v == b"EVIL"));
    assert_eq!(evil, None);
}

fn anonymous(realm: &mut Realm, crealm: &str) -> EncTicketPart {
    let mut part = realm.mint.part(&format!("WELLKNOWN/ANONYMOUS@{crealm}"), NOW);
    part.flags = flags(&[ticket_flag::ANONYMOUS, ticket_flag::TRANSITED_POLICY_CHECKED]);
    part
}

fn exchange_of(realm: &mut Realm, part: &EncTicketPart) -> Exchange {
    let credential = realm.mint.seal(part);
    let header = realm.mint.header(&credential, NOW);
    realm.exchange(&header)
}

#[test]
fn the_upstream_learns_who_the_client_is() {
    let mut realm = Realm::new(json!({}));
    let header = realm.header();
    let exchange = realm.exchange(&header);
    for (name, value) in [
        ("x-auth-principal", "alice@MINT.TEST"),
        ("x-auth-local-name", "alice"),
        ("x-auth-realm", "MINT.TEST"),
        ("x-auth-mechanism", "kerberos"),
        ("x-auth-protection", "none"),
    ] {
        assert_eq!(exchange.upstream(name), [value], "{name}");
    }
    for name in ["x-auth-groups", "x-auth-anonymous", "x-auth-pseudonym"] {
        assert!(exchange.upstream(name).is_empty(), "{name}");
    }
}

#[test]
fn a_client_of_another_realm_has_no_local_name() {
    let mut realm = Realm::new(json!({ "transited_realms": ["OTHER.TEST"] }));
    let part = realm.mint.part("alice@OTHER.TEST", NOW);
    let exchange = exchange_of(&mut realm, &part);
    assert_eq!(exchange.upstream("x-auth-principal"), ["alice@OTHER.TEST"]);
    assert!(exchange.upstream("x-auth-local-name").is_empty());
}

#[test]
fn the_realm_is_stripped_from_the_principal_where_that_is_asked_for() {
    let mut realm = Realm::new(json!({ "strip_realm": true }));
    let header = realm.header();
    let exchange = realm.exchange(&header);
    assert_eq!(exchange.upstream("x-auth-principal"), ["alice"]);
    assert_eq!(exchange.upstream("x-auth-realm"), ["MINT.TEST"]);
}

#[test]
fn a_name_that_is_no_header_value_is_escaped() {
    let mut realm = Realm::new(json!({}));
    let mut part = realm.mint.part("alice@MINT.TEST", NOW);
    part.cname.name_string = vec![b"a\r\nx-auth-groups: root"[..].into()];
    let exchange = exchange_of(&mut realm, &part);
    assert!(exchange.passed);
    let principal = exchange.upstream("x-auth-principal");
    assert!(principal[0].bytes().all(|octet| (0x20..0x7f).contains(&octet)), "{principal:?}");
    assert!(exchange.upstream("x-auth-groups").is_empty());
}

#[test]
fn forged_identity_is_removed_in_every_spelling_and_mode_and_other_headers_stay() {
    for mode in ["require", "optional", "off"] {
        let mut realm = Realm::new(json!({ "mode": mode }));
        let header = realm.header();
        let request =
            forged(request(&header)).header("x-auth", "kept").header("x-odd", b"\xff\xfe");
        let exchange = realm.vm.exchange(request, response(200));
        assert_stripped(&exchange);
        assert_eq!(exchange.upstream("x-auth"), ["kept"]);
        assert_eq!(exchange.upstream("x-odd").len(), 1);
        let own = usize::from(mode != "off");
        assert_eq!(exchange.upstream("x-auth-principal").len(), own, "{mode}");
        assert_eq!(exchange.upstream("x-edgewarden-pass").len(), own, "{mode}");
    }
}

#[test]
fn forged_identity_is_removed_where_no_identity_is_given() {
    let mut optional = Realm::new(json!({ "mode": "optional" }));
    assert_stripped(&optional.vm.exchange(forged(Request::get("/")), response(200)));
    let basic = forged(request("Basic YWxpY2U6c2VjcmV0"));
    assert_stripped(&optional.vm.exchange(basic, response(200)));
    let preflight = Request::default()
        .header(":method", "OPTIONS")
        .header("origin", "https://app.test")
        .header("access-control-request-method", "PUT");
    let mut required = Realm::new(json!({}));
    assert_stripped(&required.vm.exchange(forged(preflight), response(200)));
}

#[test]
fn identity_headers_can_be_renamed() {
    let names = json!({ "principal": "X-Remote-User", "groups": "x-remote-groups" });
    let mut realm = Realm::new(json!({ "identity_headers": names }));
    let header = realm.header();
    let request =
        request(&header).header("x_remote_user", "EVIL").header("x-remote-groups", "EVIL");
    let exchange = realm.vm.exchange(request, response(200));
    assert_stripped(&exchange);
    assert_eq!(exchange.upstream("x-remote-user"), ["alice@MINT.TEST"]);
    assert!(exchange.upstream("x-auth-principal").is_empty());
}

#[test]
fn the_two_classes_of_anonymous_clients_are_admitted_apart_and_have_no_name() {
    let unauthenticated = json!({ "unauthenticated": true });
    let realm_member = json!({ "realms": ["MINT.TEST"] });
    for (settings, crealm, class) in [
        (unauthenticated, "WELLKNOWN:ANONYMOUS", "unauthenticated"),
        (realm_member, "MINT.TEST", "realm_member"),
    ] {
        let mut realm = Realm::new(json!({ "anonymous": settings, "allow": [] }));
        let part = anonymous(&mut realm, crealm);
        let exchange = exchange_of(&mut realm, &part);
        assert!(exchange.passed, "{class}: {}", realm.vm.log());
        assert_eq!(exchange.upstream("x-auth-anonymous"), [class]);
        assert!(exchange.upstream("x-auth-local-name").is_empty());
        let other = if class == "realm_member" { "WELLKNOWN:ANONYMOUS" } else { "MINT.TEST" };
        let part = anonymous(&mut realm, other);
        let refused = exchange_of(&mut realm, &part);
        assert_eq!(refused.details(), "spnego_anonymous_not_allowed");
        assert_eq!(refused.status(), b"403");
        assert_eq!(realm.metric("spnego.forbidden.anonymous_not_allowed"), 1);
    }
}

#[test]
fn no_anonymous_client_is_admitted_by_default_or_where_actions_must_be_traceable() {
    let all = json!({ "unauthenticated": true, "realms": ["MINT.TEST"] });
    for (config, code) in [
        (json!({}), "anonymous_not_allowed"),
        (json!({ "anonymous": all, "audit": true }), "anonymous_on_audit_route"),
    ] {
        let mut realm = Realm::new(config);
        for crealm in ["WELLKNOWN:ANONYMOUS", "MINT.TEST"] {
            let part = anonymous(&mut realm, crealm);
            let exchange = exchange_of(&mut realm, &part);
            assert_eq!(exchange.details(), format!("spnego_{code}"));
        }
        assert_eq!(realm.metric(&format!("spnego.forbidden.{code}")), 2);
    }
}

#[test]
fn a_pseudonym_is_the_same_for_one_ticket_and_differs_between_tickets() {
    let mut realm = Realm::new(json!({ "anonymous": { "unauthenticated": true } }));
    let mut pseudonyms = Vec::new();
    for _ in 0..2 {
        let part = anonymous(&mut realm, "WELLKNOWN:ANONYMOUS");
        let credential = realm.mint.seal(&part);
        for _ in 0..2 {
            let header = realm.mint.header(&credential, NOW);
            pseudonyms.extend(realm.exchange(&header).upstream("x-auth-pseudonym"));
        }
    }
    assert_eq!(pseudonyms.len(), 4);
    assert_eq!(pseudonyms[0].len(), 32);
    assert_eq!(pseudonyms[0], pseudonyms[1]);
    assert_eq!(pseudonyms[2], pseudonyms[3]);
    assert_ne!(pseudonyms[0], pseudonyms[2]);
}

#[test]
fn the_old_anonymous_flag_counts_only_where_it_is_switched_on() {
    for (draft, details) in [(true, ""), (false, "spnego_anonymous_mismatch")] {
        let anonymous = json!({ "unauthenticated": true });
        let config = json!({ "anonymous": anonymous, "draft08_anonymous_flag": draft });
        let mut realm = Realm::new(config);
        let mut part = realm.mint.part("WELLKNOWN/ANONYMOUS@WELLKNOWN:ANONYMOUS", NOW);
        let draft = ticket_flag::ANONYMOUS_DRAFT_08;
        part.flags = flags(&[draft, ticket_flag::TRANSITED_POLICY_CHECKED]);
        assert_eq!(exchange_of(&mut realm, &part).details(), details);
    }
}

#[test]
fn groups_come_from_a_pac_of_a_real_domain() {
    let vector = PacVector::load("samba-aes256-sha1.txt").unwrap();
    let mut realm = Realm::of(Mint::of_pac(&vector), json!({}));
    let credential = realm.mint.ticket_with_pac(&vector, 0, NOW);
    let header = realm.mint.header(&credential, NOW);
    let exchange = realm.exchange(&header);
    assert!(exchange.passed, "{}", realm.vm.log());
    assert_eq!(exchange.upstream("x-auth-principal"), [vector.client.as_str()]);
    assert_eq!(exchange.upstream("x-auth-groups"), [vector.groups.join(",")]);
}

#[test]
fn a_pac_of_another_client_is_refused_and_one_without_groups_is_not() {
    let vector = PacVector::load("samba-aes256-sha1.txt").unwrap();
    let mut realm = Realm::of(Mint::of_pac(&vector), json!({}));
    let mut part = realm.mint.part_with_pac(&vector, NOW);
    part.cname.name_string = vec![b"mallory"[..].into()];
    assert_eq!(exchange_of(&mut realm, &part).details(), "spnego_pac_client_mismatch");

    let vector = PacVector::load("mit-aes256-sha1.txt").unwrap();
    let mut realm = Realm::of(Mint::of_pac(&vector), json!({}));
    let credential = realm.mint.ticket_with_pac(&vector, 0, NOW);
    let header = realm.mint.header(&credential, NOW);
    let exchange = realm.exchange(&header);
    assert!(exchange.passed, "{}", realm.vm.log());
    assert!(exchange.upstream("x-auth-groups").is_empty());
}

#[test]
fn a_route_replaces_what_it_sets() {
    let settings = |settings: &Value| encoded(settings.as_object().unwrap());
    let path = "xds.route_metadata.filter_metadata.spnego";
    let mut realm = Realm::new(json!({ "deny": ["bob@*"] }));
    let header = realm.header();
    let denied = json!({ "deny": ["alice@*"] });
    let request = request(&header).property(path, settings(&denied));
    let exchange = realm.vm.exchange(request, response(200));
    assert_eq!(exchange.details(), "spnego_principal_denied");
    let off = json!({ "mode": "off" });
    let request = Request::get("/").property(path, settings(&off));
    assert!(realm.vm.exchange(request, response(200)).passed);
}

/// Route metadata as the host hands it out: the number of pairs, the lengths, then the octets,
/// each with a zero after it. A list is the names of pairs without values.
fn encoded(map: &serde_json::Map<String, Value>) -> Vec<u8> {
    let value = |value: &Value| match value {
        Value::String(text) => text.clone().into_bytes(),
        Value::Array(list) => {
            let names = list.iter().map(|item| (item.as_str().unwrap().to_owned(), "".into()));
            encoded(&names.collect())
        }
        other => unreachable!("{other} is in no test"),
    };
    let pairs: Vec<(Vec<u8>, Vec<u8>)> =
        map.iter().map(|(name, v)| (name.clone().into_bytes(), value(v))).collect();
    let length = |octets: &[u8]| u32::try_from(octets.len()).unwrap().to_le_bytes();
    let mut octets = u32::try_from(pairs.len()).unwrap().to_le_bytes().to_vec();
    for (name, value) in &pairs {
        octets.extend(length(name));
        octets.extend(length(value));
    }
    for (name, value) in &pairs {
        octets.extend([name.as_slice(), &[0], value, &[0]].concat());
    }
    octets
}
