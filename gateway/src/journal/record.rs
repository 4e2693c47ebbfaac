//! What is stored of an Accounting-Request, and of the packet that was made of it.

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use radius::attribute::{Attributes, Reference};
use radius::crypto::Hop;
use radius::packet::{Authenticator, HEADER_OCTETS, MAX_PACKET_OCTETS};
use radius::radius11::{Handles, unseal};
use radius::transaction::PROXY_STATE_OCTETS;
use rand_core::CryptoRng;

use super::codec::{Reader, Writer};

const ACCT_DELAY_TIME: Reference = Reference::standard(41);
const ACCT_SESSION_ID: Reference = Reference::standard(44);
const EVENT_TIMESTAMP: Reference = Reference::standard(55);

/// The version of the two encodings below.
const VERSION: u8 = 1;

/// Octets that hiding a value adds at most: a salt, a length and padding (RFC 2868 section 3.5).
const HIDING_OCTETS: usize = 18;

/// Octets of an attribute that are not its value.
const ATTRIBUTE_HEADER: usize = 2;

/// Octets that one record takes on disk besides its contents: keys, lengths, and its share of pages.
const OVERHEAD: u64 = 128;

/// Which one in the journal: a later record has a higher number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub u64);

/// Why a record is in the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A client has sent it.
    Accounting,
    /// A client has sent it for all realms (RFC 2607 section 5.2).
    Flood,
    /// It tells home that this proxy rejected what home accepted (RFC 2607 section 5.1).
    ProxyStop,
}

/// An Accounting-Request on its way to its home server.
///
/// `Debug` shows no values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Why it is here.
    pub kind: Kind,
    /// The name of the client.
    pub client: String,
    /// The Request Authenticator of the client's packet: the same packet is not stored twice. None
    /// for what no client has sent.
    pub request: Option<Authenticator>,
    /// The name of the pool that it goes to.
    pub pool: String,
    /// What silence counts for: see [`Forward::realm`](radius::transaction::Forward::realm).
    pub realm: Vec<u8>,
    /// In RADIUS/1.1 form, with hidden values in clear, and with Event-Timestamp.
    pub attributes: Attributes,
    /// When it was received, by the clock of the system.
    pub received: Duration,
    /// Whether Event-Timestamp was added here.
    pub is_stamped: bool,
    /// How often it is sent until it is given up; until it is acknowledged if there is no limit.
    pub attempts: Option<NonZeroU32>,
}

/// Who has sent a record, and where it goes.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The name of the client.
    pub client: &'a str,
    /// The Request Authenticator of its packet.
    pub request: Option<Authenticator>,
    /// The name of the pool that it goes to.
    pub pool: &'a str,
    /// What silence counts for.
    pub realm: &'a [u8],
}

/// What was sent last of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The name of the server.
    pub server: String,
    /// Its address and port.
    pub address: SocketAddr,
    /// The port that it was sent from.
    pub port: u16,
    /// How often the record was sent, this packet included.
    pub attempts: u32,
    /// The packet: identifier, authenticator and Proxy-State are in it.
    pub datagram: Vec<u8>,
}

impl Record {
    /// A record of attributes as policy returned them. Event-Timestamp is added where there is none:
    /// the time of receipt, less the Acct-Delay-Time (RFC 2869 section 5.3, RFC 2866 section 5.2).
    ///
    /// # Errors
    /// Those of [`unseal`], and [`PacketTooLong`](radius::Reason::PacketTooLong) if there is no room
    /// for what forwarding adds.
    pub fn new(
        kind: Kind,
        origin: Origin<'_>,
        mut attributes: Attributes,
        handles: &Handles,
        received: Duration,
        rng: &mut dyn CryptoRng,
    ) -> Result<Self, radius::Error> {
        unseal(&mut attributes, handles, Hop::Radius11, rng)?;
        let is_stamped = !attributes.contains(&EVENT_TIMESTAMP);
        if is_stamped {
            let event = event_time(&attributes, received);
            attributes.add(&EVENT_TIMESTAMP, &event.to_be_bytes())?;
        }
        check_room(&attributes, handles.len())?;
        Ok(Self {
            kind,
            client: origin.client.to_owned(),
            request: origin.request,
            pool: origin.pool.to_owned(),
            realm: origin.realm.to_vec(),
            attributes,
            received,
            is_stamped,
            attempts: None,
        })
    }

    /// Acct-Session-Id; empty if there is none.
    #[must_use]
    pub fn session(&self) -> Vec<u8> {
        self.attributes.first(&ACCT_SESSION_ID).map(|value| value.to_vec()).unwrap_or_default()
    }

    /// Octets that it counts for on disk, with the packet that is made of it.
    #[must_use]
    pub fn cost(&self) -> u64 {
        let attributes = self.attributes.as_bytes().len().saturating_mul(2);
        let names = self.client.len().saturating_add(self.pool.len());
        let contents = attributes.saturating_add(names).saturating_add(self.realm.len());
        u64::try_from(contents).unwrap_or(u64::MAX).saturating_add(OVERHEAD)
    }

    /// The octets that are stored.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Writer::new(VERSION);
        out.u8(match self.kind {
            Kind::Accounting => 0,
            Kind::Flood => 1,
            Kind::ProxyStop => 2,
        });
        out.octets(self.client.as_bytes());
        out.octets(self.request.as_ref().map_or(&[][..], |octets| octets));
        out.octets(self.pool.as_bytes());
        out.octets(&self.realm);
        out.octets(self.attributes.as_bytes());
        out.u64(u64::try_from(self.received.as_millis()).unwrap_or(u64::MAX));
        out.u8(self.is_stamped.into());
        out.u32(self.attempts.map_or(0, NonZeroU32::get));
        out.finish()
    }

    /// Reads what [`Self::encode`] wrote; none if that is not what it is.
    #[must_use]
    pub fn decode(octets: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(octets, VERSION)?;
        let record = Self {
            kind: match reader.u8()? {
                0 => Kind::Accounting,
                1 => Kind::Flood,
                2 => Kind::ProxyStop,
                _ => return None,
            },
            client: reader.text()?,
            request: match reader.octets()? {
                [] => None,
                octets => Some(octets.try_into().ok()?),
            },
            pool: reader.text()?,
            realm: reader.octets()?.to_vec(),
            attributes: Attributes::parse(reader.octets()?).ok()?,
            received: Duration::from_millis(reader.u64()?),
            is_stamped: reader.u8()? != 0,
            attempts: NonZeroU32::new(reader.u32()?),
        };
        reader.is_at_end().then_some(record)
    }
}

impl Sent {
    /// The octets that are stored.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Writer::new(VERSION);
        out.octets(self.server.as_bytes());
        out.octets(self.address.to_string().as_bytes());
        out.u16(self.port);
        out.u32(self.attempts);
        out.octets(&self.datagram);
        out.finish()
    }

    /// Reads what [`Self::encode`] wrote; none if that is not what it is.
    #[must_use]
    pub fn decode(octets: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(octets, VERSION)?;
        let sent = Self {
            server: reader.text()?,
            address: reader.text()?.parse().ok()?,
            port: reader.u16()?,
            attempts: reader.u32()?,
            datagram: reader.octets()?.to_vec(),
        };
        reader.is_at_end().then_some(sent)
    }
}

/// When what a record tells of has happened, in seconds.
pub(crate) fn event_time(attributes: &Attributes, received: Duration) -> u32 {
    let delay = number(attributes, &ACCT_DELAY_TIME).unwrap_or_default();
    u32::try_from(received.as_secs()).unwrap_or(u32::MAX).saturating_sub(delay)
}

/// Event-Timestamp, if there is one.
pub(crate) fn event_timestamp(attributes: &Attributes) -> Option<u32> {
    number(attributes, &EVENT_TIMESTAMP)
}

fn number(attributes: &Attributes, reference: &Reference) -> Option<u32> {
    let octets = attributes.first(reference)?.as_ref().try_into().ok()?;
    Some(u32::from_be_bytes(octets))
}

/// Whether hiding and Proxy-State still fit: a stored record must not turn out to be unsendable.
fn check_room(attributes: &Attributes, hidden: usize) -> Result<(), radius::Error> {
    let own = HEADER_OCTETS.saturating_add(ATTRIBUTE_HEADER).saturating_add(PROXY_STATE_OCTETS);
    let hiding = hidden.saturating_mul(HIDING_OCTETS);
    let found = attributes.as_bytes().len().saturating_add(own).saturating_add(hiding);
    match found > MAX_PACKET_OCTETS {
        true => Err(radius::Reason::PacketTooLong { found, limit: MAX_PACKET_OCTETS }.into()),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use chacha20::ChaCha20Rng;
    use chacha20::rand_core::SeedableRng;
    use radius::crypto::Secret;
    use radius::radius11::seal;

    use super::*;

    const RECEIVED: Duration = Duration::from_millis(1_700_000_000_250);

    fn record(list: &[(u8, &[u8])]) -> Result<Record, radius::Error> {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let mut attributes = Attributes::new();
        list.iter().for_each(|(number, value)| attributes.push(*number, value).unwrap());
        let handles = seal(&mut attributes, Hop::Radius11, &mut rng).unwrap();
        let origin = Origin { client: "nas", request: Some([7; 16]), pool: "home", realm: b"r" };
        Record::new(Kind::Accounting, origin, attributes, &handles, RECEIVED, &mut rng)
    }

    #[test]
    fn what_is_encoded_is_decoded_and_nothing_else_is() {
        let mut record = record(&[(40, &[0, 0, 0, 1]), (44, b"s1")]).unwrap();
        record.attempts = NonZeroU32::new(3);
        let octets = record.encode();
        assert_eq!(Record::decode(&octets), Some(record));
        let sent = Sent {
            server: "home-1".into(),
            address: "[::1]:1813".parse().unwrap(),
            port: 40_000,
            attempts: 2,
            datagram: vec![4; 20],
        };
        assert_eq!(Sent::decode(&sent.encode()), Some(sent.clone()));
        for encoded in [octets, sent.encode()] {
            let is_read =
                |octets: &[u8]| Record::decode(octets).is_some() || Sent::decode(octets).is_some();
            (0..encoded.len()).for_each(|end| assert!(!is_read(&encoded[..end]), "{end}"));
            assert!(!is_read(&[&encoded[..], &[0]].concat()));
            assert!(!is_read(&[&[VERSION + 1], &encoded[1..]].concat()));
        }
    }

    #[test]
    fn event_timestamp_is_added_where_it_is_absent_and_counts_the_delay() {
        let stamped = record(&[(44, b"s1")]).unwrap();
        assert_eq!(event_timestamp(&stamped.attributes), Some(1_700_000_000));
        assert!(stamped.is_stamped);
        let delayed = record(&[(41, &[0, 0, 0, 9])]).unwrap();
        assert_eq!(event_timestamp(&delayed.attributes), Some(1_699_999_991));
        let own = record(&[(55, &[0, 0, 0, 5]), (41, &[0, 0, 0, 9])]).unwrap();
        assert_eq!(event_timestamp(&own.attributes), Some(5));
        assert!(!own.is_stamped);
        assert_eq!(own.attributes.count(), 2);
    }

    #[test]
    fn hidden_values_are_stored_in_clear() {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let (secret, authenticator) = (Secret::new(b"client").unwrap(), [0; 16]);
        let hop = Hop::Radius10 { secret: &secret, authenticator: &authenticator };
        let mut attributes = Attributes::new();
        attributes.push(69, b"\x01\0\0password").unwrap();
        let sealed = seal(&mut attributes, Hop::Radius11, &mut rng).unwrap();
        unseal(&mut attributes, &sealed, hop, &mut rng).unwrap();
        let handles = seal(&mut attributes, hop, &mut rng).unwrap();
        let origin = Origin { client: "nas", request: None, pool: "home", realm: b"r" };
        let record =
            Record::new(Kind::Accounting, origin, attributes, &handles, RECEIVED, &mut rng);
        let value = record.unwrap().attributes.iter().next().unwrap().value.to_vec();
        assert_eq!(value, b"\x01\0\0password");
    }

    #[test]
    fn what_leaves_no_room_for_forwarding_is_refused() {
        let full = [(26, &[0; 253][..]); 15];
        assert!(record(&full).is_ok());
        let mut list = full.to_vec();
        list.push((26, &[0; 226]));
        assert_eq!(record(&list).unwrap_err().code(), "packet_too_long");
    }
}
