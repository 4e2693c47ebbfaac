//! Telling home that what it accepted was rejected here (RFC 2607 section 5.1).

use std::num::NonZeroU32;
use std::time::Duration;

use radius::attribute::Attributes;
use radius::crypto::Hop;
use radius::monitor::ProxyStop;
use radius::radius11::seal;
use rand_core::CryptoRng;

use super::submit::{Confirm, Submit};
use crate::journal::{Kind, Origin, Record};

/// Connect-Info (RFC 2869 section 5.11).
const CONNECT_INFO: u8 = 77;

/// Most octets of a reason.
const MAX_REASON_OCTETS: usize = 200;

/// What a Proxy-Stop is made for.
#[derive(Debug, Clone, Copy)]
pub struct ProxyStopOrder<'a> {
    /// The name of the client that was rejected.
    pub client: &'a str,
    /// The name of the pool: the accounting of the realm path that the Access-Request took.
    pub pool: &'a str,
    /// The code of the reason.
    pub reason: &'a str,
    /// The Acct-Status-Type.
    pub status_type: u32,
    /// How often it is sent until it is given up: a home server that does not know the number may
    /// never acknowledge it.
    pub attempts: u32,
}

/// A Proxy-Stop as a record. Nobody waits for it; what comes of it is counted as `proxy_stop`.
///
/// The reason is in Connect-Info, behind `Proxy-Stop: `: the one text that RFC 2866 section 5.13 and
/// RFC 2869 section 5.19 allow in any Accounting-Request. Acct-Terminate-Cause belongs to Stop only
/// (RFC 2866 section 5.10), Reply-Message and Error-Cause to other packets. It is left out if it
/// does not fit. A request without an Acct-Session-Id gets one that is random.
///
/// # Errors
/// As [`ProxyStop::accounting_request`] and [`Record::new`].
pub fn proxy_stop(
    stop: &ProxyStop,
    order: ProxyStopOrder<'_>,
    now: Duration,
    rng: &mut dyn CryptoRng,
) -> Result<Submit, radius::Error> {
    let mut random = [0; 8];
    rng.fill_bytes(&mut random);
    let session = format!("proxy-stop-{:016x}", u64::from_be_bytes(random));
    let attributes = stop.accounting_request(order.status_type, session.as_bytes(), now)?;
    let reasoned = with_reason(&attributes, order.reason)
        .and_then(|attributes| record(order, attributes, now, rng));
    let mut record = match reasoned {
        Ok(record) => record,
        Err(_) => record(order, attributes, now, rng)?,
    };
    record.attempts = Some(NonZeroU32::new(order.attempts).unwrap_or(NonZeroU32::MIN));
    Ok(Submit { record, confirm: Confirm::OnDisk, notify: Box::new(drop) })
}

fn record(
    order: ProxyStopOrder<'_>,
    mut attributes: Attributes,
    now: Duration,
    rng: &mut dyn CryptoRng,
) -> Result<Record, radius::Error> {
    let handles = seal(&mut attributes, Hop::Radius11, rng)?;
    let origin = Origin {
        client: order.client,
        request: None,
        pool: order.pool,
        realm: order.pool.as_bytes(),
    };
    Record::new(Kind::ProxyStop, origin, attributes, &handles, now, rng)
}

fn with_reason(attributes: &Attributes, reason: &str) -> Result<Attributes, radius::Error> {
    let reason: String =
        reason.chars().filter(char::is_ascii_graphic).take(MAX_REASON_OCTETS).collect();
    let mut attributes = attributes.clone();
    attributes.push(CONNECT_INFO, format!("Proxy-Stop: {reason}").as_bytes())?;
    Ok(attributes)
}

#[cfg(test)]
mod tests {
    use chacha20::ChaCha20Rng;
    use chacha20::rand_core::SeedableRng;
    use radius::monitor::{AccountingMode, Monitor, OwnStates};
    use radius::packet::Code;

    use super::*;

    const NOW: Duration = Duration::from_secs(1_700_000_000);

    fn attributes(list: &[(u8, &[u8])]) -> Attributes {
        let mut attributes = Attributes::new();
        list.iter().for_each(|(number, value)| attributes.push(*number, value).unwrap());
        attributes
    }

    /// What the monitor makes when policy rejects what home accepted.
    fn rejected(request: &Attributes, accept: &Attributes) -> ProxyStop {
        let mut states = OwnStates::new(NOW);
        let code = Code::ACCESS_REQUEST;
        let mut monitor = Monitor::new(code, request, 1, AccountingMode::Atomic).unwrap();
        monitor.forward(code, request, "home", &states, NOW).unwrap();
        monitor.received(Code::ACCESS_ACCEPT, accept).unwrap();
        let nothing = Attributes::new();
        let permit = monitor.answer(Code::ACCESS_REJECT, &nothing, &mut states, NOW).unwrap();
        permit.proxy_stop.unwrap()
    }

    fn order(reason: &str) -> ProxyStopOrder<'_> {
        ProxyStopOrder { client: "nas", pool: "home", reason, status_type: 6, attempts: 10 }
    }

    fn made(stop: &ProxyStop, reason: &str) -> Record {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        proxy_stop(stop, order(reason), NOW, &mut rng).unwrap().record
    }

    fn values(record: &Record, number: u8) -> Vec<Vec<u8>> {
        let of_number = record.attributes.iter().filter(|it| it.number == number);
        of_number.map(|it| it.value.to_vec()).collect()
    }

    #[test]
    fn r6_it_says_who_was_rejected_and_why_with_every_class() {
        let request =
            attributes(&[(1, b"fred@example.org"), (2, b"?"), (44, b"s1"), (32, b"nas-1")]);
        let stop = rejected(&request, &attributes(&[(25, b"one"), (6, &[0; 4]), (25, b"two")]));
        let record = made(&stop, "service_not_allowed\n");
        assert_eq!(values(&record, 40), [[0, 0, 0, 6]]);
        assert_eq!(values(&record, 1), [b"fred@example.org"]);
        assert_eq!(values(&record, 25), [b"one", b"two"]);
        assert_eq!(values(&record, 44), [b"s1"]);
        assert_eq!(values(&record, 32), [b"nas-1"]);
        assert_eq!(values(&record, 55), [1_700_000_000_u32.to_be_bytes()]);
        assert_eq!(values(&record, 77), [b"Proxy-Stop: service_not_allowed"]);
        assert!(values(&record, 2).is_empty() && values(&record, 6).is_empty());
        assert_eq!(record.attempts, NonZeroU32::new(10));
        assert_eq!((record.kind, &*record.pool), (Kind::ProxyStop, stop.realm_path()));
    }

    #[test]
    fn without_a_session_it_has_one_of_its_own_and_without_room_no_reason() {
        let request = attributes(&[(1, b"fred"), (32, b"nas-1")]);
        let stop = rejected(&request, &attributes(&[(25, b"one")]));
        let session = values(&made(&stop, "x"), 44).concat();
        assert!(session.starts_with(b"proxy-stop-"));
        let stop = rejected(&request, &attributes(&[(25, &[7; 253][..]); 15]));
        let long = "x".repeat(1_000);
        assert_eq!(values(&made(&stop, &long), 25).len(), 15);
        assert!(values(&made(&stop, &long), 77).is_empty());
    }
}
