//! The database: three tables in one file, changed by many changes at a time.

use std::collections::BTreeSet;
use std::fs::{DirBuilder, OpenOptions};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use radius::packet::Authenticator;
use redb::{
    Builder, Database, DatabaseError, ReadableDatabase, ReadableTable, StorageError, Table,
    TableDefinition,
};

use super::error::JournalError;
use super::record::{Kind, Record, RecordId, Sent};

/// The name of the file.
const FILE: &str = "accounting.redb";

/// Records until they are acknowledged.
const RECORDS: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("records");

/// What was sent last of a record.
const SENT: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("sent");

/// Requests whose records are acknowledged, by the time in milliseconds at which they are forgotten.
const RECENT: TableDefinition<'_, (u64, &[u8]), ()> = TableDefinition::new("recent");

/// Octets of the file that are kept in memory.
const CACHE_OCTETS: usize = 16 << 20;

/// A file that is larger than this, and than four times what is in it, is compacted when opened.
const COMPACT_ABOVE_OCTETS: u64 = 64 << 20;

/// One change of the journal.
#[derive(Debug, Clone)]
pub(super) enum Change {
    Append {
        id: RecordId,
        record: Vec<u8>,
        sent: Option<Vec<u8>>,
    },
    Update {
        id: RecordId,
        sent: Vec<u8>,
    },
    Complete {
        id: RecordId,
        recent: Option<Recent>,
    },
    /// Takes back an append that was reported as failed and may be on disk.
    Undo {
        id: RecordId,
    },
}

/// A request of a client whose record is acknowledged: should it come again, it is not stored again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recent {
    /// When it is forgotten, in milliseconds of the clock of the system.
    pub expires: u64,
    /// The name of the client.
    pub client: String,
    /// The name of the pool.
    pub pool: String,
    /// The Request Authenticator.
    pub request: Authenticator,
}

/// What is known of a record without reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Which one.
    pub id: RecordId,
    /// Why it is there.
    pub kind: Kind,
    /// The name of the client.
    pub client: Arc<str>,
    /// Its Acct-Session-Id.
    pub session: Vec<u8>,
    /// The name of the pool.
    pub pool: Arc<str>,
    /// The Request Authenticator, and whether Event-Timestamp was added.
    pub request: Option<Authenticator>,
    /// Whether Event-Timestamp was added here.
    pub is_stamped: bool,
    /// What it counts for.
    pub cost: u64,
    /// Whether it was sent.
    pub is_sent: bool,
}

/// What was in the journal when it was opened.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Records in order.
    pub records: Vec<Header>,
    /// Requests that were acknowledged before.
    pub recent: Vec<Recent>,
}

/// What is stored, if it is there.
type Octets = Option<Vec<u8>>;

/// Opens a database.
type Open = dyn Fn() -> Result<Database, JournalError> + Send + Sync;

/// The open database, for the committer to write and for others to read.
#[derive(Clone)]
pub(super) struct Store {
    path: PathBuf,
    open: Arc<Open>,
    database: Arc<Mutex<Option<Arc<Database>>>>,
}

impl Store {
    /// Opens the journal of a directory, and makes both if they do not exist.
    pub(super) fn open(directory: &Path) -> Result<Self, JournalError> {
        let unreachable =
            |path: &Path, error| JournalError::Unreachable { path: path.into(), error };
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(directory)
            .map_err(|error| unreachable(directory, error))?;
        let path = directory.join(FILE);
        OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&path)
            .map_err(|error| unreachable(&path, error))?;
        let mut database = open(&path)?;
        compact(&path, &mut database)?;
        let again = path.clone();
        Ok(Self::of(path, Arc::new(move || open(&again)), database))
    }

    /// An open database, and how it is opened again.
    pub(super) fn of(path: PathBuf, open: Arc<Open>, database: Database) -> Self {
        Self { path, open, database: Arc::new(Mutex::new(Some(Arc::new(database)))) }
    }

    /// Whether the database is open: it is not after the disk has failed.
    pub(super) fn is_open(&self) -> bool {
        self.lock().is_some()
    }

    /// Opens the database again after the disk has failed.
    pub(super) fn reopen(&self) -> Result<(), JournalError> {
        let mut database = self.lock();
        // The file is locked until the last user has gone.
        *database = None;
        *database = Some(Arc::new((self.open)()?));
        Ok(())
    }

    /// Makes all changes, or none. When it returns they are on disk.
    pub(super) fn apply(&self, changes: &[Change], now: Option<u64>) -> Result<(), JournalError> {
        let database = self.database()?;
        let transaction = database.begin_write().map_err(JournalError::disk)?;
        {
            let table = |definition| transaction.open_table(definition).map_err(JournalError::disk);
            let (mut records, mut sent) = (table(RECORDS)?, table(SENT)?);
            let mut recent = transaction.open_table(RECENT).map_err(JournalError::disk)?;
            let made = changes
                .iter()
                .try_for_each(|change| make(change, &mut records, &mut sent, &mut recent));
            made.map_err(JournalError::disk)?;
            if let Some(now) = now {
                let expired = ..(now, &[][..]);
                recent.retain_in(expired, |_, ()| false).map_err(JournalError::disk)?;
            }
        }
        transaction.commit().map_err(JournalError::disk)
    }

    /// A record and what was sent of it, if it is there.
    pub(super) fn read(
        &self,
        id: RecordId,
    ) -> Result<Option<(Record, Option<Sent>)>, JournalError> {
        let (record, sent) = match self.octets(id) {
            Ok((Some(record), sent)) => (record, sent),
            Ok((None, _)) => return Ok(None),
            Err(error) => {
                // The thread that writes opens it again.
                *self.lock() = None;
                return Err(error);
            }
        };
        let record = Record::decode(&record).ok_or_else(|| self.unknown(id))?;
        let sent = sent.map(|octets| Sent::decode(&octets).ok_or_else(|| self.unknown(id)));
        Ok(Some((record, sent.transpose()?)))
    }

    fn octets(&self, id: RecordId) -> Result<(Octets, Octets), JournalError> {
        let database = self.database()?;
        let transaction = database.begin_read().map_err(JournalError::disk)?;
        let get = |definition: TableDefinition<'_, u64, &'static [u8]>| {
            let table = transaction.open_table(definition).map_err(JournalError::disk)?;
            let found = table.get(id.0).map_err(JournalError::disk)?;
            Ok::<_, JournalError>(found.map(|octets| octets.value().to_vec()))
        };
        Ok((get(RECORDS)?, get(SENT)?))
    }

    /// Everything that is there, and the number that follows the last.
    pub(super) fn load(&self) -> Result<(Loaded, u64), JournalError> {
        // Makes the tables of a new file.
        self.apply(&[], None)?;
        let database = self.database()?;
        let transaction = database.begin_read().map_err(JournalError::disk)?;
        let table = |definition| transaction.open_table(definition).map_err(JournalError::disk);
        let (records, sent) = (table(RECORDS)?, table(SENT)?);
        let mut next = 0;
        let mut are_sent = BTreeSet::new();
        for entry in sent.iter().map_err(JournalError::disk)? {
            let (id, _) = entry.map_err(JournalError::disk)?;
            are_sent.insert(id.value());
            next = id.value().saturating_add(1);
        }
        let mut loaded = Loaded::default();
        for entry in records.iter().map_err(JournalError::disk)? {
            let (id, octets) = entry.map_err(JournalError::disk)?;
            let id = RecordId(id.value());
            let record = Record::decode(octets.value()).ok_or_else(|| self.unknown(id))?;
            loaded.records.push(Header::new(id, &record, are_sent.contains(&id.0)));
            next = next.max(id.0.saturating_add(1));
        }
        let recent = transaction.open_table(RECENT).map_err(JournalError::disk)?;
        for entry in recent.iter().map_err(JournalError::disk)? {
            let (key, _) = entry.map_err(JournalError::disk)?;
            loaded.recent.extend(Recent::of_key(key.value()));
        }
        Ok((loaded, next))
    }

    fn database(&self) -> Result<Arc<Database>, JournalError> {
        self.lock().clone().ok_or_else(|| JournalError::Disk(String::from("it is closed")))
    }

    fn lock(&self) -> MutexGuard<'_, Option<Arc<Database>>> {
        self.database.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn unknown(&self, id: RecordId) -> JournalError {
        JournalError::Version { path: self.path.clone(), record: id.0 }
    }
}

impl Header {
    /// What is known of a record.
    #[must_use]
    pub fn new(id: RecordId, record: &Record, is_sent: bool) -> Self {
        Self {
            id,
            kind: record.kind,
            client: record.client.as_str().into(),
            session: record.session(),
            pool: record.pool.as_str().into(),
            request: record.request,
            is_stamped: record.is_stamped,
            cost: record.cost(),
            is_sent,
        }
    }
}

impl Recent {
    /// The names behind the authenticator, which has one length.
    fn key(&self) -> Vec<u8> {
        let names = [self.client.as_bytes(), &[0], self.pool.as_bytes()].concat();
        self.request.into_iter().chain(names).collect()
    }

    fn of_key((expires, key): (u64, &[u8])) -> Option<Self> {
        let (request, names) = key.split_first_chunk()?;
        let (client, pool) = std::str::from_utf8(names).ok()?.split_once('\0')?;
        let (client, pool) = (client.to_owned(), pool.to_owned());
        Some(Self { expires, client, pool, request: *request })
    }
}

fn make(
    change: &Change,
    records: &mut Table<'_, u64, &[u8]>,
    sent: &mut Table<'_, u64, &[u8]>,
    recent: &mut Table<'_, (u64, &[u8]), ()>,
) -> Result<(), StorageError> {
    match change {
        Change::Append { id, record, sent: packet } => {
            records.insert(id.0, record.as_slice())?;
            if let Some(packet) = packet {
                sent.insert(id.0, packet.as_slice())?;
            }
        }
        Change::Update { id, sent: packet } => {
            sent.insert(id.0, packet.as_slice())?;
        }
        Change::Complete { id, recent: request } => {
            records.remove(id.0)?;
            sent.remove(id.0)?;
            if let Some(request) = request {
                recent.insert((request.expires, request.key().as_slice()), ())?;
            }
        }
        Change::Undo { id } => {
            records.remove(id.0)?;
            sent.remove(id.0)?;
        }
    }
    Ok(())
}

/// Opens a file with all its checksums verified, so that a torn one is refused here.
fn open(path: &Path) -> Result<Database, JournalError> {
    let foreign = |detail| JournalError::Foreign { path: path.to_owned(), detail };
    let opened = catch_unwind(AssertUnwindSafe(|| {
        let mut builder = Builder::new();
        builder.set_cache_size(CACHE_OCTETS).set_check_integrity_on_open(true);
        builder.create(path)
    }));
    match opened {
        Ok(Ok(database)) => Ok(database),
        Ok(Err(DatabaseError::DatabaseAlreadyOpen)) => {
            Err(JournalError::InUse { path: path.to_owned() })
        }
        Ok(Err(DatabaseError::Storage(StorageError::Io(error))))
            if !matches!(error.kind(), ErrorKind::InvalidData | ErrorKind::UnexpectedEof) =>
        {
            Err(JournalError::Unreachable { path: path.to_owned(), error })
        }
        Ok(Err(error)) => Err(foreign(error.to_string())),
        // Structures that no crash of ours leaves.
        Err(_) => Err(foreign(String::from("its structures contradict each other"))),
    }
}

/// Gives space back that records needed which are gone.
fn compact(path: &Path, database: &mut Database) -> Result<(), JournalError> {
    let length = std::fs::metadata(path).map_or(0, |file| file.len());
    if length <= COMPACT_ABOVE_OCTETS {
        return Ok(());
    }
    let stats = database.begin_write().map_err(JournalError::disk)?;
    let stored = stats.stats().map_err(JournalError::disk)?.stored_bytes();
    stats.abort().map_err(JournalError::disk)?;
    if length > stored.saturating_mul(4) {
        database.compact().map_err(JournalError::disk)?;
    }
    Ok(())
}
