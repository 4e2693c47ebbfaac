use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use radius::attribute::Attributes;
use redb::backends::InMemoryBackend;
use redb::{Builder, StorageBackend};

use super::*;

const MAX_OCTETS: u64 = 1 << 20;

/// The longest wait for the disk.
const LIMIT: Duration = Duration::from_secs(60);

fn config(directory: &Path) -> JournalConfig {
    JournalConfig { directory: directory.join("journal"), max_octets: MAX_OCTETS }
}

fn record(session: &str) -> Record {
    let mut attributes = Attributes::new();
    attributes.push(44, session.as_bytes()).unwrap();
    Record {
        kind: Kind::Accounting,
        client: String::from("nas"),
        request: None,
        pool: String::from("home"),
        realm: b"example.org".to_vec(),
        attributes,
        received: Duration::from_secs(1_700_000_000),
        is_stamped: true,
        attempts: None,
    }
}

fn sent(identifier: u8) -> Sent {
    Sent {
        server: String::from("home-1"),
        address: "127.0.0.1:1813".parse().unwrap(),
        port: 40_000,
        attempts: 1,
        datagram: vec![4, identifier],
    }
}

fn append(journal: &mut Journal, record: &Record, sent: Option<&Sent>) -> RecordId {
    let id = journal.reserve(record.cost()).unwrap();
    journal.append(id, record, sent);
    id
}

/// Waits until everything is committed.
fn commit(journal: &mut Journal) -> Vec<Vec<Committed>> {
    let start = Instant::now();
    let mut all = Vec::new();
    while journal.uncommitted() > 0 {
        assert!(start.elapsed() < LIMIT);
        match journal.try_committed() {
            Some(committed) => all.push(committed),
            None => std::thread::sleep(Duration::from_millis(1)),
        }
    }
    all
}

#[test]
fn what_is_committed_is_there_again_and_what_is_complete_is_not() {
    let directory = tempfile::tempdir().unwrap();
    let (mut journal, loaded) = Journal::open(&config(directory.path())).unwrap();
    assert!(loaded.records.is_empty());
    let first = append(&mut journal, &record("a"), Some(&sent(1)));
    let second = append(&mut journal, &record("b"), Some(&sent(2)));
    let third = append(&mut journal, &record("c"), None);
    journal.update(second, &sent(3));
    let recent = Recent {
        expires: u64::MAX,
        client: String::from("nas"),
        pool: String::from("home"),
        request: [7; 16],
    };
    journal.complete(first, Some(recent.clone()));
    commit(&mut journal);
    drop(journal);

    let (mut journal, loaded) = Journal::open(&config(directory.path())).unwrap();
    let headers: Vec<_> = loaded.records.iter().map(|it| (it.id, it.is_sent)).collect();
    assert_eq!(headers, [(second, true), (third, false)]);
    assert_eq!(loaded.recent, [recent]);
    assert_eq!(journal.read(second).unwrap(), Some((record("b"), Some(sent(3)))));
    assert_eq!(journal.read(third).unwrap(), Some((record("c"), None)));
    assert_eq!(journal.read(first).unwrap(), None);
    assert_eq!(journal.octets(), record("b").cost().saturating_add(record("c").cost()));
    assert!(append(&mut journal, &record("d"), None) > third);
}

#[test]
fn changes_that_wait_are_committed_together_and_reported_in_order() {
    let directory = tempfile::tempdir().unwrap();
    let (mut journal, _) = Journal::open(&config(directory.path())).unwrap();
    let ids: Vec<_> = (0..500).map(|_| append(&mut journal, &record("a"), None)).collect();
    let batches = commit(&mut journal);
    assert!(batches.len() <= 50, "{} commits", batches.len());
    let reported: Vec<_> = batches.into_iter().flatten().collect();
    assert!(reported.iter().all(|it| it.is_durable && it.what == What::Appended));
    assert!(reported.iter().map(|it| it.id).eq(ids));
}

#[test]
fn a_full_journal_takes_nothing_until_something_is_gone() {
    let directory = tempfile::tempdir().unwrap();
    let cost = record("a").cost();
    let config = JournalConfig { max_octets: cost.saturating_mul(3), ..config(directory.path()) };
    let (mut journal, _) = Journal::open(&config).unwrap();
    for _ in 0..3 {
        append(&mut journal, &record("a"), None);
    }
    assert_eq!(journal.reserve(cost), Err(Full { limit: config.max_octets }));
    journal.release(cost);
    assert!(journal.reserve(cost).is_ok());
    commit(&mut journal);
    drop(journal);
    let (mut journal, _) = Journal::open(&config).unwrap();
    assert!(journal.reserve(cost).is_err());
}

#[test]
fn only_the_owner_can_read_it_and_only_one_process_has_it() {
    let directory = tempfile::tempdir().unwrap();
    let config = config(directory.path());
    let (journal, _) = Journal::open(&config).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&config.directory), 0o700);
    assert_eq!(mode(&config.directory.join("accounting.redb")), 0o600);
    assert!(matches!(Journal::open(&config), Err(JournalError::InUse { .. })));
    drop(journal);
    assert!(Journal::open(&config).is_ok());
}

#[test]
fn a_torn_or_foreign_file_is_refused_with_what_to_do() {
    let directory = tempfile::tempdir().unwrap();
    let config = config(directory.path());
    let (mut journal, _) = Journal::open(&config).unwrap();
    for number in 0..500 {
        append(&mut journal, &record(&format!("session {number}")), Some(&sent(1)));
    }
    commit(&mut journal);
    drop(journal);
    let path = config.directory.join("accounting.redb");
    let whole = fs::read(&path).unwrap();
    let at = whole.windows(11).position(|it| it == b"session 250").unwrap();
    let mut flipped = whole.clone();
    flipped[at] ^= 1;
    let half = whole[..whole.len() >> 1].to_vec();
    for octets in [half, flipped, b"not a journal".to_vec(), vec![0; 8_192]] {
        fs::write(&path, &octets).unwrap();
        let error = Journal::open(&config).err().map(|error| error.to_string());
        let text = error.unwrap_or_else(|| panic!("{} octets are taken", octets.len()));
        assert!(text.contains("move it to another place"), "{text}");
        assert!(text.contains("accounting.redb"), "{text}");
    }
    fs::write(&path, whole).unwrap();
    assert_eq!(Journal::open(&config).unwrap().1.records.len(), 500);
}

#[test]
fn a_record_of_another_version_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let config = config(directory.path());
    let store = Store::open(&config.directory).unwrap();
    let mut octets = record("a").encode();
    octets[0] = 9;
    let id = RecordId(4);
    store.apply(&[Change::Append { id, record: octets, sent: None }], None).unwrap();
    drop(store);
    let refused = Journal::open(&config).err().unwrap();
    assert!(matches!(refused, JournalError::Version { record: 4, .. }), "{refused}");
}

/// A disk that can fail.
#[derive(Debug, Clone)]
struct Disk {
    memory: Arc<InMemoryBackend>,
    fails: Arc<AtomicBool>,
}

impl StorageBackend for Disk {
    fn len(&self) -> std::io::Result<u64> {
        self.memory.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> std::io::Result<()> {
        self.memory.read(offset, out)
    }

    fn set_len(&self, length: u64) -> std::io::Result<()> {
        self.memory.set_len(length)
    }

    fn sync_data(&self) -> std::io::Result<()> {
        match self.fails.load(Ordering::Relaxed) {
            true => Err(std::io::Error::other("no space left")),
            false => self.memory.sync_data(),
        }
    }

    fn write(&self, offset: u64, data: &[u8]) -> std::io::Result<()> {
        self.memory.write(offset, data)
    }
}

#[test]
fn when_the_disk_fails_nothing_is_reported_as_stored_and_completion_is_made_up_for() {
    let fails = Arc::new(AtomicBool::new(false));
    let disk = Disk { memory: Arc::new(InMemoryBackend::new()), fails: Arc::clone(&fails) };
    let open = move || Builder::new().create_with_backend(disk.clone()).map_err(JournalError::disk);
    let database = open().unwrap();
    let store = Store::of(PathBuf::from("memory"), Arc::new(open), database);
    let (mut journal, _) = Journal::start(store.clone(), MAX_OCTETS).unwrap();
    let kept = append(&mut journal, &record("kept"), None);
    let done = append(&mut journal, &record("done"), None);
    commit(&mut journal);

    fails.store(true, Ordering::Relaxed);
    let lost = append(&mut journal, &record("lost"), None);
    journal.complete(done, None);
    let wait = |journal: &mut Journal| {
        let start = Instant::now();
        loop {
            assert!(start.elapsed() < LIMIT);
            if let Some(committed) = journal.try_committed().filter(|it| !it.is_empty()) {
                return committed;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    };
    let refused = wait(&mut journal);
    assert_eq!(refused, [Committed { id: lost, what: What::Appended, is_durable: false }]);
    fails.store(false, Ordering::Relaxed);
    let made_up = wait(&mut journal);
    assert_eq!(made_up, [Committed { id: done, what: What::Completed, is_durable: true }]);
    let again = append(&mut journal, &record("again"), None);
    commit(&mut journal);
    drop(journal);
    let (loaded, _) = store.load().unwrap();
    assert_eq!(loaded.records.iter().map(|it| it.id).collect::<Vec<_>>(), [kept, again]);
}
