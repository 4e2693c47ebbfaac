//! Which keys to try for a ticket, and in which order.
//!
//! The names, realms and key version numbers of tickets are not authenticated: they order the
//! candidates, and only a successful decryption proves which key it was.
//!
//! A kvno of RFC 4120 is a UInt32 that some KDCs encode as a negative number (read-only domain
//! controllers of Active Directory use the upper 16 bits). Callers pass those as the same 32 bits,
//! `kvno as u32`.

use super::{Entry, Keytab};
use crate::crypto::EncryptionType;
use crate::principal::Principal;

impl Keytab {
    /// Every entry of the encryption type `enctype`, the likeliest first:
    ///
    /// 1. of `principal`, with exactly `kvno` (any kvno, if the ticket has none);
    /// 2. of `principal`, with the low 8 bits of `kvno`, where one of the two may have lost its
    ///    upper bits;
    /// 3. of `principal`, with kvno 0, which matches any;
    /// 4. of `principal`, with another kvno: exporters of keytabs get it wrong;
    /// 5. of other principals.
    ///
    /// Within a group the order is that of the file. Without `principal` every entry counts as one
    /// of the principal.
    pub fn candidates<'a>(
        &'a self,
        principal: Option<&'a Principal>,
        enctype: EncryptionType,
        kvno: Option<u32>,
    ) -> impl Iterator<Item = &'a Entry> {
        Match::ORDER.into_iter().flat_map(move |wanted| {
            self.entries.iter().filter(move |entry| {
                entry.key.encryption_type() == enctype
                    && Match::of(entry, principal, kvno) == wanted
            })
        })
    }

    /// The newest kvno of the keys that `principal` has of this encryption type, for a comparison
    /// with the kvno of a ticket. Entries with kvno 0 do not count.
    #[must_use]
    pub fn newest_kvno(&self, principal: &Principal, enctype: EncryptionType) -> Option<u32> {
        self.kvnos_by_age(principal, enctype).pop()
    }

    /// The oldest kvno of the keys that `principal` has of this encryption type, like
    /// [`Keytab::newest_kvno`].
    #[must_use]
    pub fn oldest_kvno(&self, principal: &Principal, enctype: EncryptionType) -> Option<u32> {
        self.kvnos_by_age(principal, enctype).first().copied()
    }

    fn kvnos_by_age(&self, principal: &Principal, enctype: EncryptionType) -> Vec<u32> {
        let mut kvnos = self
            .entries
            .iter()
            .filter(|entry| entry.key.encryption_type() == enctype)
            .filter(|entry| entry.kvno != 0 && entry.principal.same_name(principal))
            .map(|entry| entry.kvno)
            .collect::<Vec<_>>();
        let wrapped = has_wrapped(&kvnos);
        kvnos.sort_by_key(|kvno| (wrapped && *kvno < AFTER_WRAP_BELOW, *kvno));
        kvnos
    }
}

/// How well an entry fits the unauthenticated fields of a ticket.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Match {
    Exact,
    LowOctet,
    AnyKvno,
    OtherKvno,
    OtherPrincipal,
}

impl Match {
    const ORDER: [Self; 5] =
        [Self::Exact, Self::LowOctet, Self::AnyKvno, Self::OtherKvno, Self::OtherPrincipal];

    fn of(entry: &Entry, principal: Option<&Principal>, kvno: Option<u32>) -> Self {
        if principal.is_some_and(|principal| !principal.same_name(&entry.principal)) {
            return Self::OtherPrincipal;
        }
        match kvno {
            None => Self::Exact,
            Some(kvno) if kvno == entry.kvno => Self::Exact,
            Some(_) if entry.kvno == 0 => Self::AnyKvno,
            Some(kvno) if equal_if_truncated(kvno, entry.kvno) => Self::LowOctet,
            Some(_) => Self::OtherKvno,
        }
    }
}

/// Whether two different kvnos may be the same one, of which one was stored in 8 bits.
fn equal_if_truncated(one: u32, other: u32) -> bool {
    one & 0xff == other & 0xff && one.min(other) <= 0xff
}

/// Above this, an 8-bit kvno is about to wrap.
const BEFORE_WRAP_ABOVE: u32 = 240;

/// Below this, an 8-bit kvno beside one that was about to wrap is the newer one.
const AFTER_WRAP_BELOW: u32 = 128;

/// Whether these look like kvnos that were cut to 8 bits and have started again.
fn has_wrapped(kvnos: &[u32]) -> bool {
    kvnos.iter().all(|kvno| *kvno <= 0xff)
        && kvnos.iter().any(|kvno| *kvno > BEFORE_WRAP_ABOVE)
        && kvnos.iter().any(|kvno| *kvno < AFTER_WRAP_BELOW)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::Key;

    const AES128: EncryptionType = EncryptionType::Aes128CtsHmacSha1;
    const AES256: EncryptionType = EncryptionType::Aes256CtsHmacSha384;

    fn name(text: &str) -> Principal {
        Principal::parse(text).unwrap()
    }

    fn keytab(entries: &[(&str, u32, EncryptionType)]) -> Keytab {
        let entry =
            |(position, (text, kvno, enctype)): (usize, &(&str, u32, EncryptionType))| Entry {
                principal: name(text),
                kvno: *kvno,
                timestamp: position as u32,
                key: Key::new(*enctype, &vec![position as u8; enctype.key_len()]).unwrap(),
            };
        Keytab::new(entries.iter().enumerate().map(entry).collect())
    }

    fn order(keytab: &Keytab, principal: Option<&str>, kvno: Option<u32>) -> Vec<u32> {
        let principal = principal.map(name);
        keytab.candidates(principal.as_ref(), AES128, kvno).map(|entry| entry.timestamp).collect()
    }

    #[test]
    fn candidates_come_by_name_and_kvno_and_only_of_the_encryption_type() {
        let keytab = keytab(&[
            ("HTTP/b@R", 7, AES128),
            ("HTTP/a@R", 0, AES128),
            ("HTTP/a@R", 6, AES128),
            ("HTTP/a@R", 7, AES256),
            ("HTTP/a@R", 0x107, AES128),
            ("HTTP/a@R", 7, AES128),
        ]);
        assert_eq!(order(&keytab, Some("HTTP/a@R"), Some(7)), [5, 4, 1, 2, 0]);
        assert_eq!(order(&keytab, Some("HTTP/a@R"), Some(0x107)), [4, 5, 1, 2, 0]);
        assert_eq!(order(&keytab, Some("HTTP/a@R"), Some(0x207)), [5, 1, 2, 4, 0]);
        assert_eq!(order(&keytab, Some("HTTP/a@R"), None), [1, 2, 4, 5, 0]);
        assert_eq!(order(&keytab, Some("HTTP/c@R"), Some(7)), [0, 1, 2, 4, 5]);
        assert_eq!(order(&keytab, None, Some(7)), [0, 5, 4, 1, 2]);
    }

    #[test]
    fn a_kvno_of_a_read_only_domain_controller_is_compared_as_32_bits() {
        let keytab = keytab(&[("HTTP/a@R", 3, AES128), ("HTTP/a@R", 0x8001_0002, AES128)]);
        let negative = -2_147_418_110_i32;
        assert_eq!(order(&keytab, Some("HTTP/a@R"), Some(negative as u32)), [1, 0]);
    }

    #[test]
    fn newest_and_oldest_kvno_are_those_of_one_principal_and_encryption_type() {
        let keytab = keytab(&[
            ("HTTP/a@R", 6, AES128),
            ("HTTP/a@R", 5, AES128),
            ("HTTP/a@R", 0, AES128),
            ("HTTP/a@R", 9, AES256),
            ("HTTP/b@R", 1, AES128),
        ]);
        let name_a = name("HTTP/a@R");
        assert_eq!(keytab.newest_kvno(&name_a, AES128), Some(6));
        assert_eq!(keytab.oldest_kvno(&name_a, AES128), Some(5));
        assert_eq!(keytab.newest_kvno(&name("HTTP/c@R"), AES128), None);
        assert_eq!(keytab.oldest_kvno(&name("HTTP/b@R"), AES256), None);
    }

    #[test]
    fn an_8_bit_kvno_that_has_wrapped_is_newer_than_one_before() {
        for (kvnos, oldest, newest) in [
            (&[255, 1][..], 255, 1),
            (&[2, 254, 1, 255], 254, 2),
            (&[240, 1], 1, 240),
            (&[241, 128], 128, 241),
            (&[255, 1, 300], 1, 300),
            (&[256, 3], 3, 256),
        ] {
            let entries: Vec<_> = kvnos.iter().map(|kvno| ("HTTP/a@R", *kvno, AES128)).collect();
            let keytab = keytab(&entries);
            let name = name("HTTP/a@R");
            assert_eq!(keytab.oldest_kvno(&name, AES128), Some(oldest), "{kvnos:?}");
            assert_eq!(keytab.newest_kvno(&name, AES128), Some(newest), "{kvnos:?}");
        }
    }
}
