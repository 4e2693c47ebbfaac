//! Fields that several messages have.

use core::time::Duration;
use std::net::{Ipv4Addr, Ipv6Addr};

use chrono::{DateTime, FixedOffset};
use kerberos::Principal;
use kerberos::asn1::{self, HostAddress, KerberosFlags, KerberosString, PrincipalName};
use serde_json::json;

use super::names;
use crate::time;
use crate::tree::Node;

/// A name without its realm.
pub fn name(name: &PrincipalName) -> Node {
    client(name, &KerberosString::from(&b""[..]))
}

/// A name with its realm, in the single-string form of RFC 1964 section 2.1.1.
pub fn client(name: &PrincipalName, realm: &KerberosString) -> Node {
    match name.to_principal(realm) {
        Ok(principal) => self::principal(&principal),
        Err(error) => Node::Malformed(error.to_string()),
    }
}

/// A principal with its name type.
pub fn principal(principal: &Principal) -> Node {
    let number = principal.name_type;
    let name_type = names::name_type(number);
    Node::Value {
        text: format!("{principal}, name-type {name_type} ({number})"),
        json: json!({
            "name": principal.to_string(),
            "name_type": { "number": number, "name": name_type },
        }),
    }
}

/// A time, and how far it is from `now`. `micros` are the microseconds that the message carries
/// beside it.
pub fn time(time: &DateTime<FixedOffset>, micros: Option<i64>, now: Duration) -> Node {
    match asn1::time("KerberosTime", time) {
        Err(error) => Node::Malformed(error.to_string()),
        Ok(seconds) => {
            let micros = micros.unwrap_or_default().clamp(0, 999_999).unsigned_abs();
            moment(seconds.saturating_add(Duration::from_micros(micros)), now)
        }
    }
}

fn moment(moment: Duration, now: Duration) -> Node {
    let text = time::rfc3339(moment);
    Node::Value {
        json: text.as_str().into(),
        text: format!("{text} ({})", time::relative(moment, now)),
    }
}

/// Flags by name; `names` has those that have one. Others are called `bit N`.
pub fn flags(flags: &KerberosFlags, names: &[(usize, &str)]) -> Node {
    /// Bits to look at; RFC 4120 has 32.
    const MAX_BITS: usize = 64;
    let set = (0..flags.len().min(MAX_BITS)).filter(|bit| asn1::flag(flags, *bit));
    Node::words(set.map(|bit| {
        let name = names.iter().find(|(named, _)| *named == bit);
        name.map_or_else(|| format!("bit {bit}"), |(_, name)| (*name).to_owned())
    }))
}

/// An address of a ticket.
pub fn address(address: &HostAddress) -> Node {
    let octets: &[u8] = &address.address;
    let v4 = octets.first_chunk::<4>().filter(|v4| v4.len() == octets.len());
    let v6 = octets.first_chunk::<16>().filter(|v6| v6.len() == octets.len());
    match (address.addr_type, v4, v6) {
        (HostAddress::IPV4, Some(v4), _) => Node::text(Ipv4Addr::from(*v4)),
        (HostAddress::IPV6, _, Some(v6)) => Node::text(Ipv6Addr::from(*v6)),
        (other, ..) => Node::text(format!("addr-type {other}, {} octets", octets.len())),
    }
}
