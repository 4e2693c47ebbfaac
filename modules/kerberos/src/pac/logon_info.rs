//! LOGON_INFO: the KERB_VALIDATION_INFO structure (MS-PAC section 2.5) in the type serialization
//! version 1 of NDR (MS-RPCE section 2.2.6; the transfer syntax is chapter 14 of C706).
//!
//! NDR writes a structure in two parts: first its fixed fields, in which a pointer is only a
//! non-zero number, then what the pointers lead to, in the order of the pointers.

use super::reader::Reader;
use super::sid::Sid;
use crate::error::Error;

/// The most memberships that each of the three lists of LOGON_INFO may have. Windows refuses a
/// logon with more than 1,015 groups.
pub const MAX_GROUPS: usize = 4096;

/// Who the account is and which groups it is in, as the KDC of its domain says.
///
/// [MS-PAC] section 2.5, reduced to what a decision on access needs.
///
/// [MS-PAC]: https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-pac/
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogonInfo {
    /// `EffectiveName`: the account name (`sAMAccountName`).
    pub effective_name: String,
    /// `LogonDomainName`: the NetBIOS name of the account's domain.
    pub logon_domain_name: String,
    /// The account: `LogonDomainId` and `UserId`, or the first of `ExtraSids` when `UserId` is 0.
    pub user: Sid,
    /// The primary group: `LogonDomainId` and `PrimaryGroupId`. KDCs list it in `groups` as well.
    pub primary_group: Sid,
    /// The enabled groups in the order of the PAC: `GroupIds` in the account's domain, `ExtraSids`
    /// if `UserFlags` has LOGON_EXTRA_SIDS, `ResourceGroupIds` if it has LOGON_RESOURCE_GROUPS.
    /// Nested memberships are resolved by the KDC. Not every SID here is a group: asserted
    /// identity (`S-1-18-1`) and SIDs that the account had in other domains come the same way.
    ///
    /// A membership without SE_GROUP_ENABLED, or one that is for denial only, is left out: it must
    /// not admit anybody.
    pub groups: Vec<Sid>,
}

impl LogonInfo {
    pub(super) fn parse(octets: &[u8]) -> Result<Self, Error> {
        let mut ndr = serialized_object(octets)?;
        if ndr.u32()? == 0 {
            return Err(ndr.invalid("null in place of the structure"));
        }

        let fixed = FixedPart::read(&mut ndr)?;
        let deferred = DeferredPart::read(&mut ndr, &fixed)?;

        let domain =
            deferred.logon_domain_id.ok_or_else(|| ndr.invalid("LogonDomainId is null"))?;
        let mut groups = in_domain(&domain, &deferred.group_ids)?;
        let mut extra_sids = deferred.extra_sids.into_iter();
        let has_extra_sids = fixed.user_flags & LOGON_EXTRA_SIDS != 0;
        let user = if fixed.user_id == 0 {
            let first = extra_sids.next().filter(|_| has_extra_sids);
            first.ok_or_else(|| ndr.invalid("UserId is 0 and ExtraSids is empty"))?.0
        } else {
            domain.with_relative_identifier(fixed.user_id)?
        };
        if has_extra_sids {
            groups.extend(
                extra_sids.filter(|(_, attributes)| grants(*attributes)).map(|(sid, _)| sid),
            );
        }
        if fixed.user_flags & LOGON_RESOURCE_GROUPS != 0 && !deferred.resource_group_ids.is_empty()
        {
            let domain = deferred
                .resource_group_domain_sid
                .ok_or_else(|| ndr.invalid("ResourceGroupDomainSid is null"))?;
            groups.extend(in_domain(&domain, &deferred.resource_group_ids)?);
        }

        Ok(Self {
            effective_name: deferred.effective_name,
            logon_domain_name: deferred.logon_domain_name,
            user,
            primary_group: domain.with_relative_identifier(fixed.primary_group_id)?,
            groups,
        })
    }
}

/// `UserFlags`: `ExtraSids` is filled.
const LOGON_EXTRA_SIDS: u32 = 0x20;
/// `UserFlags`: `ResourceGroupIds` is filled.
const LOGON_RESOURCE_GROUPS: u32 = 0x200;
const SE_GROUP_ENABLED: u32 = 0x4;
const SE_GROUP_USE_FOR_DENY_ONLY: u32 = 0x10;

fn grants(attributes: u32) -> bool {
    attributes & (SE_GROUP_ENABLED | SE_GROUP_USE_FOR_DENY_ONLY) == SE_GROUP_ENABLED
}

fn in_domain(domain: &Sid, memberships: &[GroupMembership]) -> Result<Vec<Sid>, Error> {
    memberships
        .iter()
        .filter(|membership| grants(membership.attributes))
        .map(|membership| domain.with_relative_identifier(membership.relative_id))
        .collect()
}

/// The octets behind the common and the private header (MS-RPCE sections 2.2.6.1 and 2.2.6.2).
fn serialized_object(octets: &[u8]) -> Result<Reader<'_>, Error> {
    let mut headers = Reader::new(WHAT, octets);
    let (version, endianness, header_length) = (headers.u8()?, headers.u8()?, headers.u16()?);
    headers.skip(4)?;
    if (version, endianness, header_length) != (1, LITTLE_ENDIAN, 8) {
        return Err(headers.invalid("not the little-endian type serialization version 1"));
    }
    let object_length = headers.length()?;
    headers.skip(4)?;
    Ok(Reader::new(WHAT, headers.take(object_length)?))
}

const WHAT: &str = "KERB_VALIDATION_INFO";
const LITTLE_ENDIAN: u8 = 0x10;

/// What of the fixed fields has a use: values, and which pointers are not null.
struct FixedPart {
    effective_name: UnicodeString,
    /// FullName, LogonScript, ProfilePath, HomeDirectory and HomeDirectoryDrive.
    profile: [UnicodeString; 5],
    user_id: u32,
    primary_group_id: u32,
    group_ids: Pointer,
    user_flags: u32,
    logon_server: UnicodeString,
    logon_domain_name: UnicodeString,
    has_logon_domain_id: bool,
    extra_sids: Pointer,
    has_resource_group_domain_sid: bool,
    resource_group_ids: Pointer,
}

impl FixedPart {
    fn read(ndr: &mut Reader<'_>) -> Result<Self, Error> {
        // LogonTime, LogoffTime, KickOffTime, PasswordLastSet, PasswordCanChange and
        // PasswordMustChange.
        ndr.skip(6 * FILETIME)?;
        let effective_name = UnicodeString::read(ndr)?;
        let profile = [
            UnicodeString::read(ndr)?,
            UnicodeString::read(ndr)?,
            UnicodeString::read(ndr)?,
            UnicodeString::read(ndr)?,
            UnicodeString::read(ndr)?,
        ];
        // LogonCount and BadPasswordCount.
        ndr.skip(2 + 2)?;
        let user_id = ndr.u32()?;
        let primary_group_id = ndr.u32()?;
        let group_ids = Pointer::read_after_count(ndr)?;
        let user_flags = ndr.u32()?;
        // UserSessionKey.
        ndr.skip(16)?;
        let logon_server = UnicodeString::read(ndr)?;
        let logon_domain_name = UnicodeString::read(ndr)?;
        let has_logon_domain_id = ndr.u32()? != 0;
        // Reserved1, UserAccountControl, SubAuthStatus, LastSuccessfulILogon, LastFailedILogon,
        // FailedILogonCount and Reserved3.
        ndr.skip(8 + 4 + 4 + 2 * FILETIME + 4 + 4)?;
        let extra_sids = Pointer::read_after_count(ndr)?;
        let has_resource_group_domain_sid = ndr.u32()? != 0;
        let resource_group_ids = Pointer::read_after_count(ndr)?;
        Ok(Self {
            effective_name,
            profile,
            user_id,
            primary_group_id,
            group_ids,
            user_flags,
            logon_server,
            logon_domain_name,
            has_logon_domain_id,
            extra_sids,
            has_resource_group_domain_sid,
            resource_group_ids,
        })
    }
}

const FILETIME: usize = 8;

/// What the pointers of the fixed part lead to.
struct DeferredPart {
    effective_name: String,
    group_ids: Vec<GroupMembership>,
    logon_domain_name: String,
    logon_domain_id: Option<Sid>,
    extra_sids: Vec<(Sid, u32)>,
    resource_group_domain_sid: Option<Sid>,
    resource_group_ids: Vec<GroupMembership>,
}

impl DeferredPart {
    fn read(ndr: &mut Reader<'_>, fixed: &FixedPart) -> Result<Self, Error> {
        let effective_name = fixed.effective_name.text(ndr)?;
        for skipped in &fixed.profile {
            skipped.octets(ndr)?;
        }
        let group_ids = group_memberships(ndr, &fixed.group_ids)?;
        fixed.logon_server.octets(ndr)?;
        let logon_domain_name = fixed.logon_domain_name.text(ndr)?;
        let logon_domain_id = rpc_sid(ndr, fixed.has_logon_domain_id)?;
        let extra_sids = sids_and_attributes(ndr, &fixed.extra_sids)?;
        let resource_group_domain_sid = rpc_sid(ndr, fixed.has_resource_group_domain_sid)?;
        let resource_group_ids = group_memberships(ndr, &fixed.resource_group_ids)?;
        Ok(Self {
            effective_name,
            group_ids,
            logon_domain_name,
            logon_domain_id,
            extra_sids,
            resource_group_domain_sid,
            resource_group_ids,
        })
    }
}

/// The fixed fields of an RPC_UNICODE_STRING (MS-DTYP section 2.3.10).
struct UnicodeString {
    length: usize,
    is_present: bool,
}

impl UnicodeString {
    fn read(ndr: &mut Reader<'_>) -> Result<Self, Error> {
        let length = usize::from(ndr.u16()?);
        // MaximumLength: the size of the sender's buffer.
        ndr.skip(2)?;
        let is_present = ndr.u32()? != 0;
        Ok(Self { length, is_present })
    }

    /// The deferred octets: a conformant varying array of 16-bit units.
    fn octets<'a>(&self, ndr: &mut Reader<'a>) -> Result<&'a [u8], Error> {
        if !self.is_present {
            return match self.length {
                0 => Ok(&[]),
                _ => Err(ndr.invalid("null in place of a string")),
            };
        }
        ndr.align()?;
        let (maximum_count, offset, actual_count) = (ndr.length()?, ndr.length()?, ndr.length()?);
        if offset != 0 || actual_count > maximum_count || actual_count != self.length.div_ceil(2) {
            return Err(ndr.invalid("string lengths that contradict each other"));
        }
        ndr.take(self.length)
    }

    fn text(&self, ndr: &mut Reader<'_>) -> Result<String, Error> {
        let octets = self.octets(ndr)?;
        ndr.utf16(octets)
    }
}

/// A pointer to an array, with the count that stands before it.
struct Pointer {
    count: usize,
    is_present: bool,
}

impl Pointer {
    fn read_after_count(ndr: &mut Reader<'_>) -> Result<Self, Error> {
        let count = ndr.length()?;
        Ok(Self { count: ndr.bounded(count, MAX_GROUPS)?, is_present: ndr.u32()? != 0 })
    }

    /// The number of elements in the deferred array, whose own maximum count must be the same.
    fn elements(&self, ndr: &mut Reader<'_>) -> Result<usize, Error> {
        if !self.is_present {
            return match self.count {
                0 => Ok(0),
                _ => Err(ndr.invalid("null in place of an array")),
            };
        }
        ndr.align()?;
        if ndr.length()? != self.count {
            return Err(ndr.invalid("array lengths that contradict each other"));
        }
        Ok(self.count)
    }
}

/// GROUP_MEMBERSHIP (MS-PAC section 2.2.2).
struct GroupMembership {
    relative_id: u32,
    attributes: u32,
}

fn group_memberships(
    ndr: &mut Reader<'_>,
    pointer: &Pointer,
) -> Result<Vec<GroupMembership>, Error> {
    (0..pointer.elements(ndr)?)
        .map(|_| Ok(GroupMembership { relative_id: ndr.u32()?, attributes: ndr.u32()? }))
        .collect()
}

/// An array of KERB_SID_AND_ATTRIBUTES (MS-PAC section 2.2.1).
fn sids_and_attributes(ndr: &mut Reader<'_>, pointer: &Pointer) -> Result<Vec<(Sid, u32)>, Error> {
    let fixed_parts = (0..pointer.elements(ndr)?)
        .map(|_| Ok((ndr.u32()? != 0, ndr.u32()?)))
        .collect::<Result<Vec<_>, Error>>()?;
    fixed_parts
        .into_iter()
        .map(|(is_present, attributes)| {
            let sid = rpc_sid(ndr, is_present)?;
            Ok((sid.ok_or_else(|| ndr.invalid("null in place of a SID"))?, attributes))
        })
        .collect()
}

/// RPC_SID (MS-DTYP section 2.4.2.3): the packet form behind the number of its sub-authorities.
fn rpc_sid(ndr: &mut Reader<'_>, is_present: bool) -> Result<Option<Sid>, Error> {
    if !is_present {
        return Ok(None);
    }
    ndr.align()?;
    let conformance = ndr.length()?;
    let sid = Sid::read(ndr)?;
    if sid.sub_authorities().len() != conformance {
        return Err(ndr.invalid("SID lengths that contradict each other"));
    }
    Ok(Some(sid))
}
