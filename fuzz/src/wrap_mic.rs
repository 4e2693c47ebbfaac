//! Per-message tokens: whatever happens on the way, a receiver gets what was sent or an error.

use kerberos::asn1::{self, EtypeList, ad_type};
use kerberos::client::RequestOptions;
use kerberos::crypto::EncryptionType;
use kerberos::gss::{GssFlags, SecurityContext};

use crate::input::Input;
use crate::realm::{NOW, Realm, accept, element, if_relevant};

const HEADER: usize = 16;
/// The rotation count of a Wrap token, which nothing protects (RFC 4121 section 4.2.5).
const ROTATION: core::ops::Range<usize> = 6..8;

/// Who sends what to whom, a message, then a token of the fuzzer or edits of the good one.
pub fn check(data: &[u8]) {
    let mut input = Input::new(data);
    let settings = input.u8();
    let (initiator, acceptor) = contexts(settings);
    let (mut sender, mut receiver) =
        if settings & 4 == 0 { (initiator, acceptor) } else { (acceptor, initiator) };
    let message = input.sized();
    if settings & 8 == 0 {
        mic(&mut sender, &mut receiver, message, &mut input);
    } else {
        wrap(&mut sender, &mut receiver, message, settings & 16 != 0, &mut input);
    }
}

fn mic(
    sender: &mut SecurityContext,
    receiver: &mut SecurityContext,
    message: &[u8],
    input: &mut Input<'_>,
) {
    let token = sender.mic(message);
    assert!(sender.clone().verify_mic(message, &token).is_err(), "a reflected token");
    let (edited, other_message) = edited(&token, message, input);
    if edited != token || other_message != message {
        assert!(receiver.clone().verify_mic(&other_message, &edited).is_err());
    }
    assert_eq!(receiver.verify_mic(message, &token), Ok(()));
    assert_eq!(receiver.verify_mic(message, &token).is_err(), detects_replay(receiver));
}

fn wrap(
    sender: &mut SecurityContext,
    receiver: &mut SecurityContext,
    message: &[u8],
    confidential: bool,
    input: &mut Input<'_>,
) {
    let mut rng = Realm::new().rng;
    let token = sender.wrap(message, confidential, &mut rng);
    assert!(sender.clone().unwrap(&token).is_err(), "a reflected token");
    let rotation = input.u16();
    let (edited, _) = edited(&token, message, input);
    if let Ok((plaintext, sealed)) = receiver.clone().unwrap(&edited) {
        assert_eq!((plaintext.as_slice(), sealed), (message, confidential));
        assert_eq!(edited.len(), token.len());
        assert_eq!(edited[..ROTATION.start], token[..ROTATION.start]);
        assert_eq!(edited[ROTATION.end..HEADER], token[ROTATION.end..HEADER]);
    }

    let mut rotated = token;
    rotated[ROTATION].copy_from_slice(&rotation.to_be_bytes());
    let body = &mut rotated[HEADER..];
    body.rotate_right(usize::from(rotation) % body.len());
    let (plaintext, sealed) = receiver.unwrap(&rotated).expect("a rotated token is a good one");
    assert_eq!((plaintext.as_slice(), sealed), (message, confidential));
    assert_eq!(receiver.unwrap(&rotated).is_err(), detects_replay(receiver));
}

/// The token and the message with a few octets changed, or others altogether.
fn edited(token: &[u8], message: &[u8], input: &mut Input<'_>) -> (Vec<u8>, Vec<u8>) {
    let (mut token, mut message) = (token.to_vec(), message.to_vec());
    while !input.is_empty() {
        let operation = input.u8();
        let at = usize::from(input.u16());
        match operation % 6 {
            0 | 1 if !token.is_empty() => {
                let at = at % token.len();
                token[at] ^= input.u8();
            }
            2 => token.truncate(at),
            3 => token.extend_from_slice(input.short()),
            4 if !message.is_empty() => {
                let at = at % message.len();
                message[at] ^= input.u8();
            }
            5 => token = input.rest().to_vec(),
            _ => {}
        }
    }
    (token, message)
}

fn detects_replay(context: &SecurityContext) -> bool {
    context.flags().contains(GssFlags::REPLAY) || context.flags().contains(GssFlags::SEQUENCE)
}

/// The two ends of a context that an exchange has established.
fn contexts(settings: u8) -> (SecurityContext, SecurityContext) {
    let mut realm = Realm::with(EncryptionType::ALL[usize::from(settings & 3)]);
    let credential = realm.credential();
    let mut authorization_data = Vec::new();
    if settings & 32 != 0 {
        // An acceptor that can choose a longer key asserts a subkey.
        let types: EtypeList = vec![20, 18, 19, 17];
        let types = asn1::encode("EtypeList", &types).expect("has an encoding");
        authorization_data.push(if_relevant(&[element(ad_type::ETYPE_NEGOTIATION, &types)]));
    }
    let mutual = if settings & 64 == 0 { GssFlags::MUTUAL } else { GssFlags::default() };
    let replay = if settings & 128 == 0 { GssFlags::REPLAY } else { GssFlags::default() };
    let flags = mutual | replay | GssFlags::INTEG | GssFlags::CONF;
    let options = RequestOptions { flags, authorization_data, ..RequestOptions::default() };
    let (token, pending) = credential.ap_req(options, NOW, &mut realm.rng).expect("a request");
    let accepted = accept(&mut realm.acceptor(), &token).expect("a good request");
    let initiator = match &accepted.token {
        Some(reply) => pending.ap_rep(reply).expect("a good reply"),
        None => pending.without_reply(),
    };
    (initiator, accepted.context)
}
