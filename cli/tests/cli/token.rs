//! `edgewarden token explain` on good tokens.

use kerberos::asn1::{self, HostAddress, PrincipalName, TransitedEncoding, ad_type, ticket_flag};
use kerberos::client::RequestOptions;
use kerberos::crypto::{EncryptionType, Key};
use kerberos::gss::{ChannelBindings, GssFlags};
use serde_json::{Value, json};
use spnego::Oid;

use super::realm::{HOUR, NOW, Realm, element, if_relevant, principal};
use super::run::{KeytabFile, Run, run, run_with_input};
use super::tokens::{AT, base64, init};
use super::vector::{self, MitCurl};

/// What the keytab of `realm` says of `token`, in JSON.
fn explained(realm: &Realm, token: &[u8]) -> Run {
    let file = KeytabFile::of(&realm.keytab());
    run(&["token", "explain", "--json", "--keytab", file.path(), "--at", AT, &base64(token)])
}

#[test]
fn the_text_of_a_real_token_is_exact() {
    let vector = MitCurl::load();
    let file = KeytabFile::new(&vector.keytab);
    let arguments = ["token", "explain", "--keytab", file.path(), "--at", &vector.at];
    let text = run(&[&arguments[..], &[&vector.header]].concat());
    assert_eq!((text.status, text.errors.as_str()), (0, ""));
    // The reply holds random numbers.
    let (before, reply) = text.output.split_once("reply:\n").unwrap();
    assert_eq!(before, vector::text("mit-curl-accepted.txt"));
    assert!(reply.contains("  negState: accept-completed\n"), "{reply}");
    assert!(reply.contains("    message: Kerberos AP-REP\n"), "{reply}");
    assert_eq!(text.last_line(), "accepted as alice@MIT.TEST");
}

#[test]
fn the_json_of_a_real_token_is_exact() {
    let vector = MitCurl::load();
    let file = KeytabFile::new(&vector.keytab);
    let at = "2030-03-17T17:46:40Z";
    let arguments = ["token", "explain", "--json", "--keytab", file.path(), "--at", at];
    let json = run(&[&arguments[..], &[&vector.header]].concat());
    assert_eq!((json.status, json.errors.as_str()), (1, ""));
    assert_eq!(json.output, vector::text("mit-curl-expired.json"));
}

#[test]
fn every_way_to_hand_over_a_token_gives_the_same() {
    let token = Realm::new().first_token();
    let bare = base64(&token);
    let (head, tail) = bare.split_at(76);
    let expected = run(&["token", "explain", "--at", AT, &bare]);
    assert_eq!(expected.status, 0);
    for argument in [
        format!("Negotiate {bare}"),
        format!("negotiate {bare}"),
        format!("Authorization: Negotiate {bare}"),
        format!("{head}\n{tail}\n"),
    ] {
        assert_eq!(run(&["token", "explain", "--at", AT, &argument]), expected, "{argument}");
        let piped = run_with_input(&["token", "explain", "--at", AT, "-"], argument.as_bytes());
        assert_eq!(piped, expected, "{argument}");
    }
}

#[test]
fn without_a_keytab_a_good_token_is_undecided() {
    let token = Realm::new().first_token();
    let text = run(&["token", "explain", &base64(&token)]);
    assert_eq!(text.status, 0);
    assert!(text.output.contains("sname: HTTP/www.example.com"), "{}", text.output);
    assert!(text.last_line().starts_with("undecided: "), "{}", text.output);
    assert!(!text.output.contains("alice"), "{}", text.output);
}

#[test]
fn with_the_keytab_a_good_token_is_accepted() {
    let mut realm = Realm::new();
    let token = realm.first_token();
    let run = explained(&realm, &token);
    assert_eq!(run.status, 0);
    let json = run.json();
    assert_eq!(json["answer"], json!({ "outcome": "accepted", "principal": "alice@EXAMPLE.COM" }));
    assert_eq!(json["context"]["service"]["name"], "HTTP/www.example.com@EXAMPLE.COM");
    assert_eq!(json["context"]["kvno"], 3);
    assert_eq!(json["context"]["protection"], "none");
    assert_eq!(
        json["context"]["context_flags"],
        json!(["mutual", "replay", "sequence", "conf", "integ"])
    );
    assert_eq!(json["reply"]["neg_state"], "accept-completed");
    assert_eq!(json["reply"]["response_token"]["message"], "Kerberos AP-REP");
    assert_eq!(json["authenticator"]["ctime"], AT);
    assert_eq!(json["authenticator"]["cksum"]["channel_bindings"], false);
}

#[test]
fn the_session_key_is_not_printed() {
    let mut realm = Realm::new();
    let token = realm.first_token();
    let json = explained(&realm, &token);
    let file = KeytabFile::of(&realm.keytab());
    let text = run(&["token", "explain", "--keytab", file.path(), "--at", AT, &base64(&token)]);
    assert_eq!((json.status, text.status), (0, 0));
    let octets = realm.session_key.as_bytes();
    let digits: String = octets.iter().map(|octet| format!("{octet:02x}")).collect();
    for output in [json.output, text.output] {
        assert!(output.contains("session"), "{output}");
        assert!(!output.to_lowercase().contains(&digits));
        assert!(!output.contains(&base64(octets)));
    }
}

#[test]
fn every_field_of_a_ticket_is_shown() {
    let mut realm = Realm::new();
    let mut part = realm.part();
    part.flags = asn1::flags(&[1, 10, ticket_flag::TRANSITED_POLICY_CHECKED, 20]);
    part.transited = TransitedEncoding { tr_type: 1, contents: b"OTHER.TEST".to_vec().into() };
    part.caddr = Some(vec![
        HostAddress { addr_type: 2, address: vec![192, 0, 2, 1].into() },
        HostAddress { addr_type: 24, address: vec![0; 16].into() },
        HostAddress { addr_type: 20, address: b"HOST".to_vec().into() },
    ]);
    part.authorization_data = Some(vec![if_relevant(&[element(999, b"xyz")])]);
    let token = realm.first_token_of(&part);
    let run = explained(&realm, &token);
    assert_eq!(run.status, 0, "{run:?}");
    let ticket = &run.json()["ticket"];
    assert_eq!(
        ticket["flags"],
        json!(["forwardable", "pre-authent", "transited-policy-checked", "bit 20"])
    );
    assert_eq!(ticket["transited"]["contents"], "OTHER.TEST");
    assert_eq!(ticket["caddr"], json!(["192.0.2.1", "::", "addr-type 20, 4 octets"]));
    assert_eq!(
        ticket["authorization_data"],
        json!([{
            "ad_type": { "number": 1, "name": "AD-IF-RELEVANT" },
            "elements": [{
                "ad_type": { "number": 999, "name": "unknown" },
                "ad_data": { "octets": 3 },
            }],
        }])
    );
    assert_eq!(ticket["authtime"], "2025-06-15T14:06:40Z");
    assert_eq!(ticket["endtime"], "2025-06-15T16:06:40Z");
}

#[test]
fn the_authenticator_shows_bindings_and_offered_types() {
    let mut realm = Realm::new();
    let part = realm.part();
    let types = asn1::encode("EtypeList", &vec![20_i32, 18]).unwrap();
    let options = RequestOptions {
        flags: GssFlags::INTEG,
        channel_bindings: Some(ChannelBindings::tls_server_end_point(&[7; 32])),
        authorization_data: vec![if_relevant(&[element(ad_type::ETYPE_NEGOTIATION, &types)])],
    };
    let token = realm.ap_req(&part, options);
    let run = explained(&realm, &token);
    assert_eq!(run.status, 0, "{run:?}");
    let json = run.json();
    // Without SPNEGO around it the token is Kerberos itself, and so is the reply: there is none.
    assert_eq!(json["token"]["message"], "Kerberos AP-REQ");
    assert_eq!(json.get("reply"), None);
    let authenticator = &json["authenticator"];
    assert_eq!(authenticator["cksum"]["channel_bindings"], true);
    assert_eq!(authenticator["cksum"]["flags"], json!(["integ"]));
    let list = &authenticator["authorization_data"][0]["elements"][0]["etype_list"];
    assert_eq!(list[0], json!({ "number": 20, "name": "aes256-cts-hmac-sha384-192" }));
}

#[test]
fn groups_of_a_pac_are_listed_as_sids() {
    let vector = PacVector::load();
    let mut realm = Realm::new();
    realm.service_key = vector.key;
    realm.client = principal(&format!("{}@EXAMPLE.COM", vector.cname));
    let mut part = realm.part();
    part.authtime = asn1::kerberos_time(vector.authtime);
    part.starttime = Some(asn1::kerberos_time(NOW - HOUR));
    part.authorization_data = Some(vec![if_relevant(&[element(ad_type::WIN2K_PAC, &vector.pac)])]);
    let token = realm.first_token_of(&part);
    let run = explained(&realm, &token);
    assert_eq!(run.status, 0, "{run:?}");
    let pac = &run.json()["ticket"]["pac"];
    assert_eq!(pac["server_checksum"], "verified");
    assert_eq!(pac["client_info"], "is of this ticket");
    let info = &pac["logon_info"];
    assert_eq!(info["effective_name"], vector.cname.as_str());
    assert_eq!(info["logon_domain_name"], "EDGE");
    assert_eq!(info["groups"], json!(vector.groups));
    assert_eq!(pac["upn_dns_info"]["upn"], "anna@edge.test");

    part.authtime = asn1::kerberos_time(vector.authtime + HOUR);
    let token = realm.first_token_of(&part);
    let run = explained(&realm, &token);
    assert_eq!((run.status, &run.json()["answer"]["code"]), (1, &json!("pac_client_mismatch")));
    let client_info = run.json()["ticket"]["pac"]["client_info"].clone();
    assert_eq!(client_info, "PAC is not of the ticket's client and time");
}

/// A PAC with groups that Samba issued, from the tests of the core.
struct PacVector {
    key: Key,
    authtime: core::time::Duration,
    cname: String,
    groups: Vec<String>,
    pac: Vec<u8>,
}

impl PacVector {
    fn load() -> Self {
        let text =
            vector::text("../../../modules/kerberos/tests/vectors/pac/samba-aes256-sha1.txt");
        let (fields, pac) = text.split_once("pac:").unwrap();
        let field = |name: &str| {
            let line = fields.lines().find(|line| line.starts_with(name)).unwrap();
            line.split_once(": ").unwrap().1.trim().to_owned()
        };
        let digits: String = pac
            .lines()
            .map(|line| line.split('#').next().unwrap())
            .flat_map(str::split_whitespace)
            .collect();
        let key = vector::hex(&field("key:"));
        Self {
            key: Key::new(EncryptionType::Aes256CtsHmacSha1, &key).unwrap(),
            authtime: core::time::Duration::from_secs(field("authtime:").parse().unwrap()),
            cname: field("cname:"),
            groups: fields
                .lines()
                .filter_map(|line| Some(line.strip_prefix("group: ")?.trim().to_owned()))
                .collect(),
            pac: vector::hex(&digits),
        }
    }
}

#[test]
fn the_class_of_an_anonymous_ticket_is_named() {
    let class = |name: &str, bits: &[usize]| {
        let mut realm = Realm::new();
        realm.client = principal(name);
        let mut part = realm.part();
        part.flags = asn1::flags(bits);
        part.cname = PrincipalName::from_principal(&realm.client);
        let token = realm.first_token_of(&part);
        let run = explained(&realm, &token);
        (run.json()["ticket"]["anonymity"].clone(), run.status)
    };
    let flag = [ticket_flag::ANONYMOUS];
    let word = |word: &str, status: i32| (Value::from(word), status);
    assert_eq!(class("alice@R", &[]), word("none", 0));
    assert_eq!(class("WELLKNOWN/ANONYMOUS@R", &flag), word("realm_member", 0));
    let hidden = "WELLKNOWN/ANONYMOUS@WELLKNOWN:ANONYMOUS";
    assert_eq!(class(hidden, &flag), word("unauthenticated", 0));
    assert_eq!(class("WELLKNOWN/ANONYMOUS@R", &[]), word("mismatch", 1));
    assert_eq!(class("alice@R", &flag), word("mismatch", 1));
}

#[test]
fn a_negotiation_that_goes_on_shows_the_reply_that_asks_for_it() {
    let mut realm = Realm::new();
    let part = realm.part();
    let ap_req = realm.ap_req(&part, RequestOptions::default());
    let token = init(&[Oid::NTLM, Oid::KRB5], &ap_req);
    let run = explained(&realm, &token);
    assert_eq!(run.status, 0);
    let json = run.json();
    assert_eq!(
        json["token"]["mech_types"],
        json!(["1.3.6.1.4.1.311.2.2.10", "1.2.840.113554.1.2.2"])
    );
    assert_eq!(json["answer"]["outcome"], "continue");
    assert_eq!(json["reply"]["neg_state"], "request-mic");
    assert_eq!(json["reply"]["supported_mech"], "1.2.840.113554.1.2.2");
}

#[test]
fn rfc_2478_always_sends_a_mic() {
    let mut realm = Realm::new();
    let token = realm.first_token();
    let file = KeytabFile::of(&realm.keytab());
    let arguments = ["token", "explain", "--json", "--keytab", file.path(), "--at", AT];
    let token = base64(&token);
    let plain = run(&[&arguments[..], &[&token]].concat()).json();
    assert_eq!(plain["reply"].get("mech_list_mic"), None);
    let legacy = run(&[&arguments[..], &["--rfc2478", &token]].concat()).json();
    assert_eq!(legacy["reply"]["mech_list_mic"], json!({ "octets": 28 }));
    assert_eq!(legacy["context"]["protection"], "mic_sent");
}
