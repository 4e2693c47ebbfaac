//! The PAC of a ticket: whether it can be trusted, and which groups it has.

use chrono::{DateTime, FixedOffset};
use kerberos::crypto::Key;
use kerberos::pac::{LogonInfo, Pac, UpnDnsInfo};
use kerberos::{Error, Principal, asn1};

use crate::tree::{Node, Tree, printable};

/// Key usage of the server checksum (MS-PAC section 2.8).
const SERVER_CHECKSUM_USAGE: u32 = 17;

/// Describes the PAC of a ticket that `key` opened.
pub fn describe(
    octets: &[u8],
    key: &Key,
    client: &Principal,
    authtime: &DateTime<FixedOffset>,
) -> Node {
    let pac = match Pac::parse(octets) {
        Ok(pac) => pac,
        Err(error) => return Node::Malformed(error.to_string()),
    };
    let logon_info = pac.logon_info().transpose();
    let upn_dns_info = pac.upn_dns_info().transpose();
    Tree::default()
        .with("octets", i64::try_from(octets.len()).unwrap_or(i64::MAX))
        .with("server-checksum", checked(server_checksum(&pac, key), "verified"))
        .with("client-info", checked(client_info(&pac, client, authtime), "is of this ticket"))
        .with_optional("logon-info", logon_info.map(|info| decoded(info, of_logon_info)))
        .with_optional("UPN-DNS-info", upn_dns_info.map(|info| decoded(info, of_upn_dns_info)))
        .into()
}

fn server_checksum(pac: &Pac<'_>, key: &Key) -> Result<(), Error> {
    let own = key.encryption_type().checksum_type();
    pac.verify_server_checksum(|checksum_type, zeroed, checksum| {
        checksum_type == own && key.checksum(SERVER_CHECKSUM_USAGE).verify(&[zeroed], checksum)
    })
}

fn client_info(
    pac: &Pac<'_>,
    client: &Principal,
    authtime: &DateTime<FixedOffset>,
) -> Result<(), Error> {
    let name = String::from_utf8_lossy(&client.components.join(&b'/')).into_owned();
    pac.check_client(asn1::time("authtime", authtime)?, &name)
}

fn checked(result: Result<(), Error>, good: &str) -> Node {
    Node::text(result.map_or_else(|error| error.to_string(), |()| good.to_owned()))
}

fn decoded<T>(result: Result<T, Error>, describe: impl FnOnce(&T) -> Tree) -> Node {
    match result {
        Ok(info) => describe(&info).into(),
        Err(error) => Node::Malformed(error.to_string()),
    }
}

fn of_logon_info(info: &LogonInfo) -> Tree {
    Tree::default()
        .with("EffectiveName", Node::text(printable(info.effective_name.as_bytes())))
        .with("LogonDomainName", Node::text(printable(info.logon_domain_name.as_bytes())))
        .with("user", Node::text(info.user))
        .with("primary-group", Node::text(info.primary_group))
        .with("groups", Node::List(info.groups.iter().map(Node::text).collect()))
}

fn of_upn_dns_info(info: &UpnDnsInfo) -> Tree {
    Tree::default()
        .with("UPN", Node::text(printable(info.user_principal_name.as_bytes())))
        .with("DnsDomainName", Node::text(printable(info.dns_domain_name.as_bytes())))
}
