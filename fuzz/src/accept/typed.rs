//! Edits of a good request, one field at a time.

use std::time::Duration;

use kerberos::Principal;
use kerberos::asn1::{
    self, Authenticator, AuthorizationData, AuthorizationDataElement, Checksum, EncTicketPart,
    EncryptionKey, HostAddress, KerberosFlags, KerberosString, PrincipalName, TransitedEncoding,
    ad_type,
};
use kerberos::gss::AuthenticatorChecksum;

use super::{Outer, Request};
use crate::input::Input;
use crate::realm::{MUTUAL, NOW, Realm, if_relevant};

/// Edits of one request.
const MAX_EDITS: usize = 24;

/// Levels of authorization data that are built; the acceptor takes four.
const MAX_LEVELS: usize = 6;

/// A good request with the edits that `input` asks for.
pub(super) fn request(input: &mut Input<'_>, realm: &Realm) -> Request {
    let mut part = realm.part();
    let mut authenticator = authenticator(realm);
    let mut outer =
        Outer { mutual: true, kvno: Some(i64::from(realm.kvno)), server: realm.service.clone() };
    for _ in 0..MAX_EDITS {
        if input.is_empty() {
            break;
        }
        match input.u8() % 3 {
            0 => edit_ticket(&mut part, input),
            1 => edit_authenticator(&mut authenticator, input),
            _ => edit_both(&mut part, &mut authenticator, &mut outer, input),
        }
    }
    Request {
        ticket: asn1::encode("EncTicketPart", &part).expect("has an encoding"),
        authenticator: asn1::encode("Authenticator", &authenticator).expect("has an encoding"),
        outer,
    }
}

fn authenticator(realm: &Realm) -> Authenticator {
    Authenticator {
        authenticator_vno: asn1::PVNO,
        crealm: realm.client.realm.as_slice().into(),
        cname: PrincipalName::from_principal(&realm.client),
        cksum: Some(Checksum {
            cksumtype: AuthenticatorChecksum::TYPE,
            checksum: AuthenticatorChecksum::encode([0; 16], MUTUAL).into(),
        }),
        cusec: 0,
        ctime: asn1::kerberos_time(NOW),
        subkey: None,
        seq_number: Some(7),
        authorization_data: None,
        extensions: Default::default(),
    }
}

fn edit_ticket(part: &mut EncTicketPart, input: &mut Input<'_>) {
    match input.u8() % 10 {
        0 => part.flags = flags(input),
        1 => part.key = key(input),
        2 => part.crealm = string(input),
        3 => part.cname = name(input),
        4 => {
            part.transited = TransitedEncoding {
                tr_type: input.pick(&[1, 1, 1, 0, 2]),
                contents: input.short().into(),
            };
        }
        5 => part.authtime = time(input),
        6 => part.starttime = input.bit().then(|| time(input)),
        7 => part.endtime = time(input),
        8 => part.caddr = Some(addresses(input)),
        _ => part.authorization_data = Some(authorization_data(input, MAX_LEVELS)),
    }
}

fn edit_authenticator(authenticator: &mut Authenticator, input: &mut Input<'_>) {
    match input.u8() % 9 {
        0 => authenticator.authenticator_vno = input.i64(),
        1 => authenticator.crealm = string(input),
        2 => authenticator.cname = name(input),
        3 => {
            authenticator.cksum = input.bit().then(|| Checksum {
                cksumtype: input.pick(&[AuthenticatorChecksum::TYPE, 7, 15, 16, 19, 20]),
                checksum: input.short().into(),
            });
        }
        4 => authenticator.cusec = i64::from(input.i32()),
        5 => authenticator.ctime = time(input),
        6 => authenticator.subkey = Some(key(input)),
        7 => authenticator.seq_number = input.bit().then(|| input.i64()),
        _ => authenticator.authorization_data = Some(authorization_data(input, MAX_LEVELS)),
    }
}

fn edit_both(
    part: &mut EncTicketPart,
    authenticator: &mut Authenticator,
    outer: &mut Outer,
    input: &mut Input<'_>,
) {
    match input.u8() % 6 {
        0 => {
            part.crealm = string(input);
            authenticator.crealm = part.crealm.clone();
        }
        1 => {
            part.cname = name(input);
            authenticator.cname = part.cname.clone();
        }
        2 => {
            let anonymous = Principal::parse("WELLKNOWN/ANONYMOUS").expect("a name");
            part.cname = PrincipalName::from_principal(&anonymous);
            authenticator.cname = part.cname.clone();
        }
        3 => outer.mutual = input.bit(),
        4 => outer.kvno = input.bit().then(|| input.i64()),
        _ => {
            outer.server.realm = input.short().to_vec();
            outer.server.components = vec![input.short().to_vec()];
        }
    }
}

fn flags(input: &mut Input<'_>) -> KerberosFlags {
    KerberosFlags::from_slice(input.short())
}

fn key(input: &mut Input<'_>) -> EncryptionKey {
    let keytype = input.pick(&[17, 18, 19, 20, 23, 0, -1]);
    let length = input.pick(&[16, 32, 0, 15, 33]);
    EncryptionKey { keytype, keyvalue: vec![input.u8(); length].into() }
}

fn string(input: &mut Input<'_>) -> KerberosString {
    let known: [&[u8]; 3] = [b"EXAMPLE.COM", b"WELLKNOWN:ANONYMOUS", b"A.ORG"];
    match input.u8() {
        at @ 0..3 => known[usize::from(at)].into(),
        _ => input.short().into(),
    }
}

fn name(input: &mut Input<'_>) -> PrincipalName {
    let length = input.u8() % 20;
    PrincipalName {
        name_type: i32::from(input.u8()),
        name_string: (0..length).map(|_| string(input)).collect(),
    }
}

/// A time near the edges of what is accepted, or any.
fn time(input: &mut Input<'_>) -> rasn::types::GeneralizedTime {
    let edge: i64 = input.pick(&[0, 0, -300, 300, -3600, 3600, -1_750_000_000, 250_000_000_000]);
    let offset = i64::from(input.i32() >> (input.u8() % 32));
    let seconds = i64::try_from(NOW.as_secs()).expect("a time") + edge + offset;
    asn1::kerberos_time(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

fn addresses(input: &mut Input<'_>) -> Vec<HostAddress> {
    let length = input.u8() % 4;
    let address = |input: &mut Input<'_>| HostAddress {
        addr_type: input.pick(&[HostAddress::IPV4, HostAddress::IPV6, 20]),
        address: match input.bit() {
            true => vec![192, 0, 2, 1].into(),
            false => input.short().into(),
        },
    };
    (0..length).map(|_| address(input)).collect()
}

fn authorization_data(input: &mut Input<'_>, levels: usize) -> AuthorizationData {
    let length = input.u8() % 8;
    (0..length).map(|_| element(input, levels)).collect()
}

fn element(input: &mut Input<'_>, levels: usize) -> AuthorizationDataElement {
    let known = [
        ad_type::IF_RELEVANT,
        ad_type::IF_RELEVANT,
        ad_type::MANDATORY_FOR_KDC,
        ad_type::WIN2K_PAC,
        ad_type::ETYPE_NEGOTIATION,
        ad_type::TOKEN_RESTRICTIONS,
        ad_type::AP_OPTIONS,
        ad_type::TARGET_PRINCIPAL,
        4,
        5,
        96,
    ];
    let ad_type = input.pick(&known);
    if ad_type == ad_type::IF_RELEVANT && levels > 0 && input.bit() {
        return if_relevant(&authorization_data(input, levels - 1));
    }
    AuthorizationDataElement { ad_type, ad_data: input.sized().into() }
}
