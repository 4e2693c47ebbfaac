//! The two acceptors behind one interface.

use std::cell::RefCell;
use std::fmt;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::rc::Rc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng;
use kerberos::Principal;
use kerberos::acceptor::{self, ChannelBindingPolicy, Config};
use kerberos::gss::ChannelBindings;
use kerberos::keytab::Keytab;
use kerberos::replay::{MemoryStore, ReplayAfterLoss, SharedReplayCache};
use spnego::kerberos::KerberosAcceptor;
use spnego::{Mechanism as _, Policy};

use crate::realm::TRUSTED_REALM;

/// Context flags that both sides report: those of RFC 4121 section 4.1.1.1 without delegation.
const COMPARED_FLAGS: u32 = 0x3e;

/// What an acceptor made of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The context is established.
    Complete {
        /// The client, as libkrb5 writes it.
        name: Vec<u8>,
        /// Context flags.
        flags: u32,
    },
    /// Another token is awaited.
    Continue,
    /// No.
    Refused,
}

impl Verdict {
    pub fn name(&self) -> &'static str {
        match self {
            Self::Complete { .. } => "accepted",
            Self::Continue => "continued",
            Self::Refused => "refused",
        }
    }
}

/// A verdict, why, and the token for the peer.
#[derive(Clone)]
pub struct Outcome {
    pub verdict: Verdict,
    pub why: String,
    pub reply: Option<Vec<u8>>,
}

impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.verdict.name(), self.why)?;
        if let Verdict::Complete { name, flags } = &self.verdict {
            write!(f, ", {:?}, flags {flags:#x}", String::from_utf8_lossy(name))?;
        }
        Ok(())
    }
}

/// An acceptor with one context at a time.
pub trait Acceptor {
    /// Expects these channel bindings (`tls-server-end-point`, a hash) from now on, or none.
    fn expect_bindings(&mut self, certificate_hash: Option<&[u8]>);
    /// The first token of a new context.
    fn first(&mut self, token: &[u8]) -> Outcome;
    /// A later token of the context.
    fn later(&mut self, token: &[u8]) -> Outcome;
}

/// Time since the Unix epoch, to the microsecond.
pub fn now() -> Duration {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Duration::from_micros(u64::try_from(now.as_micros()).unwrap())
}

/// This project's acceptor.
pub struct Ours {
    plain: Rc<RefCell<acceptor::Acceptor>>,
    bound: Option<Rc<RefCell<acceptor::Acceptor>>>,
    keytab: Keytab,
    context: Option<spnego::Acceptor<KerberosAcceptor>>,
}

impl Ours {
    pub fn new(keytab: &Keytab) -> Self {
        let plain = kerberos_acceptor(keytab, ChannelBindingPolicy::Off);
        Self { plain, bound: None, keytab: keytab.clone(), context: None }
    }
}

fn kerberos_acceptor(
    keytab: &Keytab,
    channel_bindings: ChannelBindingPolicy,
) -> Rc<RefCell<acceptor::Acceptor>> {
    let mut rng = ChaCha20Rng::seed_from_u64(7);
    let replay =
        SharedReplayCache::new(MemoryStore::default(), "replay", ReplayAfterLoss::Accept, &mut rng);
    let transited_realms = vec![TRUSTED_REALM.to_owned()];
    let config = Config { channel_bindings, transited_realms, ..Config::default() };
    let acceptor = acceptor::Acceptor::new(keytab, config, Box::new(replay), Box::new(rng));
    Rc::new(RefCell::new(acceptor.unwrap()))
}

impl Acceptor for Ours {
    fn expect_bindings(&mut self, certificate_hash: Option<&[u8]>) {
        self.bound = certificate_hash.map(|hash| {
            let bindings = vec![ChannelBindings::tls_server_end_point(hash)];
            kerberos_acceptor(&self.keytab, ChannelBindingPolicy::WhenSupported(bindings))
        });
    }

    fn first(&mut self, token: &[u8]) -> Outcome {
        let acceptor = Rc::clone(self.bound.as_ref().unwrap_or(&self.plain));
        let mechanism = KerberosAcceptor::new(acceptor, None);
        self.context = Some(spnego::Acceptor::new(Policy::default(), vec![mechanism]));
        self.later(token)
    }

    fn later(&mut self, token: &[u8]) -> Outcome {
        let context = self.context.as_mut().unwrap();
        match context.step(token, now()) {
            Ok(step) if step.complete => {
                let accepted = context.mechanism().and_then(KerberosAcceptor::accepted).unwrap();
                let flags = context.mechanism().unwrap().context_flags().unwrap().0;
                let name = unparsed(&accepted.ticket.client);
                let verdict = Verdict::Complete { name, flags: flags & COMPARED_FLAGS };
                let why = if accepted.delegated { "accepted, delegated" } else { "accepted" };
                Outcome { verdict, why: why.into(), reply: step.token }
            }
            Ok(step) => {
                Outcome { verdict: Verdict::Continue, why: "continue".into(), reply: step.token }
            }
            Err(failure) => Outcome {
                verdict: Verdict::Refused,
                why: reason(&failure.error),
                reply: failure.token,
            },
        }
    }
}

/// Code and text, the mechanism's own if it is the mechanism that refused.
fn reason(error: &spnego::Error) -> String {
    match error {
        spnego::Error::Mechanism(error) => format!("{}: {}", error.code, error.detail),
        other => format!("{}: {other}", other.code()),
    }
}

/// A name as libkrb5 writes it: every octet but seven stands for itself.
fn unparsed(principal: &Principal) -> Vec<u8> {
    let quoted = |part: &Vec<u8>| {
        let mut text = Vec::new();
        for octet in part {
            match octet {
                b'/' | b'@' | b'\\' => text.extend([b'\\', *octet]),
                b'\n' => text.extend(b"\\n"),
                b'\t' => text.extend(b"\\t"),
                8 => text.extend(b"\\b"),
                0 => text.extend(b"\\0"),
                other => text.push(*other),
            }
        }
        text
    };
    let name: Vec<_> = principal.components.iter().map(quoted).collect();
    [name.join(&b'/'), vec![b'@'], quoted(&principal.realm)].concat()
}

/// `gss_accept_sec_context` of MIT krb5.
pub struct Mit {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Mit {
    /// Starts the program `peer` with the files in `directory`; `replay_cache` is a name as
    /// `KRB5RCACHENAME` has it.
    pub fn start(peer: &Path, directory: &Path, replay_cache: &str) -> Self {
        let mut process = Command::new(peer)
            .env("KRB5_CONFIG", directory.join("krb5.conf"))
            .env("KRB5_KTNAME", directory.join("keytab"))
            .env("KRB5RCACHENAME", replay_cache)
            // No mechanism plug-ins: the machine may have NTLM.
            .env("GSS_MECH_CONFIG", directory.join("no-mechanisms"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = process.stdin.take().unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        Self { process, input, output }
    }

    fn write(&mut self, operation: u8, octets: &[u8]) {
        let length = u32::try_from(octets.len()).unwrap().to_be_bytes();
        self.input.write_all(&[&[operation], &length[..], octets].concat()).unwrap();
        self.input.flush().unwrap();
    }

    fn step(&mut self, operation: u8, token: &[u8]) -> Outcome {
        self.write(operation, token);
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        let fields: Vec<_> = line.split_whitespace().collect();
        let [outcome, major, minor, flags, name, reply] = fields[..] else {
            panic!("the peer ended: {line:?}, {:?}", self.process.try_wait())
        };
        let verdict = match outcome {
            "complete" => {
                let flags = u32::from_str_radix(flags, 16).unwrap() & COMPARED_FLAGS;
                Verdict::Complete { name: hex(name).unwrap_or_default(), flags }
            }
            "continue" => Verdict::Continue,
            _ => Verdict::Refused,
        };
        Outcome { verdict, why: format!("{outcome} {major} {minor}"), reply: hex(reply) }
    }
}

impl Acceptor for Mit {
    fn expect_bindings(&mut self, certificate_hash: Option<&[u8]>) {
        let application_data = certificate_hash
            .map(|hash| [b"tls-server-end-point:", hash].concat())
            .unwrap_or_default();
        self.write(b'B', &application_data);
    }

    fn first(&mut self, token: &[u8]) -> Outcome {
        self.step(b'N', token)
    }

    fn later(&mut self, token: &[u8]) -> Outcome {
        self.step(b'C', token)
    }
}

impl Drop for Mit {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn hex(digits: &str) -> Option<Vec<u8>> {
    let octet = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
    (digits != "-").then(|| (0..digits.len()).step_by(2).map(octet).collect())
}
