//! Tokens of strangers: framing, AP-REQ and Ticket survive re-encoding, and nothing is accepted.

use std::cell::RefCell;

use kerberos::acceptor::Acceptor;
use kerberos::asn1::{self, ApRep, ApReq, KrbError, Ticket};
use kerberos::gss::{TokenId, frame, unframe};

use crate::realm::{NOW, Realm};

thread_local! {
    /// One acceptor for all inputs: a refused token leaves nothing behind.
    static ACCEPTOR: RefCell<Acceptor> = RefCell::new(Realm::new().acceptor());
}

/// The input is an initial context token. The fuzzer has no key, so that none may be accepted.
pub fn check(token: &[u8]) {
    if let Ok(inner) = unframe(token) {
        assert_eq!(unframe(&frame(inner.id, inner.message)), Ok(inner));
        match inner.id {
            TokenId::ApReq => ap_req(inner.message),
            TokenId::ApRep => survives::<ApRep>(inner.message),
            TokenId::KrbError => survives::<KrbError>(inner.message),
        }
    }
    ACCEPTOR.with_borrow_mut(|acceptor| {
        let failure = acceptor.step(token, None, NOW).expect_err("a stranger has no key");
        let text = failure.to_string();
        assert!(!text.chars().any(char::is_control), "{text:?}");
        if let Some(token) = failure.token {
            let token = unframe(&token).expect("an error token is framed");
            assert_eq!(token.id, TokenId::KrbError);
            asn1::decode::<KrbError>("KRB-ERROR", token.message).expect("a KRB-ERROR");
        }
    });
}

fn ap_req(message: &[u8]) {
    survives::<ApReq>(message);
    if let Ok(ap_req) = asn1::decode::<ApReq>("AP-REQ", message) {
        survives::<Ticket>(ap_req.ticket.as_bytes());
    }
}

/// What decodes can be encoded, and decodes to the same again.
pub fn survives<T>(octets: &[u8])
where
    T: rasn::Decode + rasn::Encode + PartialEq + core::fmt::Debug,
{
    let Ok(value) = asn1::decode::<T>("message", octets) else { return };
    let encoded = asn1::encode("message", &value).expect("what decodes can be encoded");
    assert_eq!(asn1::decode::<T>("message", &encoded).as_ref(), Ok(&value));
}
