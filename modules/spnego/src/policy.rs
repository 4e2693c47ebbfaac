//! What a negotiation allows and how it talks.

use crate::{error::Malformed, flags::ContextFlags, oid::Oid};

/// Default of [`Policy::max_token_bytes`]: above the 48,000 bytes of a Windows ticket.
pub const DEFAULT_MAX_TOKEN_BYTES: usize = 49_152;

/// The RFC that both sides follow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// RFC 4178: request-mic, a MIC in each direction, and none where both sides prefer the
    /// mechanism.
    #[default]
    Rfc4178,
    /// RFC 2478: a MIC whenever the mechanism has integrity. Windows fails with it.
    Rfc2478,
}

/// What a negotiation allows and how it talks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The RFC to follow.
    pub mode: Mode,
    /// The mechanisms that may be negotiated, most preferred first (GSS_Set_neg_mechs, RFC 4178
    /// appendix B.1). `None`: all that are set up; an acceptor then takes the first offered one
    /// that has credentials, and an initiator offers them in the order they were given.
    pub neg_mechs: Option<Vec<Oid>>,
    /// Whether a reject carries the mechanism's error token, such as a KRB-ERROR. RFC 4178
    /// has no word on it; MIT Kerberos sends it and clients report it to their user.
    pub error_token: bool,
    /// The longest token taken, in bytes.
    pub max_token_bytes: usize,
    /// The flags that an RFC 2478 initiator puts into reqFlags. RFC 4178 omits the field.
    pub req_flags: ContextFlags,
    /// Whether an RFC 2478 initiator that sends the last mechanism token adds a MIC and is done
    /// (`true`), or leaves it out and waits for the target's MIC (`false`). The first saves a
    /// message, the second lets the initiator know that its list arrived unchanged
    /// (RFC 2478 section 3.2.2).
    pub initiator_final_mic: bool,
}

impl Policy {
    pub(crate) fn check_length(&self, token: &[u8]) -> Result<(), Malformed> {
        let (len, max) = (token.len(), self.max_token_bytes);
        if len > max { Err(Malformed::TooLong { len, max }) } else { Ok(()) }
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            mode: Mode::default(),
            neg_mechs: None,
            error_token: true,
            max_token_bytes: DEFAULT_MAX_TOKEN_BYTES,
            req_flags: ContextFlags::default(),
            initiator_final_mic: false,
        }
    }
}
