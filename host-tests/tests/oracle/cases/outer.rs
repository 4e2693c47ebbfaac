//! Framing, and the fields that nobody authenticates.

use kerberos::asn1::{self, KerberosFlags, PrincipalName};
use kerberos::gss::MS_KRB5_OID;

use super::{Cases, with_unknown_field};
use crate::realm::{KVNO, principal};

pub fn add(cases: &mut Cases<'_>) {
    cases.add("AP-REQ pvno 4", |r| r.outer.pvno = 4);
    cases.add("AP-REQ msg-type 12", |r| r.outer.msg_type = 12);
    cases.add("tkt-vno 4", |r| r.outer.ticket_version = 4);
    for bit in 0..32 {
        cases.add(&format!("ap-options {bit}"), |r| r.outer.ap_options = asn1::flags(&[bit]));
    }
    for bits in [0, 3, 8, 40] {
        cases.add(&format!("ap-options of {bits} bits"), |r| {
            r.outer.ap_options = KerberosFlags::repeat(false, bits);
        });
    }
    let former = i64::from(KVNO - 1);
    for kvno in [0, former, 4, 256 + 3, -1, -2_147_418_110, 0x1_0000_0000, -0x8000_0001] {
        cases.add(&format!("kvno {kvno} on the ticket"), |r| r.outer.kvno = Some(kvno));
        cases.add(&format!("kvno {kvno} on the authenticator"), |r| {
            r.outer.authenticator_kvno = Some(kvno);
        });
    }
    cases.add("no kvno on the ticket", |r| r.outer.kvno = None);
    server(cases);
    for number in [0, 1, 16, 17, 18, 19, 20, 23, 26, 99, -1] {
        cases.add(&format!("encryption type {number} on the ticket"), |r| {
            r.outer.ticket_encryption_type = number;
        });
        cases.add(&format!("encryption type {number} on the authenticator"), |r| {
            r.outer.authenticator_encryption_type = number;
        });
    }
    framing(cases);
    encodings(cases);
}

fn server(cases: &mut Cases<'_>) {
    for name in [
        "HTTP/alias.a.example@A.EXAMPLE",
        "HTTP/other.a.example@A.EXAMPLE",
        "host/www.a.example@A.EXAMPLE",
        "HTTP/www.a.example@B.EXAMPLE",
        "http/WWW.A.EXAMPLE@A.EXAMPLE",
        "krbtgt/A.EXAMPLE@A.EXAMPLE",
        "alice@A.EXAMPLE",
        "stra\u{df}e@A.EXAMPLE",
    ] {
        let server = principal(name);
        cases.add(&format!("sname {name}"), |r| {
            r.outer.realm = server.realm.clone();
            r.outer.sname = PrincipalName::from_principal(&server);
        });
    }
    cases.add("sname without components", |r| r.outer.sname.name_string.clear());
    cases.add("sname without realm", |r| r.outer.realm.clear());
    cases.add("sname of type 0", |r| r.outer.sname.name_type = 0);
}

fn framing(cases: &mut Cases<'_>) {
    let good = |cases: &mut Cases<'_>| {
        let request = cases.request(|_| ());
        request.token(&mut cases.realm.rng)
    };
    cases.add_token("no octets", Vec::new());
    let request = cases.request(|_| ());
    let (ticket, authenticator) = (request.ticket_plaintext(), request.authenticator_plaintext());
    let bare = request.ap_req(&ticket, &authenticator, &mut cases.realm.rng);
    cases.add_token("AP-REQ without framing", bare);

    let mut token = good(cases);
    let oid = token.windows(2).position(|octets| octets == [0x06, 0x09]).unwrap() + 2;
    token[oid..oid + 9].copy_from_slice(MS_KRB5_OID);
    cases.add_token("MS-KRB5 OID in the framing", token);
    let mut token = good(cases);
    token[oid + 8] ^= 1;
    cases.add_token("unknown OID in the framing", token);
    for id in [[0, 1], [2, 0], [3, 0], [4, 4], [0, 0]] {
        let mut token = good(cases);
        token[oid + 9..oid + 11].copy_from_slice(&id);
        cases.add_token(&format!("TOK_ID {id:02x?}"), token);
    }
    let mut token = good(cases);
    token.push(0);
    cases.add_token("an octet after the token", token);
    for cut in [1, 2, 12, 100] {
        let mut token = good(cases);
        token.truncate(token.len() - cut);
        cases.add_token(&format!("{cut} octets cut off"), token);
    }
    // The length of the token takes two octets; here it takes three.
    let token = good(cases);
    let longer = [&[0x60, 0x83, 0x00], &token[2..]].concat();
    cases.add_token("a length in more octets than needed", longer);
    let token = good(cases);
    let indefinite = [&[0x60, 0x80], &token[4..], &[0, 0]].concat();
    cases.add_token("an indefinite length", indefinite);
}

/// Encodings of the plaintexts that are not the usual ones.
fn encodings(cases: &mut Cases<'_>) {
    let request = cases.request(|_| ());
    let (ticket, authenticator) = (request.ticket_plaintext(), request.authenticator_plaintext());
    let primitive = |octets: &[u8]| [&[octets[0] & !0x20], &octets[1..]].concat();
    for (name, ticket, authenticator) in [
        ("Ticket with an unknown field", with_unknown_field(&ticket), authenticator.clone()),
        ("Authenticator with an unknown field", ticket.clone(), with_unknown_field(&authenticator)),
        ("Ticket, not DER: primitive", primitive(&ticket), authenticator.clone()),
        ("Authenticator, not DER: primitive", ticket.clone(), primitive(&authenticator)),
    ] {
        let token = request.token_of(&ticket, &authenticator, &mut cases.realm.rng);
        cases.add_token(name, token);
    }
    let mut token = request.token(&mut cases.realm.rng);
    let ap_req = token.iter().position(|octet| *octet == 0x6e).unwrap();
    token[ap_req] = 0x4e;
    cases.add_token("Token, not DER: primitive", token);
}
