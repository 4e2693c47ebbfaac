//! A second acceptor as oracle: `gss_accept_sec_context` of MIT krb5 and this project decide alike
//! over the same keytab, except where [`differences`] says that they do not and why.
mod acceptors;
mod cases;
mod differences;
mod mutations;
mod realm;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use acceptors::{Acceptor, Mit, Ours, Outcome, Verdict};
use differences::{AFTER, BEFORE, Difference};
use kerberos::crypto::EncryptionType;
use realm::{KRB5_CONF, Realm};

/// Tokens that are compared at least.
const MIN_TOKENS: usize = 2_000;

#[test]
fn mit_krb5_and_this_project_accept_the_same_tokens_for_the_same_clients() {
    let mut realm = Realm::new();
    let peer = Peer::set_up(&realm);
    let mut mit = peer.start("none:");
    let mut ours = Ours::new(&realm.keytab());
    let mut comparison = Comparison::default();

    let all = cases::all(&mut realm).into_iter().chain(mutations::all(&mut realm));
    for case in all {
        let outcomes = [&mut ours as &mut dyn Acceptor, &mut mit].map(|acceptor| {
            acceptor.expect_bindings(case.bindings.as_ref().map(|hash| &hash[..]));
            acceptor.first(&case.token)
        });
        comparison.compare(&case.name, &outcomes);
    }
    for conversation in cases::conversations(&mut realm) {
        let outcomes = [&mut ours as &mut dyn Acceptor, &mut mit].map(|acceptor| {
            acceptor.expect_bindings(None);
            conversation.hold(acceptor)
        });
        comparison.compare(&conversation.name, &outcomes);
    }
    comparison.finish();
}

#[test]
fn both_refuse_a_token_that_they_have_seen() {
    let mut realm = Realm::new();
    let peer = Peer::set_up(&realm);
    let cache = peer.directory.path().join("replay-cache");
    let mut mit = peer.start(&format!("file2:{}", cache.display()));
    let mut ours = Ours::new(&realm.keytab());
    for encryption_type in EncryptionType::ALL {
        let request = realm.request(encryption_type);
        let token = request.token(&mut realm.rng);
        for acceptor in [&mut ours as &mut dyn Acceptor, &mut mit] {
            assert!(matches!(acceptor.first(&token).verdict, Verdict::Complete { .. }));
            assert_eq!(acceptor.first(&token).verdict, Verdict::Refused);
        }
    }
}

/// The program around MIT krb5, built, and its files.
struct Peer {
    program: PathBuf,
    directory: tempfile::TempDir,
}

impl Peer {
    fn set_up(realm: &Realm) -> Self {
        let directory = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let program = directory.path().join("mit_acceptor");
        build(&program);
        std::fs::write(directory.path().join("krb5.conf"), KRB5_CONF).unwrap();
        std::fs::write(directory.path().join("no-mechanisms"), "").unwrap();
        let keytab = realm.keytab().encode().unwrap();
        std::fs::write(directory.path().join("keytab"), &*keytab).unwrap();
        Self { program, directory }
    }

    fn start(&self, replay_cache: &str) -> Mit {
        Mit::start(&self.program, self.directory.path(), replay_cache)
    }
}

fn build(program: &Path) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/mit_acceptor.c");
    let output = Command::new("cc")
        .args(["-Wall", "-Wextra", "-Werror", "-O1", "-o"])
        .arg(program)
        .arg(source)
        .arg("-lgssapi_krb5")
        .output()
        .expect("a C compiler: on Debian, apt-get install gcc libc6-dev");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "MIT krb5 cannot be built against: on Debian, apt-get install libkrb5-dev\n{errors}"
    );
}

#[derive(Default)]
struct Comparison {
    tokens: usize,
    agreed: BTreeMap<&'static str, usize>,
    /// How often each deliberate difference showed, by its position.
    deliberate: BTreeMap<usize, usize>,
    findings: Vec<String>,
}

impl Comparison {
    fn compare(&mut self, name: &str, [ours, mit]: &[Outcome; 2]) {
        self.tokens += 1;
        if ours.verdict == mit.verdict {
            *self.agreed.entry(mit.verdict.name()).or_default() += 1;
            return;
        }
        match differences().position(|known| known.explains(name, ours, mit)) {
            Some(position) => *self.deliberate.entry(position).or_default() += 1,
            None => self.findings.push(format!("{name}\n    ours: {ours:?}\n    MIT:  {mit:?}")),
        }
    }

    fn finish(self) {
        println!("{} tokens, agreed: {:?}", self.tokens, self.agreed);
        for (position, known) in differences().enumerate() {
            let count = self.deliberate.get(&position).copied().unwrap_or_default();
            println!("{count} times: {known}");
        }
        let findings = self.findings.join("\n");
        assert!(self.findings.is_empty(), "{} findings\n{findings}", self.findings.len());
        assert!(self.tokens >= MIN_TOKENS, "{} tokens", self.tokens);
        for (position, known) in differences().enumerate() {
            assert!(self.deliberate.contains_key(&position), "no token shows this: {known}");
        }
    }
}

fn differences() -> impl Iterator<Item = &'static Difference> {
    BEFORE.iter().chain(AFTER)
}
