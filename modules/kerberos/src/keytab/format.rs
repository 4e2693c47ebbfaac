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
