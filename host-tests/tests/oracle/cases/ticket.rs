//! Fields of the ticket.

use kerberos::Principal;
use kerberos::asn1::{
    self, EncryptionKey, HostAddress, KerberosFlags, TransitedEncoding, ticket_flag,
};
use kerberos::crypto::{EncryptionType, Key};

use super::Cases;
use crate::realm::{KVNO, OTHER_REALM, REALM, TRUSTED_REALM, absolute, at, principal};

pub fn add(cases: &mut Cases<'_>) {
    cases.add("good", |_| ());
    cases.add("good, mutual", |r| r.ask_for_mutual_authentication());
    flags(cases);
    times(cases);
    clients(cases);
    anonymous(cases);
    transited(cases);
    addresses(cases);
    keys(cases);
}

fn flags(cases: &mut Cases<'_>) {
    for bit in (0..32).filter(|bit| *bit != ticket_flag::ANONYMOUS) {
        cases.add(&format!("ticket flag {bit}"), |r| r.part.flags = asn1::flags(&[bit]));
    }
    for bits in [0, 1, 7, 8, 31, 33, 40, 64] {
        cases.add(&format!("ticket flags of {bits} bits"), |r| {
            r.part.flags = KerberosFlags::repeat(false, bits);
        });
    }
}

fn times(cases: &mut Cases<'_>) {
    for seconds in [-86_400, -305, -295, 0, 295, 305, 86_400] {
        cases.add(&format!("starttime {seconds}"), |r| r.part.starttime = Some(at(seconds)));
        cases.add(&format!("authtime {seconds}"), |r| r.part.authtime = at(seconds));
        cases.add(&format!("endtime {seconds}"), |r| r.part.endtime = at(seconds));
        cases.add(&format!("renew-till {seconds}"), |r| r.part.renew_till = Some(at(seconds)));
    }
    cases.add("starttime after endtime", |r| {
        r.part.starttime = Some(at(200));
        r.part.endtime = at(100);
    });
    for (name, seconds) in
        [("2037", 2_140_000_000), ("2040", 2_240_000_000), ("2105", 4_260_000_000)]
    {
        cases.add(&format!("endtime in {name}"), |r| r.part.endtime = absolute(seconds));
    }
    cases.add("endtime in 9999", |r| r.part.endtime = absolute(253_402_300_799));
    cases.add("authtime 1970", |r| r.part.authtime = absolute(0));
    cases.add("authtime 1969", |r| r.part.authtime = absolute(-1));
    cases.add("starttime 1970", |r| r.part.starttime = Some(absolute(0)));
}

fn clients(cases: &mut Cases<'_>) {
    let long = "x".repeat(900);
    for name in [
        "alice@A.EXAMPLE".to_owned(),
        "HTTP/web.a.example@A.EXAMPLE".to_owned(),
        "a\\/b@A.EXAMPLE".to_owned(),
        "a\\@b/c\\\\d@A.EXAMPLE".to_owned(),
        "tab\\tnewline\\nback\\bnull\\0@A.EXAMPLE".to_owned(),
        "stra\u{df}e/\u{43c}\u{438}\u{440}@A.EXAMPLE".to_owned(),
        "latin\\xe9\\xff@A.EXAMPLE".to_owned(),
        "a//b@A.EXAMPLE".to_owned(),
        "@A.EXAMPLE".to_owned(),
        "space in name@A.EXAMPLE".to_owned(),
        "alice@a.example".to_owned(),
        "alice@A\\@EXAMPLE".to_owned(),
        "alice@\u{421}\u{41e}".to_owned(),
        "1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16@A.EXAMPLE".to_owned(),
        format!("{long}@A.EXAMPLE"),
        format!("alice@{long}"),
    ] {
        let client = principal(&name);
        let name: String = name.chars().take(40).collect();
        cases.add(&format!("client {name:?}"), |r| r.set_client(&client));
    }
    let unusual = |realm: &str, components: &[&str]| Principal {
        realm: realm.into(),
        components: components.iter().map(|c| c.as_bytes().to_vec()).collect(),
        name_type: 1,
    };
    cases.add("client without components", |r| r.set_client(&unusual(REALM, &[])));
    cases.add("client without realm", |r| r.set_client(&unusual("", &["alice"])));
    cases.add("client of 17 components", |r| r.set_client(&unusual(REALM, &["c"; 17])));
    let too_long = "x".repeat(2000);
    cases.add("client of 2000 octets", |r| r.set_client(&unusual(REALM, &[&too_long])));
    for name_type in [-1, 0, 2, 3, 6, 10, 11, 12, 65_536] {
        cases.add(&format!("name-type {name_type} in the ticket"), |r| {
            r.part.cname.name_type = name_type;
        });
    }
}

fn anonymous(cases: &mut Cases<'_>) {
    let anonymous = asn1::flags(&[ticket_flag::ANONYMOUS]);
    for (what, client) in [
        ("of the anonymous realm", "WELLKNOWN/ANONYMOUS@WELLKNOWN:ANONYMOUS"),
        ("of a real realm", "WELLKNOWN/ANONYMOUS@A.EXAMPLE"),
        ("flag alone", "alice@A.EXAMPLE"),
        ("realm alone", "alice@WELLKNOWN:ANONYMOUS"),
    ] {
        let client = principal(client);
        cases.add(&format!("anonymous {what}, flag"), |r| {
            r.set_client(&client);
            r.part.flags = anonymous.clone();
        });
        if what != "flag alone" {
            cases.add(&format!("anonymous {what}, no flag"), |r| r.set_client(&client));
        }
    }
    cases.add("anonymous with transited realms", |r| {
        r.set_client(&principal("WELLKNOWN/ANONYMOUS@WELLKNOWN:ANONYMOUS"));
        r.part.flags = anonymous.clone();
        r.part.transited.contents = b"EVIL".as_slice().into();
    });
}

fn transited(cases: &mut Cases<'_>) {
    let checked = asn1::flags(&[ticket_flag::TRANSITED_POLICY_CHECKED]);
    for realm in [REALM, OTHER_REALM] {
        for contents in [
            "",
            TRUSTED_REALM,
            "EVIL",
            "HUB.OTHER,EVIL",
            "EVIL,HUB.OTHER",
            "HUB.OTHER,HUB.OTHER",
            "OTHER,HUB.",
            "HUB.\\OTHER",
            "HUB\\.OTHER",
            " HUB.OTHER",
            "HUB.OTHER,",
            ",HUB.OTHER",
            ",",
            ",,",
            "\\",
            "HUB.OTHER\\",
            "A.EXAMPLE",
            "C.OTHER",
            "/EVIL",
            "HUB.OTHER\0",
            "\0",
            "hub.other",
            "EXAMPLE",
            "OTHER",
        ] {
            for by_kdc in [false, true] {
                let how = if by_kdc { "checked by the KDC" } else { "unchecked" };
                cases.add(&format!("transited {contents:?} from {realm}, {how}"), |r| {
                    r.set_client(&principal(&format!("alice@{realm}")));
                    r.part.transited.contents = contents.as_bytes().into();
                    if by_kdc {
                        r.part.flags = checked.clone();
                    }
                });
            }
        }
        for (tr_type, contents) in
            [(0, ""), (2, ""), (-96, ""), (0, TRUSTED_REALM), (2, TRUSTED_REALM)]
        {
            cases.add(&format!("transited type {tr_type} {contents:?} from {realm}"), |r| {
                r.set_client(&principal(&format!("alice@{realm}")));
                let contents = contents.as_bytes().into();
                r.part.transited = TransitedEncoding { tr_type, contents };
            });
        }
    }
}

fn addresses(cases: &mut Cases<'_>) {
    let address = |addr_type, address: &[u8]| HostAddress { addr_type, address: address.into() };
    for (name, addresses) in [
        ("none of them", vec![]),
        ("this host", vec![address(HostAddress::IPV4, &[127, 0, 0, 1])]),
        ("another host", vec![address(HostAddress::IPV4, &[192, 0, 2, 1])]),
        ("NetBIOS", vec![address(20, b"WORKSTATION     ")]),
        ("of a wrong length", vec![address(HostAddress::IPV4, &[1])]),
    ] {
        cases.add(&format!("addresses: {name}"), |r| r.part.caddr = Some(addresses));
    }
}

fn keys(cases: &mut Cases<'_>) {
    for encryption_type in EncryptionType::ALL {
        let number = encryption_type.number();
        let key = Key::random(encryption_type, &mut cases.realm.rng);
        cases.add(&format!("session key of type {number}"), |r| {
            r.part.key = EncryptionKey::from(&key);
            r.session_key = key;
            r.outer.authenticator_encryption_type = number;
        });
    }
    cases.add("session key too short", |r| r.part.key.keyvalue = vec![1; 15].into());
    cases.add("session key of type 0", |r| r.part.key.keytype = 0);
    cases.add("session key of type 23", |r| {
        r.part.key = EncryptionKey { keytype: 23, keyvalue: vec![1; 16].into() };
    });
    let former = cases.realm.key(&cases.realm.service, KVNO - 1, cases.encryption_type);
    cases.add("sealed with the former key", |r| {
        r.service_key = former.clone();
        r.outer.kvno = Some(i64::from(KVNO - 1));
    });
    cases.add("sealed with the former key, no kvno", |r| {
        r.service_key = former.clone();
        r.outer.kvno = None;
    });
    cases.add("sealed with the former key, kvno of the new one", |r| r.service_key = former);
    let alias = cases.realm.key(&cases.realm.alias, KVNO, cases.encryption_type);
    cases.add("sealed with the key of the alias", |r| r.service_key = alias);
    let foreign = Key::random(cases.encryption_type, &mut cases.realm.rng);
    cases.add("sealed with a key of nobody", |r| r.service_key = foreign);
}
