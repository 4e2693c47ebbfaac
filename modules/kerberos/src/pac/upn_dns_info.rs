//! UPN_DNS_INFO (MS-PAC section 2.10).

use super::reader::Reader;
use super::sid::Sid;
use crate::error::Error;

/// The user principal name and the DNS name of the domain.
///
/// [MS-PAC] section 2.10. A user principal name is not unique over forests: it is for display, a
/// decision belongs on the [`Sid`] or on the ticket's `cname` and `crealm`.
///
/// [MS-PAC]: https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-pac/
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpnDnsInfo {
    /// The user principal name, such as `anna@edge.test`.
    pub user_principal_name: String,
    /// Whether the account has no UPN attribute and the KDC made one up from account and domain
    /// (flag U).
    pub is_constructed: bool,
    /// The DNS name of the domain; Active Directory writes it in capitals.
    pub dns_domain_name: String,
    /// Account name and SID (flag S), which KDCs send since November 2021.
    pub account: Option<(String, Sid)>,
}

impl UpnDnsInfo {
    pub(super) fn parse(octets: &[u8]) -> Result<Self, Error> {
        let mut reader = Reader::new("UPN_DNS_INFO", octets);
        let user_principal_name = text(&mut reader, octets)?;
        let dns_domain_name = text(&mut reader, octets)?;
        let flags = reader.u32()?;
        let account = if flags & EXTENDED != 0 {
            let name = text(&mut reader, octets)?;
            let sid = Sid::read(&mut Reader::new("UPN_DNS_INFO", field(&mut reader, octets)?))?;
            Some((name, sid))
        } else {
            None
        };
        Ok(Self {
            user_principal_name,
            is_constructed: flags & CONSTRUCTED != 0,
            dns_domain_name,
            account,
        })
    }
}

/// Flag U: the user principal name was constructed.
const CONSTRUCTED: u32 = 0x1;
/// Flag S: `SamName` and `Sid` follow the flags.
const EXTENDED: u32 = 0x2;

fn text(reader: &mut Reader<'_>, octets: &[u8]) -> Result<String, Error> {
    let text = field(reader, octets)?;
    reader.utf16(text)
}

/// A field given as a 16-bit length and a 16-bit offset from the start of the buffer.
fn field<'a>(reader: &mut Reader<'_>, octets: &'a [u8]) -> Result<&'a [u8], Error> {
    let length = usize::from(reader.u16()?);
    let offset = usize::from(reader.u16()?);
    let mut from_start = Reader::new("UPN_DNS_INFO", octets);
    from_start.skip(offset)?;
    from_start.take(length)
}
