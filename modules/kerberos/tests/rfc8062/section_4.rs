//! Anonymous tickets on the side of the server.

use kerberos::acceptor::{Anonymity, Config};
use kerberos::asn1::{self, EncTicketPart, ticket_flag};
use kerberos::principal::ANONYMOUS_NAME;
use kerberos::{Principal, Reason};

use crate::realm::*;

const ANONYMOUS: &str = "WELLKNOWN/ANONYMOUS@WELLKNOWN:ANONYMOUS";
const MEMBER: &str = "WELLKNOWN/ANONYMOUS@EXAMPLE.COM";

fn ticket(realm: &mut Realm, client: &str, flags: &[usize]) -> EncTicketPart {
    realm.client = principal(client);
    let mut part = realm.part();
    part.flags = asn1::flags(flags);
    part
}

fn anonymity(client: &str, flags: &[usize]) -> Result<Option<Anonymity>, Reason> {
    let mut realm = Realm::new();
    let part = ticket(&mut realm, client, flags);
    match realm.accept_part(&part) {
        Ok(accepted) => Ok(accepted.ticket.anonymity),
        error => Err(refused(error)),
    }
}

#[test]
fn name_and_flag_together_make_a_client_anonymous() {
    let unauthenticated = anonymity(ANONYMOUS, &[ticket_flag::ANONYMOUS]).unwrap();
    assert!(matches!(unauthenticated, Some(Anonymity::Unauthenticated { .. })));
    let member = anonymity(MEMBER, &[ticket_flag::ANONYMOUS]).unwrap();
    assert!(matches!(member, Some(Anonymity::RealmMember { .. })));
}

#[test]
fn one_without_the_other_is_refused() {
    let flag_only = Err(Reason::AnonymousMismatch { flag: true });
    let name_only = Err(Reason::AnonymousMismatch { flag: false });
    assert_eq!(anonymity("alice@EXAMPLE.COM", &[ticket_flag::ANONYMOUS]), flag_only);
    assert_eq!(anonymity("alice@WELLKNOWN:ANONYMOUS", &[ticket_flag::ANONYMOUS]), flag_only);
    assert_eq!(anonymity("alice@WELLKNOWN:ANONYMOUS", &[]), name_only);
    assert_eq!(anonymity(ANONYMOUS, &[]), name_only);
    assert_eq!(anonymity(MEMBER, &[]), name_only);
}

#[test]
fn bit_14_counts_only_where_the_draft_is_named() {
    let draft = [ticket_flag::ANONYMOUS_DRAFT_08];
    assert_eq!(anonymity(ANONYMOUS, &draft), Err(Reason::AnonymousMismatch { flag: false }));
    assert_eq!(anonymity("alice@EXAMPLE.COM", &draft), Ok(None));

    let mut realm = Realm::new();
    let part = ticket(&mut realm, ANONYMOUS, &draft);
    let credential = realm.seal(&part);
    let (token, _) = realm.token(&credential);
    let config = Config { draft08_anonymous_flag: true, ..Config::default() };
    let accepted = accept(&mut realm.acceptor_with(config), &token).unwrap();
    assert!(accepted.ticket.anonymity.is_some());
}

#[test]
fn the_name_type_does_not_matter() {
    for name_type in [0, 1, 11] {
        let mut realm = Realm::new();
        realm.client = Principal {
            realm: b"EXAMPLE.COM".to_vec(),
            components: ANONYMOUS_NAME.iter().map(|c| c.to_vec()).collect(),
            name_type,
        };
        let mut part = realm.part();
        part.flags = asn1::flags(&[ticket_flag::ANONYMOUS]);
        assert!(realm.accept_part(&part).unwrap().ticket.anonymity.is_some());
    }
}

#[test]
fn the_pseudonym_is_the_same_for_a_ticket_and_differs_between_tickets() {
    let mut realm = Realm::new();
    let part = ticket(&mut realm, ANONYMOUS, &[ticket_flag::ANONYMOUS]);
    let mut pseudonym = |credential: &kerberos::client::Credential| {
        let (token, _) = realm.token(credential);
        let accepted = accept(&mut realm.acceptor(), &token).unwrap();
        *accepted.ticket.anonymity.unwrap().pseudonym()
    };
    let mut other_realm = Realm::new();
    other_realm.client = principal(ANONYMOUS);
    let (one, other) = (other_realm.seal(&part), other_realm.seal(&part));
    assert_eq!(pseudonym(&one), pseudonym(&one));
    assert_ne!(pseudonym(&one), pseudonym(&other));
}
