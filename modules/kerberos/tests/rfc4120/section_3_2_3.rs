//! Receipt of a KRB_AP_REQ message: every check, in its order.

use std::net::IpAddr;

use kerberos::acceptor::Config;
use kerberos::asn1::{self, ApReq, HostAddress, TransitedEncoding, ticket_flag};
use kerberos::crypto::{EncryptionType, Key};
use kerberos::gss::{TokenId, frame, unframe};
use kerberos::keytab::Keytab;
use kerberos::{Error, Reason, Unsupported};

use crate::realm::*;

/// A token whose AP-REQ was changed.
fn changed(token: &[u8], change: impl FnOnce(&mut ApReq)) -> Vec<u8> {
    let mut ap_req: ApReq = asn1::decode("AP-REQ", unframe(token).unwrap().message).unwrap();
    change(&mut ap_req);
    frame(TokenId::ApReq, &asn1::encode("AP-REQ", &ap_req).unwrap())
}

fn change_ticket(ap_req: &mut ApReq, change: impl FnOnce(&mut asn1::Ticket)) {
    let mut ticket = asn1::decode("Ticket", ap_req.ticket.as_bytes()).unwrap();
    change(&mut ticket);
    ap_req.ticket = asn1::encode("Ticket", &ticket).unwrap().into();
}

#[test]
fn a_good_request_is_accepted_with_every_encryption_type() {
    for encryption_type in EncryptionType::ALL {
        let mut realm = Realm::with(encryption_type);
        let credential = realm.credential();
        let (token, pending) = realm.token(&credential);
        let accepted = accept(&mut realm.acceptor(), &token).unwrap();
        assert_eq!(accepted.ticket.client, realm.client);
        assert_eq!(accepted.ticket.service, realm.service);
        assert_eq!(accepted.ticket.service_kvno, 3);
        assert_eq!(accepted.ticket.anonymity, None);
        assert!(pending.ap_rep(&accepted.token.unwrap()).is_ok());
    }
}

#[test]
fn version_and_message_type_must_be_right() {
    let mut realm = Realm::new();
    let credential = realm.credential();
    let (token, _) = realm.token(&credential);
    let version = changed(&token, |ap_req| ap_req.pvno = 4);
    assert_eq!(
        accept(&mut realm.acceptor(), &version).unwrap_err(),
        Unsupported::ProtocolVersion(4).into()
    );
    let msg_type = changed(&token, |ap_req| ap_req.msg_type = 15);
    assert!(matches!(accept(&mut realm.acceptor(), &msg_type), Err(Error::Malformed { .. })));
}

#[test]
fn user_to_user_is_refused() {
    let mut realm = Realm::new();
    let credential = realm.credential();
    let (token, _) = realm.token(&credential);
    let token = changed(&token, |ap_req| {
        ap_req.ap_options = asn1::flags(&[ApReq::USE_SESSION_KEY, ApReq::MUTUAL_REQUIRED]);
    });
    assert_eq!(accept(&mut realm.acceptor(), &token).unwrap_err(), Unsupported::UserToUser.into());
}

#[test]
fn the_service_is_that_of_the_key_and_not_the_name_around_the_ticket() {
    let mut realm = Realm::new();
    let credential = realm.credential();
    let (token, _) = realm.token(&credential);
    let token = changed(&token, |ap_req| {
        change_ticket(ap_req, |ticket| {
            ticket.realm = b"EVIL.EXAMPLE"[..].into();
            ticket.sname.name_string[1] = b"other.example.com"[..].into();
            ticket.enc_part.kvno = Some(99);
        });
    });
    let accepted = accept(&mut realm.acceptor(), &token).unwrap();
    assert_eq!(accepted.ticket.service, realm.service);
}

#[test]
fn a_renamed_ticket_is_still_a_replay() {
    let mut realm = Realm::new();
    let credential = realm.credential();
    let (token, _) = realm.token(&credential);
    let mut acceptor = realm.acceptor();
    accept(&mut acceptor, &token).unwrap();
    let renamed = changed(&token, |ap_req| {
        change_ticket(ap_req, |ticket| ticket.sname.name_string[0] = b"host"[..].into());
    });
    assert_eq!(refused(accept(&mut acceptor, &renamed)), Reason::Replay);
}

#[test]
fn the_former_key_opens_tickets_from_before_a_rollover() {
    let mut realm = Realm::new();
    let credential = realm.credential();
    let newer = Key::random(EncryptionType::Aes256CtsHmacSha1, &mut realm.rng);
    let keytab = Keytab::new(vec![realm.entry(4, &newer), realm.entry(3, &realm.service_key)]);
    let (token, _) = realm.token(&credential);
    let accepted = accept(&mut acceptor(&keytab, Config::default()), &token).unwrap();
    assert_eq!(accepted.ticket.service_kvno, 3);
}

#[test]
fn a_key_version_written_as_a_negative_number_is_the_unsigned_one() {
    let mut realm = Realm::new();
    realm.kvno = 0xfffe_0002;
    let keytab = realm.keytab();
    let credential = realm.credential();
    let (token, _) = realm.token(&credential);
    let token = changed(&token, |ap_req| {
        change_ticket(ap_req, |ticket| {
            ticket.enc_part.kvno = Some(i64::from(0xfffe_0002_u32.cast_signed()));
        });
    });
    assert!(accept(&mut acceptor(&keytab, Config::default()), &token).is_ok());
}

#[test]
fn tickets_that_no_key_opens_are_refused_with_what_the_operator_should_do() {
    let mut realm = Realm::new();
    let credential = realm.credential();
    let (token, _) = realm.token(&credential);
    let server = realm.service.to_string();
    let other_key = Key::random(EncryptionType::Aes256CtsHmacSha1, &mut realm.rng);
    let refusal = |keytab: &Keytab, token: &[u8]| {
        refused(accept(&mut acceptor(keytab, Config::default()), token))
    };

    let wrong_key = Keytab::new(vec![realm.entry(3, &other_key)]);
    assert_eq!(refusal(&wrong_key, &token), Reason::TicketIntegrity { server: server.clone() });
    let stale = Keytab::new(vec![realm.entry(2, &other_key)]);
    assert_eq!(
        refusal(&stale, &token),
        Reason::KeytabStale { server: server.clone(), ticket_kvno: 3, newest_kvno: 2 }
    );
    let retired = Keytab::new(vec![realm.entry(5, &other_key)]);
    assert_eq!(
        refusal(&retired, &token),
        Reason::KeyRetired { server: server.clone(), ticket_kvno: 3, oldest_kvno: 5 }
    );
    let aes128 = Key::random(EncryptionType::Aes128CtsHmacSha1, &mut realm.rng);
    let other_type = Keytab::new(vec![realm.entry(3, &aes128)]);
    assert_eq!(
        refusal(&other_type, &token),
        Reason::NoKeyForEncryptionType {
            server: server.clone(),
            enctype: EncryptionType::Aes256CtsHmacSha1
        }
    );
    let mut elsewhere = realm.entry(3, &other_key);
    elsewhere.principal = principal("HTTP/elsewhere@EXAMPLE.COM");
    assert_eq!(refusal(&Keytab::new(vec![elsewhere]), &token), Reason::WrongServer { server });
}

#[test]
fn encryption_types_outside_17_to_20_are_refused_by_name() {
    let mut realm = Realm::new();
    let credential = realm.credential();
    let (token, _) = realm.token(&credential);
    for (number, name) in [(23, "rc4-hmac"), (16, "des3-cbc-sha1"), (3, "des-cbc-md5")] {
        let token = changed(&token, |ap_req| {
            change_ticket(ap_req, |ticket| ticket.enc_part.etype = number);
        });
        let error = accept(&mut realm.acceptor(), &token).unwrap_err();
        assert!(error.to_string().contains(name), "{error}");
        assert_eq!(error.code(), "unsupported_encryption_type");
    }
}

#[test]
fn an_invalid_ticket_is_refused() {
    let mut realm = Realm::new();
    let mut part = realm.part();
    part.flags = asn1::flags(&[ticket_flag::INVALID]);
    assert_eq!(refused(realm.accept_part(&part)), Reason::TicketInvalid);
}

#[test]
fn start_and_end_of_a_ticket_bend_by_the_clock_skew_and_no_more() {
    let second = std::time::Duration::from_secs(1);
    let mut realm = Realm::new();
    let mut part = realm.part();
    part.starttime = Some(asn1::kerberos_time(NOW + SKEW));
    assert!(realm.accept_part(&part).is_ok());
    part.starttime = Some(asn1::kerberos_time(NOW + SKEW + second));
    assert_eq!(
        refused(realm.accept_part(&part)),
        Reason::TicketNotYetValid { ahead: SKEW + second, skew: SKEW }
    );
    // Without a start time, the ticket starts when the client authenticated.
    part.starttime = None;
    part.authtime = asn1::kerberos_time(NOW + HOUR);
    assert_eq!(
        refused(realm.accept_part(&part)),
        Reason::TicketNotYetValid { ahead: HOUR, skew: SKEW }
    );

    let mut part = realm.part();
    part.endtime = asn1::kerberos_time(NOW - SKEW);
    assert!(realm.accept_part(&part).is_ok());
    part.endtime = asn1::kerberos_time(NOW - SKEW - second);
    assert_eq!(refused(realm.accept_part(&part)), Reason::TicketExpired { ago: SKEW + second });
}

#[test]
fn a_remembered_ticket_expires_too() {
    let mut realm = Realm::new();
    let credential = realm.credential();
    let mut acceptor = realm.acceptor();
    let (token, _) = realm.token(&credential);
    assert!(!accept(&mut acceptor, &token).unwrap().ticket_remembered);
    let (token, _) = realm.token(&credential);
    assert!(accept(&mut acceptor, &token).unwrap().ticket_remembered);
    let later = NOW + HOUR + SKEW + SKEW;
    let (token, _) = realm.token_at(&credential, later);
    assert_eq!(
        acceptor.step(&token, None, later).unwrap_err().error,
        Reason::TicketExpired { ago: SKEW + SKEW }.into()
    );
}

#[test]
fn of_more_tickets_than_are_remembered_the_one_used_longest_ago_is_forgotten() {
    let mut realm = Realm::new();
    let [a, b, c] = [(); 3].map(|()| realm.credential());
    let config = Config { ticket_cache_entries: 2, ..Config::default() };
    let mut acceptor = realm.acceptor_with(config);
    let mut remembered = |credential| {
        let (token, _) = realm.token(credential);
        accept(&mut acceptor, &token).unwrap().ticket_remembered
    };
    assert_eq!([&a, &b, &a, &c].map(&mut remembered), [false, false, true, false]);
    assert_eq!([&a, &c, &b].map(&mut remembered), [true, true, false]);
    assert_eq!([&a, &c, &b].map(&mut remembered), [false, false, false]);
}

#[test]
fn without_room_no_ticket_is_remembered() {
    let mut realm = Realm::new();
    let credential = realm.credential();
    let config = Config { ticket_cache_entries: 0, ..Config::default() };
    let mut acceptor = realm.acceptor_with(config);
    for _ in 0..3 {
        let (token, _) = realm.token(&credential);
        assert!(!accept(&mut acceptor, &token).unwrap().ticket_remembered);
    }
}

#[test]
fn an_authenticator_of_another_session_key_is_refused() {
    let mut realm = Realm::new();
    let mut credential = realm.credential();
    credential.session_key = Key::random(EncryptionType::Aes256CtsHmacSha1, &mut realm.rng);
    let (token, _) = realm.token(&credential);
    assert_eq!(refused(accept(&mut realm.acceptor(), &token)), Reason::AuthenticatorIntegrity);
    credential.session_key = Key::random(EncryptionType::Aes128CtsHmacSha1, &mut realm.rng);
    let (token, _) = realm.token(&credential);
    assert_eq!(refused(accept(&mut realm.acceptor(), &token)), Reason::AuthenticatorIntegrity);
}

#[test]
fn name_and_realm_of_authenticator_and_ticket_must_agree() {
    let mut realm = Realm::new();
    let mut credential = realm.credential();
    for other in ["bob@EXAMPLE.COM", "alice@EVIL.EXAMPLE", "alice/admin@EXAMPLE.COM"] {
        credential.client = principal(other);
        let (token, _) = realm.token(&credential);
        assert_eq!(refused(accept(&mut realm.acceptor(), &token)), Reason::ClientMismatch);
    }
    credential.client = realm.client.clone();
    credential.client.name_type = 10;
    let (token, _) = realm.token(&credential);
    assert!(accept(&mut realm.acceptor(), &token).is_ok(), "the name type is a hint only");
}

#[test]
fn names_outside_ascii_are_accepted_as_their_octets() {
    for name in [&b"Strau\xc3\x9f"[..], b"\xc3\x80bel", "Ольга".as_bytes(), b"Strau\xdf"] {
        let mut realm = Realm::new();
        realm.client.components = vec![name.to_vec()];
        let credential = realm.credential();
        let (token, _) = realm.token(&credential);
        let accepted = accept(&mut realm.acceptor(), &token).unwrap();
        assert_eq!(accepted.ticket.client.components, [name]);
    }
}

#[test]
fn clocks_may_differ_by_the_skew_and_no_more() {
    let mut realm = Realm::new();
    let credential = realm.credential();
    let micro = std::time::Duration::from_micros(1);
    for (time, client_ahead) in [(NOW + SKEW, true), (NOW - SKEW, false)] {
        let (token, _) = realm.token_at(&credential, time);
        assert!(accept(&mut realm.acceptor(), &token).is_ok());
        let beyond = if client_ahead { time + micro } else { time - micro };
        let (token, _) = realm.token_at(&credential, beyond);
        assert_eq!(
            refused(accept(&mut realm.acceptor(), &token)),
            Reason::ClockSkew { difference: SKEW + micro, client_ahead, skew: SKEW }
        );
    }
}

#[test]
fn addresses_bind_a_ticket_where_the_client_address_is_known() {
    let mut realm = Realm::new();
    let mut part = realm.part();
    part.caddr = Some(vec![
        HostAddress { addr_type: HostAddress::IPV4, address: vec![192, 0, 2, 1].into() },
        HostAddress { addr_type: HostAddress::IPV6, address: vec![0x20; 16].into() },
    ]);
    let credential = realm.seal(&part);
    let mut check = |address: Option<&str>| {
        let (token, _) = realm.token(&credential);
        let address = address.map(|a| a.parse::<IpAddr>().unwrap());
        realm.acceptor().step(&token, address, NOW).map(drop).map_err(|failure| failure.error)
    };
    assert_eq!(check(None), Ok(()));
    assert_eq!(check(Some("192.0.2.1")), Ok(()));
    assert_eq!(check(Some("::ffff:192.0.2.1")), Ok(()));
    assert_eq!(check(Some("2020:2020:2020:2020:2020:2020:2020:2020")), Ok(()));
    assert_eq!(check(Some("192.0.2.2")), Err(Reason::AddressMismatch.into()));
    assert_eq!(check(Some("::1")), Err(Reason::AddressMismatch.into()));
}

#[test]
fn an_unchecked_path_is_refused_unless_trusted() {
    let mut realm = Realm::new();
    realm.client = principal("alice@PARTNER.EXAMPLE");
    let mut part = realm.part();
    part.transited = TransitedEncoding { tr_type: 1, contents: b"EXAMPLE"[..].into() };
    assert_eq!(
        refused(realm.accept_part(&part)),
        Reason::TransitedRefused { realm: "EXAMPLE".into() }
    );
    let trusting = Config { transited_realms: vec!["EXAMPLE".to_owned()], ..Config::default() };
    let credential = realm.seal(&part);
    let (token, _) = realm.token(&credential);
    assert!(accept(&mut realm.acceptor_with(trusting), &token).is_ok());
    part.flags = asn1::flags(&[ticket_flag::TRANSITED_POLICY_CHECKED]);
    assert!(realm.accept_part(&part).is_ok(), "the KDC checked the path");
}

#[test]
fn sequence_numbers_may_be_negative() {
    let mut realm = Realm::new();
    let credential = realm.credential();
    let mut authenticator = crate::rfc4121::authenticator(&realm, MUTUAL);
    for (number, accepted) in
        [(-1, true), (i64::from(i32::MIN), true), (1 << 31, true), (1 << 32, false)]
    {
        authenticator.seq_number = Some(number);
        let token = credential.ap_req_with(&authenticator, MUTUAL, &mut realm.rng).unwrap();
        assert_eq!(accept(&mut realm.acceptor(), &token).is_ok(), accepted, "{number}");
    }
}
