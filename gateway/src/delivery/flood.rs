//! Accounting-On and -Off for all realms (RFC 2607 section 5.2).
//!
//! A NAS that restarts has no sessions any more, whatever their realms. So one copy goes to each
//! distinct next hop, and the proxies there do the same. What has been seen is not sent again: that
//! ends loops, and makes a request that comes again harmless.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use radius::attribute::{Attributes, Reference};
use radius::packet::Authenticator;
use radius::radius11::Handles;
use radius::transaction::{PoolConfig, ServerId};
use rand_core::CryptoRng;

use super::submit::{Confirm, Notify, Outcome, Submit};
use crate::journal::{Kind, Origin, Record, event_time, event_timestamp};

const NAS_IP_ADDRESS: Reference = Reference::standard(4);
const NAS_IDENTIFIER: Reference = Reference::standard(32);
const ACCT_STATUS_TYPE: Reference = Reference::standard(40);
const NAS_IPV6_ADDRESS: Reference = Reference::standard(95);

/// Acct-Status-Type: Accounting-On and Accounting-Off.
const ON: u32 = 7;
const OFF: u32 = 8;

/// How long something is remembered that was seen.
const LIFETIME: Duration = Duration::from_secs(3_600);

/// Most of it; the oldest goes for something new.
const MAX_SEEN: usize = 65_536;

/// Seconds by which two times can differ that are one: Acct-Delay-Time is in whole seconds.
const TOLERANCE: u32 = 2;

/// The time in which a client may flood so often.
const MINUTE: Duration = Duration::from_secs(60);

/// What all workers have seen. Copies of it are the same.
#[derive(Clone, Default)]
pub struct Flood(Arc<Mutex<State>>);

/// A request that could go to all realms.
pub struct FloodRequest<'a> {
    /// The name of the client.
    pub client: &'a str,
    /// Whether it may flood, and the request is about itself: see
    /// [`FloodRight::covers`](crate::config::FloodRight::covers).
    pub is_own: bool,
    /// How often it may do so within a minute.
    pub rate_per_minute: u32,
    /// The servers that are the client itself: nothing goes back to it.
    pub sender: &'a BTreeSet<ServerId>,
    /// The Request Authenticator.
    pub request: Authenticator,
    /// As policy returned them.
    pub attributes: &'a Attributes,
    /// The hidden values of `attributes`.
    pub handles: &'a Handles,
    /// When it was received, by the clock of the system.
    pub received: Duration,
    /// When each copy is safe.
    pub confirm: Confirm,
}

/// What is to be done with a request.
pub enum Plan {
    /// It takes the way of any record; the reason is a stable, searchable name.
    Ordinary(&'static str),
    /// These copies are to be submitted. `notify` hears when all are safe, or that one is not.
    Copies(Vec<Submit>),
    /// It is on its way: not to be answered yet.
    InProgress,
    /// All copies are safe: to be answered.
    Done,
    /// The client floods too often: not to be answered, so that it tries later.
    RateLimited,
}

#[derive(Default)]
struct State {
    seen: BTreeMap<Restart, Seen>,
    by_age: VecDeque<(Duration, Restart)>,
    rates: BTreeMap<String, (Duration, u32)>,
}

/// One restart of a NAS: its identity, Acct-Status-Type, and the time.
type Restart = (Vec<u8>, u32, u32);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    InProgress,
    Done,
}

impl Flood {
    /// What is to be done with a request. `pools` are those that take accounting, with their names.
    ///
    /// # Errors
    /// As [`Record::new`].
    pub fn plan(
        &self,
        request: &FloodRequest<'_>,
        pools: &[(&str, &PoolConfig)],
        notify: Notify,
        rng: &mut dyn CryptoRng,
    ) -> Result<Plan, radius::Error> {
        let (identity, status) = match subject(request) {
            Ok(subject) => subject,
            Err(reason) => return Ok(Plan::Ordinary(reason)),
        };
        let hops = next_hops(pools, request.sender);
        if hops.is_empty() {
            return Ok(Plan::Ordinary("flood_no_other_hop"));
        }
        let records = copies(request, &hops, rng)?;
        let given = event_timestamp(request.attributes);
        let time = given.unwrap_or_else(|| event_time(request.attributes, request.received));
        let tolerance = if given.is_some() { 0 } else { TOLERANCE };
        let restart = (identity, status, time);
        let mut state = self.lock();
        match state.find(&restart, tolerance) {
            Some(Seen::InProgress) => return Ok(Plan::InProgress),
            Some(Seen::Done) => return Ok(Plan::Done),
            None => {}
        }
        if !state.may(request.client, request.rate_per_minute, request.received) {
            return Ok(Plan::RateLimited);
        }
        state.insert(restart.clone(), request.received);
        drop(state);
        let gather = Gather::new(self.clone(), restart, records.len(), notify);
        let submit = |record| Submit { record, confirm: request.confirm, notify: gather.part() };
        Ok(Plan::Copies(records.into_iter().map(submit).collect()))
    }

    fn ended(&self, restart: &Restart, is_safe: bool) {
        let mut state = self.lock();
        match is_safe {
            true => drop(state.seen.insert(restart.clone(), Seen::Done)),
            // The client sends it again, and then all copies are.
            false => drop(state.seen.remove(restart)),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn find(&self, (identity, status, time): &Restart, tolerance: u32) -> Option<Seen> {
        let at = |time| (identity.clone(), *status, time);
        let range = at(time.saturating_sub(tolerance))..=at(time.saturating_add(tolerance));
        self.seen.range(range).next().map(|(_, seen)| *seen)
    }

    fn insert(&mut self, restart: Restart, now: Duration) {
        self.seen.insert(restart.clone(), Seen::InProgress);
        self.by_age.push_back((now, restart));
        while self.by_age.len() > MAX_SEEN
            || self.by_age.front().is_some_and(|(at, _)| now.saturating_sub(*at) > LIFETIME)
        {
            let Some((_, oldest)) = self.by_age.pop_front() else { return };
            self.seen.remove(&oldest);
        }
    }

    fn may(&mut self, client: &str, rate: u32, now: Duration) -> bool {
        let (since, count) = self.rates.entry(client.to_owned()).or_insert((now, 0));
        if now.saturating_sub(*since) >= MINUTE {
            (*since, *count) = (now, 0);
        }
        *count = count.saturating_add(1);
        *count <= rate
    }
}

/// Waits for all copies.
#[derive(Clone)]
struct Gather(Arc<Mutex<Gathered>>);

struct Gathered {
    flood: Flood,
    restart: Restart,
    missing: usize,
    outcome: Option<Outcome>,
    notify: Option<Notify>,
}

impl Gather {
    fn new(flood: Flood, restart: Restart, missing: usize, notify: Notify) -> Self {
        let notify = Some(notify);
        Self(Arc::new(Mutex::new(Gathered { flood, restart, missing, outcome: None, notify })))
    }

    fn part(&self) -> Notify {
        let gather = self.clone();
        Box::new(move |outcome| gather.note(outcome))
    }

    fn note(&self, outcome: Outcome) {
        let mut gathered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        gathered.missing = gathered.missing.saturating_sub(1);
        if gathered.outcome.as_ref().is_none_or(Outcome::is_safe) {
            gathered.outcome = Some(outcome);
        }
        if gathered.missing > 0 {
            return;
        }
        let (Some(outcome), Some(notify)) = (gathered.outcome.take(), gathered.notify.take())
        else {
            return;
        };
        gathered.flood.ended(&gathered.restart, outcome.is_safe());
        drop(gathered);
        notify(outcome);
    }
}

/// The NAS and the Acct-Status-Type, or why it goes nowhere else.
fn subject(request: &FloodRequest<'_>) -> Result<(Vec<u8>, u32), &'static str> {
    let attributes = request.attributes;
    let status = attributes.first(&ACCT_STATUS_TYPE);
    let status = status.and_then(|octets| octets.as_ref().try_into().ok()).map(u32::from_be_bytes);
    let status = status.filter(|status| matches!(*status, ON | OFF)).ok_or("flood_no_restart")?;
    let identities = identities(attributes);
    match request.is_own && !identities.is_empty() {
        true => Ok((identities.join("\0").into_bytes(), status)),
        false => Err("flood_not_allowed"),
    }
}

/// What a NAS calls itself. What is no text or address is like nothing that is allowed.
fn identities(attributes: &Attributes) -> Vec<String> {
    let value = |reference| attributes.first(reference);
    let v4 =
        |octets: &[u8]| <[u8; 4]>::try_from(octets).ok().map(|it| Ipv4Addr::from(it).to_string());
    let v6 =
        |octets: &[u8]| <[u8; 16]>::try_from(octets).ok().map(|it| Ipv6Addr::from(it).to_string());
    let name = value(&NAS_IDENTIFIER).map(|it| String::from_utf8(it.to_vec()).unwrap_or_default());
    let address = value(&NAS_IP_ADDRESS).map(|it| v4(&it).unwrap_or_default());
    let address_6 = value(&NAS_IPV6_ADDRESS).map(|it| v6(&it).unwrap_or_default());
    name.into_iter().chain(address).chain(address_6).collect()
}

/// One pool of each set of servers, without those that the sender is in.
fn next_hops<'a>(pools: &[(&'a str, &PoolConfig)], sender: &BTreeSet<ServerId>) -> Vec<&'a str> {
    let mut hops: BTreeMap<BTreeSet<u16>, &str> = BTreeMap::new();
    for (name, pool) in pools {
        let servers: BTreeSet<u16> = pool.servers.iter().map(|it| it.server).collect();
        let is_sender = servers.iter().any(|server| sender.contains(&ServerId(*server)));
        if !is_sender && !servers.is_empty() {
            let hop = hops.entry(servers).or_insert(name);
            *hop = (*hop).min(name);
        }
    }
    hops.into_values().collect()
}

fn copies(
    request: &FloodRequest<'_>,
    hops: &[&str],
    rng: &mut dyn CryptoRng,
) -> Result<Vec<Record>, radius::Error> {
    let copy = |pool: &&str| {
        let origin = Origin {
            client: request.client,
            request: Some(request.request),
            pool,
            realm: pool.as_bytes(),
        };
        let attributes = request.attributes.clone();
        Record::new(Kind::Flood, origin, attributes, request.handles, request.received, rng)
    };
    hops.iter().map(copy).collect()
}

#[cfg(test)]
mod tests {
    use chacha20::ChaCha20Rng;
    use chacha20::rand_core::SeedableRng;
    use radius::crypto::Hop;
    use radius::radius11::seal;
    use radius::transaction::PoolServerConfig;

    use super::*;
    use crate::delivery::Refused;

    const NOW: Duration = Duration::from_secs(1_700_000_000);

    struct Case {
        flood: Flood,
        told: Arc<Mutex<Vec<Outcome>>>,
        sender: BTreeSet<ServerId>,
        is_own: bool,
        rate: u32,
    }

    impl Default for Case {
        fn default() -> Self {
            let (flood, told) = (Flood::default(), Arc::default());
            Self { flood, told, sender: BTreeSet::new(), is_own: true, rate: 60 }
        }
    }

    impl Case {
        fn plan(&self, list: &[(u8, &[u8])], now: Duration) -> Plan {
            let mut rng = ChaCha20Rng::seed_from_u64(1);
            let mut attributes = Attributes::new();
            list.iter().for_each(|(number, value)| attributes.push(*number, value).unwrap());
            let handles = seal(&mut attributes, Hop::Radius11, &mut rng).unwrap();
            let request = FloodRequest {
                client: "nas",
                is_own: self.is_own,
                rate_per_minute: self.rate,
                sender: &self.sender,
                request: [7; 16],
                attributes: &attributes,
                handles: &handles,
                received: now,
                confirm: Confirm::OnDisk,
            };
            let pool = |servers: &[u16]| PoolConfig {
                servers: servers
                    .iter()
                    .map(|server| PoolServerConfig { server: *server, priority: 0, weight: 1 })
                    .collect(),
            };
            let (one, two, both) = (pool(&[0, 1]), pool(&[1, 0]), pool(&[2]));
            let pools = [("a", &one), ("b", &two), ("c", &both)];
            let told = Arc::clone(&self.told);
            let notify = Box::new(move |outcome| told.lock().unwrap().push(outcome));
            self.flood.plan(&request, &pools, notify, &mut rng).unwrap()
        }

        fn told(&self) -> Vec<Outcome> {
            std::mem::take(&mut self.told.lock().unwrap())
        }
    }

    fn off(identity: (u8, &'static [u8])) -> [(u8, &'static [u8]); 2] {
        [(40, &[0, 0, 0, 8]), identity]
    }

    fn pools(plan: &Plan) -> Vec<&str> {
        match plan {
            Plan::Copies(copies) => copies.iter().map(|it| it.record.pool.as_str()).collect(),
            _ => panic!("no copies"),
        }
    }

    #[test]
    fn one_copy_goes_to_each_next_hop_but_not_to_the_sender() {
        assert_eq!(pools(&Case::default().plan(&off((32, b"nas-1")), NOW)), ["a", "c"]);
        let sender = BTreeSet::from([ServerId(1)]);
        let case = Case { sender, ..Case::default() };
        assert_eq!(pools(&case.plan(&off((32, b"nas-1")), NOW)), ["c"]);
        let sender = BTreeSet::from([ServerId(1), ServerId(2)]);
        let case = Case { sender, ..Case::default() };
        let plan = case.plan(&off((32, b"nas-1")), NOW);
        assert!(matches!(plan, Plan::Ordinary("flood_no_other_hop")));
    }

    #[test]
    fn a_client_floods_for_itself_only() {
        for identity in [(32, &b"nas-1"[..]), (4, &[192, 0, 2, 1])] {
            assert_eq!(pools(&Case::default().plan(&off(identity), NOW)).len(), 2);
        }
        let other = Case { is_own: false, ..Case::default() };
        let refused = [
            other.plan(&off((32, b"nas-2")), NOW),
            Case::default().plan(&[(40, &[0, 0, 0, 8])], NOW),
        ];
        assert!(refused.iter().all(|plan| matches!(plan, Plan::Ordinary("flood_not_allowed"))));
        let start = [(40, &[0, 0, 0, 1][..]), (32, b"nas-1")];
        let plan = Case::default().plan(&start, NOW);
        assert!(matches!(plan, Plan::Ordinary("flood_no_restart")));
    }

    #[test]
    fn it_is_answered_when_all_copies_are_safe_and_then_seen() {
        let case = Case::default();
        let list = off((32, b"nas-1"));
        let Plan::Copies(copies) = case.plan(&list, NOW) else { panic!("no copies") };
        assert!(copies.iter().all(|copy| copy.record.is_stamped));
        for (at, copy) in copies.into_iter().enumerate() {
            assert!(case.told().is_empty());
            assert!(matches!(case.plan(&list, NOW), Plan::InProgress), "{at}");
            (copy.notify)(Outcome::OnDisk);
        }
        assert_eq!(case.told(), [Outcome::OnDisk]);
        let delayed = [list[0], list[1], (41, &[0, 0, 0, 5])];
        assert!(matches!(case.plan(&delayed, NOW + Duration::from_secs(6)), Plan::Done));
        assert!(matches!(case.plan(&list, NOW + Duration::from_secs(60)), Plan::Copies(_)));
    }

    #[test]
    fn when_one_copy_is_refused_the_client_gets_no_answer_and_may_try_again() {
        let case = Case::default();
        let list = [(40, &[0, 0, 0, 7][..]), (32, b"nas-1"), (55, &[1, 2, 3, 4])];
        let Plan::Copies(copies) = case.plan(&list, NOW) else { panic!("no copies") };
        let outcomes = [Outcome::Refused(Refused::Busy), Outcome::OnDisk];
        copies.into_iter().zip(outcomes).for_each(|(copy, outcome)| (copy.notify)(outcome));
        assert_eq!(case.told(), [Outcome::Refused(Refused::Busy)]);
        assert!(matches!(case.plan(&list, NOW), Plan::Copies(_)));
    }

    #[test]
    fn few_restarts_of_a_client_go_out_in_a_minute_and_few_are_remembered() {
        let case = Case { rate: 2, ..Case::default() };
        let at = |seconds: u64| {
            let time = u32::try_from(seconds).unwrap().to_be_bytes();
            let list = [(40, &[0, 0, 0, 7][..]), (32, b"nas-1"), (55, &time)];
            matches!(case.plan(&list, NOW + Duration::from_secs(seconds)), Plan::Copies(_))
        };
        assert!(at(0) && at(1) && !at(2) && !at(59) && at(60));
        assert!(at(8_000));
        assert_eq!(case.flood.lock().seen.len(), 1);
    }
}
