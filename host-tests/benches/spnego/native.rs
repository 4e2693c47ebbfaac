//! The accept of the core, native, beside `gss_accept_sec_context` of MIT Kerberos.

use host_tests::Result;
use host_tests::bench::{Aim, Report, Samples};
use kerberos::crypto::EncryptionType;

use crate::accept::Native;
use crate::mint::{ENCRYPTION_TYPES, Mint, Tickets};
use crate::mit::{Mit, ReplayCache};

/// Timed tokens of one round.
const TOKENS: usize = 2000;
/// Tokens before them: libraries are loaded and caches filled.
const UNTIMED: usize = 100;
/// Rounds for the encryption type with the aims, and for each of the others.
const ROUNDS: [usize; 2] = [21, 9];

const WITH_CACHE: &str = "MIT gss_accept_sec_context, its replay cache";
const WITHOUT_CACHE: &str = "MIT gss_accept_sec_context, no replay cache";

/// A third of MIT's time with a new ticket, a fifth with a known one.
fn aim(encryption_type: EncryptionType, tickets: Tickets) -> Option<Aim> {
    let aimed = encryption_type == EncryptionType::Aes256CtsHmacSha1;
    let ratio = match tickets {
        Tickets::Cold => 1.0 / 3.0,
        Tickets::Warm => 1.0 / 5.0,
    };
    aimed.then_some(Aim::Ratio(ratio))
}

/// Adds a row per encryption type, kind of ticket and replay cache of MIT.
pub fn run(report: &mut Report) -> Result<()> {
    let mut mint = Mint::new();
    let mit = Mit::new(mint.keytab())?;
    for encryption_type in ENCRYPTION_TYPES {
        for tickets in [Tickets::Cold, Tickets::Warm] {
            compare(report, &mut mint, &mit, encryption_type, tickets)?;
        }
    }
    Ok(())
}

fn compare(
    report: &mut Report,
    mint: &mut Mint,
    mit: &Mit,
    encryption_type: EncryptionType,
    tickets: Tickets,
) -> Result<()> {
    let native = Native::new(mint.keytab());
    let aim = aim(encryption_type, tickets);
    let [mut ours, mut with_cache, mut without_cache] = [(); 3].map(|()| Samples::default());
    for _ in 0..ROUNDS[usize::from(aim.is_none())] {
        let tokens = mint.tokens(encryption_type, tickets, UNTIMED + TOKENS);
        let (untimed, timed) = tokens.split_at(UNTIMED);
        with_cache.push(mit.time(&tokens, UNTIMED, ReplayCache::File)?);
        native.time(untimed);
        ours.push(native.time(timed));
        without_cache.push(mit.time(&tokens, UNTIMED, ReplayCache::None)?);
    }
    let bench = format!("accept.{}.etype{}", tickets.name(), encryption_type.number());
    for (name, peer) in [(WITH_CACHE, &with_cache), (WITHOUT_CACHE, &without_cache)] {
        report.compare(&bench, "CPU per accept", "us", &ours, (name, peer), aim);
    }
    Ok(())
}
