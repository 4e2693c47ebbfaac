//! Per-message tokens of an established context (RFC 4121 section 4.2).

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::GssFlags;
use crate::crypto::Key;
use crate::{Error, Problem, Reason};

/// The side of a context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The client.
    Initiator,
    /// The server.
    Acceptor,
}

/// An established security context: makes and verifies MIC and Wrap tokens.
///
/// Tokens use the acceptor's subkey if one was asserted, else the initiator's, else the session
/// key of the ticket (RFC 4121 section 2).
#[derive(Debug, Clone)]
pub struct SecurityContext {
    role: Role,
    key: Key,
    acceptor_subkey: bool,
    flags: GssFlags,
    next_sent: u32,
    next_received: u32,
}

/// What a context is established with.
#[derive(Debug, Clone)]
pub(crate) struct ContextParts {
    pub(crate) role: Role,
    pub(crate) key: Key,
    pub(crate) acceptor_subkey: bool,
    pub(crate) flags: GssFlags,
    pub(crate) own_sequence: u32,
    pub(crate) peer_sequence: u32,
}

const HEADER: usize = 16;
const FILLER: u8 = 0xff;

const SENT_BY_ACCEPTOR: u8 = 0x01;
const SEALED: u8 = 0x02;
const ACCEPTOR_SUBKEY: u8 = 0x04;

/// Key usage numbers of RFC 4121 section 2.
mod usage {
    pub(super) const ACCEPTOR_SEAL: u32 = 22;
    pub(super) const ACCEPTOR_SIGN: u32 = 23;
    pub(super) const INITIATOR_SEAL: u32 = 24;
    pub(super) const INITIATOR_SIGN: u32 = 25;
}

impl SecurityContext {
    pub(crate) fn new(parts: ContextParts) -> Self {
        Self {
            role: parts.role,
            key: parts.key,
            acceptor_subkey: parts.acceptor_subkey,
            flags: parts.flags,
            next_sent: parts.own_sequence,
            next_received: parts.peer_sequence,
        }
    }

    /// The flags that both sides agreed on.
    #[must_use]
    pub fn flags(&self) -> GssFlags {
        self.flags
    }

    /// The MIC token of a message (RFC 4121 section 4.2.6.1).
    pub fn mic(&mut self, message: &[u8]) -> Vec<u8> {
        let mut token = self.next_header(Token::Mic, 0, [FILLER; 4]).to_vec();
        let checksum = self.key.checksum(sign_usage(self.role)).sign(&[message, &token]);
        token.extend_from_slice(&checksum);
        token
    }

    /// Verifies the peer's MIC token of a message.
    ///
    /// # Errors
    /// [`Error::Malformed`], [`Reason::MessageDirection`], [`Reason::MessageIntegrity`] and, where
    /// the context detects replay or sequence, [`Reason::MessageSequence`] for a number before the
    /// next one. A gap is no error (RFC 2743 section 1.2.3).
    pub fn verify_mic(&mut self, message: &[u8], token: &[u8]) -> Result<(), Error> {
        let (header, mac) = self.read_header(Token::Mic, token)?;
        if header.flags & SEALED != 0 || header.fields != [FILLER; 4] {
            return Err(Error::malformed(Token::Mic.what(), Problem::Value("filler is not 0xff")));
        }
        let key = self.key.checksum(sign_usage(self.peer()));
        if !key.verify(&[message, header.octets], mac) {
            return Err(Reason::MessageIntegrity { token: Token::Mic.name() }.into());
        }
        self.advance(Token::Mic, header.sequence)
    }

    /// The Wrap token of a message (RFC 4121 section 4.2.6.2), encrypted if `confidential`.
    pub fn wrap(&mut self, message: &[u8], confidential: bool, rng: &mut dyn CryptoRng) -> Vec<u8> {
        let usage = seal_usage(self.role);
        if confidential {
            let header = self.next_header(Token::Wrap, SEALED, [0; 4]);
            let mut token = header.to_vec();
            token.extend(self.key.sealing(usage).seal_parts(&[message, &header], rng));
            return token;
        }
        let header = self.next_header(Token::Wrap, 0, [0; 4]);
        let checksum = self.key.checksum(usage).sign(&[message, &header]);
        let [e0, e1] = u16::try_from(checksum.len()).unwrap_or(0).to_be_bytes();
        let mut token = with_fields(&header, [e0, e1, 0, 0]).to_vec();
        token.extend_from_slice(message);
        token.extend_from_slice(&checksum);
        token
    }

    /// Takes the peer's Wrap token apart: the message, and whether it was encrypted.
    ///
    /// # Errors
    /// As [`SecurityContext::verify_mic`].
    pub fn unwrap(&mut self, token: &[u8]) -> Result<(Zeroizing<Vec<u8>>, bool), Error> {
        let (header, body) = self.read_header(Token::Wrap, token)?;
        let [e0, e1, r0, r1] = header.fields;
        let extra_count = usize::from(u16::from_be_bytes([e0, e1]));
        let body = rotate_left(body, usize::from(u16::from_be_bytes([r0, r1])));
        let usage = seal_usage(self.peer());
        let integrity = || Error::from(Reason::MessageIntegrity { token: Token::Wrap.name() });
        let sealed = header.flags & SEALED != 0;

        let message = if sealed {
            let mut plaintext = self.key.sealing(usage).open(&body).map_err(|_| integrity())?;
            let end = plaintext
                .len()
                .checked_sub(HEADER)
                .and_then(|end| Some((end, end.checked_sub(extra_count)?)))
                .filter(|(end, _)| {
                    plaintext.get(*end..) == Some(&with_fields(header.octets, [e0, e1, 0, 0])[..])
                })
                .map(|(_, end)| end)
                .ok_or_else(integrity)?;
            plaintext.truncate(end);
            plaintext
        } else {
            let end = body.len().checked_sub(extra_count).ok_or_else(integrity)?;
            let (message, mac) = body.split_at_checked(end).ok_or_else(integrity)?;
            let signed_header = with_fields(header.octets, [0; 4]);
            if !self.key.checksum(usage).verify(&[message, &signed_header], mac) {
                return Err(integrity());
            }
            Zeroizing::new(message.to_vec())
        };
        self.advance(Token::Wrap, header.sequence)?;
        Ok((message, sealed))
    }

    fn peer(&self) -> Role {
        match self.role {
            Role::Initiator => Role::Acceptor,
            Role::Acceptor => Role::Initiator,
        }
    }

    fn next_header(&mut self, token: Token, sealed: u8, fields: [u8; 4]) -> [u8; HEADER] {
        let mut flags = sealed;
        if self.role == Role::Acceptor {
            flags |= SENT_BY_ACCEPTOR;
        }
        if self.acceptor_subkey {
            flags |= ACCEPTOR_SUBKEY;
        }
        let sequence = self.next_sent;
        self.next_sent = sequence.wrapping_add(1);
        let [id0, id1] = token.id();
        let [f0, f1, f2, f3] = fields;
        let [s0, s1, s2, s3] = sequence.to_be_bytes();
        [id0, id1, flags, FILLER, f0, f1, f2, f3, 0, 0, 0, 0, s0, s1, s2, s3]
    }

    fn read_header<'a>(
        &self,
        token: Token,
        octets: &'a [u8],
    ) -> Result<(Header<'a>, &'a [u8]), Error> {
        let (raw, body) = octets.split_first_chunk::<HEADER>().ok_or_else(|| {
            Error::malformed(
                token.what(),
                Problem::Truncated { needed: HEADER, found: octets.len() },
            )
        })?;
        let [id0, id1, flags, filler, f0, f1, f2, f3, sequence @ ..] = *raw;
        if [id0, id1] != token.id() {
            return Err(Error::malformed(token.what(), Problem::Value("unexpected TOK_ID")));
        }
        if filler != FILLER {
            return Err(Error::malformed(token.what(), Problem::Value("filler is not 0xff")));
        }
        let by_acceptor = flags & SENT_BY_ACCEPTOR != 0;
        let with_subkey = flags & ACCEPTOR_SUBKEY != 0;
        if by_acceptor != (self.peer() == Role::Acceptor) || with_subkey != self.acceptor_subkey {
            return Err(Reason::MessageDirection { token: token.name() }.into());
        }
        let sequence = u64::from_be_bytes(sequence);
        Ok((Header { octets: raw, flags, fields: [f0, f1, f2, f3], sequence }, body))
    }

    /// Accepts the sequence number of a verified token. Only its low 32 bits are negotiated.
    fn advance(&mut self, token: Token, found: u64) -> Result<(), Error> {
        let [.., n0, n1, n2, n3] = found.to_be_bytes();
        let number = u32::from_be_bytes([n0, n1, n2, n3]);
        let before = number.wrapping_sub(self.next_received) > u32::MAX / 2;
        let detects =
            self.flags.contains(GssFlags::REPLAY) || self.flags.contains(GssFlags::SEQUENCE);
        if before && detects {
            return Err(Reason::MessageSequence {
                token: token.name(),
                found,
                expected: u64::from(self.next_received),
            }
            .into());
        }
        if !before {
            self.next_received = number.wrapping_add(1);
        }
        Ok(())
    }
}

#[derive(Clone, Copy)]
enum Token {
    Mic,
    Wrap,
}

impl Token {
    fn id(self) -> [u8; 2] {
        match self {
            Self::Mic => [0x04, 0x04],
            Self::Wrap => [0x05, 0x04],
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Mic => "MIC",
            Self::Wrap => "Wrap",
        }
    }

    fn what(self) -> &'static str {
        match self {
            Self::Mic => "MIC token",
            Self::Wrap => "Wrap token",
        }
    }
}

struct Header<'a> {
    octets: &'a [u8; HEADER],
    flags: u8,
    /// Octets 4 to 7: filler of a MIC token, EC and RRC of a Wrap token.
    fields: [u8; 4],
    sequence: u64,
}

fn with_fields(header: &[u8; HEADER], fields: [u8; 4]) -> [u8; HEADER] {
    let [id0, id1, flags, filler, _, _, _, _, sequence @ ..] = *header;
    let [f0, f1, f2, f3] = fields;
    let [s0, s1, s2, s3, s4, s5, s6, s7] = sequence;
    [id0, id1, flags, filler, f0, f1, f2, f3, s0, s1, s2, s3, s4, s5, s6, s7]
}

/// Undoes the right rotation count (RFC 4121 section 4.2.5).
fn rotate_left(body: &[u8], count: usize) -> Vec<u8> {
    let mut rotated = body.to_vec();
    if let Some(count) = count.checked_rem(rotated.len()) {
        rotated.rotate_left(count);
    }
    rotated
}

fn sign_usage(role: Role) -> u32 {
    match role {
        Role::Initiator => usage::INITIATOR_SIGN,
        Role::Acceptor => usage::ACCEPTOR_SIGN,
    }
}

fn seal_usage(role: Role) -> u32 {
    match role {
        Role::Initiator => usage::INITIATOR_SEAL,
        Role::Acceptor => usage::ACCEPTOR_SEAL,
    }
}
