//! PACs that Samba AD and MIT krb5kdc issued.

use core::time::Duration;

use kerberos::Error;
use kerberos::pac::{Pac, Sid};

use super::checksum;
use super::vector::{Vector, hex};

pub const SAMBA: [&str; 3] =
    ["samba-aes128-sha1.txt", "samba-aes256-sha1.txt", "samba-non-ascii-name.txt"];
pub const MIT: [&str; 4] =
    ["mit-aes128-sha2.txt", "mit-aes256-sha1.txt", "mit-aes256-sha2.txt", "mit-non-ascii-name.txt"];

pub fn verify(vector: &Vector, pac: &Pac<'_>) -> Result<(), Error> {
    let key = hex(vector.one("key"));
    pac.verify_server_checksum(|checksum_type, zeroed, mac| {
        checksum::verify(vector.one("enctype"), &key, checksum_type, zeroed, mac)
    })
}

#[test]
fn the_server_checksum_of_every_real_pac_verifies() {
    for name in SAMBA.into_iter().chain(MIT) {
        let vector = Vector::load(name);
        assert_eq!(verify(&vector, &Pac::parse(&vector.pac).unwrap()), Ok(()), "{name}");
    }
}

#[test]
fn every_real_pac_is_of_the_client_and_time_of_its_ticket() {
    for name in SAMBA.into_iter().chain(MIT) {
        let vector = Vector::load(name);
        let pac = Pac::parse(&vector.pac).unwrap();
        let authtime = Duration::from_secs(vector.one("authtime").parse().unwrap());
        assert_eq!(pac.check_client(authtime, vector.one("cname")), Ok(()), "{name}");
    }
}

#[test]
fn samba_says_who_the_account_is_and_which_groups_it_is_in() {
    for name in SAMBA {
        let vector = Vector::load(name);
        let logon_info = Pac::parse(&vector.pac).unwrap().logon_info().unwrap().unwrap();
        assert_eq!(logon_info.effective_name, vector.one("effective-name"), "{name}");
        assert_eq!(logon_info.logon_domain_name, vector.one("logon-domain-name"), "{name}");
        assert_eq!(logon_info.user.to_string(), vector.one("user"), "{name}");
        assert_eq!(logon_info.primary_group.to_string(), vector.one("primary-group"), "{name}");
        let groups: Vec<_> = logon_info.groups.iter().map(Sid::to_string).collect();
        assert_eq!(groups, vector.all("group"), "{name}");
    }
}

#[test]
fn samba_gives_the_user_principal_name() {
    for name in SAMBA {
        let vector = Vector::load(name);
        let info = Pac::parse(&vector.pac).unwrap().upn_dns_info().unwrap().unwrap();
        assert_eq!(info.user_principal_name, vector.one("upn"), "{name}");
        assert_eq!(info.dns_domain_name, vector.one("dns-domain-name"), "{name}");
        assert!(!info.is_constructed, "{name}");
        let (account, sid) = info.account.unwrap();
        assert_eq!(account, vector.one("effective-name"), "{name}");
        assert_eq!(sid.to_string(), vector.one("user"), "{name}");
    }
}

#[test]
fn mit_issues_a_pac_without_logon_info() {
    for name in MIT {
        let vector = Vector::load(name);
        let pac = Pac::parse(&vector.pac).unwrap();
        assert_eq!(pac.logon_info(), Ok(None), "{name}");
        assert_eq!(pac.upn_dns_info(), Ok(None), "{name}");
    }
}
