//! Authorization data: what is not understood and critical refuses the request.

use kerberos::asn1::{AuthorizationData, ad_type};
use kerberos::client::RequestOptions;
use kerberos::{Error, Reason};

use crate::realm::*;

fn ticket_with(data: AuthorizationData) -> Result<(), Error> {
    let mut realm = Realm::new();
    let mut part = realm.part();
    part.authorization_data = Some(data);
    realm.accept_part(&part).map(drop)
}

fn authenticator_with(data: AuthorizationData) -> Result<(), Error> {
    let mut realm = Realm::new();
    let credential = realm.credential();
    let options = RequestOptions { flags: MUTUAL, authorization_data: data, ..Default::default() };
    let (token, _) = credential.ap_req(options, NOW, &mut realm.rng).unwrap();
    accept(&mut realm.acceptor(), &token).map(drop)
}

fn critical(ad_type: i32, place: &'static str) -> Result<(), Error> {
    Err(Reason::CriticalAuthorizationData { ad_type, place }.into())
}

/// AD-KDCIssued, AD-AND-OR, AD-CAMMAC, a bare PAC and a number that nobody has assigned.
const RESTRICTING: [i32; 5] = [4, 5, 96, 128, 9999];

#[test]
fn unknown_elements_are_critical_in_the_ticket() {
    for number in RESTRICTING {
        assert_eq!(ticket_with(vec![element(number, b"x")]), critical(number, "ticket"));
    }
    let hidden_behind = vec![if_relevant(&[]), element(9999, b"x")];
    assert_eq!(ticket_with(hidden_behind), critical(9999, "ticket"));
}

#[test]
fn unknown_elements_are_critical_in_the_authenticator() {
    for number in RESTRICTING {
        let refused = critical(number, "authenticator");
        assert_eq!(authenticator_with(vec![element(number, b"x")]), refused);
    }
}

#[test]
fn elements_inside_ad_if_relevant_may_be_ignored() {
    for number in RESTRICTING.into_iter().filter(|number| *number != ad_type::WIN2K_PAC) {
        assert_eq!(ticket_with(vec![if_relevant(&[element(number, b"x")])]), Ok(()));
        assert_eq!(authenticator_with(vec![if_relevant(&[element(number, b"x")])]), Ok(()));
    }
}

#[test]
fn what_is_mandatory_for_the_kdc_does_not_concern_the_server() {
    assert_eq!(ticket_with(vec![element(ad_type::MANDATORY_FOR_KDC, b"x")]), Ok(()));
    let refused = critical(ad_type::MANDATORY_FOR_KDC, "authenticator");
    assert_eq!(authenticator_with(vec![element(ad_type::MANDATORY_FOR_KDC, b"x")]), refused);
}

#[test]
fn elements_that_windows_clients_send_are_known() {
    for number in [ad_type::TOKEN_RESTRICTIONS, ad_type::AP_OPTIONS, ad_type::TARGET_PRINCIPAL] {
        assert_eq!(authenticator_with(vec![element(number, &[0; 4])]), Ok(()));
        assert_eq!(authenticator_with(vec![if_relevant(&[element(number, &[0; 4])])]), Ok(()));
    }
}

#[test]
fn containers_that_are_no_der_are_malformed() {
    let broken = vec![element(ad_type::IF_RELEVANT, b"\x30\x05")];
    assert!(matches!(ticket_with(broken.clone()), Err(Error::Malformed { .. })));
    assert!(matches!(authenticator_with(broken), Err(Error::Malformed { .. })));
}

#[test]
fn nesting_and_number_are_bounded() {
    let mut nested = if_relevant(&[]);
    for _ in 0..3 {
        nested = if_relevant(&[nested]);
    }
    assert_eq!(ticket_with(vec![nested.clone()]), Ok(()));
    let deeper = if_relevant(&[nested]);
    assert!(matches!(ticket_with(vec![deeper]), Err(Error::Malformed { .. })));
    let many = vec![if_relevant(&[element(9999, b"")]); 64];
    assert_eq!(ticket_with(many.clone()), Ok(()));
    let too_many = vec![if_relevant(&[element(9999, b"")]); 65];
    assert!(matches!(ticket_with(too_many), Err(Error::Malformed { .. })));
}
