//! NegTokenResp (RFC 4178 section 4.2.2), which RFC 2478 calls NegTokenTarg.

use super::tlv::{self, Reader, tag};
use crate::{error::Malformed, oid::Oid};

/// The state of the negotiation; RFC 2478 calls it negResult and has no value 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NegState {
    /// The context is established for the sender; it expects no further token.
    AcceptCompleted,
    /// The sender needs at least one more token.
    AcceptIncomplete,
    /// The sender ends the negotiation.
    Reject,
    /// MICs must be exchanged if the mechanism has integrity; only in an acceptor's first reply.
    RequestMic,
}

/// The negotiation token of every message but the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NegTokenResp<'a> {
    /// The state of the negotiation.
    pub neg_state: Option<NegState>,
    /// The mechanism selected.
    pub supported_mech: Option<Oid>,
    /// The mechanism token; an empty one counts as absent.
    pub response_token: Option<&'a [u8]>,
    /// The MIC over mechTypes; an empty one, or one that repeats `response_token`, counts as
    /// absent.
    pub mech_list_mic: Option<&'a [u8]>,
}

impl<'a> NegTokenResp<'a> {
    /// Reads the `[1]` element of a NegotiationToken.
    ///
    /// Unknown fields are passed over (RFC 4178 section 6). Two deviations are taken: the
    /// SEQUENCE may be missing, and Windows 2000 repeats responseToken as mechListMIC.
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn parse(encoding: &'a [u8]) -> Result<Self, Malformed> {
        let choice = tlv::only("NegotiationToken", tag::CONTEXT_1, encoding)?;
        let fields = match choice.first() {
            Some(&tag::SEQUENCE) => tlv::only("NegTokenResp", tag::SEQUENCE, choice)?,
            _ => choice,
        };
        let mut reader = Reader::new("NegTokenResp", fields);
        let mut token = Self::default();
        let mut last = None;
        while let Some(field) = reader.next()? {
            if last.replace(field.tag) >= Some(field.tag) {
                return Err(Malformed::FieldOrder { field: "NegTokenResp" });
            }
            token.set_field(field.tag, field.content)?;
        }
        if token.mech_list_mic == token.response_token {
            token.mech_list_mic = None;
        }
        Ok(token)
    }

    fn set_field(&mut self, field_tag: u8, content: &'a [u8]) -> Result<(), Malformed> {
        match field_tag {
            tag::CONTEXT_0 => {
                let state = tlv::only("negState", tag::ENUMERATED, content)?;
                self.neg_state = Some(NegState::from_content(state)?);
            }
            tag::CONTEXT_1 => {
                let oid = tlv::only("supportedMech", tag::OBJECT_IDENTIFIER, content)?;
                self.supported_mech = Some(Oid::from_content(oid)?);
            }
            tag::CONTEXT_2 => self.response_token = tlv::octet_string("responseToken", content)?,
            tag::CONTEXT_3 => self.mech_list_mic = tlv::octet_string("mechListMIC", content)?,
            _ => {}
        }
        Ok(())
    }

    /// Writes the `[1]` element of a NegotiationToken in DER.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let field = |field_tag, inner_tag, content: Option<&[u8]>| match content {
            Some(content) => tlv::write(field_tag, &[&tlv::write(inner_tag, &[content])]),
            None => Vec::new(),
        };
        let state = self.neg_state.map(|state| [state.value()]);
        let fields = [
            field(tag::CONTEXT_0, tag::ENUMERATED, state.as_ref().map(<[u8; 1]>::as_slice)),
            field(
                tag::CONTEXT_1,
                tag::OBJECT_IDENTIFIER,
                self.supported_mech.as_ref().map(Oid::content),
            ),
            field(tag::CONTEXT_2, tag::OCTET_STRING, self.response_token),
            field(tag::CONTEXT_3, tag::OCTET_STRING, self.mech_list_mic),
        ];
        let parts: Vec<_> = fields.iter().map(Vec::as_slice).collect();
        tlv::write(tag::CONTEXT_1, &[&tlv::write(tag::SEQUENCE, &parts)])
    }
}

impl NegState {
    fn from_content(content: &[u8]) -> Result<Self, Malformed> {
        match content {
            [0] => Ok(Self::AcceptCompleted),
            [1] => Ok(Self::AcceptIncomplete),
            [2] => Ok(Self::Reject),
            [3] => Ok(Self::RequestMic),
            _ => Err(Malformed::NegState),
        }
    }

    fn value(self) -> u8 {
        match self {
            Self::AcceptCompleted => 0,
            Self::AcceptIncomplete => 1,
            Self::Reject => 2,
            Self::RequestMic => 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_survives_its_encoding_and_no_other_value_reads() {
        for value in 0..=3 {
            let state = NegState::from_content(&[value]).unwrap();
            assert_eq!(state.value(), value);
        }
        for content in [&[][..], &[4], &[0xff], &[0, 1]] {
            assert_eq!(NegState::from_content(content), Err(Malformed::NegState));
        }
    }

    #[test]
    fn a_token_without_its_sequence_is_taken() {
        // [1] { [0] { ENUMERATED 0 } }, the SEQUENCE left out.
        let bytes = [0xa1, 0x05, 0xa0, 0x03, 0x0a, 0x01, 0x00];
        let token = NegTokenResp::parse(&bytes).unwrap();
        assert_eq!(token.neg_state, Some(NegState::AcceptCompleted));
    }

    #[test]
    fn a_mic_that_repeats_the_response_token_counts_as_absent() {
        let token = NegTokenResp {
            response_token: Some(b"same"),
            mech_list_mic: Some(b"same"),
            ..NegTokenResp::default()
        };
        let bytes = token.encode();
        let read = NegTokenResp::parse(&bytes).unwrap();
        assert_eq!((read.response_token, read.mech_list_mic), (Some(&b"same"[..]), None));
    }

    #[test]
    fn an_empty_response_token_counts_as_absent() {
        let bytes = [0xa1, 0x06, 0x30, 0x04, 0xa2, 0x02, 0x04, 0x00];
        assert_eq!(NegTokenResp::parse(&bytes), Ok(NegTokenResp::default()));
    }

    #[test]
    fn octets_after_the_sequence_are_refused() {
        let bytes = [0xa1, 0x04, 0x30, 0x00, 0x05, 0x00];
        let error = Malformed::TrailingBytes { field: "NegTokenResp", count: 2 };
        assert_eq!(NegTokenResp::parse(&bytes), Err(error));
    }
}
