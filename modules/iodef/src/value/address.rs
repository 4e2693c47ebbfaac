//! Addresses by their category and observables by their type: RFC 7970 sections 3.18.1 and
//! 3.29.3.1.

use super::timestamp::Timestamp;
use super::{Part, Problem, domain, email, hardware, ip, port, trim, uri, windows};

/// Checks `text` as an address of `category`. A category that is not known here holds anything.
///
/// # Errors
/// [`Problem`].
pub fn address(category: &str, text: &str) -> Result<(), Problem> {
    match category {
        "asn" => hardware::asn(text).map(|_| ()),
        "atm" => hardware::atm(text),
        "e-mail" => email::address(text),
        "ipv4-addr" => ip::ipv4(text).map(|_| ()),
        "ipv4-net" => ip::ipv4_net(text).map(|_| ()),
        "ipv4-net-masked" => ip::ipv4_net_masked(text),
        "ipv4-net-mask" => ip::ipv4_net_mask(text).map(|_| ()),
        "ipv6-addr" => ip::ipv6(text).map(|_| ()),
        "ipv6-net" => ip::ipv6_net(text).map(|_| ()),
        "ipv6-net-masked" => ip::ipv6_net_masked(text),
        "mac" => hardware::mac(text),
        "site-uri" => uri::absolute(text),
        _ => Ok(()),
    }
}

/// What could be better about an address that [`address`] accepts: an IPv6 address that is not as
/// RFC 5952 section 4 writes it, bits beyond a prefix, `AS` before a number.
#[must_use]
pub fn advice(category: &str, text: &str) -> Option<Problem> {
    let host_bits = |is_network: bool| (!is_network).then_some(Problem::NotNetwork);
    match category {
        "asn" => text.starts_with("AS").then_some(Problem::Character('A')),
        "ipv4-net" => ip::ipv4_net(text).ok().and_then(|net| host_bits(net.is_network())),
        "ipv4-net-mask" => ip::ipv4_net_mask(text).ok().and_then(|net| host_bits(net.is_network())),
        "ipv6-addr" => {
            let address = ip::ipv6(text).ok()?;
            (!ip::is_canonical(address, text)).then_some(Problem::NotCanonical)
        }
        "ipv6-net" => ip::ipv6_net(text).ok().and_then(|net| host_bits(net.is_network())),
        _ => None,
    }
}

/// Checks a line of a BulkObservableList as an observable of `kind`. A kind that is not known here,
/// `file-hash` among them, holds anything.
///
/// # Errors
/// [`Problem`].
pub fn observable(kind: &str, line: &str) -> Result<(), Problem> {
    match kind {
        "ipv6-net-mask" => ip::ipv6_net_mask(line).map(|_| ()),
        "domain-name" => domain::name(line),
        "domain-to-ipv4" => fields(line, [domain::name, ipv4]),
        "domain-to-ipv6" => fields(line, [domain::name, ipv6]),
        "domain-to-ipv4-timestamp" => fields(line, [domain::name, ipv4, instant]),
        "domain-to-ipv6-timestamp" => fields(line, [domain::name, ipv6, instant]),
        "ipv4-port" => fields(line, [ipv4, port_number, port::protocol_keyword]),
        "ipv6-port" => fields(line, [ipv6, port_number, port::protocol_keyword]),
        "windows-reg-key" => windows::registry_key(line),
        _ => address(kind, line),
    }
}

type Check = fn(&str) -> Result<(), Problem>;

/// Checks fields between commas, with or without white space around them.
fn fields<const N: usize>(line: &str, checks: [Check; N]) -> Result<(), Problem> {
    let mut fields = line.split(',');
    for check in checks {
        check(trim(fields.next().ok_or(Problem::Missing(Part::Field))?))?;
    }
    fields.next().map_or(Ok(()), |_| Err(Problem::Repeated(Part::Field)))
}

fn ipv4(text: &str) -> Result<(), Problem> {
    ip::ipv4(text).map(|_| ())
}

fn ipv6(text: &str) -> Result<(), Problem> {
    ip::ipv6(text).map(|_| ())
}

fn instant(text: &str) -> Result<(), Problem> {
    Timestamp::parse(text).map(|_| ())
}

fn port_number(text: &str) -> Result<(), Problem> {
    port::port(text).map(|_| ())
}
