//! Per-message tokens.

use kerberos::client::RequestOptions;
use kerberos::crypto::EncryptionType;
use kerberos::gss::{GssFlags, SecurityContext};
use kerberos::{Error, Reason};

use crate::realm::*;

/// Both sides of a context: initiator and acceptor.
fn contexts(
    encryption_type: EncryptionType,
    flags: GssFlags,
) -> (SecurityContext, SecurityContext) {
    let mut realm = Realm::with(encryption_type);
    let credential = realm.credential();
    let options = RequestOptions { flags, ..RequestOptions::default() };
    let (token, pending) = credential.ap_req(options, NOW, &mut realm.rng).unwrap();
    let accepted = accept(&mut realm.acceptor(), &token).unwrap();
    (pending.ap_rep(&accepted.token.unwrap()).unwrap(), accepted.context)
}

fn usual() -> (SecurityContext, SecurityContext) {
    contexts(EncryptionType::Aes256CtsHmacSha1, MUTUAL)
}

fn rng() -> impl rand_core::CryptoRng {
    use rand_core::SeedableRng;
    chacha20::ChaCha20Rng::seed_from_u64(3)
}

#[test]
fn mic_tokens_verify_in_both_directions_with_every_encryption_type() {
    for encryption_type in EncryptionType::ALL {
        let (mut initiator, mut acceptor) = contexts(encryption_type, MUTUAL);
        for _ in 0..3 {
            let mic = initiator.mic(b"message");
            assert_eq!(mic[..8], [4, 4, 0, 0xff, 0xff, 0xff, 0xff, 0xff]);
            assert_eq!(acceptor.verify_mic(b"message", &mic), Ok(()));
            let mic = acceptor.mic(b"answer");
            assert_eq!(mic[2], 1, "sent by the acceptor");
            assert_eq!(initiator.verify_mic(b"answer", &mic), Ok(()));
        }
    }
}

#[test]
fn every_changed_octet_of_a_mic_token_is_refused() {
    let (mut initiator, acceptor) = usual();
    let mic = initiator.mic(b"message");
    for at in 0..mic.len() {
        let mut changed = mic.clone();
        changed[at] ^= 1;
        assert!(acceptor.clone().verify_mic(b"message", &changed).is_err(), "octet {at}");
        assert!(acceptor.clone().verify_mic(b"message", &mic[..at]).is_err(), "{at} octets");
    }
    let integrity = Err(Reason::MessageIntegrity { token: "MIC" }.into());
    assert_eq!(acceptor.clone().verify_mic(b"massage", &mic), integrity);
}

#[test]
fn a_reflected_mic_token_is_refused() {
    let (_, mut acceptor) = usual();
    let mic = acceptor.mic(b"message");
    assert_eq!(
        acceptor.verify_mic(b"message", &mic),
        Err(Reason::MessageDirection { token: "MIC" }.into())
    );
    // Also with the direction bit turned, because the key usage differs.
    let mut turned = mic;
    turned[2] = 0;
    assert_eq!(
        acceptor.verify_mic(b"message", &turned),
        Err(Reason::MessageIntegrity { token: "MIC" }.into())
    );
}

#[test]
fn every_filler_octet_of_a_mic_token_is_verified() {
    let (mut initiator, acceptor) = usual();
    let mic = initiator.mic(b"message");
    for at in 3..8 {
        let mut changed = mic.clone();
        changed[at] = 0;
        let result = acceptor.clone().verify_mic(b"message", &changed);
        assert!(matches!(result, Err(Error::Malformed { .. })), "octet {at}: {result:?}");
    }
}

#[test]
fn a_token_that_names_an_acceptor_subkey_that_was_not_asserted_is_refused() {
    let (mut initiator, mut acceptor) = usual();
    let mut mic = initiator.mic(b"message");
    mic[2] |= 4;
    assert_eq!(
        acceptor.verify_mic(b"message", &mic),
        Err(Reason::MessageDirection { token: "MIC" }.into())
    );
}

#[test]
fn an_old_token_is_refused_and_a_gap_is_not() {
    let (mut initiator, mut acceptor) = usual();
    let (first, _lost, third) = (initiator.mic(b"1"), initiator.mic(b"2"), initiator.mic(b"3"));
    assert_eq!(acceptor.verify_mic(b"1", &first), Ok(()));
    assert_eq!(acceptor.verify_mic(b"3", &third), Ok(()));
    let result = acceptor.verify_mic(b"1", &first);
    assert!(matches!(result, Err(Error::Rejected(Reason::MessageSequence { .. }))), "{result:?}");

    let without_detection = GssFlags::MUTUAL | GssFlags::INTEG;
    let (mut initiator, mut acceptor) =
        contexts(EncryptionType::Aes256CtsHmacSha1, without_detection);
    let mic = initiator.mic(b"1");
    assert_eq!(acceptor.verify_mic(b"1", &mic), Ok(()));
    assert_eq!(acceptor.verify_mic(b"1", &mic), Ok(()));
}

#[test]
fn wrap_tokens_carry_messages_of_every_length_encrypted_or_not() {
    for encryption_type in EncryptionType::ALL {
        let (mut initiator, mut acceptor) = contexts(encryption_type, MUTUAL);
        for length in [0, 1, 15, 16, 17, 1000] {
            let message = vec![7; length];
            for confidential in [true, false] {
                let token = initiator.wrap(&message, confidential, &mut rng());
                let (unwrapped, sealed) = acceptor.unwrap(&token).unwrap();
                assert_eq!((&*unwrapped, sealed), (&message, confidential));
                let token = acceptor.wrap(&message, confidential, &mut rng());
                assert_eq!(*initiator.unwrap(&token).unwrap().0, message);
            }
        }
    }
}

#[test]
fn a_rotated_wrap_token_is_turned_back() {
    for confidential in [true, false] {
        for count in [1_u16, 7, 12, 28, 300] {
            let (mut initiator, mut acceptor) = usual();
            let mut token = initiator.wrap(b"message", confidential, &mut rng());
            token[6..8].copy_from_slice(&count.to_be_bytes());
            let body = &mut token[16..];
            body.rotate_right(usize::from(count) % body.len());
            assert_eq!(*acceptor.unwrap(&token).unwrap().0, b"message");
        }
    }
}

#[test]
fn every_changed_octet_of_a_wrap_token_is_refused() {
    for confidential in [true, false] {
        let (mut initiator, acceptor) = usual();
        let token = initiator.wrap(b"message", confidential, &mut rng());
        for at in 0..token.len() {
            let mut changed = token.clone();
            changed[at] ^= 1;
            assert!(acceptor.clone().unwrap(&changed).is_err(), "octet {at}");
            assert!(acceptor.clone().unwrap(&token[..at]).is_err(), "{at} octets");
        }
    }
}
