//! `edgewarden keytab`: what is in a keytab, and the configuration made of it.

use core::time::Duration;
use std::io::{self, Write};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kerberos::crypto::registered_name;
use kerberos::keytab::{Entry, Keytab, MAX_KEYTAB_LEN, UnsupportedEntry};
use serde_json::Value;
use spnego::access::{Config, Glob, MAX_KEYTAB_OCTETS};
use zeroize::Zeroizing;

use crate::Outcome;
use crate::args::{ShowArguments, ToConfigArguments};
use crate::error::Error;
use crate::tree::{Node, Tree};
use crate::{input, time};

/// Most principals that a message lists.
const MAX_LISTED: usize = 8;

/// Reads a keytab.
///
/// # Errors
/// [`Error::Read`], [`Error::TooLong`] and [`Error::Keytab`].
pub fn read(path: &Path) -> Result<Keytab, Error> {
    let octets = input::read(path, MAX_KEYTAB_LEN)?;
    Keytab::parse(&octets).map_err(|source| Error::Keytab { name: input::name(path), source })
}

/// Lists the entries of a keytab.
///
/// # Errors
/// Those of [`read`], and [`Error::Write`].
pub fn show(arguments: &ShowArguments, output: &mut impl Write) -> Result<Outcome, Error> {
    let keytab = read(&arguments.file)?;
    if arguments.json {
        serde_json::to_writer_pretty(&mut *output, &to_json(&keytab)).map_err(io::Error::from)?;
        writeln!(output)?;
    } else {
        write_table(&keytab, output)?;
    }
    let usable = !keytab.entries().is_empty();
    Ok(if usable { Outcome::Good } else { Outcome::Refused })
}

/// Prints the usable keys of a keytab for the filter's configuration.
///
/// # Errors
/// Those of [`read`]; [`Error::NoKey`] where nothing is left to print,
/// [`Error::KeytabTooLarge`], [`Error::Write`].
pub fn to_config(arguments: &ToConfigArguments, output: &mut impl Write) -> Result<Outcome, Error> {
    let keytab = read(&arguments.file)?;
    keytab.require_usable().map_err(|misconfigured| Error::NoKey(misconfigured.to_string()))?;
    let chosen = choose(&keytab, &arguments.principal)?;
    let default_services = Config::default().service_principals;
    if permitted(&chosen, &default_services).entries().is_empty() {
        // A warning that cannot be written changes nothing.
        let _ = writeln!(
            io::stderr(),
            "edgewarden: warning: no entry is of {}, the filter refuses this keytab unless \
             service_principals names one of: {}",
            alternatives(&default_services),
            principals(chosen.entries())
        );
    }
    let octets = chosen
        .encode()
        .map_err(|source| Error::Keytab { name: input::name(&arguments.file), source })?;
    if octets.len() > MAX_KEYTAB_OCTETS {
        return Err(Error::KeytabTooLarge { found: octets.len(), limit: MAX_KEYTAB_OCTETS });
    }
    let base64 = Zeroizing::new(STANDARD.encode(&octets));
    if arguments.env {
        writeln!(output, "{}", *base64)?;
    } else {
        // Base64 needs no escapes, and a JSON value would leave a copy of the keys behind.
        writeln!(output, "{{\"keytab\": \"{}\"}}", *base64)?;
    }
    Ok(Outcome::Good)
}

/// The usable entries of the principals that a pattern covers; all without a pattern.
fn choose(keytab: &Keytab, patterns: &[Glob]) -> Result<Keytab, Error> {
    if patterns.is_empty() {
        return Ok(Keytab::new(keytab.entries().to_vec()));
    }
    let chosen = permitted(keytab, patterns);
    if chosen.entries().is_empty() {
        return Err(Error::NoKey(format!(
            "no usable key is of a principal that matches {}; the keytab has {}",
            alternatives(patterns),
            principals(keytab.entries())
        )));
    }
    Ok(chosen)
}

/// The usable entries whose principal one of `patterns` covers.
pub fn permitted(keytab: &Keytab, patterns: &[Glob]) -> Keytab {
    let covered = |e: &&Entry| {
        let principal = e.principal.to_string();
        patterns.iter().any(|pattern| pattern.matches(&principal))
    };
    Keytab::new(keytab.entries().iter().filter(covered).cloned().collect())
}

/// The names of the first principals, each once.
pub fn principals(entries: &[Entry]) -> String {
    let mut names: Vec<String> = entries.iter().map(|e| e.principal.to_string()).collect();
    names.sort();
    names.dedup();
    let more = names.len().saturating_sub(MAX_LISTED);
    names.truncate(MAX_LISTED);
    match more {
        0 => names.join(", "),
        _ => format!("{} and {more} more", names.join(", ")),
    }
}

fn alternatives(patterns: &[Glob]) -> String {
    patterns.iter().map(Glob::to_string).collect::<Vec<_>>().join(" or ")
}

fn write_table(keytab: &Keytab, output: &mut impl Write) -> io::Result<()> {
    writeln!(
        output,
        "{} usable, {} not",
        count(keytab.entries().len()),
        keytab.unsupported().len()
    )?;
    let row = |kvno: &str, enctype: &str, written: &str, principal: &str| {
        format!("{kvno:>10}  {enctype:<31}  {written:<20}  {principal}")
    };
    writeln!(output, "{}", row("kvno", "enctype", "timestamp", "principal"))?;
    for Entry { principal, kvno, timestamp, key } in keytab.entries() {
        let enctype = enctype_text(key.encryption_type().number());
        let line = row(&kvno.to_string(), &enctype, &written(*timestamp), &principal.to_string());
        writeln!(output, "{line}")?;
    }
    for UnsupportedEntry { principal, kvno, enctype } in keytab.unsupported() {
        let enctype = enctype_text(*enctype);
        let line = row(&kvno.to_string(), &enctype, "unsupported", &principal.to_string());
        writeln!(output, "{line}")?;
    }
    match advice(keytab) {
        Some(advice) => writeln!(output, "{advice}"),
        None => Ok(()),
    }
}

fn to_json(keytab: &Keytab) -> Value {
    let usable = keytab.entries().iter().map(|e| {
        Tree::default()
            .with("kvno", i64::from(e.kvno))
            .with("enctype", enctype_node(e.key.encryption_type().number()))
            .with("timestamp", Node::text(written(e.timestamp)))
            .with("principal", Node::text(&e.principal))
            .with("usable", true)
    });
    let unsupported = keytab.unsupported().iter().map(|e| {
        Tree::default()
            .with("kvno", i64::from(e.kvno))
            .with("enctype", enctype_node(e.enctype))
            .with("principal", Node::text(&e.principal))
            .with("usable", false)
    });
    let tree = Tree::default()
        .with("entries", Node::List(usable.chain(unsupported).map(Node::from).collect()))
        .with("usable", !keytab.entries().is_empty())
        .with_optional("advice", advice(keytab).map(Node::text));
    Value::Object(tree.to_json())
}

/// An encryption type by number and name.
pub fn enctype_node(number: i32) -> Node {
    Node::named(number, registered_name(number))
}

fn enctype_text(number: i32) -> String {
    format!("{} ({number})", registered_name(number))
}

fn written(timestamp: u32) -> String {
    time::rfc3339(Duration::from_secs(u64::from(timestamp)))
}

/// What to do about the entries that are not usable.
fn advice(keytab: &Keytab) -> Option<&'static str> {
    let (usable, unsupported) = (keytab.entries(), keytab.unsupported());
    if usable.is_empty() && unsupported.is_empty() {
        return Some("The keytab has no entry: export the keys of the service again.");
    }
    let aes_of_same = |entry: &UnsupportedEntry| {
        usable.iter().any(|e| e.principal.same_name(&entry.principal) && e.kvno == entry.kvno)
    };
    if unsupported.iter().all(aes_of_same) {
        let message = "Unsupported entries do no harm here: their principals have AES keys too.";
        return (!unsupported.is_empty()).then_some(message);
    }
    Some(
        "Entries marked unsupported cannot be used: only encryption types 17 to 20 (AES) are. \
         Give the account AES keys and export the keytab again.\n\
         MIT: ktadd -e aes256-cts-hmac-sha1-96:normal PRINCIPAL. Active Directory: allow AES in \
         msDS-SupportedEncryptionTypes, set the password anew, then ktpass /crypto AES256-SHA1.",
    )
}

fn count(entries: usize) -> String {
    if entries == 1 { "1 entry".to_owned() } else { format!("{entries} entries") }
}
