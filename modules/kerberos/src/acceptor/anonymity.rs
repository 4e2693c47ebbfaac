//! Anonymous tickets (RFC 8062, draft-ietf-krb-wg-anon-08), on the side of the server.

use crate::{Principal, Reason};

/// What vouches for a client whose name is hidden.
///
/// Both come with a pseudonymous identifier: the same for every request with the same ticket, and
/// derived so that it says nothing of the ticket or the client (RFC 8062 section 4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anonymity {
    /// Nobody: the client's realm is `WELLKNOWN:ANONYMOUS` (`GSS_C_NT_ANONYMOUS`).
    Unauthenticated {
        /// The pseudonymous identifier.
        pseudonym: [u8; 16],
    },
    /// The client's realm, which authenticated one of its members and hides which.
    RealmMember {
        /// The pseudonymous identifier.
        pseudonym: [u8; 16],
    },
}

impl Anonymity {
    /// The pseudonymous identifier of the ticket.
    #[must_use]
    pub fn pseudonym(&self) -> &[u8; 16] {
        match self {
            Self::Unauthenticated { pseudonym } | Self::RealmMember { pseudonym } => pseudonym,
        }
    }
}

/// A ticket is anonymous if it has both the name and the flag; one without the other is refused,
/// as is the anonymous realm around another name. The name type is not looked at: KDCs in the
/// field disagree on it.
pub(super) fn check(
    client: &Principal,
    flag: bool,
    pseudonym: impl FnOnce() -> [u8; 16],
) -> Result<Option<Anonymity>, Reason> {
    let name = client.is_anonymous_name();
    let realm = client.is_anonymous_realm();
    match (name, flag) {
        (true, true) if realm => Ok(Some(Anonymity::Unauthenticated { pseudonym: pseudonym() })),
        (true, true) => Ok(Some(Anonymity::RealmMember { pseudonym: pseudonym() })),
        (false, false) if !realm => Ok(None),
        _ => Err(Reason::AnonymousMismatch { flag }),
    }
}
