//! KRB-ERROR for a refused AP-REQ (RFC 4120 section 3.2.6).

use core::time::Duration;

use crate::asn1::{self, KrbError, Ticket, error_code};
use crate::gss::{TokenId, frame};
use crate::{Error, Reason};

/// A framed KRB-ERROR, where it helps the client: with the server's time for a wrong clock, with
/// the code alone where a new ticket or a new authenticator helps. It names the service as the
/// ticket does, and nothing of what was or was not decrypted.
pub(super) fn make(error: &Error, ticket: &[u8], now: Duration) -> Option<Vec<u8>> {
    let Error::Rejected(reason) = error else { return None };
    let error_code = code(reason)?;
    let ticket: Ticket = asn1::decode("Ticket", ticket).ok()?;
    let message = KrbError {
        pvno: asn1::PVNO,
        msg_type: KrbError::MSG_TYPE,
        ctime: None,
        cusec: None,
        stime: asn1::kerberos_time(now),
        susec: i64::from(now.subsec_micros()),
        error_code,
        crealm: None,
        cname: None,
        realm: ticket.realm,
        sname: ticket.sname,
        e_text: None,
        e_data: None,
    };
    Some(frame(TokenId::KrbError, &asn1::encode("KRB-ERROR", &message).ok()?))
}

fn code(reason: &Reason) -> Option<i32> {
    match reason {
        Reason::ClockSkew { .. } => Some(error_code::SKEW),
        Reason::TicketExpired { .. } => Some(error_code::TICKET_EXPIRED),
        Reason::TicketNotYetValid { .. } => Some(error_code::TICKET_NOT_YET_VALID),
        Reason::Replay | Reason::ReplayAfterLoss { .. } => Some(error_code::REPEAT),
        // The code on which Windows clients drop the ticket and ask for another.
        Reason::KeyRetired { .. } | Reason::KeytabStale { .. } | Reason::TicketIntegrity { .. } => {
            Some(error_code::MODIFIED)
        }
        _ => None,
    }
}
