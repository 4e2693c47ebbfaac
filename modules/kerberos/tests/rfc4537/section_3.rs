//! Negotiation of the encryption type of the acceptor's subkey.

use kerberos::asn1::{self, ApRep, EncApRepPart, EtypeList, ad_type};
use kerberos::client::RequestOptions;
use kerberos::crypto::EncryptionType;
use kerberos::gss::unframe;

use crate::realm::*;

/// Encryption type of the acceptor's subkey for a client that offers `offered`; the per-message
/// tokens must work with it.
fn subkey(session: EncryptionType, offered: &[i32]) -> Option<i32> {
    let mut realm = Realm::with(session);
    let credential = realm.credential();
    let list = asn1::encode("EtypeList", &EtypeList::from(offered)).unwrap();
    let options = RequestOptions {
        flags: MUTUAL,
        authorization_data: vec![if_relevant(&[element(ad_type::ETYPE_NEGOTIATION, &list)])],
        ..RequestOptions::default()
    };
    let (token, pending) = credential.ap_req(options, NOW, &mut realm.rng).unwrap();
    let mut accepted = accept(&mut realm.acceptor(), &token).unwrap();
    let reply = accepted.token.unwrap();

    let mut client = pending.ap_rep(&reply).unwrap();
    let mic = accepted.context.mic(b"message");
    assert_eq!(client.verify_mic(b"message", &mic), Ok(()));
    let mic = client.mic(b"message");
    assert_eq!(accepted.context.verify_mic(b"message", &mic), Ok(()));

    let ap_rep: ApRep = asn1::decode("AP-REP", unframe(&reply).unwrap().message).unwrap();
    let part = realm.session_key.sealing(12).open(&ap_rep.enc_part.cipher).unwrap();
    let part: EncApRepPart = asn1::decode("EncAPRepPart", &part).unwrap();
    assert_eq!(mic[2] & 4 != 0, part.subkey.is_some());
    part.subkey.map(|key| key.keytype)
}

#[test]
fn a_stronger_type_that_the_client_offers_becomes_the_subkey() {
    assert_eq!(subkey(EncryptionType::Aes128CtsHmacSha1, &[18, 17]), Some(18));
    assert_eq!(subkey(EncryptionType::Aes128CtsHmacSha256, &[23, 20, 18]), Some(20));
}

#[test]
fn no_subkey_is_asserted_where_nothing_stronger_is_offered() {
    assert_eq!(subkey(EncryptionType::Aes256CtsHmacSha1, &[20, 18, 17]), None);
    assert_eq!(subkey(EncryptionType::Aes128CtsHmacSha1, &[17, 23, 16]), None);
    assert_eq!(subkey(EncryptionType::Aes128CtsHmacSha1, &[]), None);
}
