//! PAC_CLIENT_INFO (MS-PAC section 2.7).

use core::time::Duration;

use kerberos::pac::Pac;
use kerberos::{Error, Reason};

use super::vector::pac_of;

const AUTHTIME: Duration = Duration::from_secs(1_795_356_034);
/// 1,795,356,034 seconds after 1970 in 100 nanoseconds after 1601.
const CLIENT_ID: u64 = 134_398_296_340_000_000;

fn client_info(client_id: u64, name: &str) -> Vec<u8> {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u16::try_from(name.len()).unwrap();
    [&client_id.to_le_bytes()[..], &length.to_le_bytes(), &name].concat()
}

fn check(client_info: &[u8], authtime: Duration, name: &str) -> Result<(), Error> {
    Pac::parse(&pac_of(&[(10, client_info)])).unwrap().check_client(authtime, name)
}

fn mismatch() -> Result<(), Error> {
    Err(Reason::PacClientMismatch.into())
}

#[test]
fn name_and_time_of_the_ticket_pass() {
    for name in ["anna", "jürgen", "Владимир", "host/web.edge.test", "anna@edge.test", "😀", ""]
    {
        assert_eq!(check(&client_info(CLIENT_ID, name), AUTHTIME, name), Ok(()), "{name}");
    }
}

#[test]
fn fractions_of_a_second_do_not_count() {
    let almost_a_second_later = client_info(CLIENT_ID + 9_999_999, "anna");
    assert_eq!(check(&almost_a_second_later, AUTHTIME, "anna"), Ok(()));
}

#[test]
fn another_time_is_refused() {
    let client_info = client_info(CLIENT_ID, "anna");
    let second = Duration::from_secs(1);
    assert_eq!(check(&client_info, AUTHTIME + second, "anna"), mismatch());
    assert_eq!(check(&client_info, AUTHTIME - second, "anna"), mismatch());
}

#[test]
fn a_time_before_1970_is_refused() {
    assert_eq!(check(&client_info(0, "anna"), Duration::ZERO, "anna"), mismatch());
    let epoch = client_info(116_444_736_000_000_000, "anna");
    assert_eq!(check(&epoch, Duration::ZERO, "anna"), Ok(()));
}

#[test]
fn another_name_is_refused() {
    for name in ["ann", "annab", "Anna", "anna@EDGE.TEST", ""] {
        assert_eq!(check(&client_info(CLIENT_ID, "anna"), AUTHTIME, name), mismatch(), "{name}");
    }
}

#[test]
fn a_name_with_half_a_code_unit_is_refused() {
    let mut octets = client_info(CLIENT_ID, "anna");
    octets[8] = 9;
    octets.push(0);
    assert_eq!(check(&octets, AUTHTIME, "anna"), mismatch());
}

#[test]
fn padding_behind_the_name_does_not_count() {
    let mut octets = client_info(CLIENT_ID, "anna");
    octets.extend([0; 6]);
    assert_eq!(check(&octets, AUTHTIME, "anna"), Ok(()));
}

#[test]
fn a_pac_without_client_info_is_refused() {
    let pac = pac_of(&[]);
    assert_eq!(Pac::parse(&pac).unwrap().check_client(AUTHTIME, "anna"), mismatch());
}

#[test]
fn every_truncation_is_malformed() {
    let whole = client_info(CLIENT_ID, "anna");
    for length in 0..whole.len() {
        let refused = check(&whole[..length], AUTHTIME, "anna");
        assert_eq!(refused.unwrap_err().code(), "malformed", "{length} octets");
    }
}
