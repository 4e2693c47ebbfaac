//! Keytab files: what is read can be written and read again, and every key can be found.

use kerberos::keytab::{Entry, Keytab, MAX_ENTRIES};

/// Entries of one keytab that are looked up.
const LOOKUPS: usize = 8;

/// The input is a keytab file.
pub fn check(file: &[u8]) {
    let Ok(keytab) = Keytab::parse(file) else { return };
    assert!(keytab.entries().len() + keytab.unsupported().len() <= MAX_ENTRIES);

    let written = keytab.encode().expect("a small keytab that was read can be written");
    let read = Keytab::parse(&written).expect("what was written can be read");
    assert_eq!(read.entries(), keytab.entries());

    for entry in keytab.entries().iter().take(LOOKUPS) {
        look_up(&keytab, entry);
    }
    if let Err(error) = keytab.require_usable() {
        assert!(!error.to_string().is_empty());
    }
}

fn look_up(keytab: &Keytab, entry: &Entry) {
    let encryption_type = entry.key.encryption_type();
    let of_type = |e: &&Entry| e.key.encryption_type() == encryption_type;
    let all = keytab.entries().iter().filter(of_type).count();

    for kvno in [None, Some(entry.kvno), Some(entry.kvno.wrapping_add(256))] {
        let found: Vec<_> =
            keytab.candidates(Some(&entry.principal), encryption_type, kvno).collect();
        assert_eq!(found.len(), all, "every key of the type is a candidate once");
        assert!(found[0].principal.same_name(&entry.principal), "the principal's keys come first");
    }
    let first = keytab.candidates(Some(&entry.principal), encryption_type, Some(entry.kvno)).next();
    assert_eq!(first.expect("the entry itself").kvno, entry.kvno);

    let oldest = keytab.oldest_kvno(&entry.principal, encryption_type);
    let newest = keytab.newest_kvno(&entry.principal, encryption_type);
    assert_eq!(oldest.is_some(), newest.is_some());
    assert!(entry.kvno == 0 || newest.is_some());
}
