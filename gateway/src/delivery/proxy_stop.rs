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
