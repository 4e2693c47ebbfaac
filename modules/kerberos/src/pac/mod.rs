//! The privilege attribute certificate, PAC ([MS-PAC]): what the KDC says about the client beyond
//! its name, above all its groups. It comes as AD-WIN2K-PAC (`ad-type` 128) within AD-IF-RELEVANT
//! in the authorization data of the ticket, and counts in no other place.
//!
//! The order of use: [`Pac::parse`], [`Pac::verify_server_checksum`] with the key that decrypted
//! the ticket, [`Pac::check_client`], and only then [`Pac::logon_info`]. A PAC without LOGON_INFO
//! is usual: it is what an MIT KDC from 1.20 on issues, unless its database knows about groups.
//!
//! # What is not verified
//! The signatures of types 7 (KDC), 16 (ticket) and 19 (extended KDC) are made with the key of the
//! KDC. No service can verify them, and this module does not look into them.
//!
//! # Decisions
//! - The server signature, the KDC signature and CLIENT_INFO are mandatory, as they are in MIT's
//!   `krb5_pac_verify`. (MIT's acceptor then goes on with a PAC that is marked as unverified; here
//!   a failure is an error, and the caller is meant to refuse the login.)
//! - All of a signature buffer behind its type counts as zero in the checksum, the RODCIdentifier
//!   as well. [MS-PAC] section 2.8 speaks of the signature field alone; MIT and Samba zero both.
//! - A second buffer of a type that [MS-PAC] defines is refused, as are buffers that overlap: two
//!   readers could take them for different things.
//!
//! [MS-PAC]: https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-pac/

mod logon_info;
mod reader;
mod sid;
mod upn_dns_info;

use core::fmt;
use core::ops::Range;
use core::time::Duration;

pub use logon_info::{LogonInfo, MAX_GROUPS};
pub use sid::{MAX_SUB_AUTHORITIES, Sid};
pub use upn_dns_info::UpnDnsInfo;

use crate::error::{Error, Problem, Reason, Unsupported};
use reader::{Reader, utf16_units};

/// The most octets of a PAC. Windows issues no ticket of more than 65,535 octets.
pub const MAX_PAC_OCTETS: usize = 65_535;

/// The most buffers in a PAC. [MS-PAC] section 2.4 defines 14 types.
///
/// [MS-PAC]: https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-pac/
pub const MAX_BUFFERS: usize = 64;

/// A PAC whose frame is well-formed (MS-PAC section 2.3, PACTYPE).
///
/// It borrows the octets: nothing is decoded before it is asked for.
#[derive(Clone)]
pub struct Pac<'a> {
    octets: &'a [u8],
    buffers: Vec<Buffer>,
}

impl<'a> Pac<'a> {
    /// Reads the frame: at most [`MAX_PAC_OCTETS`] and [`MAX_BUFFERS`], version 0, every buffer
    /// aligned to eight octets, within the PAC, behind the table and apart from the others.
    ///
    /// # Errors
    /// [`Error::Malformed`].
    pub fn parse(octets: &'a [u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(WHAT, octets);
        reader.bounded(octets.len(), MAX_PAC_OCTETS)?;
        let count = reader.length()?;
        if reader.u32()? != 0 {
            return Err(reader.invalid("a version other than 0"));
        }
        reader.bounded(count, MAX_BUFFERS)?;
        let buffers =
            (0..count).map(|_| Buffer::read(&mut reader)).collect::<Result<Vec<_>, Error>>()?;

        refuse_duplicates(&buffers)?;
        refuse_overlaps(&buffers, octets.len())?;
        Ok(Self { octets, buffers })
    }

    /// Verifies the server signature (type 6): a keyed checksum over the whole PAC with both
    /// signatures zeroed, key usage 17 ([MS-PAC] section 2.8).
    ///
    /// `verify` gets the checksum type, the zeroed PAC and the checksum. It must refuse a type
    /// that is not the one of its key, and compare in constant time.
    ///
    /// # Errors
    /// [`Reason::PacChecksum`] when `verify` says no, or when the server or the KDC signature is
    /// absent; [`Unsupported::ChecksumType`] for any but 15, 16, 19 and 20, such as -138
    /// (HMAC-MD5, of RC4 keys); [`Error::Malformed`] when a signature is too short.
    ///
    /// [MS-PAC]: https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-pac/
    pub fn verify_server_checksum(
        &self,
        verify: impl FnOnce(i32, &[u8], &[u8]) -> bool,
    ) -> Result<(), Error> {
        let server = self.buffer(SERVER_CHECKSUM).ok_or(Reason::PacChecksum)?;
        let mut signature = Reader::new("PAC_SIGNATURE_DATA", self.content(server));
        let checksum_type = signature.u32()?.cast_signed();
        let checksum = signature.take(checksum_octets(checksum_type)?)?;

        let mut zeroed = self.octets.to_vec();
        for buffer_type in [SERVER_CHECKSUM, KDC_CHECKSUM] {
            let buffer = self.buffer(buffer_type).ok_or(Reason::PacChecksum)?;
            let behind_type = buffer.range.start.saturating_add(4)..buffer.range.end;
            let signature = zeroed.get_mut(behind_type);
            signature.ok_or_else(|| malformed("a signature without a type"))?.fill(0);
        }
        if verify(checksum_type, &zeroed, checksum) {
            Ok(())
        } else {
            Err(Reason::PacChecksum.into())
        }
    }

    /// Checks that CLIENT_INFO (type 10) is of this ticket ([MS-PAC] section 2.7).
    ///
    /// `authtime` is that of the ticket, since the Unix epoch; fractions of a second do not count.
    /// `name` is the `cname` of the ticket, its components joined by `/`, without the realm and
    /// without quoting. It is compared exactly: a KDC repeats the spelling that the client used.
    ///
    /// # Errors
    /// [`Reason::PacClientMismatch`] when either differs or CLIENT_INFO is absent,
    /// [`Error::Malformed`] when it is shorter than it says.
    ///
    /// [MS-PAC]: https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-pac/
    pub fn check_client(&self, authtime: Duration, name: &str) -> Result<(), Error> {
        let buffer = self.buffer(CLIENT_INFO).ok_or(Reason::PacClientMismatch)?;
        let mut client_info = Reader::new("PAC_CLIENT_INFO", self.content(buffer));
        let client_id = client_info.u64()?;
        let name_length = usize::from(client_info.u16()?);
        let pac_name = client_info.take(name_length)?;

        let seconds = (client_id / FILETIME_PER_SECOND).checked_sub(FILETIME_UNIX_EPOCH_SECONDS);
        let same_name =
            name_length.is_multiple_of(2) && utf16_units(pac_name).eq(name.encode_utf16());
        if seconds == Some(authtime.as_secs()) && same_name {
            Ok(())
        } else {
            Err(Reason::PacClientMismatch.into())
        }
    }

    /// Decodes LOGON_INFO (type 1), if there is one.
    ///
    /// # Errors
    /// [`Error::Malformed`].
    pub fn logon_info(&self) -> Result<Option<LogonInfo>, Error> {
        self.buffer(LOGON_INFO).map(|buffer| LogonInfo::parse(self.content(buffer))).transpose()
    }

    /// Decodes UPN_DNS_INFO (type 12), if there is one.
    ///
    /// # Errors
    /// [`Error::Malformed`].
    pub fn upn_dns_info(&self) -> Result<Option<UpnDnsInfo>, Error> {
        self.buffer(UPN_DNS_INFO).map(|buffer| UpnDnsInfo::parse(self.content(buffer))).transpose()
    }

    fn buffer(&self, buffer_type: u32) -> Option<&Buffer> {
        self.buffers.iter().find(|buffer| buffer.buffer_type == buffer_type)
    }

    fn content(&self, buffer: &Buffer) -> &'a [u8] {
        // INVARIANT: `parse` admits no range outside the octets, so the default is never used.
        self.octets.get(buffer.range.clone()).unwrap_or_default()
    }
}

impl fmt::Debug for Pac<'_> {
    /// Shows types and positions only: a PAC can hold credentials (type 2) and personal data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pac").field("buffers", &self.buffers).finish_non_exhaustive()
    }
}

/// An entry of the table (MS-PAC section 2.4, PAC_INFO_BUFFER).
#[derive(Debug, Clone)]
struct Buffer {
    buffer_type: u32,
    range: Range<usize>,
}

impl Buffer {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let buffer_type = reader.u32()?;
        let size = reader.length()?;
        let offset = usize::try_from(reader.u64()?).unwrap_or(usize::MAX);
        if !offset.is_multiple_of(8) {
            return Err(reader.invalid("a buffer that is not aligned to eight octets"));
        }
        Ok(Self { buffer_type, range: offset..offset.saturating_add(size) })
    }
}

fn refuse_duplicates(buffers: &[Buffer]) -> Result<(), Error> {
    let mut types: Vec<_> = buffers
        .iter()
        .map(|buffer| buffer.buffer_type)
        .filter(|buffer_type| DEFINED_TYPES.contains(buffer_type))
        .collect();
    types.sort_unstable();
    if types.is_sorted_by(|one, next| one < next) {
        Ok(())
    } else {
        Err(malformed("two buffers of one type"))
    }
}

fn refuse_overlaps(buffers: &[Buffer], pac_octets: usize) -> Result<(), Error> {
    let mut ranges: Vec<_> = buffers.iter().map(|buffer| buffer.range.clone()).collect();
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let table_octets = BUFFER_OCTETS.saturating_mul(buffers.len()).saturating_add(HEADER_OCTETS);
    let mut free_from = table_octets;
    for range in ranges {
        if range.start < free_from {
            return Err(malformed("buffers that overlap"));
        }
        free_from = range.end;
    }
    if free_from > pac_octets {
        return Err(Error::malformed(
            WHAT,
            Problem::Truncated { needed: free_from, found: pac_octets },
        ));
    }
    Ok(())
}

/// Octets of a checksum: RFC 3962 section 7 for types 15 and 16, RFC 8009 section 7 for 19 and 20.
fn checksum_octets(checksum_type: i32) -> Result<usize, Unsupported> {
    match checksum_type {
        15 | 16 => Ok(12),
        19 => Ok(16),
        20 => Ok(24),
        _ => Err(Unsupported::ChecksumType(checksum_type)),
    }
}

fn malformed(problem: &'static str) -> Error {
    Error::malformed(WHAT, Problem::Value(problem))
}

const WHAT: &str = "PAC";
/// `cBuffers` and `Version`.
const HEADER_OCTETS: usize = 4 + 4;
/// `ulType`, `cbBufferSize` and `Offset`.
const BUFFER_OCTETS: usize = 4 + 4 + 8;

const LOGON_INFO: u32 = 1;
const SERVER_CHECKSUM: u32 = 6;
const KDC_CHECKSUM: u32 = 7;
const CLIENT_INFO: u32 = 10;
const UPN_DNS_INFO: u32 = 12;
/// Every type of MS-PAC section 2.4.
const DEFINED_TYPES: [u32; 14] = [
    LOGON_INFO,
    2,
    SERVER_CHECKSUM,
    KDC_CHECKSUM,
    CLIENT_INFO,
    11,
    UPN_DNS_INFO,
    13,
    14,
    15,
    16,
    17,
    18,
    19,
];

/// A FILETIME counts 100 nanoseconds from the start of the year 1601 (MS-DTYP section 2.3.3).
const FILETIME_PER_SECOND: u64 = 10_000_000;
const FILETIME_UNIX_EPOCH_SECONDS: u64 = 11_644_473_600;
