//! The server signature (MS-PAC section 2.8).

use kerberos::pac::Pac;
use kerberos::{Error, Problem, Reason, Unsupported};

use super::real_pacs::{MIT, SAMBA, verify};
use super::vector::{Vector, pac_of};

const CLIENT_INFO: (u32, &[u8]) = (10, b"covered.");
const KDC: (u32, &[u8]) = (7, b"\x10\0\0\0kkkkkkkkkkkk");

fn signature(checksum_type: i32, behind_type: &[u8]) -> Vec<u8> {
    [&checksum_type.to_le_bytes(), behind_type].concat()
}

fn refusal(pac: &[u8]) -> Error {
    let pac = Pac::parse(pac).unwrap();
    pac.verify_server_checksum(|_, _, _| true).unwrap_err()
}

#[test]
fn both_signatures_are_zeroed_behind_their_types_and_nothing_else_is() {
    let server = signature(16, b"ssssssssssss");
    let ticket = signature(16, b"tttttttttttt");
    let pac = pac_of(&[CLIENT_INFO, (6, &server), KDC, (16, &ticket)]);
    let zeroed_signature = signature(16, &[0; 12]);
    let zeroed_pac =
        pac_of(&[CLIENT_INFO, (6, &zeroed_signature), (7, &zeroed_signature), (16, &ticket)]);

    let mut seen = None;
    let verified =
        Pac::parse(&pac).unwrap().verify_server_checksum(|checksum_type, zeroed, mac| {
            seen = Some((checksum_type, zeroed.to_vec(), mac.to_vec()));
            true
        });
    assert_eq!(verified, Ok(()));
    assert_eq!(seen, Some((16, zeroed_pac, b"ssssssssssss".to_vec())));
}

#[test]
fn an_rodc_identifier_is_zeroed_and_is_not_part_of_the_checksum() {
    for (checksum_type, length) in [(15, 12), (16, 12), (19, 16), (20, 24)] {
        let mut behind_type = vec![b's'; length];
        behind_type.extend([0x34, 0x12]);
        let server = signature(checksum_type, &behind_type);
        let pac = pac_of(&[(6, &server), KDC]);
        let zeroed_server = signature(checksum_type, &vec![0; length + 2]);
        let zeroed_pac = pac_of(&[(6, &zeroed_server), (7, &signature(16, &[0; 12]))]);

        let pac = Pac::parse(&pac).unwrap();
        let verified = pac.verify_server_checksum(|seen_type, zeroed, mac| {
            seen_type == checksum_type && zeroed == zeroed_pac && mac == vec![b's'; length]
        });
        assert_eq!(verified, Ok(()), "checksum type {checksum_type}");
    }
}

#[test]
fn a_checksum_that_does_not_verify_is_refused() {
    let pac = pac_of(&[(6, &signature(16, b"ssssssssssss")), KDC]);
    let refused = Pac::parse(&pac).unwrap().verify_server_checksum(|_, _, _| false);
    assert_eq!(refused, Err(Reason::PacChecksum.into()));
}

#[test]
fn either_signature_absent_is_refused() {
    assert_eq!(refusal(&pac_of(&[CLIENT_INFO, KDC])), Reason::PacChecksum.into());
    let server = signature(16, b"ssssssssssss");
    assert_eq!(refusal(&pac_of(&[CLIENT_INFO, (6, &server)])), Reason::PacChecksum.into());
}

#[test]
fn checksum_types_of_other_keys_are_refused_by_number() {
    for checksum_type in [-138, 0, 12, 14, 17, 18, i32::MIN, i32::MAX] {
        let pac = pac_of(&[(6, &signature(checksum_type, &[0; 24])), KDC]);
        assert_eq!(refusal(&pac), Unsupported::ChecksumType(checksum_type).into());
    }
}

#[test]
fn a_signature_that_is_too_short_is_refused() {
    let what = "PAC_SIGNATURE_DATA";
    let pac = pac_of(&[(6, &signature(20, &[0; 23])), KDC]);
    let problem = Problem::Truncated { needed: 28, found: 27 };
    assert_eq!(refusal(&pac), Error::Malformed { what, problem });

    let pac = pac_of(&[(6, &[16, 0, 0]), KDC]);
    let problem = Problem::Truncated { needed: 4, found: 3 };
    assert_eq!(refusal(&pac), Error::Malformed { what, problem });

    let pac = pac_of(&[(6, &signature(16, &[0; 12])), (7, &[16, 0, 0])]);
    assert_eq!(refusal(&pac).code(), "malformed");
}

#[test]
fn a_changed_octet_anywhere_but_in_the_kdc_signature_is_refused() {
    for name in [SAMBA[0], SAMBA[1], MIT[0], MIT[2]] {
        let vector = Vector::load(name);
        let kdc_signature = kdc_signature_behind_type(&vector.pac);
        for at in 0..vector.pac.len() {
            let mut changed = vector.pac.clone();
            changed[at] ^= 0x01;
            let accepted = Pac::parse(&changed).and_then(|pac| verify(&vector, &pac)).is_ok();
            assert_eq!(accepted, kdc_signature.contains(&at), "{name} at {at}");
        }
    }
}

#[test]
fn the_key_of_another_service_does_not_verify() {
    let mut other = Vector::load("samba-aes256-sha1.txt");
    other.pac = Vector::load("mit-aes256-sha1.txt").pac;
    let refused = verify(&other, &Pac::parse(&other.pac).unwrap());
    assert_eq!(refused, Err(Reason::PacChecksum.into()));
}

fn kdc_signature_behind_type(pac: &[u8]) -> core::ops::Range<usize> {
    let number = |at: usize| {
        usize::try_from(u32::from_le_bytes(pac[at..at + 4].try_into().unwrap())).unwrap()
    };
    let entry =
        (0..number(0)).map(|index| 8 + 16 * index).find(|entry| number(*entry) == 7).unwrap();
    let (size, offset) = (number(entry + 4), number(entry + 8));
    offset + 4..offset + size
}
