//! Mechanisms whose per-message protection nobody can break: a MIC verifies if the peer made it.

use core::cell::RefCell;
use core::time::Duration;
use std::rc::Rc;

use spnego::{MajorStatus, Mechanism, MechanismError, MechanismStep, Oid};

/// The side of a context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The client.
    Initiator,
    /// The server.
    Acceptor,
}

/// A MIC that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Who made it.
    pub role: Role,
    /// The mechanism.
    pub oid: Oid,
    /// What it covers.
    pub message: Vec<u8>,
}

/// Every MIC of one conversation.
pub type Log = Rc<RefCell<Vec<Signed>>>;

/// What both sides of a mechanism agree on.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Its identifier.
    pub oid: Oid,
    /// Tokens that it exchanges, the initiator first.
    pub tokens: u8,
    /// Whether it has per-message integrity.
    pub integrity: bool,
}

/// One side of a mechanism.
#[derive(Clone, Debug)]
pub struct Toy {
    kind: Kind,
    role: Role,
    available: bool,
    log: Log,
    /// Number of the next token, from 1.
    next: u8,
}

impl Toy {
    /// A side that has not sent or seen anything.
    pub fn new(kind: Kind, role: Role, available: bool, log: &Log) -> Self {
        Self { kind, role, available, log: Rc::clone(log), next: 1 }
    }

    fn complete(&self) -> bool {
        self.next > self.kind.tokens
    }

    fn token(&self) -> Vec<u8> {
        format!("{} {:?}", self.next, self.kind.oid).into_bytes()
    }

    fn protects(&self) {
        assert!(self.complete() && self.kind.integrity, "asked on an established context only");
    }
}

impl Mechanism for Toy {
    fn oid(&self) -> &Oid {
        &self.kind.oid
    }

    fn is_available(&self) -> bool {
        self.available
    }

    fn step(
        &mut self,
        token: Option<&[u8]>,
        _now: Duration,
    ) -> Result<MechanismStep, MechanismError> {
        assert!(!self.complete(), "no step after the last");
        assert_eq!(token.is_none(), self.role == Role::Initiator && self.next == 1);
        if let Some(token) = token {
            if token != self.token() {
                return Err(error("toy_token", MajorStatus::DefectiveToken));
            }
            self.next += 1;
        }
        if self.complete() {
            return Ok(MechanismStep { token: None, complete: true });
        }
        let token = Some(self.token());
        self.next += 1;
        Ok(MechanismStep { token, complete: self.complete() })
    }

    fn integrity(&self) -> bool {
        assert!(self.complete(), "asked on an established context only");
        self.kind.integrity
    }

    fn mic(&mut self, message: &[u8]) -> Result<Vec<u8>, MechanismError> {
        self.protects();
        let signed = Signed { role: self.role, oid: self.kind.oid, message: message.to_vec() };
        let mut log = self.log.borrow_mut();
        log.push(signed);
        Ok(format!("MIC {}", log.len()).into_bytes())
    }

    fn verify_mic(&mut self, message: &[u8], mic: &[u8]) -> Result<(), MechanismError> {
        self.protects();
        let log = self.log.borrow();
        let number = mic.strip_prefix(b"MIC ").and_then(|n| core::str::from_utf8(n).ok());
        let index = number.and_then(|n| n.parse::<usize>().ok()?.checked_sub(1));
        match index.and_then(|index| log.get(index)) {
            Some(made)
                if made.role != self.role
                    && made.oid == self.kind.oid
                    && made.message == message =>
            {
                Ok(())
            }
            _ => Err(error("toy_mic", MajorStatus::BadMic)),
        }
    }
}

fn error(code: &'static str, major: MajorStatus) -> MechanismError {
    MechanismError { code, detail: code.into(), token: Some(b"error".to_vec()), major }
}
