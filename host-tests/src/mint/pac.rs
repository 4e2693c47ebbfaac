//! Tickets around a PAC that a real KDC signed in a key that is known.

use std::time::Duration;

use kerberos::asn1::{self, AuthorizationDataElement, EncTicketPart, ad_type};
use kerberos::client::Credential;
use kerberos::crypto::{EncryptionType, Key};

use super::Mint;
use crate::{Failure, Result, project_root};

/// The realm that issued the PAC.
const REALM: &str = "EDGE.TEST";

/// A PAC of `modules/kerberos/tests/vectors/pac`.
#[derive(Debug, Clone)]
pub struct PacVector {
    key: Key,
    authtime: Duration,
    /// The client, with its realm.
    pub client: String,
    /// The groups in the PAC, as SIDs.
    pub groups: Vec<String>,
    pac: Vec<u8>,
}

impl PacVector {
    /// Reads a file such as `samba-aes256-sha1.txt`.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the file is not there or not as expected.
    pub fn load(file: &str) -> Result<Self> {
        let path = project_root().join("modules/kerberos/tests/vectors/pac").join(file);
        let text = std::fs::read_to_string(path)?;
        let lines: Vec<&str> = text.lines().map(|line| without_comment(line).trim()).collect();
        let all = |name: &str| -> Vec<String> {
            let prefix = format!("{name}: ");
            lines.iter().filter_map(|line| line.strip_prefix(&prefix).map(String::from)).collect()
        };
        let one = |name: &str| {
            let value = all(name).into_iter().next();
            value.ok_or_else(|| Failure::new(format!("{file} has no {name}")))
        };
        let wrong = |_| Failure::new(format!("{file} has a number that is none"));
        let enctype = one("enctype")?.parse().map_err(wrong)?;
        let enctype = EncryptionType::from_number(enctype).map_err(kerberos)?;
        let digits: String =
            lines.iter().skip_while(|line| **line != "pac:").skip(1).copied().collect();
        Ok(Self {
            key: Key::new(enctype, &hex(&one("key")?)).map_err(kerberos)?,
            authtime: Duration::from_secs(one("authtime")?.parse().map_err(wrong)?),
            client: format!("{}@{REALM}", one("cname")?),
            groups: all("group"),
            pac: hex(&digits),
        })
    }
}

impl Mint {
    /// The realm of a PAC, which has signed it for its service.
    #[must_use]
    pub fn of_pac(vector: &PacVector) -> Self {
        Self::with_key(vector.key.clone(), REALM)
    }

    /// A ticket around the PAC that is valid around `now`, with `padding` octets beside it that no
    /// service needs to understand.
    pub fn ticket_with_pac(
        &mut self,
        vector: &PacVector,
        padding: usize,
        now: Duration,
    ) -> Credential {
        let mut part = self.part_with_pac(vector, now);
        part.authorization_data
            .get_or_insert_default()
            .push(if_relevant(0x7fff, &vec![0; padding]));
        self.seal(&part)
    }

    /// What a ticket around the PAC says, to be changed before it is sealed.
    pub fn part_with_pac(&mut self, vector: &PacVector, now: Duration) -> EncTicketPart {
        let mut part = self.part(&vector.client, now);
        // The PAC names the time; the ticket may start later.
        part.authtime = asn1::kerberos_time(vector.authtime);
        part.starttime = Some(asn1::kerberos_time(now));
        part.authorization_data = Some(vec![if_relevant(ad_type::WIN2K_PAC, &vector.pac)]);
        part
    }
}

/// An element of authorization data that a service may ignore if it does not understand it.
#[must_use]
pub fn if_relevant(ad_type: i32, data: &[u8]) -> AuthorizationDataElement {
    let inner = vec![AuthorizationDataElement { ad_type, ad_data: data.to_vec().into() }];
    let octets = asn1::encode("AD-IF-RELEVANT", &inner).expect("octets have an encoding");
    AuthorizationDataElement { ad_type: ad_type::IF_RELEVANT, ad_data: octets.into() }
}

fn without_comment(line: &str) -> &str {
    line.split('#').next().unwrap_or_default()
}

fn hex(digits: &str) -> Vec<u8> {
    let digits: Vec<u32> = digits.chars().filter_map(|digit| digit.to_digit(16)).collect();
    let octet = |pair: &[u32]| pair.iter().fold(0, |octet, digit| octet << 4 | digit);
    digits.chunks(2).filter_map(|pair| u8::try_from(octet(pair)).ok()).collect()
}

fn kerberos(error: impl Into<kerberos::Error>) -> Failure {
    Failure::new(error.into().to_string())
}
