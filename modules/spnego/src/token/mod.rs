//! The tokens on the wire: what a first token is, and what a later one is.

use crate::{
    error::{Error, Malformed, Reason, Unsupported},
    oid::Oid,
    policy::Mode,
};

mod init;
mod resp;
mod tlv;

pub use init::{
    MAX_MECH_TYPES, MAX_MECH_TYPES_BYTES, MAX_REPORTED_MECH_TYPES, MechTypes, NegTokenInit,
    encode_mech_types,
};
pub use resp::{NegState, NegTokenResp};
use tlv::{Reader, tag};

/// A first token of an initiator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FirstToken<'a> {
    /// SPNEGO.
    NegTokenInit(NegTokenInit<'a>),
    /// An initial context token of another mechanism, without SPNEGO around it.
    Mechanism(Oid),
}

impl<'a> FirstToken<'a> {
    /// Reads an InitialContextToken (RFC 2743 section 3.1).
    ///
    /// # Errors
    /// [`Malformed`]; [`Unsupported::RawNtlm`] and [`Unsupported::BareApReq`] for the two
    /// tokens that come without that framing; [`Reason::NotAFirstToken`] for a NegTokenResp.
    pub fn parse(token: &'a [u8]) -> Result<Self, Error> {
        match token.first() {
            None => return Err(Malformed::Empty.into()),
            Some(&tag::AP_REQ) => return Err(Unsupported::BareApReq.into()),
            Some(&tag::CONTEXT_1) => return Err(Reason::NotAFirstToken.into()),
            Some(_) if token.starts_with(NTLMSSP) => return Err(Unsupported::RawNtlm.into()),
            Some(_) => {}
        }
        let (this_mech, inner) = initial_context_token(token)?;
        if this_mech != Oid::SPNEGO {
            return Ok(Self::Mechanism(this_mech));
        }
        if inner.first() == Some(&tag::CONTEXT_1) {
            return Err(Reason::NotAFirstToken.into());
        }
        Ok(Self::NegTokenInit(NegTokenInit::parse(inner)?))
    }
}

/// Whether a token starts a negotiation, rather than continue one.
#[must_use]
pub fn is_first(token: &[u8], mode: Mode) -> bool {
    match FirstToken::parse(token) {
        Err(Error::Rejected(Reason::NotAFirstToken)) => false,
        // RFC 2478 section 3.2.2 has a later NegTokenInit, which lists no mechanisms.
        Ok(FirstToken::NegTokenInit(init)) if mode == Mode::Rfc2478 => init.mech_types.is_some(),
        _ => token.first() != Some(&tag::CONTEXT_0),
    }
}

/// Reads a later token of an initiator.
///
/// In RFC 2478 mode a NegTokenInit without mechTypes is taken too, as section 3.2.2 has it.
///
/// # Errors
/// [`Malformed`]; [`Reason::InitRepeated`] for a NegTokenInit in RFC 4178 mode or with
/// mechTypes.
pub fn parse_later(token: &[u8], mode: Mode) -> Result<NegTokenResp<'_>, Error> {
    let token = without_framing(token)?;
    match (token.first(), mode) {
        (Some(&tag::CONTEXT_0), Mode::Rfc4178) => Err(Reason::InitRepeated.into()),
        (Some(&tag::CONTEXT_0), Mode::Rfc2478) => {
            let init = NegTokenInit::parse(token)?;
            if init.mech_types.is_some() {
                return Err(Reason::InitRepeated.into());
            }
            Ok(NegTokenResp {
                response_token: init.mech_token,
                mech_list_mic: init.mech_list_mic,
                ..NegTokenResp::default()
            })
        }
        _ => Ok(NegTokenResp::parse(token)?),
    }
}

/// Reads a token of an acceptor.
///
/// # Errors
/// [`Malformed`].
pub fn parse_reply(token: &[u8]) -> Result<NegTokenResp<'_>, Error> {
    Ok(NegTokenResp::parse(without_framing(token)?)?)
}

/// Puts the InitialContextToken framing of SPNEGO around a NegotiationToken
/// (RFC 4178 section 4.2).
#[must_use]
pub fn frame(negotiation_token: &[u8]) -> Vec<u8> {
    let this_mech = tlv::write(tag::OBJECT_IDENTIFIER, &[Oid::SPNEGO.content()]);
    tlv::write(tag::INITIAL_CONTEXT_TOKEN, &[&this_mech, negotiation_token])
}

/// Writes the framed NegTokenInit2 with negHints that an acceptor sends when it speaks first.
#[must_use]
pub fn neg_hints(oids: &[Oid]) -> Vec<u8> {
    frame(&init::encode_neg_hints(oids))
}

/// Takes off the framing that old Sun peers put around later tokens too.
fn without_framing(token: &[u8]) -> Result<&[u8], Error> {
    match token.first() {
        None => Err(Malformed::Empty.into()),
        Some(&tag::INITIAL_CONTEXT_TOKEN) => match initial_context_token(token)? {
            (Oid::SPNEGO, inner) => Ok(inner),
            _ => Err(Reason::InitRepeated.into()),
        },
        Some(_) => Ok(token),
    }
}

fn initial_context_token(token: &[u8]) -> Result<(Oid, &[u8]), Malformed> {
    let field = "InitialContextToken";
    let content = tlv::only(field, tag::INITIAL_CONTEXT_TOKEN, token)?;
    let mut reader = Reader::new(field, content);
    let this_mech = reader.expect(tag::OBJECT_IDENTIFIER)?;
    Ok((Oid::from_content(this_mech)?, reader.rest()))
}

/// What every NTLMSSP message begins with.
const NTLMSSP: &[u8] = b"NTLMSSP\0";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_that_come_without_framing_are_told_apart() {
        let error = |token: &[u8]| FirstToken::parse(token).unwrap_err();
        assert_eq!(error(b""), Malformed::Empty.into());
        assert_eq!(error(b"NTLMSSP\0\x01\0\0\0"), Unsupported::RawNtlm.into());
        assert_eq!(error(&[0x6e, 0x03, 0x30, 0x01, 0x00]), Unsupported::BareApReq.into());
        assert_eq!(error(&[0xa1, 0x02, 0x30, 0x00]), Reason::NotAFirstToken.into());
        assert_eq!(error(&frame(&[0xa1, 0x02, 0x30, 0x00])), Reason::NotAFirstToken.into());
        let framing = Malformed::Tag { field: "InitialContextToken", seen: 0x30, expected: 0x60 };
        assert_eq!(error(&[0x30, 0x00]), framing.into());
    }

    #[test]
    fn a_mechanism_token_without_spnego_names_its_mechanism() {
        let token = [0x60, 0x0b, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x12, 1, 2, 2];
        assert_eq!(FirstToken::parse(&token), Ok(FirstToken::Mechanism(Oid::KRB5)));
    }

    #[test]
    fn a_later_token_may_wear_the_framing_of_a_first_one() {
        let resp = NegTokenResp { response_token: Some(b"t"), ..NegTokenResp::default() };
        let framed = frame(&resp.encode());
        assert_eq!(parse_later(&framed, Mode::Rfc4178), Ok(resp.clone()));
        assert_eq!(parse_later(&framed, Mode::Rfc2478), Ok(resp));
    }

    #[test]
    fn only_rfc_2478_takes_a_later_neg_token_init_and_only_without_mech_types() {
        let mut init = NegTokenInit {
            mech_token: Some(b"t"),
            mech_list_mic: Some(b"m"),
            ..NegTokenInit::default()
        };
        let bytes = init.encode();
        assert_eq!(parse_later(&bytes, Mode::Rfc4178), Err(Reason::InitRepeated.into()));
        let read = parse_later(&bytes, Mode::Rfc2478).unwrap();
        assert_eq!(read.response_token.zip(read.mech_list_mic), Some((&b"t"[..], &b"m"[..])));
        let list = encode_mech_types(&[Oid::KRB5]);
        init.mech_types = Some(MechTypes::parse(&list).unwrap());
        let bytes = init.encode();
        assert_eq!(parse_later(&bytes, Mode::Rfc2478), Err(Reason::InitRepeated.into()));
    }

    #[test]
    fn the_hints_read_back_as_a_neg_token_init_2() {
        let token = neg_hints(&[Oid::MS_KRB5, Oid::KRB5]);
        let Ok(FirstToken::NegTokenInit(init)) = FirstToken::parse(&token) else { panic!() };
        assert!(init.has_neg_hints);
        let offered: Vec<_> = init.mech_types.unwrap().iter().flatten().collect();
        assert_eq!(offered, [Oid::MS_KRB5, Oid::KRB5]);
    }
}
