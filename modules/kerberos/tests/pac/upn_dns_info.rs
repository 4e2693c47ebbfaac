//! UPN_DNS_INFO (MS-PAC section 2.10).

use kerberos::Error;
use kerberos::pac::{Pac, UpnDnsInfo};

use super::vector::pac_of;

/// Lengths and offsets of both names, flags, the names: without the fields of flag S.
const SHORT_FORM: &[u8] = b"\x06\0\x10\0\x08\0\x18\0\x01\0\0\0\0\0\0\0b\0o\0b\0\0\0E\0D\0G\0E\0";

fn read(content: &[u8]) -> Result<UpnDnsInfo, Error> {
    Pac::parse(&pac_of(&[(12, content)])).unwrap().upn_dns_info().map(Option::unwrap)
}

#[test]
fn the_short_form_has_no_account() {
    let info = read(SHORT_FORM).unwrap();
    assert_eq!(info.user_principal_name, "bob");
    assert_eq!(info.dns_domain_name, "EDGE");
    assert!(info.is_constructed);
    assert_eq!(info.account, None);
}

#[test]
fn a_name_out_of_range_is_refused() {
    for at in [0, 2, 4, 6] {
        let mut content = SHORT_FORM.to_vec();
        content[at + 1] = 0xff;
        assert_eq!(read(&content).unwrap_err().code(), "malformed", "at {at}");
    }
}

#[test]
fn flag_s_without_its_fields_is_refused() {
    let mut content = SHORT_FORM.to_vec();
    content[8] = 0x02;
    // What stands there now is read as name and SID; the SID then has no octet.
    assert_eq!(read(&content).unwrap_err().code(), "malformed");
}

#[test]
fn every_truncation_is_refused() {
    for length in 0..SHORT_FORM.len() {
        assert!(read(&SHORT_FORM[..length]).is_err(), "{length} octets");
    }
}
