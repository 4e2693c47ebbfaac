//! F-Ticks: a line of statistics for each authentication
//! (draft-johansson-fticks, as roaming federations use it).

use core::fmt::Write as _;

use super::config::{FTicksConfig, StationId};
use crate::attribute::{Attributes, Reference};
use crate::crypto::Secret;
use crate::error::Error;
use crate::nai::Nai;

const USER_NAME: Reference = Reference::standard(1);
const CALLING_STATION_ID: Reference = Reference::standard(31);

/// The most octets of a value that a client chose.
const MAX_VALUE_OCTETS: usize = 128;

/// What every line says.
#[derive(Debug)]
pub(super) struct FTicks {
    federation: String,
    visited: String,
    station: Station,
}

#[derive(Debug)]
enum Station {
    Omitted,
    Hashed(Secret),
    Full,
}

impl FTicks {
    pub(super) fn new(config: &FTicksConfig) -> Result<Self, Error> {
        let FTicksConfig { federation, visited_country, visited_institution, .. } = config;
        let station = match (config.calling_station_id, &config.hash_key) {
            (StationId::Hashed, Some(key)) => {
                Station::Hashed(Secret::new(key.expose().as_bytes())?)
            }
            (StationId::Full, _) => Station::Full,
            (StationId::Omitted | StationId::Hashed, _) => Station::Omitted,
        };
        let visited = format!("#VISCOUNTRY={visited_country}#VISINST={visited_institution}");
        Ok(Self { federation: federation.clone(), visited, station })
    }

    /// The line for a request, up to its result.
    pub(super) fn begin(&self, request: &Attributes) -> String {
        let user_name = request.first(&USER_NAME).unwrap_or_default();
        let nai = Nai::parse(&user_name, &[]).ok();
        let realm = nai.as_ref().and_then(Nai::realm).unwrap_or_default();
        let mut line = format!("F-TICKS/{}/1.0#REALM=", self.federation);
        push(&mut line, &realm.to_ascii_lowercase());
        line.push_str(&self.visited);
        if let Some(station) = request.first(&CALLING_STATION_ID) {
            match &self.station {
                Station::Omitted => {}
                Station::Hashed(key) => {
                    line.push_str("#CSI=");
                    let digits: Vec<u8> = station
                        .iter()
                        .filter(|octet| octet.is_ascii_hexdigit())
                        .map(u8::to_ascii_lowercase)
                        .collect();
                    for octet in key.hmac(&[&digits]) {
                        // Writing into a string does not fail.
                        let _ = write!(line, "{octet:02x}");
                    }
                }
                Station::Full => {
                    line.push_str("#CSI=");
                    push(&mut line, &station);
                }
            }
        }
        line
    }

    /// The whole line.
    pub(super) fn end(begun: &str, is_accepted: bool) -> String {
        format!("{begun}#RESULT={}#", if is_accepted { "OK" } else { "FAIL" })
    }
}

/// Appends what a client chose: it cannot end the field or the line.
fn push(line: &mut String, octets: &[u8]) {
    line.extend(octets.iter().take(MAX_VALUE_OCTETS).map(|octet| match octet {
        b'#' => '_',
        octet if octet.is_ascii_graphic() => char::from(*octet),
        _ => '_',
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::SecretText;

    fn line(station: StationId, list: &[(u8, &[u8])]) -> String {
        let config = FTicksConfig {
            federation: "eduroam".into(),
            visited_country: "DE".into(),
            visited_institution: "1us.example".into(),
            calling_station_id: station,
            hash_key: Some(SecretText::new("key".into())),
        };
        let mut request = Attributes::new();
        list.iter().for_each(|(number, value)| request.push(*number, value).unwrap());
        FTicks::end(&FTicks::new(&config).unwrap().begin(&request), true)
    }

    #[test]
    fn a_line_has_the_realm_and_the_station() {
        let fred: &[(u8, &[u8])] = &[(1, b"fred@Example.org"), (31, b"00-11-22-AA-BB-CC")];
        assert_eq!(
            line(StationId::Full, fred),
            "F-TICKS/eduroam/1.0#REALM=example.org#VISCOUNTRY=DE#VISINST=1us.example\
             #CSI=00-11-22-AA-BB-CC#RESULT=OK#"
        );
        assert_eq!(
            line(StationId::Omitted, fred),
            "F-TICKS/eduroam/1.0#REALM=example.org#VISCOUNTRY=DE#VISINST=1us.example#RESULT=OK#"
        );
    }

    #[test]
    fn a_pseudonym_does_not_depend_on_how_an_address_is_written() {
        let hashed = |text: &[u8]| line(StationId::Hashed, &[(31, text)]);
        assert_eq!(hashed(b"00-11-22-AA-BB-CC"), hashed(b"001122aabbcc"));
        assert_ne!(hashed(b"00-11-22-AA-BB-CC"), hashed(b"00-11-22-AA-BB-CD"));
    }

    #[test]
    fn what_a_client_chose_cannot_end_its_field() {
        let forged: &[(u8, &[u8])] = &[(1, b"x@a#RESULT=OK#\nF-TICKS"), (31, b"\xff#\0")];
        let line = line(StationId::Full, forged);
        assert_eq!(line.matches('#').count(), 6, "{line}");
        assert!(line.bytes().all(|octet| octet.is_ascii_graphic()), "{line}");
    }
}
