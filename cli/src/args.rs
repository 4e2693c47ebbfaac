//! The commands and their options.

use core::time::Duration;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, value_parser};
use spnego::access::{Config, Glob, MAX_CLOCK_SKEW_SECONDS};

use crate::iodef::args::IodefCommand;
use crate::time;

/// Looks into the keytabs, tokens, packets and incident reports of the Edgewarden filters.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = EXIT_STATUS)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The subjects.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Shows keytabs and makes filter configurations of them
    #[command(subcommand)]
    Keytab(KeytabCommand),
    /// Explains tokens of the HTTP Negotiate header
    #[command(subcommand)]
    Token(TokenCommand),
    /// Explains RADIUS packets
    #[command(subcommand)]
    Radius(RadiusCommand),
    /// Checks, converts and redacts IODEF incident reports
    #[command(subcommand)]
    Iodef(IodefCommand),
}

/// What can be done with keytabs.
#[derive(Debug, Subcommand)]
pub enum KeytabCommand {
    /// Lists principals, key versions, encryption types and times; never a key
    #[command(after_long_help = SHOW_HELP)]
    Show(ShowArguments),
    /// Prints the keytab as the filter's configuration takes it; the output holds the keys
    #[command(after_long_help = TO_CONFIG_HELP)]
    ToConfig(ToConfigArguments),
}

/// What can be done with tokens.
#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    /// Decodes a token and says what the filter answers to it
    #[command(after_long_help = EXPLAIN_HELP)]
    Explain(ExplainArguments),
}

/// What can be done with RADIUS packets.
#[derive(Debug, Subcommand)]
pub enum RadiusCommand {
    /// Decodes packets and says what the filter decides about them
    #[command(after_long_help = RADIUS_EXPLAIN_HELP)]
    Explain(RadiusExplainArguments),
}

/// Arguments of `keytab show`.
#[derive(Debug, Args)]
pub struct ShowArguments {
    /// The keytab; `-` is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `keytab to-config`.
#[derive(Debug, Args)]
pub struct ToConfigArguments {
    /// The keytab; `-` is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Print the bare base64, for the environment variable that `keytab_env` names
    #[arg(long)]
    pub env: bool,
    /// Keep only keys of principals that match, such as 'HTTP/*@EXAMPLE.COM'; may be repeated
    #[arg(long, value_name = "GLOB", value_parser = Glob::new)]
    pub principal: Vec<Glob>,
}

/// Arguments of `token explain`.
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// The header's value ("Negotiate YII..."), bare base64, or `-` for standard input
    #[arg(value_name = "TOKEN")]
    pub token: String,
    /// The service's keytab: decrypts the ticket and tells what the filter answers
    #[arg(long, value_name = "FILE")]
    pub keytab: Option<PathBuf>,
    /// The keys that the filter may use, as its `service_principals`; may be repeated
    #[arg(
        long,
        value_name = "GLOB",
        default_values_t = Config::default().service_principals,
        value_parser = Glob::new
    )]
    pub service_principal: Vec<Glob>,
    /// When the token arrives, in RFC 3339 or seconds since 1970; the default is now
    #[arg(long, value_name = "TIME", value_parser = time::parse)]
    pub at: Option<Duration>,
    /// Allowed difference between clocks
    #[arg(
        long,
        value_name = "SECONDS",
        default_value_t = Config::default().clock_skew_seconds,
        value_parser = value_parser!(u32).range(1..=i64::from(MAX_CLOCK_SKEW_SECONDS))
    )]
    pub clock_skew: u32,
    /// Negotiate as RFC 2478 says instead of RFC 4178
    #[arg(long)]
    pub rfc2478: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `radius explain`.
#[derive(Debug, Args)]
pub struct RadiusExplainArguments {
    /// Hexadecimal digits of a packet, a file with digits, octets or a capture (pcap, pcapng), or `-`
    /// for standard input
    #[arg(value_name = "PACKET")]
    pub packet: String,
    /// The shared secret of the hop: says whether authenticators verify, and shows no password
    #[arg(long, value_name = "FILE")]
    pub secret_file: Option<PathBuf>,
    /// The filter's configuration: says what would be decided, and why
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The client that has sent the packet, as the gateway calls it
    #[arg(long, value_name = "NAME", default_value = "", requires = "config")]
    pub client: String,
    /// A tag of that client; may be repeated
    #[arg(long, value_name = "TAG", requires = "config")]
    pub tag: Vec<String>,
    /// When the packet arrives, in RFC 3339 or seconds since 1970; the default is the time of the
    /// capture, or now
    #[arg(long, value_name = "TIME", value_parser = time::parse, requires = "config")]
    pub at: Option<Duration>,
    /// A port of RADIUS besides 1812, 1813, 1645, 1646, 3799 and 2083; may be repeated
    #[arg(long, value_name = "PORT")]
    pub port: Vec<u16>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

const EXIT_STATUS: &str = "\
Exit status: 0 decoded or accepted, 1 the filter would refuse it, 2 cannot be read or decoded.";

const SHOW_HELP: &str = "\
JSON: {\"entries\": [{\"kvno\", \"enctype\": {\"number\", \"name\"}, \"timestamp\", \"principal\",
\"usable\"}], \"usable\", \"advice\"}. `timestamp` is RFC 3339 in UTC and absent from entries that
are not usable; `advice` is absent where there is nothing to do.

Exit status: 0 at least one entry is usable, 1 none is, 2 cannot be read or decoded.";

const TO_CONFIG_HELP: &str = "\
Prints {\"keytab\": \"BASE64\"}, or the base64 alone with --env. Only usable entries are written: keys
of other encryption types and what was deleted from the file are left out.

Exit status: 0 printed, 1 there is no usable key to print, 2 cannot be read or decoded.";

const EXPLAIN_HELP: &str = "\
The answer is that of the filter's own acceptor with an empty replay cache, before `allow`, `deny`
and `anonymous`. Session keys and decrypted secrets are never printed.

JSON: the field names of the RFCs in snake_case; a field that is absent from the token is left out.
  token           `message` and `octets`, then the fields of the message: NegTokenInit
                  (`mech_types`, `req_flags`, `mech_token`, `mech_list_mic`), NegTokenResp
                  (`neg_state`, `supported_mech`, `response_token`, `mech_list_mic`), AP-REQ
                  (`ap_options`, `ticket`, `authenticator`), AP-REP, KRB-ERROR (`error_code`,
                  `stime`, ...) or NTLMSSP (`message_type`)
  ticket          with --keytab: `key`, `client`, `anonymity`, `flags`, `session_key_enctype`,
                  `authtime`, `starttime`, `endtime`, `renew_till`, `transited`, `caddr`,
                  `authorization_data`, `pac`; `enc_part` says so if no key decrypts it
  authenticator   with --keytab: `client`, `ctime`, `cksum` (with `channel_bindings`), `subkey_enctype`,
                  `seq_number`, `authorization_data`
  context         if accepted: `service`, `kvno`, `context_flags`, `delegated`, `protection`
  reply           the token that the filter sends back, like `token`
  answer          `outcome`: `accepted` with `principal`; `refused` with `code` and `detail`;
                  `continue`, `undecided` or `not_judged` with `detail`
Numbers with a name are {\"number\", \"name\"}, hidden octets {\"octets\": COUNT}, times RFC 3339 in UTC,
flags lists of names, parts that do not decode {\"malformed\": WHY}.

Exit status: 0 accepted or decoded, 1 refused, 2 cannot be read or decoded.";

const RADIUS_EXPLAIN_HELP: &str = "\
Passwords, keys and answers to challenges are shown as hidden, whatever is given. Of EAP-Message only
the header is shown.

Of a capture, UDP over IPv4 and IPv6 is read on Ethernet, Linux cooked and raw IP, and of TCP what is
whole in one segment. The answers in it are matched to their requests; a packet by itself is taken for
a request.

The decision is that of the module, without the challenges that wait in a running one: an answer to
one is `challenge_unknown`.

JSON: {\"packets\": [{\"frame\", \"time\", \"transport\", \"from\", \"to\", \"code\", \"identifier\",
\"octets\", \"authenticator\", \"message_authenticator\", \"attributes\", \"authenticators\", \"filter\"}],
\"left_out\"}. The first five are those of a capture.
  attributes      a list of {\"name\", \"value\"}, {\"name\", \"hidden\"} or {\"malformed\"}
  authenticators  with --secret-file: what they prove
  filter          with --config: `decision` (forward, pass, reject, challenge, drop), `reason`, `detail`,
                  `by` (the rule or route), `policy` (rules that were met), `routing`, `pool`,
                  `accounting_pool`, `changes`, `answer`
  left_out        what was on a port of RADIUS and cannot be read

Exit status: 0 decoded or forwarded, 1 refused, or an authenticator does not verify, 2 cannot be read
or decoded.";
