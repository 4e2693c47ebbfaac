//! Keytabs that MIT krb5 wrote.

use kerberos::crypto::EncryptionType;
use kerberos::keytab::Keytab;
use kerberos::principal::{NT_PRINCIPAL, Principal};

use crate::vectors::{self, Vector};

#[test]
fn several_encryption_types_and_key_versions_are_read() {
    check(include_str!("../vectors/keytab-several-enctypes.txt"), 10, 3);
}

#[test]
fn holes_are_skipped() {
    check(include_str!("../vectors/keytab-holes.txt"), 6, 2);
}

#[test]
fn a_kvno_is_read_from_its_32_bits() {
    check(include_str!("../vectors/keytab-long-kvno.txt"), 4, 1);
}

#[test]
fn encoding_gives_the_file_of_mit_krb5_without_the_unsupported_entries() {
    let vectors = vectors::parse(include_str!("../vectors/keytab-long-kvno.txt"));
    let file = vectors[0].octets("file");
    let unsupported = file.windows(4).position(|octets| octets == [0, 0, 0, 0x3e]).unwrap();
    let expected = [&file[..unsupported], &file[unsupported + 4 + 0x3e..]].concat();
    assert_eq!(Keytab::parse(file).unwrap().encode().unwrap().as_slice(), expected);
}

/// Compares the entries of a file with what MIT krb5 reads from it.
fn check(text: &str, usable: usize, unsupported: usize) {
    let vectors = vectors::parse(text);
    let keytab = Keytab::parse(vectors[0].octets("file")).unwrap();
    assert_eq!((keytab.entries().len(), keytab.unsupported().len()), (usable, unsupported));

    let mut entries = keytab.entries().iter();
    let mut refused = keytab.unsupported().iter();
    for expected in &vectors[1..] {
        let number = expected.number("enctype");
        if EncryptionType::from_number(number).is_ok() {
            let entry = entries.next().unwrap();
            assert_eq!(entry.principal, principal(expected));
            assert_eq!(entry.kvno, expected.number::<u32>("kvno"));
            assert_eq!(entry.timestamp, expected.number::<u32>("timestamp"));
            assert_eq!(entry.key.encryption_type().number(), number);
            assert_eq!(entry.key.as_bytes(), expected.octets("key"));
        } else {
            let entry = refused.next().unwrap();
            assert_eq!(entry.principal, principal(expected));
            assert_eq!(entry.kvno, expected.number::<u32>("kvno"));
            assert_eq!(entry.enctype, number);
        }
    }
    assert!(entries.next().is_none() && refused.next().is_none());
}

fn principal(expected: &Vector) -> Principal {
    let text = std::str::from_utf8(expected.octets("principal")).unwrap();
    let principal = Principal::parse(text).unwrap();
    assert_eq!(principal.to_string(), text);
    assert_eq!(principal.name_type, NT_PRINCIPAL);
    principal
}
