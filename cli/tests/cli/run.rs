//! Running the command and looking at what it prints.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use kerberos::keytab::Keytab;
use serde_json::Value;
use tempfile::TempDir;

/// What a run printed, and its exit status.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    pub status: i32,
    pub output: String,
    pub errors: String,
}

/// Runs `edgewarden` with these arguments.
pub fn run(arguments: &[&str]) -> Run {
    run_with_input(arguments, b"")
}

/// The same with octets on standard input.
pub fn run_with_input(arguments: &[&str], input: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_edgewarden"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that does not read its input closes it, which is no failure of the test.
    let _ = child.stdin.take().unwrap().write_all(input);
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    Run {
        status: status.code().expect("ended by itself"),
        output: String::from_utf8(stdout).unwrap(),
        errors: String::from_utf8(stderr).unwrap(),
    }
}

impl Run {
    /// The JSON that was printed.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.output).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The last line that was printed.
    pub fn last_line(&self) -> &str {
        self.output.lines().last().unwrap_or_default()
    }
}

/// A keytab file, removed when the test ends.
pub struct KeytabFile {
    path: PathBuf,
    _directory: TempDir,
}

impl KeytabFile {
    pub fn new(octets: &[u8]) -> Self {
        let directory = TempDir::new().unwrap();
        let path = directory.path().join("keytab");
        std::fs::write(&path, octets).unwrap();
        Self { path, _directory: directory }
    }

    pub fn of(keytab: &Keytab) -> Self {
        Self::new(&keytab.encode().unwrap())
    }

    pub fn path(&self) -> &str {
        Path::to_str(&self.path).unwrap()
    }
}
