//! Broken PACs end in an error or a bounded value, never in a panic.

use core::time::Duration;

use kerberos::Error;
use kerberos::pac::Pac;
use proptest::prelude::*;

use super::vector::{Vector, put};

/// Reads everything there is to read and returns the number of groups.
fn read_all(octets: &[u8]) -> Result<usize, Error> {
    let pac = Pac::parse(octets)?;
    // Each of these may fail; the others are still read, as a careless caller would.
    let refused = pac.verify_server_checksum(|_, zeroed, mac| {
        assert_eq!(zeroed.len(), octets.len());
        assert!(mac.len() <= 24);
        false
    });
    assert!(refused.is_err());
    let _ = pac.check_client(Duration::from_secs(1_795_356_034), "anna");
    let _ = pac.upn_dns_info();
    Ok(pac.logon_info()?.map_or(0, |logon_info| logon_info.groups.len()))
}

fn vectors() -> impl Iterator<Item = Vector> {
    ["samba-aes256-sha1.txt", "mit-aes256-sha2.txt", "logon-info-by-hand.txt"]
        .into_iter()
        .map(Vector::load)
}

/// Reading ends, and does not make up groups: each one takes eight octets or more.
fn assert_survived(octets: &[u8]) {
    let groups = read_all(octets).unwrap_or(0);
    assert!(groups * 8 <= octets.len(), "{groups} groups in {} octets", octets.len());
}

#[test]
fn every_truncation_is_refused() {
    for vector in vectors() {
        for length in 0..vector.pac.len() {
            assert!(read_all(&vector.pac[..length]).is_err(), "{length} octets");
        }
    }
}

#[test]
fn every_change_of_one_octet_is_survived() {
    for vector in vectors() {
        let mut pac = vector.pac;
        for at in 0..pac.len() {
            let original = pac[at];
            for octet in 0..=u8::MAX {
                pac[at] = octet;
                assert_survived(&pac);
            }
            pac[at] = original;
        }
    }
}

#[test]
fn every_word_blown_up_is_survived() {
    for vector in vectors() {
        for at in (0..vector.pac.len() - 3).step_by(2) {
            for number in [0, 0x7fff_ffff, 0x8000_0000, 0xffff_fff8, u32::MAX] {
                let mut pac = vector.pac.clone();
                put(&mut pac, at, number);
                assert_survived(&pac);
            }
        }
    }
}

proptest! {
    #[test]
    fn octets_at_random_are_survived(octets in proptest::collection::vec(any::<u8>(), 0..512)) {
        assert_survived(&octets);
    }

    #[test]
    fn several_changes_at_once_are_survived(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..16),
    ) {
        for vector in vectors() {
            let mut pac = vector.pac;
            for (at, octet) in &changes {
                let at = at.index(pac.len());
                pac[at] = *octet;
            }
            assert_survived(&pac);
        }
    }
}
