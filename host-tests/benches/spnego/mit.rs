//! The acceptor of MIT Kerberos, in a small program of its own.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use host_tests::{Failure, Result, project_root, run, scratch};
use kerberos::keytab::Keytab;
use tempfile::TempDir;

use crate::mint::REALM;

/// How long the compiler or one round may take.
const LIMIT: Duration = Duration::from_secs(120);

/// The program, and the files that it finds through its environment.
pub struct Mit {
    directory: TempDir,
    program: PathBuf,
}

/// Which replay cache MIT uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplayCache {
    /// The one that every service gets unless somebody turns it off.
    File,
    /// None: replays are accepted.
    None,
}

impl Mit {
    /// Compiles the program and writes its keytab and configuration.
    pub fn new(keytab: &Keytab) -> Result<Self> {
        let directory = scratch("mit")?;
        let program = directory.path().join("mit_accept_bench");
        let mut compiler = Command::new("cc");
        compiler.args(["-O2", "-Wall", "-Werror", "-o"]).arg(&program);
        compiler.arg(project_root().join("host-tests/peers/mit_accept_bench.c"));
        compiler.arg("-lgssapi_krb5");
        run(compiler, b"", LIMIT)?.successful("cc")?;
        write_files(directory.path(), keytab)?;
        Ok(Self { directory, program })
    }

    /// Accepts every token, the first `untimed` to warm up; microseconds of processor time for
    /// each of the others.
    pub fn time(&self, tokens: &[Vec<u8>], untimed: usize, cache: ReplayCache) -> Result<f64> {
        let file = self.directory.path().join("tokens");
        let mut octets = Vec::new();
        for token in tokens {
            octets.extend_from_slice(&u32::try_from(token.len()).unwrap().to_be_bytes());
            octets.extend_from_slice(token);
        }
        std::fs::write(&file, octets)?;
        let name = match cache {
            ReplayCache::File => format!("file2:{}/rcache", self.directory.path().display()),
            ReplayCache::None => "none:".to_owned(),
        };
        let mut command = Command::new(&self.program);
        command.arg(&file).arg(untimed.to_string()).env("KRB5RCACHENAME", name);
        command.env("KRB5_CONFIG", self.directory.path().join("krb5.conf"));
        command.env("KRB5_KTNAME", self.directory.path().join("http.keytab"));
        let output = run(command, b"", LIMIT)?.successful("mit_accept_bench")?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut numbers = text.split_whitespace().filter_map(|number| number.parse::<f64>().ok());
        match (numbers.next(), numbers.next()) {
            (Some(count), Some(nanoseconds)) => Ok(nanoseconds / count / 1e3),
            _ => Err(Failure::new(format!("mit_accept_bench printed `{text}`"))),
        }
    }
}

/// `krb5.conf` and `http.keytab` for a service that uses MIT Kerberos.
pub fn write_files(directory: &std::path::Path, keytab: &Keytab) -> Result<()> {
    let config = format!(
        "[libdefaults]
    default_realm = {REALM}
    dns_lookup_kdc = false
    dns_lookup_realm = false
    dns_canonicalize_hostname = false
    rdns = false
    permitted_enctypes = aes256-cts aes128-cts aes256-sha2 aes128-sha2
"
    );
    std::fs::write(directory.join("krb5.conf"), config)?;
    let keytab = keytab.encode().map_err(|error| Failure::new(error.to_string()))?;
    std::fs::write(directory.join("http.keytab"), &*keytab)?;
    Ok(())
}
