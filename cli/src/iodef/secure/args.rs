//! Arguments of the commands that use keys.

use std::path::PathBuf;

use clap::Args;

/// A private key and what belongs to it.
#[derive(Debug, Args)]
pub struct KeyArguments {
    /// The private key: PKCS#8 in DER or PEM, or PKCS#12 with its certificate
    #[arg(long, value_name = "FILE")]
    pub key: PathBuf,
    /// A file whose first line is the passphrase of the key
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}

/// Arguments of `iodef sign`.
#[derive(Debug, Args)]
pub struct SignArguments {
    /// The document, XML or JSON; `-` is standard input
    #[arg(value_name = "FILE", default_value = crate::input::STANDARD_INPUT)]
    pub file: PathBuf,
    #[command(flatten)]
    pub key: KeyArguments,
    /// The certificate that travels with the signature; PKCS#12 brings its own
    #[arg(long, value_name = "FILE")]
    pub certificate: Option<PathBuf>,
    /// Print a signature for a file of its own, and leave the document as it is
    #[arg(long)]
    pub detached: bool,
}

/// Arguments of `iodef verify`.
#[derive(Debug, Args)]
pub struct VerifyArguments {
    /// The document, or a JSON Web Signature; `-` is standard input
    #[arg(value_name = "FILE", default_value = crate::input::STANDARD_INPUT)]
    pub file: PathBuf,
    /// The signature, if it is in a file of its own
    #[arg(long, value_name = "FILE")]
    pub signature: Option<PathBuf>,
    /// A certificate that is trusted; may be repeated
    #[arg(long, value_name = "FILE")]
    pub trust: Vec<PathBuf>,
    /// A contact book: JSON {"contacts": [{"name", "domain", "sha256"}]}
    #[arg(long, value_name = "FILE")]
    pub contacts: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `iodef seal`.
#[derive(Debug, Args)]
pub struct SealArguments {
    /// The document; `-` is standard input
    #[arg(value_name = "FILE", default_value = crate::input::STANDARD_INPUT)]
    pub file: PathBuf,
    /// Certificate (RSA) of a receiver; may be repeated
    #[arg(long, value_name = "FILE", required = true)]
    pub to: Vec<PathBuf>,
    /// An element to be sealed, such as /IODEF-Document/Incident/Contact[1]; may be repeated
    #[arg(long, value_name = "XPATH", required = true)]
    pub xpath: Vec<String>,
}

/// Arguments of `iodef open`.
#[derive(Debug, Args)]
pub struct OpenArguments {
    /// The document; `-` is standard input
    #[arg(value_name = "FILE", default_value = crate::input::STANDARD_INPUT)]
    pub file: PathBuf,
    #[command(flatten)]
    pub key: KeyArguments,
}

/// Arguments of `iodef encrypt`.
#[derive(Debug, Args)]
pub struct EncryptArguments {
    /// The file; `-` is standard input
    #[arg(value_name = "FILE", default_value = crate::input::STANDARD_INPUT)]
    pub file: PathBuf,
    /// OpenPGP certificate of a receiver; may be repeated
    #[arg(long, value_name = "FILE", required = true)]
    pub to: Vec<PathBuf>,
}

/// Arguments of `iodef decrypt`.
#[derive(Debug, Args)]
pub struct DecryptArguments {
    /// The file; `-` is standard input
    #[arg(value_name = "FILE", default_value = crate::input::STANDARD_INPUT)]
    pub file: PathBuf,
    /// The OpenPGP secret key
    #[arg(long, value_name = "FILE")]
    pub key: PathBuf,
    /// A file whose first line is the passphrase of the key
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}

pub const SIGN_HELP: &str = "\
XML is signed inside (XML-DSig in an AdditionalData at the end) or, with --detached, from outside. JSON
becomes a JSON Web Signature in the flattened form. Keys are ECDSA on P-256 or P-384, or Ed25519.

Exit status: 0 printed, 2 the document or the key cannot be used.";

pub const VERIFY_HELP: &str = "\
Standing: `trusted` the whole document is signed by a key that --trust or --contacts names, `unknown` it is
signed by another key, `out_of_time` by one of them, but the certificate is not valid now or was not at the
time of signing, or that is to come, `other_domain` by one that --contacts pins to a domain that is not that
of every IncidentID, `partial` a signature covers a part only, `invalid` a signature is not right,
`unsigned` there is none.

JSON: {\"standing\", \"signatures\": [{\"standing\", \"problem\", \"algorithm\", \"subject\", \"sha256\", \"contact\",
\"signed_at\", \"certificate_in_time\", \"time_fault\", \"domain_matches\", \"covered\"}]}; `covered` are XPaths.

Exit status: 0 trusted, 1 any other standing, 2 cannot be read.";

pub const SEAL_HELP: &str = "\
Each element becomes an xenc:EncryptedData (AES-256-GCM, RSA-OAEP) in its place. A sealed document is not
valid until it is opened; validation names it `sealed`.

Exit status: 0 printed, 2 a document, certificate or XPath cannot be used.";

pub const OPEN_HELP: &str = "\
Puts what was sealed for the key back in its place; what was sealed for others stays.

Exit status: 0 printed, 2 nothing is for this key, or something was damaged.";

pub const ENCRYPT_HELP: &str = "\
Prints an armored OpenPGP message (RFC 9580) for all receivers; any file will do.

Exit status: 0 printed, 2 a file or certificate cannot be used.";

pub const DECRYPT_HELP: &str = "\
Prints the content of an OpenPGP message, armored or not.

Exit status: 0 printed, 2 the message is not for this key, was damaged, or the passphrase is wrong.";
