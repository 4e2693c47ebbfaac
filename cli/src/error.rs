//! Why a command did not do what it was asked for.

use std::io;

/// Why a command failed. The text tells an operator what to look at, and never holds a secret.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file, or standard input, cannot be read.
    #[error("cannot read {name}: {source}")]
    Read {
        /// Its name as it was given.
        name: String,
        /// What the system says.
        source: io::Error,
    },
    /// An input is longer than anything this program has a use for.
    #[error("{name} is longer than {limit} octets")]
    TooLong {
        /// Its name as it was given.
        name: String,
        /// The limit, in octets.
        limit: usize,
    },
    /// A keytab does not parse.
    #[error("{name} is no keytab that can be read: {source} [{code}]", code = source.code())]
    Keytab {
        /// Its name as it was given.
        name: String,
        /// What the core says.
        source: kerberos::Error,
    },
    /// No key is left to put into a configuration.
    #[error("{0}")]
    NoKey(String),
    /// The keytab does not fit the filter's `keytab`.
    #[error(
        "the keytab has {found} octets, the filter takes at most {limit}; choose principals with \
         --principal"
    )]
    KeytabTooLarge {
        /// Octets of the keytab.
        found: usize,
        /// What the filter takes, in octets.
        limit: usize,
    },
    /// The header has another scheme, no token, or no base64.
    #[error("the header holds no token: {0} [{code}]", code = .0.code())]
    Header(#[from] spnego::http::HeaderError),
    /// The token is not base64 and does not name a scheme.
    #[error(
        "the token is not base64 of the standard alphabet; give the value of the header, such as \
         `Negotiate YII...`, or what follows the scheme"
    )]
    Base64,
    /// The octets are no token that is known here.
    #[error("the token cannot be decoded: {0} [{code}]", code = .0.code())]
    Token(#[from] spnego::Error),
    /// A Kerberos message without framing does not parse.
    #[error("the token cannot be decoded: {0} [{code}]", code = .0.code())]
    Message(#[from] kerberos::Error),
    /// There is nothing that could be a RADIUS packet.
    #[error("there is no packet: {0}")]
    NoPacket(&'static str),
    /// The octets are no RADIUS packet.
    #[error("the packet cannot be decoded: {0} [{code}]", code = .0.code())]
    Packet(radius::Error),
    /// A capture cannot be read to its end.
    #[error("{name}: {problem}")]
    Capture {
        /// Its name as it was given.
        name: String,
        /// What is wrong.
        problem: String,
    },
    /// A file holds no shared secret.
    #[error("{name}: {source} [{code}]", code = source.code())]
    Secret {
        /// Its name as it was given.
        name: String,
        /// What the core says.
        source: radius::Error,
    },
    /// A configuration of the RADIUS filter cannot work.
    #[error("{name}: at {path}: {problem}")]
    Config {
        /// Its name as it was given.
        name: String,
        /// The JSON path.
        path: String,
        /// What is wrong there.
        problem: String,
    },
    /// An incident report is not well-formed, or a step on it cannot be done.
    #[error("{name}: {source} [{code}]", code = source.code())]
    Iodef {
        /// Its name as it was given.
        name: String,
        /// What the core says.
        source: Box<iodef::Error>,
    },
    /// A key, certificate, contact book or encrypted file cannot be used.
    #[error("{name}: {problem}")]
    Key {
        /// Its name as it was given.
        name: String,
        /// What is wrong; never a part of a key.
        problem: String,
    },
    /// An element is not in the document.
    #[error("{name}: there is no element {xpath}")]
    NoElement {
        /// The document as it was given.
        name: String,
        /// The element that was asked for.
        xpath: String,
    },
    /// A file cannot be written, or is there already.
    #[error("cannot write {name}: {source}")]
    WriteFile {
        /// Its name.
        name: String,
        /// What the system says.
        source: io::Error,
    },
    /// A file of registered values cannot be used.
    #[error("{name}: {problem}")]
    Registry {
        /// Its name as it was given.
        name: String,
        /// What is wrong.
        problem: String,
    },
    /// A token of a restriction cannot be taken for another level.
    #[error("--map: {0}")]
    Mapping(#[from] iodef::restriction::MappingError),
    /// The operating system gives no randomness.
    #[error("the operating system gives no randomness: {0}")]
    Randomness(getrandom::Error),
    /// The output cannot be written.
    #[error("cannot write: {0}")]
    Write(#[from] io::Error),
}

impl Error {
    /// The exit status: 1 where the filter would refuse the input, 2 for everything else.
    pub fn exit_status(&self) -> u8 {
        match self {
            Self::NoKey(_) | Self::KeytabTooLarge { .. } => 1,
            Self::Iodef { source, .. } => match **source {
                iodef::Error::Redaction(iodef::RedactionFault::NothingLeft { .. }) => 1,
                _ => 2,
            },
            _ => 2,
        }
    }
}
