//! Section 5, Negotiate Operation Example: the header fields of whole exchanges.

use spnego::{Acceptor, Oid, Policy, Protection, http};

use crate::common::*;

const MAX: usize = 49_152;

/// One request: the header in, the status and the challenge out.
fn request(acceptor: &mut Acceptor<Toy>, authorization: &str) -> (u16, Option<String>) {
    let token = match http::parse(authorization.as_bytes(), MAX) {
        Ok(token) => token,
        Err(_) => return (401, Some(http::challenge(None))),
    };
    match acceptor.step(&token, NOW) {
        Ok(step) if step.complete => (200, step.token.map(|token| http::challenge(Some(&token)))),
        Ok(step) => (401, Some(http::challenge(step.token.as_deref()))),
        Err(failure) => (401, Some(http::challenge(failure.token.as_deref()))),
    }
}

/// The token of a challenge, as the client reads it.
fn token(challenge: &str) -> Vec<u8> {
    http::parse(challenge.as_bytes(), MAX).unwrap()
}

#[test]
fn a_kerberos_first_client_needs_one_leg_and_gets_the_mutual_token_on_200() {
    let mut acceptor = acceptor(Policy::default(), &[(Oid::KRB5, 2, true)]);
    assert_eq!(request(&mut acceptor, "Basic dTpw"), (401, Some("Negotiate".to_owned())));

    let mut client = initiator(Policy::default(), &[(Oid::KRB5, 2, true), (Oid::NTLM, 3, true)]);
    let first = client.step(None, NOW).unwrap().token;
    let (status, challenge) = request(&mut acceptor, &http::challenge(first.as_deref()));
    assert_eq!(status, 200);
    assert!(client.step(Some(&token(&challenge.unwrap())), NOW).unwrap().complete);
    assert_eq!(acceptor.protection(), Protection::None);
}

#[test]
fn an_ntlm_first_client_needs_three_legs_with_mutual_authentication() {
    let mut acceptor = acceptor(Policy::default(), &[(Oid::KRB5, 2, true)]);
    let mut client = initiator(Policy::default(), &[(Oid::NTLM, 3, true), (Oid::KRB5, 2, true)]);
    let mut answer = client.step(None, NOW).unwrap().token.unwrap();
    let mut statuses = Vec::new();
    let last = loop {
        let (status, challenge) = request(&mut acceptor, &http::challenge(Some(&answer)));
        statuses.push(status);
        if status == 200 {
            break challenge;
        }
        let step = client.step(Some(&token(&challenge.unwrap())), NOW).unwrap();
        answer = step.token.unwrap();
    };
    assert_eq!((statuses, last), (vec![401, 401, 200], None));
    assert_eq!(acceptor.protection(), Protection::Verified);
    assert_eq!(client.protection(), Protection::Verified);
}

#[test]
fn an_ntlm_first_client_needs_two_legs_without_mutual_authentication() {
    let mut acceptor = acceptor(Policy::default(), &[(Oid::KRB5, 1, true)]);
    let mut client = initiator(Policy::default(), &[(Oid::NTLM, 3, true), (Oid::KRB5, 1, true)]);
    let first = client.step(None, NOW).unwrap().token;
    let (status, challenge) = request(&mut acceptor, &http::challenge(first.as_deref()));
    assert_eq!(status, 401);
    let second = client.step(Some(&token(&challenge.unwrap())), NOW).unwrap().token;
    let (status, challenge) = request(&mut acceptor, &http::challenge(second.as_deref()));
    assert_eq!(status, 200);
    assert!(client.step(Some(&token(&challenge.unwrap())), NOW).unwrap().complete);
    assert_eq!(client.protection(), Protection::Verified);
}

#[test]
fn a_client_may_send_its_mic_with_the_mechanism_token_and_be_done_in_two_legs() {
    let mut acceptor = acceptor(Policy::default(), &[(Oid::KRB5, 2, true)]);
    let offer = [Oid::NTLM, Oid::KRB5];
    let first = http::challenge(Some(&init(&offer, Some(b"NTLMSSP\0"), None)));
    assert_eq!(request(&mut acceptor, &first).0, 401);
    let second = Resp::default()
        .token(toy_token(Oid::KRB5, 1))
        .mic(mic(Oid::KRB5, Role::Initiator, &offer))
        .encode();
    let (status, challenge) = request(&mut acceptor, &http::challenge(Some(&second)));
    assert_eq!(status, 200);
    let reply = Resp::parse(&token(&challenge.unwrap()));
    assert_eq!(reply.response_token, Some(toy_token(Oid::KRB5, 2)));
    assert_eq!(reply.mech_list_mic, Some(mic(Oid::KRB5, Role::Acceptor, &offer)));
}
