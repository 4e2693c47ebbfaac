//! Version 2 of the keytab file format (0x0502), as MIT krb5 and Heimdal write it.
//!
//! After the version follow records, each with a signed 32-bit length; a negative length is a hole
//! of that many octets, 0 the end. All integers are big-endian.
//!
//! ```text
//! record    = component count (16 bits, without the realm), realm, components,
//!             name type (32), timestamp (32), kvno (8), key, [kvno (32)], any more octets
//! realm, component = length (16), octets
//! key       = encryption type (16, signed), length (16), octets
//! ```
//!
//! Version 1 stores integers in the byte order of the machine that wrote it and is refused by name.

use zeroize::Zeroizing;

use super::{Entry, Keytab, UnsupportedEntry};
use crate::crypto::{EncryptionType, Key};
use crate::error::{Error, Problem, Unsupported};
use crate::principal::{MAX_COMPONENTS, MAX_NAME_LEN, Principal};

/// Longest keytab that this core reads, in octets.
pub const MAX_KEYTAB_LEN: usize = 1 << 20;

/// Most entries of a keytab that this core reads, usable or not.
pub const MAX_ENTRIES: usize = 4096;

impl Keytab {
    /// Reads a keytab file.
    ///
    /// # Errors
    /// [`Unsupported::KeytabVersion`] for other versions; [`Error::Malformed`] for octets that do
    /// not follow the format or exceed [`MAX_KEYTAB_LEN`], [`MAX_ENTRIES`] or the bounds of
    /// principal names; [`KeyLength`](crate::Misconfigured::KeyLength) for a key that does not fit
    /// its encryption type.
    pub fn parse(file: &[u8]) -> Result<Self, Error> {
        at_most("keytab", file.len(), MAX_KEYTAB_LEN)?;
        let mut reader = Reader { what: "keytab", rest: file };
        match reader.take_array()? {
            [5, 2] => {}
            [5, version] => return Err(Unsupported::KeytabVersion(version).into()),
            _ => return Err(Error::malformed("keytab", Problem::Value("not a keytab file"))),
        }

        let mut keytab = Self::default();
        while !reader.rest.is_empty() {
            let len = reader.take_i32()?;
            let record = reader.take(usize::try_from(len.unsigned_abs()).unwrap_or(usize::MAX))?;
            match len {
                0 => break,
                ..0 => {}
                1.. => keytab.push(record)?,
            }
            let entries = keytab.entries.len().saturating_add(keytab.unsupported.len());
            at_most("keytab", entries, MAX_ENTRIES)?;
        }
        Ok(keytab)
    }

    /// Writes a keytab file of the usable entries.
    ///
    /// # Errors
    /// [`Error::Malformed`] if the result would be refused by [`Keytab::parse`].
    pub fn encode(&self) -> Result<Zeroizing<Vec<u8>>, Error> {
        at_most("keytab", self.entries.len(), MAX_ENTRIES)?;
        let records = self.entries.iter().map(encode_record).collect::<Result<Vec<_>, _>>()?;
        let len = records.iter().map(|record| record.len().saturating_add(4)).sum::<usize>();
        at_most("keytab", len.saturating_add(2), MAX_KEYTAB_LEN)?;
        let mut file = Zeroizing::new(Vec::with_capacity(len.saturating_add(2)));
        file.extend_from_slice(&[5, 2]);
        for record in &records {
            file.extend_from_slice(&(record.len() as i32).to_be_bytes());
            file.extend_from_slice(record);
        }
        Ok(file)
    }

    fn push(&mut self, record: &[u8]) -> Result<(), Error> {
        let mut reader = Reader { what: "keytab entry", rest: record };
        let principal_len = usize::from(reader.take_u16()?);
        at_most("keytab entry", principal_len, MAX_COMPONENTS)?;
        let realm = reader.take_name()?;
        let components =
            (0..principal_len).map(|_| reader.take_name()).collect::<Result<Vec<_>, _>>()?;
        let name_type = reader.take_i32()?;
        let principal = Principal { realm, components, name_type };

        let timestamp = reader.take_u32()?;
        let [short_kvno] = reader.take_array()?;
        let enctype = i32::from(i16::from_be_bytes(reader.take_array()?));
        let key_len = usize::from(reader.take_u16()?);
        let key = reader.take(key_len)?;
        // Writers that know 8-bit kvnos only leave zeros or nothing here.
        let long_kvno = reader.take_u32().unwrap_or(0);
        let kvno = if long_kvno == 0 { u32::from(short_kvno) } else { long_kvno };

        match EncryptionType::from_number(enctype) {
            Ok(enctype) => {
                let key = Key::new(enctype, key)?;
                self.entries.push(Entry { principal, kvno, timestamp, key });
            }
            Err(_) => self.unsupported.push(UnsupportedEntry { principal, kvno, enctype }),
        }
        Ok(())
    }
}

/// Longest part of a record other than the names, in octets.
const MAX_FIXED_LEN: usize = 64;

fn encode_record(entry: &Entry) -> Result<Zeroizing<Vec<u8>>, Error> {
    let Entry { principal, kvno, timestamp, key } = entry;
    principal.check_bounds()?;
    let names = || [&principal.realm].into_iter().chain(&principal.components);
    // With the full capacity the buffer never moves and leaves no key behind.
    let names_len = names().map(|name| name.len().saturating_add(2)).sum::<usize>();
    let mut record = Zeroizing::new(Vec::with_capacity(names_len.saturating_add(MAX_FIXED_LEN)));
    record.extend_from_slice(&(principal.components.len() as u16).to_be_bytes());
    for name in names() {
        record.extend_from_slice(&(name.len() as u16).to_be_bytes());
        record.extend_from_slice(name);
    }
    record.extend_from_slice(&principal.name_type.to_be_bytes());
    record.extend_from_slice(&timestamp.to_be_bytes());
    let long_kvno = kvno.to_be_bytes();
    record.push(long_kvno[3]);
    record.extend_from_slice(&(key.encryption_type().number() as u16).to_be_bytes());
    record.extend_from_slice(&(key.as_bytes().len() as u16).to_be_bytes());
    record.extend_from_slice(key.as_bytes());
    record.extend_from_slice(&long_kvno);
    Ok(record)
}

fn at_most(what: &'static str, found: usize, limit: usize) -> Result<(), Error> {
    if found > limit {
        return Err(Error::malformed(what, Problem::TooLarge { found, limit }));
    }
    Ok(())
}

/// The octets of `what` that have not been read yet.
struct Reader<'a> {
    what: &'static str,
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, len: usize) -> Result<&'a [u8], Error> {
        let (taken, rest) = self.rest.split_at_checked(len).ok_or_else(|| self.truncated(len))?;
        self.rest = rest;
        Ok(taken)
    }

    fn take_array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let (taken, rest) = self.rest.split_first_chunk().ok_or_else(|| self.truncated(N))?;
        self.rest = rest;
        Ok(*taken)
    }

    fn take_u16(&mut self) -> Result<u16, Error> {
        self.take_array().map(u16::from_be_bytes)
    }

    fn take_u32(&mut self) -> Result<u32, Error> {
        self.take_array().map(u32::from_be_bytes)
    }

    fn take_i32(&mut self) -> Result<i32, Error> {
        self.take_array().map(i32::from_be_bytes)
    }

    fn take_name(&mut self) -> Result<Vec<u8>, Error> {
        let len = usize::from(self.take_u16()?);
        at_most(self.what, len, MAX_NAME_LEN)?;
        self.take(len).map(<[u8]>::to_vec)
    }

    fn truncated(&self, needed: usize) -> Error {
        Error::malformed(self.what, Problem::Truncated { needed, found: self.rest.len() })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::error::Misconfigured;

    /// A record for `u@R` with a key of 16 octets, up to and without the 32-bit kvno.
    fn record(kvno: u8, enctype: u16) -> Vec<u8> {
        let mut record = b"\0\x01\0\x01R\0\x01u\0\0\0\x01\0\0\0\x02".to_vec();
        record.push(kvno);
        record.extend(enctype.to_be_bytes());
        record.extend([0, 16]);
        record.extend([0xab; 16]);
        record
    }

    fn file(records: &[&[u8]]) -> Vec<u8> {
        let mut file = vec![5, 2];
        for record in records {
            file.extend((record.len() as i32).to_be_bytes());
            file.extend(*record);
        }
        file
    }

    fn parse_one(record: &[u8]) -> Result<Entry, Error> {
        let keytab = Keytab::parse(&file(&[record]))?;
        Ok(keytab.entries()[0].clone())
    }

    fn problem(file: &[u8]) -> Problem {
        match Keytab::parse(file) {
            Err(Error::Malformed { problem, .. }) => problem,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_entry_has_its_fields() {
        let entry = parse_one(&record(3, 17)).unwrap();
        let key = Key::new(EncryptionType::Aes128CtsHmacSha1, &[0xab; 16]).unwrap();
        let principal = Principal::parse("u@R").unwrap();
        assert_eq!(entry, Entry { principal, kvno: 3, timestamp: 2, key });
    }

    #[test]
    fn the_32_bit_kvno_counts_if_it_is_there_and_not_zero() {
        for (tail, kvno) in [
            (&[][..], 3),
            (&[1, 2, 3], 3),
            (&[0, 0, 0, 0], 3),
            (&[0, 1, 0, 3], 0x1_0003),
            (&[0xff, 0xff, 0, 2, 9, 9, 9], 0xffff_0002),
        ] {
            let record = [&record(3, 17), tail].concat();
            assert_eq!(parse_one(&record).unwrap().kvno, kvno, "{tail:?}");
        }
    }

    #[test]
    fn names_are_octets() {
        let mut record = record(3, 17);
        record[4] = 0xe9;
        record[7] = 0;
        let principal = parse_one(&record).unwrap().principal;
        assert_eq!(principal.realm, [0xe9]);
        assert_eq!(principal.components, [[0]]);
    }

    #[test]
    fn other_versions_and_other_files_are_refused() {
        let version = |version| Err(Error::from(Unsupported::KeytabVersion(version)));
        assert_eq!(Keytab::parse(&[5, 1, 0, 0]), version(1));
        assert_eq!(Keytab::parse(&[5, 3]), version(3));
        assert_eq!(problem(b"BQIAAAA="), Problem::Value("not a keytab file"));
        assert_eq!(problem(&[5]), Problem::Truncated { needed: 2, found: 1 });
        assert_eq!(problem(&[]), Problem::Truncated { needed: 2, found: 0 });
    }

    #[test]
    fn a_zero_length_ends_the_file() {
        let one = record(3, 17);
        let keytab = Keytab::parse(&file(&[&one, &[], &one])).unwrap();
        assert_eq!(keytab.entries().len(), 1);
        assert_eq!(Keytab::parse(&[5, 2]), Ok(Keytab::default()));
    }

    #[test]
    fn a_hole_is_skipped_and_one_past_the_end_refused() {
        let one = record(3, 17);
        let with_hole = [&[5, 2], &(-3_i32).to_be_bytes()[..], b"abc", &file(&[&one])[2..]];
        assert_eq!(Keytab::parse(&with_hole.concat()).unwrap().entries().len(), 1);
        for len in [-4, i32::MIN, 4, i32::MAX] {
            let file = [&[5, 2], &len.to_be_bytes()[..], b"abc"].concat();
            let needed = len.unsigned_abs() as usize;
            assert_eq!(problem(&file), Problem::Truncated { needed, found: 3 });
        }
    }

    #[test]
    fn every_cut_of_an_entry_is_refused() {
        let whole = record(3, 17);
        for end in 1..whole.len() {
            assert!(Keytab::parse(&file(&[&whole[..end]])).is_err(), "{end}");
        }
        let file = file(&[&whole]);
        for end in 3..file.len() {
            assert!(Keytab::parse(&file[..end]).is_err(), "{end}");
        }
    }

    #[test]
    fn unsupported_encryption_types_are_counted_by_name() {
        let records = [record(3, 23), record(0, 3), record(4, 23), record(4, 0xff7b)];
        let records: Vec<_> = records.iter().map(Vec::as_slice).collect();
        let keytab = Keytab::parse(&file(&records)).unwrap();
        let listed = |entry: &UnsupportedEntry| (entry.enctype, entry.kvno);
        let unsupported: Vec<_> = keytab.unsupported().iter().map(listed).collect();
        assert_eq!(unsupported, [(23, 3), (3, 0), (23, 4), (-133, 4)]);
        let found = "1 entry of unknown (-133), 1 entry of des-cbc-md5 (3), \
                     2 entries of rc4-hmac (23)";
        let error = Misconfigured::NoUsableKey { found: found.to_owned() };
        assert_eq!(keytab.require_usable(), Err(error));
    }

    #[test]
    fn a_keytab_without_entries_is_not_usable() {
        let error = Misconfigured::NoUsableKey { found: "no entry".to_owned() };
        assert_eq!(Keytab::default().require_usable(), Err(error));
        assert_eq!(Keytab::parse(&file(&[&record(3, 17)])).unwrap().require_usable(), Ok(()));
    }

    #[test]
    fn a_key_that_does_not_fit_its_type_is_refused() {
        let enctype = EncryptionType::Aes256CtsHmacSha1;
        let error = Misconfigured::KeyLength { enctype, needed: 32, found: 16 };
        assert_eq!(parse_one(&record(3, 18)), Err(error.into()));
    }

    #[test]
    fn sizes_above_the_bounds_are_refused() {
        let one = record(3, 23);
        let full = vec![one.as_slice(); MAX_ENTRIES];
        assert_eq!(Keytab::parse(&file(&full)).unwrap().unsupported().len(), MAX_ENTRIES);
        let (found, limit) = (MAX_ENTRIES + 1, MAX_ENTRIES);
        let over = vec![one.as_slice(); found];
        assert_eq!(problem(&file(&over)), Problem::TooLarge { found, limit });

        let (found, limit) = (MAX_KEYTAB_LEN + 1, MAX_KEYTAB_LEN);
        assert_eq!(problem(&vec![0; found]), Problem::TooLarge { found, limit });

        let mut many_components = one.clone();
        many_components[1] = 17;
        let (found, limit) = (17, MAX_COMPONENTS);
        assert_eq!(problem(&file(&[&many_components])), Problem::TooLarge { found, limit });

        let mut long_name = one;
        long_name[2..4].copy_from_slice(&1025_u16.to_be_bytes());
        let (found, limit) = (1025, MAX_NAME_LEN);
        assert_eq!(problem(&file(&[&long_name])), Problem::TooLarge { found, limit });
    }

    #[test]
    fn encoding_refuses_what_parsing_would_refuse() {
        let mut entry = parse_one(&record(3, 17)).unwrap();
        let full = Keytab::new(vec![entry.clone(); MAX_ENTRIES]);
        assert_eq!(Keytab::parse(&full.encode().unwrap()), Ok(full));
        assert!(Keytab::new(vec![entry.clone(); MAX_ENTRIES + 1]).encode().is_err());
        entry.principal.components = vec![vec![b'x'; MAX_NAME_LEN]; 2];
        assert!(Keytab::new(vec![entry.clone(); MAX_ENTRIES]).encode().is_err());
        entry.principal.components = vec![vec![]; MAX_COMPONENTS + 1];
        assert!(Keytab::new(vec![entry]).encode().is_err());
    }

    proptest! {
        #[test]
        fn any_keytab_survives_encoding(
            entries in prop::collection::vec(
                (
                    prop::collection::vec(prop::collection::vec(any::<u8>(), 0..30), 0..4),
                    prop::collection::vec(any::<u8>(), 0..30),
                    any::<(i32, u32, u32, [u8; 32])>(),
                    prop::sample::select(EncryptionType::ALL.to_vec()),
                ),
                0..6,
            ),
        ) {
            let entry = |(components, realm, numbers, enctype): (_, _, _, EncryptionType)| {
                let (name_type, kvno, timestamp, key): (i32, u32, u32, [u8; 32]) = numbers;
                let key = Key::new(enctype, &key[..enctype.key_len()]).unwrap();
                Entry { principal: Principal { realm, components, name_type }, kvno, timestamp, key }
            };
            let keytab = Keytab::new(entries.into_iter().map(entry).collect());
            let file = keytab.encode().unwrap();
            prop_assert_eq!(Keytab::parse(&file), Ok(keytab));
        }

        #[test]
        fn random_octets_are_read_or_refused(octets in prop::collection::vec(any::<u8>(), 0..400)) {
            let file = [&[5, 2], octets.as_slice()].concat();
            if let Ok(keytab) = Keytab::parse(&file) {
                // A record without names has 21 octets beside its key.
                prop_assert!(keytab.entries().len() <= octets.len() / 37);
                prop_assert!(keytab.unsupported().len() <= octets.len() / 21);
            }
        }

        #[test]
        fn a_changed_keytab_is_read_or_refused(
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
            cut in any::<prop::sample::Index>(),
        ) {
            let mut file = file(&[&record(3, 17), &record(4, 23), &record(5, 19)]);
            for (index, octet) in changes {
                let len = file.len();
                file[index.index(len)] = octet;
            }
            for file in [&file[..], &file[..cut.index(file.len())]] {
                if let Ok(keytab) = Keytab::parse(file) {
                    let usable = Keytab::new(keytab.entries().to_vec());
                    prop_assert_eq!(Keytab::parse(&usable.encode().unwrap()), Ok(usable));
                }
            }
        }
    }
}
