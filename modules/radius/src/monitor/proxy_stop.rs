//! What home is told when this proxy rejects what home accepted.

use core::time::Duration;

use crate::attribute::Attributes;
use crate::error::Error;

/// The Acct-Status-Type of RFC 2607 section 5.1. Dictionaries of some vendors give 6 to another
/// meaning, so the number is configurable.
pub const DEFAULT_PROXY_STOP: u32 = 6;

const USER_NAME: u8 = 1;
const NAS_IP_ADDRESS: u8 = 4;
const NAS_PORT: u8 = 5;
const CLASS: u8 = 25;
const CALLED_STATION_ID: u8 = 30;
const CALLING_STATION_ID: u8 = 31;
const NAS_IDENTIFIER: u8 = 32;
const ACCT_STATUS_TYPE: u8 = 40;
const ACCT_SESSION_ID: u8 = 44;
const ACCT_MULTI_SESSION_ID: u8 = 50;
const EVENT_TIMESTAMP: u8 = 55;
const CHARGEABLE_USER_IDENTITY: u8 = 89;
const NAS_IPV6_ADDRESS: u8 = 95;
const OPERATOR_NAME: u8 = 126;

/// Who was accepted by home and is rejected here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProxyStop {
    realm_path: String,
    /// User-Name, NAS, station and session as they were forwarded, then every Class of home.
    attributes: Attributes,
}

impl ProxyStop {
    /// From what [`of_request`] and [`of_accept`] kept.
    pub(super) fn new(realm_path: String, request: Attributes, accept: Attributes) -> Self {
        let mut attributes = request;
        // What home says of the user counts for accounting (RFC 2865 section 5.1).
        for number in [USER_NAME, CHARGEABLE_USER_IDENTITY] {
            if accept.iter().any(|attribute| attribute.number == number) {
                attributes.retain(|attribute| attribute.number != number);
            }
        }
        let mut whole = attributes.clone();
        let appended =
            accept.iter().try_for_each(|attribute| whole.push(attribute.number, attribute.value));
        // Two packets can hold more than fits into one: Class is what home knows the session by.
        let attributes = if appended.is_ok() { whole } else { accept };
        Self { realm_path, attributes }
    }

    /// The route of the Access-Request, as [`Monitor::forward`](super::Monitor::forward) got it.
    #[must_use]
    pub fn realm_path(&self) -> &str {
        &self.realm_path
    }

    /// What identifies the session: User-Name, NAS, station and session attributes of the request as
    /// it was forwarded, and every Class of the Access-Accept. If all that does not fit into one
    /// packet, only what the Access-Accept says.
    #[must_use]
    pub fn attributes(&self) -> &Attributes {
        &self.attributes
    }

    /// The attributes of the Accounting-Request to home, to be sent on the realm path of the
    /// Access-Request.
    ///
    /// `session_id` is for a request that had no Acct-Session-Id; `now` becomes Event-Timestamp
    /// (RFC 2869 section 5.3).
    ///
    /// # Errors
    /// [`Reason::PacketTooLong`](crate::Reason::PacketTooLong) or
    /// [`Reason::ValueTooLong`](crate::Reason::ValueTooLong).
    pub fn accounting_request(
        &self,
        status_type: u32,
        session_id: &[u8],
        now: Duration,
    ) -> Result<Attributes, Error> {
        let mut attributes = self.attributes.clone();
        attributes.push_first(ACCT_STATUS_TYPE, &status_type.to_be_bytes())?;
        if !attributes.iter().any(|attribute| attribute.number == ACCT_SESSION_ID) {
            attributes.push(ACCT_SESSION_ID, session_id)?;
        }
        let seconds = u32::try_from(now.as_secs()).unwrap_or(u32::MAX);
        attributes.push(EVENT_TIMESTAMP, &seconds.to_be_bytes())?;
        Ok(attributes)
    }
}

/// What a Proxy-Stop says of the request.
pub(super) fn of_request(attributes: &Attributes) -> Attributes {
    let mut kept = attributes.clone();
    kept.retain(|attribute| {
        matches!(
            attribute.number,
            USER_NAME
                | NAS_IP_ADDRESS
                | NAS_PORT
                | CALLED_STATION_ID
                | CALLING_STATION_ID
                | NAS_IDENTIFIER
                | ACCT_SESSION_ID
                | ACCT_MULTI_SESSION_ID
                | NAS_IPV6_ADDRESS
                | OPERATOR_NAME
        )
    });
    kept
}

/// What a Proxy-Stop says of the Access-Accept.
pub(super) fn of_accept(attributes: &Attributes) -> Attributes {
    let mut kept = attributes.clone();
    kept.retain(|attribute| {
        matches!(attribute.number, USER_NAME | CLASS | CHARGEABLE_USER_IDENTITY)
    });
    kept
}
