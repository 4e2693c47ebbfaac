//! Fields of the authenticator.

use kerberos::asn1::{Checksum, EncryptionKey};
use kerberos::crypto::{EncryptionType, Key};
use kerberos::gss::{AuthenticatorChecksum, ChannelBindings, GssFlags};

use super::Cases;
use crate::realm::{FLAGS, at, checksum, gss_checksum, principal};

pub fn add(cases: &mut Cases<'_>) {
    client(cases);
    time(cases);
    subkey_and_sequence(cases);
    checksums(cases);
    channel_bindings(cases);
    cases.add("authenticator-vno 4", |r| r.authenticator.authenticator_vno = 4);
}

fn client(cases: &mut Cases<'_>) {
    let authenticator = |text: &str| {
        let client = principal(text);
        move |r: &mut crate::realm::Request| {
            r.authenticator.crealm = client.realm.as_slice().into();
            r.authenticator.cname = kerberos::asn1::PrincipalName::from_principal(&client);
        }
    };
    for name in [
        "bob@A.EXAMPLE",
        "Alice@A.EXAMPLE",
        "alice/x@A.EXAMPLE",
        "alice@B.EXAMPLE",
        "alice@a.example",
        "@A.EXAMPLE",
        "alice\\0@A.EXAMPLE",
        "alice/@A.EXAMPLE",
        "WELLKNOWN/ANONYMOUS@WELLKNOWN:ANONYMOUS",
    ] {
        cases.add(&format!("authenticator of {name}"), authenticator(name));
    }
    cases.add("one component in the ticket, two in the authenticator", |r| {
        r.set_client(&principal("a\\/b@A.EXAMPLE"));
        authenticator("a/b@A.EXAMPLE")(r);
    });
    cases.add("another name-type in the authenticator", |r| r.authenticator.cname.name_type = 10);
}

fn time(cases: &mut Cases<'_>) {
    for seconds in [-86_400, -305, -295, -1, 1, 295, 305, 86_400] {
        cases.add(&format!("ctime {seconds}"), |r| r.authenticator.ctime = at(seconds));
    }
    for cusec in [-1, 0, 999_999, 1_000_000, i64::from(i32::MAX)] {
        cases.add(&format!("cusec {cusec}"), |r| r.authenticator.cusec = cusec);
    }
}

fn subkey_and_sequence(cases: &mut Cases<'_>) {
    for encryption_type in EncryptionType::ALL {
        let key = Key::random(encryption_type, &mut cases.realm.rng);
        cases.add(&format!("subkey of type {}", encryption_type.number()), |r| {
            r.ask_for_mutual_authentication();
            r.authenticator.subkey = Some(EncryptionKey::from(&key));
        });
    }
    for (keytype, length) in [(17, 15), (18, 16), (23, 16), (0, 0), (-1, 16)] {
        cases.add(&format!("subkey of type {keytype} with {length} octets"), |r| {
            let keyvalue = vec![3; length].into();
            r.authenticator.subkey = Some(EncryptionKey { keytype, keyvalue });
        });
    }
    let numbers = [0, -1, i64::from(i32::MIN), i64::from(i32::MAX), i64::from(u32::MAX)];
    for number in numbers.into_iter().map(Some).chain([None]) {
        cases.add(&format!("seq-number {number:?}"), |r| r.authenticator.seq_number = number);
    }
    for number in [i64::from(i32::MIN) - 1, i64::from(u32::MAX) + 1, i64::MAX] {
        cases.add(&format!("seq-number {number}"), |r| r.authenticator.seq_number = Some(number));
    }
}

fn checksums(cases: &mut Cases<'_>) {
    cases.add("no checksum", |r| r.authenticator.cksum = None);
    cases.add("no checksum, mutual", |r| {
        r.ask_for_mutual_authentication();
        r.authenticator.cksum = None;
    });
    // GSS_C_DELEG_FLAG (bit 0) has cases of its own.
    for bit in 1..32 {
        let octets = gss_checksum(FLAGS ^ (1 << bit));
        cases.add(&format!("context flag {bit}"), |r| {
            r.authenticator.cksum = Some(checksum(&octets));
        });
    }
    cases.add("no context flags", |r| r.authenticator.cksum = Some(checksum(&gss_checksum(0))));
    let good = gss_checksum(FLAGS);
    let delegation = gss_checksum(FLAGS | GssFlags::DELEG.0);
    let with = |head: &[u8], rest: &[u8]| [head, rest].concat();
    for (name, octets) in [
        ("empty", Vec::new()),
        ("of 23 octets", good[..23].to_vec()),
        ("with Lgth 15", with(&[15], &good[1..])),
        ("with Lgth 17", with(&[17], &good[1..])),
        ("with one octet more", with(&good, &[0])),
        ("with four octets more", with(&good, &[0; 4])),
        ("with an extension", with(&good, &[0, 0, 0, 9, 0, 0, 0, 2, 1, 2])),
        ("with an empty extension", with(&good, &[0, 0, 0, 9, 0, 0, 0, 0])),
        ("with an extension cut short", with(&good, &[0, 0, 0, 9, 0, 0, 0, 3, 1, 2])),
        ("with delegation and nothing else", delegation.clone()),
        ("with DlgOpt 2", with(&delegation, &[2, 0, 1, 0, 0])),
        ("with a credential cut short", with(&delegation, &[1, 0, 9, 0, 0])),
        ("with a credential that is none", with(&delegation, &[1, 0, 2, 0, 5, 0])),
        ("with an empty credential", with(&delegation, &[1, 0, 0, 0])),
    ] {
        cases.add(&format!("0x8003 checksum {name}"), |r| {
            r.authenticator.cksum = Some(checksum(&octets));
        });
    }
    let own = cases.encryption_type.checksum_type();
    for cksumtype in [own, 7, 1, 15, 16, 19, 20, -138, 0, 0x8004] {
        cases.add(&format!("checksum type {cksumtype}, keyed over nothing"), |r| {
            let octets = r.session_key.checksum(10).sign(&[]);
            r.authenticator.cksum = Some(Checksum { cksumtype, checksum: octets.into() });
        });
        cases.add(&format!("checksum type {cksumtype}, wrong"), |r| {
            r.authenticator.cksum = Some(Checksum { cksumtype, checksum: vec![5; 12].into() });
        });
    }
    cases.add("keyed checksum over nothing, mutual", |r| {
        r.ask_for_mutual_authentication();
        let octets = r.session_key.checksum(10).sign(&[]);
        r.authenticator.cksum = Some(Checksum { cksumtype: own, checksum: octets.into() });
    });
}

fn channel_bindings(cases: &mut Cases<'_>) {
    let hash = [7; 32];
    let bound = |hash: &[u8]| {
        let bindings = ChannelBindings::tls_server_end_point(hash).hash();
        checksum(&AuthenticatorChecksum::encode(bindings, GssFlags(FLAGS)))
    };
    cases.add_bound("channel bindings that match", hash, |r| {
        r.authenticator.cksum = Some(bound(&hash));
    });
    cases.add_bound("channel bindings of another channel", hash, |r| {
        r.authenticator.cksum = Some(bound(&[8; 32]));
    });
    cases.add_bound("no channel bindings where some are expected", hash, |_| ());
    cases.add_bound("no checksum where bindings are expected", hash, |r| {
        r.authenticator.cksum = None;
    });
    cases.add("channel bindings where none are expected", |r| {
        r.authenticator.cksum = Some(bound(&hash));
    });
}
