//! A gateway that is killed again and again under load loses no record and doubles none.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs,
    reason = "tests"
)]

#[path = "support/home.rs"]
#[allow(dead_code, reason = "each test binary uses a part")]
mod home;

use std::collections::{BTreeMap, BTreeSet};
use std::net::{SocketAddr, UdpSocket};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use gateway::delivery::{Confirm, Submit};
use gateway::journal::{Journal, JournalConfig};

use home::{Arrival, Home, Running, destinations, wait_until};

/// Where the child hears of its journal, its home server and its client.
const CHILD: &str = "EDGEWARDEN_TEST_JOURNAL_CHILD";

/// Most records that are under way, and so can come twice after a kill.
const IN_FLIGHT: usize = 64;

/// Records that the client has no answer to.
const WINDOW: usize = 100;

/// How long the load lasts.
const LOAD: Duration = Duration::from_secs(7);

/// How long a child lives.
const LIFE: Duration = Duration::from_millis(350);

/// When the client sends a request again.
const AGAIN: Duration = Duration::from_millis(400);

const SESSIONS: u32 = 400;

/// The process that is killed: it does nothing when the tests run it by themselves.
#[test]
fn child() {
    let Ok(arguments) = std::env::var(CHILD) else { return };
    let mut arguments = arguments.split(' ');
    let mut next = || arguments.next().unwrap();
    let directory = PathBuf::from(next());
    let home: SocketAddr = next().parse().unwrap();
    let client: SocketAddr = next().parse().unwrap();
    let running = Running::start(&directory, destinations(&[("a", home)], 300), IN_FLIGHT);
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    socket.connect(client).unwrap();
    socket.send(b"ready").unwrap();
    let mut buffer = [0; 4];
    // The parent kills it, or has ended.
    socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    while socket.recv(&mut buffer).is_ok() {
        let number = u32::from_be_bytes(buffer);
        let session = format!("s{}", number % SESSIONS);
        // Without Event-Timestamp: the number is in Acct-Session-Time.
        let value = number.to_be_bytes();
        let record = home::record_with("a", &session, number, None, &[(46, &value)]);
        let answer = socket.try_clone().unwrap();
        let notify: gateway::delivery::Notify = Box::new(move |outcome| {
            if outcome.is_safe() {
                // The parent may be gone.
                let _ = answer.send(&number.to_be_bytes());
            }
        });
        let confirm = Confirm::OnDisk;
        running.delivery.handle().submit(Submit { record, confirm, notify });
    }
}

struct Process(Child);

impl Process {
    fn start(arguments: &str) -> Self {
        let child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "child", "--nocapture"])
            .env(CHILD, arguments)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        Self(child)
    }
}

impl Drop for Process {
    /// SIGKILL.
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

/// A NAS that sends each request again until it is answered, as it was.
struct Client {
    socket: UdpSocket,
    gateway: Option<SocketAddr>,
    waiting: BTreeMap<u32, Instant>,
    next: u32,
    answered: BTreeSet<u32>,
}

impl Client {
    fn step(&mut self, has_load: bool) {
        let mut buffer = [0; 8];
        while let Ok((length, from)) = self.socket.recv_from(&mut buffer) {
            match buffer[..length].try_into().map(u32::from_be_bytes) {
                Ok(number) => {
                    self.waiting.remove(&number);
                    self.answered.insert(number);
                }
                Err(_) => self.gateway = Some(from),
            }
        }
        let Some(gateway) = self.gateway else { return };
        // A session has one record at a time.
        let is_free =
            |it: &Self| it.waiting.keys().next().is_none_or(|oldest| it.next - oldest < SESSIONS);
        while has_load && self.waiting.len() < WINDOW && is_free(self) {
            let long_ago = Instant::now().checked_sub(AGAIN).unwrap();
            self.waiting.insert(self.next, long_ago);
            self.next += 1;
        }
        for (number, sent) in &mut self.waiting {
            if sent.elapsed() >= AGAIN {
                *sent = Instant::now();
                // Nobody is there while the gateway is restarted.
                let _ = self.socket.send_to(&number.to_be_bytes(), gateway);
            }
        }
    }
}

#[test]
fn r9b_a_gateway_that_is_killed_under_load_loses_no_record_and_doubles_none() {
    let (directory, home) = (tempfile::tempdir().unwrap(), Home::start(1));
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    socket.set_read_timeout(Some(Duration::from_millis(1))).unwrap();
    let journal = directory.path().join("journal");
    let address = socket.local_addr().unwrap();
    let arguments = format!("{} {} {address}", journal.display(), home.address);
    let mut client = Client {
        socket,
        gateway: None,
        waiting: BTreeMap::new(),
        next: 0,
        answered: BTreeSet::new(),
    };

    let mut kills = Vec::new();
    let start = Instant::now();
    while start.elapsed() < LOAD {
        let process = Process::start(&arguments);
        client.gateway = None;
        wait_until(|| {
            client.step(true);
            client.gateway.is_some()
        });
        let born = Instant::now();
        while born.elapsed() < LIFE {
            client.step(true);
        }
        drop(process);
        kills.push(Instant::now());
    }
    let process = Process::start(&arguments);
    client.gateway = None;
    wait_until(|| {
        client.step(false);
        client.waiting.is_empty() && client.gateway.is_some()
    });
    let answered = |arrivals: &[Arrival]| {
        arrivals.iter().filter(|it| it.is_answered).map(number).collect::<BTreeSet<_>>()
    };
    wait_until(|| answered(&home.arrivals()).len() == client.next as usize);
    // What was acknowledged last leaves the journal.
    std::thread::sleep(Duration::from_millis(700));
    drop(process);
    let config = JournalConfig { directory: journal, max_octets: 1 << 30 };
    assert_eq!(Journal::open(&config).unwrap().1.records.len(), 0);
    assert_eq!(client.answered.len(), client.next as usize);
    check(&home.arrivals(), client.next, &kills);
}

fn number(arrival: &Arrival) -> u32 {
    u32::from_be_bytes(arrival.value(46).try_into().unwrap())
}

fn check(arrivals: &[Arrival], count: u32, kills: &[Instant]) {
    let life = |at: Instant| kills.iter().filter(|kill| **kill <= at).count();
    let mut events: BTreeMap<u32, u32> = BTreeMap::new();
    let mut first: BTreeMap<u32, &Arrival> = BTreeMap::new();
    let mut answered: BTreeMap<u32, usize> = BTreeMap::new();
    let mut last = BTreeMap::new();
    let mut resent = vec![0; kills.len() + 1];
    let (mut same, mut other, mut crossed) = (0, 0, 0);
    for arrival in arrivals {
        let number = number(arrival);
        // Event-Timestamp, and with it the key of de-duplication, is that of the first receipt.
        assert_eq!(*events.entry(number).or_insert(arrival.event()), arrival.event());
        let now = life(arrival.at);
        if let Some(before) = first.get(&number) {
            let is_same = (before.from, &before.octets) == (arrival.from, &arrival.octets);
            if is_same {
                same += 1
            } else {
                other += 1
            }
            match answered.get(&number) {
                Some(then) if *then < now => resent[now] += 1,
                // Home was late: this was under way before its answer, or it has read what was sent
                // before the kill only now. It knows the copy by its octets (RFC 5080 section 2.2.2).
                Some(_) => {
                    assert!(is_same, "record {number} was sent again although it was acknowledged");
                    crossed += 1;
                }
                None => {}
            }
        } else {
            // In order within its session: the one before has come and was answered.
            let before = last.insert(number % SESSIONS, number);
            assert!(before.is_none_or(|before| before < number), "{before:?} {number}");
        }
        first.insert(number, arrival);
        if arrival.is_answered {
            answered.insert(number, now);
        }
    }
    assert_eq!(first.len(), count as usize);
    assert!(resent.iter().all(|resent| *resent <= IN_FLIGHT), "{resent:?}");
    assert!(crossed <= IN_FLIGHT, "{crossed} were sent again although nobody was killed");
    println!(
        "{count} records, {} kills, {} sent again although acknowledged (at most {:?} at one kill), \
         {crossed} crossed their answers, {same} copies byte-identical, {other} not",
        kills.len(),
        resent.iter().sum::<usize>(),
        resent.iter().max(),
    );
    assert!(kills.len() >= 5 && count >= 500, "{} kills, {count} records", kills.len());
    assert!(other <= 2, "{same} copies are the same and {other} are not");
}
