//! Microsoft: RFC 2548, and what was added since.

use super::definition::{integer, ipv4, ipv6, string, text};
use super::{Definition, Hiding, Role, names};
use crate::attribute::Reference;

const fn at(number: u8) -> Reference {
    Reference::vendor(311, number)
}

pub(super) const MICROSOFT: &[Definition] = &[
    string(at(1), "MS-CHAP-Response").role(Role::Credential),
    text(at(2), "MS-CHAP-Error"),
    string(at(3), "MS-CHAP-CPW-1").role(Role::Credential),
    string(at(4), "MS-CHAP-CPW-2").role(Role::Credential),
    string(at(5), "MS-CHAP-LM-Enc-PW").role(Role::Credential),
    string(at(6), "MS-CHAP-NT-Enc-PW").role(Role::Credential),
    integer(at(7), "MS-MPPE-Encryption-Policy").values(names::MS_MPPE_ENCRYPTION_POLICY),
    integer(at(8), "MS-MPPE-Encryption-Types"),
    integer(at(9), "MS-RAS-Vendor"),
    text(at(10), "MS-CHAP-Domain"),
    string(at(11), "MS-CHAP-Challenge"),
    string(at(12), "MS-CHAP-MPPE-Keys").hidden(Hiding::Keys),
    integer(at(13), "MS-BAP-Usage").values(names::MS_BAP_USAGE),
    integer(at(14), "MS-Link-Utilization-Threshold"),
    integer(at(15), "MS-Link-Drop-Time-Limit"),
    string(at(16), "MS-MPPE-Send-Key").hidden(Hiding::Salted),
    string(at(17), "MS-MPPE-Recv-Key").hidden(Hiding::Salted),
    text(at(18), "MS-RAS-Version"),
    string(at(19), "MS-Old-ARAP-Password").role(Role::Credential),
    string(at(20), "MS-New-ARAP-Password").role(Role::Credential),
    integer(at(21), "MS-ARAP-PW-Change-Reason"),
    string(at(22), "MS-Filter"),
    integer(at(23), "MS-Acct-Auth-Type").values(names::MS_ACCT_AUTH_TYPE),
    integer(at(24), "MS-Acct-EAP-Type"),
    string(at(25), "MS-CHAP2-Response").role(Role::Credential),
    string(at(26), "MS-CHAP2-Success"),
    string(at(27), "MS-CHAP2-CPW").role(Role::Credential),
    ipv4(at(28), "MS-Primary-DNS-Server"),
    ipv4(at(29), "MS-Secondary-DNS-Server"),
    ipv4(at(30), "MS-Primary-NBNS-Server"),
    ipv4(at(31), "MS-Secondary-NBNS-Server"),
    text(at(34), "MS-RAS-Client-Name"),
    text(at(35), "MS-RAS-Client-Version"),
    string(at(36), "MS-Quarantine-IPFilter"),
    integer(at(37), "MS-Quarantine-Session-Timeout"),
    text(at(40), "MS-User-Security-Identity"),
    integer(at(41), "MS-Identity-Type"),
    text(at(42), "MS-Service-Class"),
    text(at(44), "MS-Quarantine-User-Class"),
    integer(at(45), "MS-Quarantine-State"),
    integer(at(46), "MS-Quarantine-Grace-Time"),
    integer(at(47), "MS-Network-Access-Server-Type"),
    text(at(50), "MS-Machine-Name"),
    string(at(55), "MS-Quarantine-SOH"),
    string(at(56), "MS-RAS-Correlation"),
    integer(at(57), "MS-Extended-Quarantine-State"),
    ipv4(at(61), "MS-User-IPv4-Address"),
    ipv6(at(62), "MS-User-IPv6-Address"),
    integer(at(63), "MS-TSG-Device-Redirection"),
];
