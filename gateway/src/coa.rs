//! CoA- and Disconnect-Requests on their way back to the visited network (RFC 8559).
//!
//! - Where they go is looked up by the realm in the first Operator-Name, never by User-Name (RFC 8559
//!   section 3.2). Further Operator-Names are invalid attributes (RFC 8559 section 3), which are
//!   forwarded as they are. Without Operator-Name, or without a way to its realm, the answer is a NAK
//!   with Error-Cause 502 (RFC 8559 section 5.2).
//! - Who may send them is checked on the reverse path (RFC 8559 section 4.3.1, RFC 5176 section 6.1):
//!   the sender must be a client that the operator lets send them, and it must be at the address of
//!   one of the servers "to which an equivalent Access-Request could be routed". Routing belongs to
//!   the module, so this gateway takes the pools that Access-Accepts for that realm have come through
//!   ([`RealmPaths`]), which it has seen itself and no module can make up. In place of that an
//!   operator may authorize a client for realms explicitly, as RFC 5176 recommends.
//! - A failed check is answered with Error-Cause 502 too (RFC 8559 section 4.3.1), so that the sender
//!   cannot tell which realms exist.
//!
//! A realm that nobody has come from since the process started fails the check: there is no session
//! that such a request could be about, except one from before. For those there is `coa_realms`.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use radius::attribute::Attributes;
use radius::nai::Nai;
use radius::packet::Code;

use crate::config::{Client, Resolved};
use crate::remembered::{Key, Remembered};

/// How long the path of a realm is remembered after its last Access-Accept.
const LIFETIME: Duration = Duration::from_secs(7 * 86_400);

/// Most realms that are remembered.
const MAX_REALMS: usize = 65_536;

/// Most pools of one realm.
const MAX_POOLS: usize = 16;

/// Types of attributes.
const USER_NAME: u8 = 1;
const PROXY_STATE: u8 = 33;
const ERROR_CAUSE: u8 = 101;
const OPERATOR_NAME: u8 = 126;

/// Which pools accept the users of which realms.
pub struct RealmPaths(Remembered<Vec<Arc<str>>>);

/// A value of Error-Cause (RFC 5176 section 3.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErrorCause(u32);

impl ErrorCause {
    /// Request Not Routable: every [`CoaRefusal`].
    pub const NOT_ROUTABLE: Self = Self(502);
    /// Other Proxy Processing Error: it could not be processed for other reasons than routing.
    pub const OTHER_PROXY_PROCESSING_ERROR: Self = Self(505);
}

/// A CoA- or Disconnect-Request, and who sent it.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// The client.
    pub client: &'a Client,
    /// Its address.
    pub address: IpAddr,
    /// The attributes.
    pub request: &'a Attributes,
}

/// Why a request does not go back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum CoaRefusal {
    /// The client may not send such requests.
    #[error("the client may not send CoA- and Disconnect-Requests; see `coa` of clients")]
    ClientNotAllowed,
    /// It does not say where it goes.
    #[error("it has no Operator-Name")]
    NoOperatorName,
    /// There is no way to where it goes.
    #[error("no way back to its Operator-Name; see [[coa]]")]
    NoRoute,
    /// It does not say whom it is about.
    #[error("it has no User-Name, so that the reverse path cannot be checked")]
    NoUserName,
    /// Others accept the user whom it is about.
    #[error(
        "no server at the address of the client has accepted users of that realm; see `coa_realms` \
         of clients"
    )]
    ReversePath,
}

impl CoaRefusal {
    /// The stable, searchable name of the reason.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::ClientNotAllowed => "coa_client_not_allowed",
            Self::NoOperatorName => "coa_no_operator_name",
            Self::NoRoute => "coa_no_route",
            Self::NoUserName => "coa_no_user_name",
            Self::ReversePath => "coa_reverse_path",
        }
    }
}

impl RealmPaths {
    /// None yet. `secret` is random.
    #[must_use]
    pub fn new(secret: [u8; 16]) -> Self {
        Self(Remembered::new(LIFETIME, MAX_REALMS, secret))
    }

    /// Notes that a server of a pool has accepted a user. The names of the user are those of the
    /// request as it came, of the request as it was forwarded, and of the Access-Accept: home may use
    /// each of them.
    pub fn accepted(&self, names: &[&Attributes], pool: &str, now: Duration) {
        let mut realms: Vec<Key> =
            names.iter().filter_map(|names| self.realm(user_name(names)?)).collect();
        realms.sort_unstable();
        realms.dedup();
        for realm in realms {
            self.0.update(realm, now, |pools| note(pools, pool));
        }
    }

    /// The pools that have accepted users of the realm of this name.
    fn pools(&self, user_name: &[u8], now: Duration) -> Vec<Arc<str>> {
        let realm = self.realm(user_name);
        realm.and_then(|realm| self.0.look(realm, now, Clone::clone)).unwrap_or_default()
    }

    fn realm(&self, user_name: &[u8]) -> Option<Key> {
        Some(self.0.key(&[&realm(user_name)?.to_ascii_lowercase()]))
    }
}

fn note(pools: &mut Vec<Arc<str>>, pool: &str) {
    if pools.iter().any(|known| **known == *pool) {
        return;
    }
    if pools.len() >= MAX_POOLS {
        pools.remove(0);
    }
    pools.push(pool.into());
}

/// The pool that a request goes back to.
///
/// # Errors
/// Why it does not: it is answered with [`nak`].
pub fn way_back<'r>(
    resolved: &'r Resolved,
    paths: &RealmPaths,
    change: Change<'_>,
    now: Duration,
) -> Result<&'r str, CoaRefusal> {
    if !change.client.coa {
        return Err(CoaRefusal::ClientNotAllowed);
    }
    let operator = first(change.request, OPERATOR_NAME).ok_or(CoaRefusal::NoOperatorName)?;
    let pool = resolved.coa.pool(operator).ok_or(CoaRefusal::NoRoute)?;
    let user_name = user_name(change.request).ok_or(CoaRefusal::NoUserName)?;
    let realm = realm(user_name).unwrap_or_default();
    let is_named = || change.client.coa_realms.iter().any(|pattern| pattern.is_met_by(realm));
    let address = change.address.to_canonical();
    let accepts = |pool: &Arc<str>| {
        resolved.pool_addresses(pool).any(|server| server.to_canonical() == address)
    };
    match is_named() || paths.pools(user_name, now).iter().any(accepts) {
        true => Ok(pool),
        false => Err(CoaRefusal::ReversePath),
    }
}

/// The NAK to a CoA- or Disconnect-Request: its code, and its attributes with the Proxy-States of the
/// request (RFC 5176 section 3.1), without Message-Authenticator. None for other codes, and if there
/// is no room for it.
#[must_use]
pub fn nak(code: Code, request: &Attributes, cause: ErrorCause) -> Option<(Code, Attributes)> {
    let answer = match code {
        Code::COA_REQUEST => Code::COA_NAK,
        Code::DISCONNECT_REQUEST => Code::DISCONNECT_NAK,
        _ => return None,
    };
    let mut attributes = request.clone();
    attributes.retain(|attribute| attribute.number == PROXY_STATE);
    attributes.push(ERROR_CAUSE, &cause.0.to_be_bytes()).ok()?;
    Some((answer, attributes))
}

fn user_name(attributes: &Attributes) -> Option<&[u8]> {
    first(attributes, USER_NAME).filter(|name| !name.is_empty())
}

/// What follows the last `@`; empty if there is none. Such names are a realm of their own.
fn realm(user_name: &[u8]) -> Option<&[u8]> {
    Nai::parse(user_name, &[]).ok().map(|nai| nai.realm().unwrap_or_default())
}

fn first(attributes: &Attributes, number: u8) -> Option<&[u8]> {
    attributes.iter().find(|attribute| attribute.number == number).map(|attribute| attribute.value)
}
