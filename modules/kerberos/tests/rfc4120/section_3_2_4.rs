//! Generation of a KRB_AP_REP message, and its receipt (section 3.2.5).

use kerberos::Reason;
use kerberos::asn1::{self, ApRep, ApReq, Authenticator, EncApRepPart, PrincipalName};
use kerberos::client::RequestOptions;
use kerberos::gss::{GssFlags, TokenId, frame, unframe};

use crate::realm::*;

#[test]
fn the_reply_echoes_the_time_and_is_encrypted_in_the_session_key() {
    let mut realm = Realm::new();
    let credential = realm.credential();
    let stamp = NOW + std::time::Duration::from_micros(123_456);
    let (token, _) = realm.token_at(&credential, stamp);
    let reply = accept(&mut realm.acceptor(), &token).unwrap().token.unwrap();
    let reply = unframe(&reply).unwrap();
    assert_eq!(reply.id, TokenId::ApRep);
    let ap_rep: ApRep = asn1::decode("AP-REP", reply.message).unwrap();
    assert_eq!(ap_rep.enc_part.kvno, None);
    let part = realm.session_key.sealing(12).open(&ap_rep.enc_part.cipher).unwrap();
    let part: EncApRepPart = asn1::decode("EncAPRepPart", &part).unwrap();
    assert_eq!(asn1::time("ctime", &part.ctime).unwrap(), NOW);
    assert_eq!(part.cusec, 123_456);
    assert_eq!(part.subkey, None);
    assert!((0..1 << 30).contains(&part.seq_number.unwrap()));
}

#[test]
fn without_mutual_authentication_there_is_no_reply() {
    let mut realm = Realm::new();
    let credential = realm.credential();
    let options = RequestOptions { flags: GssFlags::INTEG, ..RequestOptions::default() };
    let (token, pending) = credential.ap_req(options, NOW, &mut realm.rng).unwrap();
    let mut accepted = accept(&mut realm.acceptor(), &token).unwrap();
    assert_eq!(accepted.token, None);
    // Both sides start at the initiator's sequence number.
    let mut client = pending.without_reply();
    let mic = accepted.context.mic(b"message");
    assert_eq!(client.verify_mic(b"message", &mic), Ok(()));
}

#[test]
fn the_flags_under_protection_say_whether_a_reply_is_wanted() {
    let mut realm = Realm::new();
    let credential = realm.credential();
    for (flags, option, replies) in
        [(GssFlags::INTEG, true, false), (MUTUAL, false, true), (MUTUAL, true, true)]
    {
        let options = RequestOptions { flags, ..RequestOptions::default() };
        let (token, _) = credential.ap_req(options, NOW, &mut realm.rng).unwrap();
        let token = with_mutual_option(&token, option);
        let accepted = accept(&mut realm.acceptor(), &token).unwrap();
        assert_eq!(accepted.token.is_some(), replies, "{flags:?}, ap-options {option}");
        assert_eq!(accepted.context.flags(), flags);
    }
}

#[test]
fn a_client_without_flags_asks_for_a_reply_by_ap_options() {
    let mut realm = Realm::new();
    let credential = realm.credential();
    let authenticator = Authenticator {
        authenticator_vno: asn1::PVNO,
        crealm: realm.client.realm.as_slice().into(),
        cname: PrincipalName::from_principal(&realm.client),
        cksum: None,
        cusec: 0,
        ctime: asn1::kerberos_time(NOW),
        subkey: None,
        seq_number: None,
        authorization_data: None,
        extensions: Default::default(),
    };
    for option in [false, true] {
        let token =
            credential.ap_req_with(&authenticator, GssFlags::default(), &mut realm.rng).unwrap();
        let token = with_mutual_option(&token, option);
        let accepted = accept(&mut realm.acceptor(), &token).unwrap();
        assert_eq!(accepted.token.is_some(), option);
    }
}

fn with_mutual_option(token: &[u8], set: bool) -> Vec<u8> {
    let mut ap_req: ApReq = asn1::decode("AP-REQ", unframe(token).unwrap().message).unwrap();
    ap_req.ap_options = asn1::flags(set.then_some(ApReq::MUTUAL_REQUIRED).as_slice());
    frame(TokenId::ApReq, &asn1::encode("AP-REQ", &ap_req).unwrap())
}

#[test]
fn the_client_refuses_the_reply_to_another_request() {
    let mut realm = Realm::new();
    let credential = realm.credential();
    let mut acceptor = realm.acceptor();
    let (first, _) = realm.token(&credential);
    let reply = accept(&mut acceptor, &first).unwrap().token.unwrap();
    let (_, pending) = realm.token_at(&credential, NOW + std::time::Duration::from_micros(1));
    assert_eq!(pending.ap_rep(&reply).unwrap_err(), Reason::MutualAuthentication.into());
}
