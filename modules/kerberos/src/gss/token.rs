//! Framing of initial context tokens (RFC 2743 section 3.1, RFC 4121 section 4.1).

use super::{KRB5_OID, MS_KRB5_OID};
use crate::{Error, Problem, Unsupported};

/// What an initial context token holds: the `TOK_ID` of RFC 4121 section 4.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenId {
    /// KRB_AP_REQ.
    ApReq,
    /// KRB_AP_REP.
    ApRep,
    /// KRB_ERROR.
    KrbError,
}

impl TokenId {
    const ALL: [Self; 3] = [Self::ApReq, Self::ApRep, Self::KrbError];

    fn octets(self) -> [u8; 2] {
        match self {
            Self::ApReq => [0x01, 0x00],
            Self::ApRep => [0x02, 0x00],
            Self::KrbError => [0x03, 0x00],
        }
    }
}

/// An initial context token without its framing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InitialToken<'a> {
    /// What `message` is.
    pub id: TokenId,
    /// The DER encoded Kerberos message.
    pub message: &'a [u8],
}

const WHAT: &str = "GSS-API initial context token";
const APPLICATION_0: u8 = 0x60;
const OBJECT_IDENTIFIER: u8 = 0x06;
const AP_REQ_TAG: u8 = 0x6e;

/// Frames a Kerberos message; always with the mechanism's standard OID, whichever the client
/// listed, because clients refuse another one inside.
#[must_use]
pub fn frame(id: TokenId, message: &[u8]) -> Vec<u8> {
    let content = KRB5_OID.len().saturating_add(message.len()).saturating_add(4);
    let mut token = Vec::with_capacity(content.saturating_add(6));
    token.push(APPLICATION_0);
    push_length(&mut token, content);
    token.push(OBJECT_IDENTIFIER);
    push_length(&mut token, KRB5_OID.len());
    token.extend_from_slice(KRB5_OID);
    token.extend_from_slice(&id.octets());
    token.extend_from_slice(message);
    token
}

/// Takes the framing off. The standard and the Windows 2000 OID are both accepted inside.
///
/// # Errors
/// [`Unsupported::BareApReq`] for a message without framing, [`Error::Malformed`] for everything
/// else that is not a framed Kerberos token.
pub fn unframe(token: &[u8]) -> Result<InitialToken<'_>, Error> {
    if token.first() == Some(&AP_REQ_TAG) {
        return Err(Unsupported::BareApReq.into());
    }
    let (content, rest) = read_value(APPLICATION_0, token)?;
    if !rest.is_empty() {
        return Err(Error::malformed(WHAT, Problem::TrailingOctets(rest.len())));
    }
    let (oid, content) = read_value(OBJECT_IDENTIFIER, content)?;
    if oid != KRB5_OID && oid != MS_KRB5_OID {
        return Err(Error::malformed(WHAT, Problem::Value("mechanism is not Kerberos")));
    }
    let (found, message) = content.split_first_chunk::<2>().ok_or_else(|| truncated(2, content))?;
    TokenId::ALL
        .into_iter()
        .find(|id| id.octets() == *found)
        .map(|id| InitialToken { id, message })
        .ok_or_else(|| Error::malformed(WHAT, Problem::Value("unknown TOK_ID")))
}

fn push_length(out: &mut Vec<u8>, length: usize) {
    match u8::try_from(length) {
        Ok(short) if short < 0x80 => out.push(short),
        _ => {
            let octets = length.to_be_bytes();
            let significant: Vec<u8> = octets.into_iter().skip_while(|o| *o == 0).collect();
            out.push(0x80 | u8::try_from(significant.len()).unwrap_or(0));
            out.extend_from_slice(&significant);
        }
    }
}

/// The content of the first value, which must have this tag, and what follows it.
fn read_value(tag: u8, input: &[u8]) -> Result<(&[u8], &[u8]), Error> {
    let (header, rest) = input.split_first_chunk::<2>().ok_or_else(|| truncated(2, input))?;
    let [found, first_length] = *header;
    if found != tag {
        return Err(Error::malformed(WHAT, Problem::Value("unexpected tag")));
    }
    let (length, rest) = match first_length {
        0..=0x7f => (usize::from(first_length), rest),
        0x81..=0x84 => {
            let (octets, rest) = rest
                .split_at_checked(usize::from(first_length & 0x7f))
                .ok_or_else(|| truncated(usize::from(first_length & 0x7f), rest))?;
            (octets.iter().fold(0, |length, o| (length << 8) | usize::from(*o)), rest)
        }
        _ => return Err(Error::der(WHAT)),
    };
    rest.split_at_checked(length).ok_or_else(|| truncated(length, rest))
}

fn truncated(needed: usize, input: &[u8]) -> Error {
    Error::malformed(WHAT, Problem::Truncated { needed, found: input.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_framed_is_unframed_at_every_length_form() {
        for length in [0, 1, 100, 127, 128, 255, 256, 70_000] {
            let message = vec![0x6e; length];
            let token = frame(TokenId::ApReq, &message);
            assert_eq!(
                unframe(&token).unwrap(),
                InitialToken { id: TokenId::ApReq, message: &message }
            );
        }
    }

    #[test]
    fn the_windows_2000_oid_is_accepted_inside() {
        let mut token = frame(TokenId::ApReq, b"x");
        let at = token.windows(9).position(|w| w == KRB5_OID).unwrap();
        token[at..at + 9].copy_from_slice(MS_KRB5_OID);
        assert_eq!(unframe(&token).unwrap().message, b"x");
    }

    #[test]
    fn a_bare_ap_req_is_refused_by_name() {
        assert_eq!(unframe(&[0x6e, 0x00]), Err(Unsupported::BareApReq.into()));
    }

    #[test]
    fn truncation_trailing_octets_and_other_mechanisms_are_malformed() {
        let token = frame(TokenId::ApRep, b"message");
        for end in 0..token.len() {
            assert!(matches!(unframe(&token[..end]), Err(Error::Malformed { .. })), "{end}");
        }
        let mut longer = token.clone();
        longer.push(0);
        assert_eq!(unframe(&longer), Err(Error::malformed(WHAT, Problem::TrailingOctets(1))));
        let mut other = token;
        other[5] ^= 1;
        assert!(unframe(&other).is_err());
    }
}
