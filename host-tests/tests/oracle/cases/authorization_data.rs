//! Authorization data of ticket and authenticator.

use kerberos::asn1::{self, AuthorizationDataElement, EtypeList, ad_type};
use rasn::types::GeneralizedTime;

use super::Cases;
use crate::realm::{Request, at, principal};

/// Types that the acceptors know in one place or another, and one that nobody knows.
const TYPES: [i32; 16] = [-7, 0, 1, 2, 4, 5, 8, 9, 64, 96, 97, 128, 129, 141, 143, 999];

/// A PAC before it is signed.
struct Pac {
    name: &'static str,
    authtime: GeneralizedTime,
    with_client_info: bool,
    with_kdc_signature: bool,
    checksum_type: Option<i32>,
}

pub fn add(cases: &mut Cases<'_>) {
    elements(cases);
    nesting(cases);
    acceptor_options(cases);
    pacs(cases);
}

fn elements(cases: &mut Cases<'_>) {
    for ad_type in TYPES {
        for data in [&[][..], &[0x30, 0x00], b"not DER"] {
            let element = element(ad_type, data);
            let (critical, relevant) = (vec![element.clone()], vec![if_relevant(&[element])]);
            let what = format!("authorization data {ad_type} {data:02x?}");
            let in_ticket = |list: &[_]| {
                let list = list.to_vec();
                move |r: &mut Request| r.part.authorization_data = Some(list)
            };
            let in_authenticator = |list: &[_]| {
                let list = list.to_vec();
                move |r: &mut Request| r.authenticator.authorization_data = Some(list)
            };
            cases.add(&format!("{what} in the ticket"), in_ticket(&critical));
            cases.add(&format!("{what} in the ticket, if relevant"), in_ticket(&relevant));
            cases.add(&format!("{what} in the authenticator"), in_authenticator(&critical));
            cases.add(
                &format!("{what} in the authenticator, if relevant"),
                in_authenticator(&relevant),
            );
        }
    }
}

fn nesting(cases: &mut Cases<'_>) {
    for levels in [2, 4, 5, 20] {
        let mut nested = element(999, b"deep");
        for _ in 0..levels {
            nested = if_relevant(&[nested]);
        }
        cases.add(&format!("{levels} levels of AD-IF-RELEVANT"), |r| {
            r.part.authorization_data = Some(vec![nested]);
        });
    }
    for count in [0, 1, 120, 130, 500] {
        let many = vec![if_relevant(&[]); count];
        cases.add(&format!("{count} elements"), |r| r.part.authorization_data = Some(many));
    }
}

fn acceptor_options(cases: &mut Cases<'_>) {
    let channel_bindings = element(ad_type::AP_OPTIONS, &0x4000_u32.to_le_bytes());
    cases.add_bound("AD-AP-OPTIONS without channel bindings", [7; 32], |r| {
        r.authenticator.authorization_data =
            Some(vec![if_relevant(std::slice::from_ref(&channel_bindings))]);
    });
    cases.add("AD-AP-OPTIONS where no bindings are expected", |r| {
        r.authenticator.authorization_data = Some(vec![if_relevant(&[channel_bindings])]);
    });
    for types in [vec![20, 19, 18, 17], vec![17], vec![23, 16, 3, 1], vec![], vec![18; 40]] {
        let list: EtypeList = types;
        let octets = asn1::encode("EtypeList", &list).unwrap();
        let element = if_relevant(&[element(ad_type::ETYPE_NEGOTIATION, &octets)]);
        cases.add(&format!("EtypeList {list:?}"), |r| {
            r.ask_for_mutual_authentication();
            r.authenticator.authorization_data = Some(vec![element]);
        });
    }
}

fn pacs(cases: &mut Cases<'_>) {
    let good = || Pac {
        name: "alice",
        authtime: at(-3600),
        with_client_info: true,
        with_kdc_signature: true,
        checksum_type: None,
    };
    let mut add = |what: &str, pac: Pac, change: fn(&mut Vec<u8>)| {
        cases.add(&format!("PAC {what}"), |r| {
            r.part.authtime = at(-3600);
            let mut octets = pac.signed(r);
            change(&mut octets);
            r.part.authorization_data =
                Some(vec![if_relevant(&[element(ad_type::WIN2K_PAC, &octets)])]);
        });
    };
    add("good", good(), |_| ());
    add("of another client", Pac { name: "bob", ..good() }, |_| ());
    add("of another time", Pac { authtime: at(-3601), ..good() }, |_| ());
    add("without CLIENT_INFO", Pac { with_client_info: false, ..good() }, |_| ());
    add("without KDC signature", Pac { with_kdc_signature: false, ..good() }, |_| ());
    add("with another checksum type", Pac { checksum_type: Some(7), ..good() }, |_| ());
    add("with -138 as checksum type", Pac { checksum_type: Some(-138), ..good() }, |_| ());
    add("with a changed octet", good(), |octets| *octets.last_mut().unwrap() ^= 1);
    add("cut short", good(), |octets| octets.truncate(20));
    add("empty", good(), Vec::clear);
    add("with octets after it", good(), |octets| octets.extend([0; 8]));
    add("of version 1", good(), |octets| octets[4] = 1);

    cases.add("PAC outside AD-IF-RELEVANT", |r| {
        let octets = good().signed(r);
        r.part.authorization_data = Some(vec![element(ad_type::WIN2K_PAC, &octets)]);
    });
    cases.add("two PACs, the second bad", |r| {
        r.part.authtime = at(-3600);
        let octets = good().signed(r);
        let pacs = [element(ad_type::WIN2K_PAC, &octets), element(ad_type::WIN2K_PAC, b"bad")];
        r.part.authorization_data = Some(vec![if_relevant(&pacs)]);
    });
    cases.add("PAC of a client with two components", |r| {
        r.set_client(&principal("HTTP/web@A.EXAMPLE"));
        let octets = Pac { name: "HTTP/web", ..good() }.signed(r);
        r.part.authtime = at(-3600);
        r.part.authorization_data =
            Some(vec![if_relevant(&[element(ad_type::WIN2K_PAC, &octets)])]);
    });
}

impl Pac {
    /// The octets, signed with the key of the ticket's service (MS-PAC section 2.8).
    fn signed(&self, request: &Request) -> Vec<u8> {
        const USAGE: u32 = 17;
        let encryption_type = request.service_key.encryption_type();
        let checksum_type = self.checksum_type.unwrap_or(encryption_type.checksum_type());
        let mut signature = checksum_type.to_le_bytes().to_vec();
        signature.resize(4 + encryption_type.mac_len(), 0);
        let client_info = self.client_info();
        let mut buffers = vec![(6_u32, signature.as_slice())];
        if self.with_kdc_signature {
            buffers.push((7, &signature));
        }
        if self.with_client_info {
            buffers.push((10, &client_info));
        }
        let first = 8 + 16 * buffers.len();
        let mut octets = pac_of(&buffers);
        let mac = request.service_key.checksum(USAGE).sign(&[&octets]);
        octets[first + 4..first + 4 + mac.len()].copy_from_slice(&mac);
        octets
    }

    fn client_info(&self) -> Vec<u8> {
        const UNIX_EPOCH: i64 = 11_644_473_600;
        let client_id = (self.authtime.timestamp() + UNIX_EPOCH) * 10_000_000;
        let name: Vec<u8> = self.name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = u16::try_from(name.len()).unwrap().to_le_bytes();
        [&client_id.to_le_bytes()[..], &length, &name].concat()
    }
}

fn pac_of(buffers: &[(u32, &[u8])]) -> Vec<u8> {
    let count = u32::try_from(buffers.len()).unwrap();
    let mut octets = [count.to_le_bytes(), [0; 4]].concat();
    let mut contents = Vec::new();
    for (buffer_type, content) in buffers {
        let offset = 8 + 16 * buffers.len() + contents.len();
        octets.extend(buffer_type.to_le_bytes());
        octets.extend(u32::try_from(content.len()).unwrap().to_le_bytes());
        octets.extend(u64::try_from(offset).unwrap().to_le_bytes());
        contents.extend_from_slice(content);
        contents.resize(contents.len().next_multiple_of(8), 0);
    }
    octets.extend(contents);
    octets
}

fn element(ad_type: i32, data: &[u8]) -> AuthorizationDataElement {
    AuthorizationDataElement { ad_type, ad_data: data.into() }
}

fn if_relevant(elements: &[AuthorizationDataElement]) -> AuthorizationDataElement {
    let octets = asn1::encode("AD-IF-RELEVANT", &elements.to_vec()).unwrap();
    element(ad_type::IF_RELEVANT, &octets)
}
