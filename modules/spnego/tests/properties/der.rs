//! A second opinion on the DER: rasn, with the types of RFC 4178 appendix A, reads what we
//! write, octet for octet, and writes what we read.

use rasn::{
    AsnType, Decode, Decoder, Encode, Encoder,
    types::{BitString, ObjectIdentifier, OctetString},
};
use spnego::{
    Oid,
    token::{self, FirstToken, NegState, NegTokenInit, encode_mech_types},
};

use crate::common::*;

#[derive(AsnType, Clone, Debug, Decode, Encode, PartialEq)]
#[rasn(choice)]
enum NegotiationToken {
    #[rasn(tag(explicit(0)))]
    Init(Init),
    #[rasn(tag(explicit(1)))]
    Resp(RespTypes),
}

#[derive(AsnType, Clone, Debug, Decode, Encode, PartialEq)]
struct Init {
    #[rasn(tag(explicit(0)))]
    mech_types: Option<Vec<ObjectIdentifier>>,
    #[rasn(tag(explicit(1)))]
    req_flags: Option<BitString>,
    #[rasn(tag(explicit(2)))]
    mech_token: Option<OctetString>,
    #[rasn(tag(explicit(3)))]
    mech_list_mic: Option<OctetString>,
}

#[derive(AsnType, Clone, Debug, Decode, Encode, PartialEq)]
struct RespTypes {
    #[rasn(tag(explicit(0)))]
    neg_state: Option<State>,
    #[rasn(tag(explicit(1)))]
    supported_mech: Option<ObjectIdentifier>,
    #[rasn(tag(explicit(2)))]
    response_token: Option<OctetString>,
    #[rasn(tag(explicit(3)))]
    mech_list_mic: Option<OctetString>,
}

#[derive(AsnType, Clone, Copy, Debug, Decode, Encode, PartialEq, Eq)]
#[rasn(enumerated)]
enum State {
    AcceptCompleted = 0,
    AcceptIncomplete = 1,
    Reject = 2,
    RequestMic = 3,
}

const STATES: [(NegState, State); 4] = [
    (NegState::AcceptCompleted, State::AcceptCompleted),
    (NegState::AcceptIncomplete, State::AcceptIncomplete),
    (NegState::Reject, State::Reject),
    (NegState::RequestMic, State::RequestMic),
];

/// Contents on both sides of each length form's limit.
fn contents() -> [Option<Vec<u8>>; 5] {
    [None, Some(vec![1]), Some(vec![2; 0x7c]), Some(vec![3; 0x80]), Some(vec![4; 0x1234])]
}

fn identifier(oid: Oid) -> ObjectIdentifier {
    let arcs = oid.to_string().split('.').map(|arc| arc.parse().unwrap()).collect::<Vec<u32>>();
    ObjectIdentifier::new(arcs).unwrap()
}

#[test]
fn every_resp_is_the_octets_that_rasn_writes_and_reads_back() {
    let states = STATES.map(Some).into_iter().chain([None]);
    let mut count = 0;
    for state in states {
        for mech in [None, Some(Oid::KRB5), Some(Oid::NEGOEX)] {
            for response_token in contents() {
                for mech_list_mic in contents() {
                    let resp = Resp {
                        neg_state: state.map(|(ours, _)| ours),
                        supported_mech: mech,
                        response_token: response_token.clone(),
                        mech_list_mic: mech_list_mic.clone(),
                    };
                    let theirs = NegotiationToken::Resp(RespTypes {
                        neg_state: state.map(|(_, theirs)| theirs),
                        supported_mech: mech.map(identifier),
                        response_token: response_token.clone().map(OctetString::from),
                        mech_list_mic: mech_list_mic.clone().map(OctetString::from),
                    });
                    let encoded = rasn::der::encode(&theirs).unwrap();
                    assert_eq!(resp.encode(), encoded);
                    // A MIC that repeats the token reads as absent.
                    if response_token != mech_list_mic {
                        assert_eq!(Resp::parse(&encoded), resp);
                    }
                    count += 1;
                }
            }
        }
    }
    assert_eq!(count, 5 * 3 * 5 * 5);
}

#[test]
fn every_init_is_the_octets_that_rasn_writes_and_reads_back() {
    let offer = [Oid::KRB5, Oid::NTLM, oid(1)];
    let list = encode_mech_types(&offer);
    for mech_token in contents() {
        for mech_list_mic in contents() {
            let init = NegTokenInit {
                mech_types: Some(token::MechTypes::parse(&list).unwrap()),
                req_flags: Some(&[0x01, 0x42]),
                mech_token: mech_token.as_deref(),
                mech_list_mic: mech_list_mic.as_deref(),
                has_neg_hints: false,
            };
            let theirs = NegotiationToken::Init(Init {
                mech_types: Some(offer.map(identifier).to_vec()),
                req_flags: Some([false, true, false, false, false, false, true].iter().collect()),
                mech_token: mech_token.clone().map(OctetString::from),
                mech_list_mic: mech_list_mic.clone().map(OctetString::from),
            });
            let encoded = rasn::der::encode(&theirs).unwrap();
            assert_eq!(init.encode(), encoded);
            let framed = token::frame(&encoded);
            assert_eq!(FirstToken::parse(&framed), Ok(FirstToken::NegTokenInit(init)));
        }
    }
}
