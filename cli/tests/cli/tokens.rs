//! The tokens that the client of the realm makes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kerberos::asn1::EncTicketPart;
use kerberos::client::RequestOptions;
use spnego::Oid;
use spnego::token::{self, MechTypes, NegTokenInit, encode_mech_types};

use super::realm::{MUTUAL, NOW, Realm};

/// [`NOW`], the time of every token, as an argument.
pub const AT: &str = "2025-06-15T15:06:40Z";

impl Realm {
    /// A framed AP-REQ with this ticket.
    pub fn ap_req(&mut self, part: &EncTicketPart, options: RequestOptions) -> Vec<u8> {
        self.seal(part).ap_req(options, NOW, &mut self.rng).unwrap().0
    }

    /// A good SPNEGO token.
    pub fn first_token(&mut self) -> Vec<u8> {
        let part = self.part();
        self.first_token_of(&part)
    }

    /// A SPNEGO token with this ticket.
    pub fn first_token_of(&mut self, part: &EncTicketPart) -> Vec<u8> {
        let options = RequestOptions { flags: MUTUAL, ..RequestOptions::default() };
        let ap_req = self.ap_req(part, options);
        init(&[Oid::KRB5], &ap_req)
    }
}

/// A framed NegTokenInit.
pub fn init(offer: &[Oid], mech_token: &[u8]) -> Vec<u8> {
    let list = encode_mech_types(offer);
    let init = NegTokenInit {
        mech_types: Some(MechTypes::parse(&list).unwrap()),
        mech_token: Some(mech_token),
        ..NegTokenInit::default()
    };
    token::frame(&init.encode())
}

pub fn base64(token: &[u8]) -> String {
    STANDARD.encode(token)
}
