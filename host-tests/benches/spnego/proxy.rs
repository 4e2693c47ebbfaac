//! The filter in a real Envoy, beside the same Envoy without it, beside native MIT Kerberos, and
//! beside Apache with mod_auth_gssapi: all get the same requests.

use host_tests::bench::{Aim, Report, Samples, pin, processor_seconds};
use host_tests::{Failure, Result};
use kerberos::crypto::EncryptionType;

use crate::load;
use crate::mint::{Mint, Tickets, authorization};
use crate::mit::{Mit, ReplayCache};
use crate::servers::{Apache, Mpm, envoy};

/// Timed requests of one round: long enough for a clock of 10 ms.
const REQUESTS: usize = 4000;
const UNTIMED: usize = 200;
/// Rounds, of which half run on each of two processors.
const ROUNDS: usize = 10;
const PROCESSORS: usize = 2;

/// A quarter of Apache's processor time.
const APACHE_AIM: Aim = Aim::Ratio(0.25);
/// With a known ticket, no more than native MIT.
const MIT_AIM: Aim = Aim::Ratio(1.0);

/// A server under load.
struct Server {
    id: u32,
    port: u16,
    samples: Samples,
}

/// Adds the rows of known and of new tickets.
pub fn run(report: &mut Report) -> Result<()> {
    for tickets in [Tickets::Warm, Tickets::Cold] {
        compare(report, tickets)?;
    }
    Ok(())
}

fn compare(report: &mut Report, tickets: Tickets) -> Result<()> {
    let mut mint = Mint::new();
    let mit = Mit::new(mint.keytab())?;
    let (with, without) = (envoy(Some(mint.keytab()))?, envoy(None)?);
    let apaches =
        [Apache::start(Mpm::Event, mint.keytab())?, Apache::start(Mpm::Prefork, mint.keytab())?];
    let mut servers = [
        Server::new(with.id(), with.ports().listener),
        Server::new(without.id(), without.ports().listener),
        Server::new(apaches[0].id(), apaches[0].port()),
        Server::new(apaches[1].id(), apaches[1].port()),
    ];
    let [mut filter, mut native] = [(); 2].map(|()| Samples::default());
    for round in 0..ROUNDS {
        let encryption_type = EncryptionType::Aes256CtsHmacSha1;
        let tokens = mint.tokens(encryption_type, tickets, UNTIMED + REQUESTS);
        let requests = load::requests(tokens.iter().map(|token| authorization(token)));
        let mut times = [0.0; 4];
        for (server, time) in servers.iter_mut().zip(&mut times) {
            *time = server.time(&requests, round % PROCESSORS)?;
        }
        filter.push(times[0] - times[1]);
        native.push(mit.time(&tokens, UNTIMED, ReplayCache::File)?);
    }
    if !apaches.iter().map(Apache::has_replay_cache).collect::<Result<Vec<_>>>()?.contains(&true) {
        return Err(Failure::new("Apache has no replay cache: the comparison would not be fair"));
    }

    let [with, without, event, prefork] = servers.map(|server| server.samples);
    let bench = |name: &str| format!("{name}.{}.etype18", tickets.name());
    let aim = (tickets == Tickets::Warm).then_some(MIT_AIM);
    let peer = ("MIT gss_accept_sec_context, native, its replay cache", &native);
    report.compare(&bench("v8"), "CPU per request", "us", &filter, peer, aim);
    let peer = ("the same Envoy without the filter", &without);
    report.compare(&bench("envoy"), "CPU per request", "us", &with, peer, None);
    let better = if event.median() < prefork.median() { Mpm::Event } else { Mpm::Prefork };
    for (mpm, samples) in [(Mpm::Event, &event), (Mpm::Prefork, &prefork)] {
        let aim = (mpm == better && tickets == Tickets::Warm).then_some(APACHE_AIM);
        let peer = format!("Apache ({}) with mod_auth_gssapi", mpm.name());
        report.compare(&bench("proxy"), "CPU per request", "us", &with, (&peer, samples), aim);
    }
    Ok(())
}

impl Server {
    fn new(id: u32, port: u16) -> Self {
        Self { id, port, samples: Samples::default() }
    }

    /// Sends the requests; microseconds of processor time for each of those after [`UNTIMED`].
    fn time(&mut self, requests: &[String], processor: usize) -> Result<f64> {
        let (untimed, timed) = requests.split_at(UNTIMED);
        load::send(self.port, untimed)?;
        pin(self.id, processor)?;
        let start = processor_seconds(self.id)?;
        load::send(self.port, timed)?;
        let time = (processor_seconds(self.id)? - start) * 1e6 / timed.len() as f64;
        self.samples.push(time);
        Ok(time)
    }
}
