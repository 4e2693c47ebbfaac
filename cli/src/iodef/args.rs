//! The commands about IODEF documents, and their options.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use iodef::profile::Profile;
use iodef::restriction::{Audience, Rank, Tlp};

use super::secure::args as secure;

/// What can be done with IODEF documents.
#[derive(Debug, Subcommand)]
pub enum IodefCommand {
    /// Checks documents against a profile
    #[command(after_long_help = VALIDATE_HELP)]
    Validate(ValidateArguments),
    /// Makes version 2 of version 1, JSON of XML, or XML of JSON
    #[command(after_long_help = CONVERT_HELP)]
    Convert(ConvertArguments),
    /// Makes one document of several
    #[command(after_long_help = MERGE_HELP)]
    Merge(MergeArguments),
    /// Makes one document of each incident
    #[command(after_long_help = SPLIT_HELP)]
    Split(SplitArguments),
    /// Counts incidents by what they are, without saying whose they are
    #[command(after_long_help = STATS_HELP)]
    Stats(StatsArguments),
    /// Makes a document fit for an audience
    #[command(after_long_help = REDACT_HELP)]
    Redact(RedactArguments),
    /// Signs a document
    #[command(after_long_help = secure::SIGN_HELP)]
    Sign(secure::SignArguments),
    /// Says what the signatures of a document are worth
    #[command(after_long_help = secure::VERIFY_HELP)]
    Verify(secure::VerifyArguments),
    /// Encrypts single elements for receivers
    #[command(after_long_help = secure::SEAL_HELP)]
    Seal(secure::SealArguments),
    /// Opens what was sealed
    #[command(after_long_help = secure::OPEN_HELP)]
    Open(secure::OpenArguments),
    /// Encrypts a file by OpenPGP
    #[command(after_long_help = secure::ENCRYPT_HELP)]
    Encrypt(secure::EncryptArguments),
    /// Decrypts a file by OpenPGP
    #[command(after_long_help = secure::DECRYPT_HELP)]
    Decrypt(secure::DecryptArguments),
}

/// Arguments of `iodef validate`.
#[derive(Debug, Args)]
pub struct ValidateArguments {
    /// The documents; `-` is standard input, which is also read when there is none
    #[arg(value_name = "FILE", default_value = crate::input::STANDARD_INPUT)]
    pub files: Vec<PathBuf>,
    /// What has to accept them: rfc7970, schema_a, schema_b, strict3067 or common
    #[arg(long, value_name = "PROFILE", default_value = Profile::default().name(), value_parser = profile)]
    pub profile: Profile,
    /// Values that were registered after the schemas were written, in TOML; may be repeated
    #[arg(long, value_name = "FILE")]
    pub registry: Vec<PathBuf>,
    /// They came from another team and are handed on
    #[arg(long)]
    pub received: bool,
    /// Language of the messages, as a tag such as `de`
    #[arg(long, value_name = "TAG", default_value = "en")]
    pub language: String,
    /// Most diagnostics of one document; further ones are counted
    #[arg(long, value_name = "NUMBER", default_value_t = iodef::validation::MAX_DIAGNOSTICS)]
    pub max_diagnostics: usize,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `iodef redact`.
#[derive(Debug, Args)]
pub struct RedactArguments {
    /// The document; `-` is standard input
    #[arg(value_name = "FILE", default_value = crate::input::STANDARD_INPUT)]
    pub file: PathBuf,
    /// What the audience may see at most: public, partner, need-to-know, private, or a label of TLP
    /// 2.0 such as tlp:amber+strict
    #[arg(long, value_name = "LEVEL", value_parser = audience)]
    pub to: Audience,
    /// Take a token for a level, as in default=partner or club=need-to-know; may be repeated
    #[arg(long, value_name = "TOKEN=LEVEL", value_parser = mapped)]
    pub map: Vec<(String, Rank)>,
    /// Leave out extensions of this name or namespace as well; may be repeated
    #[arg(long, value_name = "NAME")]
    pub internal: Vec<String>,
    /// Do not leave out internal extensions
    #[arg(long)]
    pub keep_internal: bool,
    /// Leave out the attributes of elements that IODEF does not define
    #[arg(long)]
    pub strip_foreign_attributes: bool,
    /// Print JSON: the document as `text`, and what was done as `report`
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `iodef convert`.
#[derive(Debug, Args)]
pub struct ConvertArguments {
    /// The document; `-` is standard input
    #[arg(value_name = "FILE", default_value = crate::input::STANDARD_INPUT)]
    pub file: PathBuf,
    /// The form to make
    #[arg(long, value_enum, default_value_t = Target::Xml)]
    pub to: Target,
    /// Print JSON: the document as `text`, and what was lost as `report`
    #[arg(long)]
    pub json: bool,
}

/// A form that documents can be converted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Target {
    /// XML of RFC 7970
    Xml,
    /// JSON of RFC 8727
    Json,
    /// A table of indicators for spreadsheets
    Csv,
}

/// Arguments of `iodef merge`.
#[derive(Debug, Args)]
pub struct MergeArguments {
    /// The documents, the first of which is kept where they contradict each other
    #[arg(value_name = "FILE", required = true, num_args = 2..)]
    pub files: Vec<PathBuf>,
    /// Print JSON: the document as `text`, and what contradicts each other as `conflicts`
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `iodef split`.
#[derive(Debug, Args)]
pub struct SplitArguments {
    /// The document; `-` is standard input
    #[arg(value_name = "FILE", default_value = crate::input::STANDARD_INPUT)]
    pub file: PathBuf,
    /// An existing folder: the parts are written there as 1.xml, 2.xml and so on
    #[arg(long, value_name = "FOLDER", required_unless_present = "json")]
    pub into: Option<PathBuf>,
    /// Print JSON: a list of parts, each with `text` and `report`
    #[arg(long, conflicts_with = "into")]
    pub json: bool,
}

/// Arguments of `iodef stats`.
#[derive(Debug, Args)]
pub struct StatsArguments {
    /// The documents; `-` is standard input
    #[arg(value_name = "FILE", default_value = crate::input::STANDARD_INPUT)]
    pub files: Vec<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

impl RedactArguments {
    /// Who is to receive the document.
    ///
    /// # Errors
    /// Why a token cannot be mapped.
    pub fn audience(&self) -> Result<Audience, iodef::restriction::MappingError> {
        let mut audience = self.to.clone();
        for (token, rank) in &self.map {
            audience.mapping.map(token, *rank)?;
        }
        audience.internal.clone_from(&self.internal);
        audience.keep_internal = self.keep_internal;
        audience.strip_foreign_attributes = self.strip_foreign_attributes;
        Ok(audience)
    }
}

fn profile(name: &str) -> Result<Profile, String> {
    Profile::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = Profile::ALL.into_iter().map(Profile::name).collect();
        format!("the profiles are {}", names.join(", "))
    })
}

fn audience(level: &str) -> Result<Audience, String> {
    match (Rank::of_token(level), level.parse::<Tlp>()) {
        (Some(rank), Err(_)) => Ok(Audience::new(rank)),
        (_, Ok(label)) => Ok(Audience::of_tlp(label)),
        (None, Err(_)) => {
            Err("neither a level (public, partner, need-to-know, private) nor a label of TLP 2.0"
                .to_owned())
        }
    }
}

fn mapped(argument: &str) -> Result<(String, Rank), String> {
    let (token, level) = argument.split_once('=').ok_or("a token, =, and a level")?;
    let rank =
        Rank::of_token(level).ok_or("the level is public, partner, need-to-know or private")?;
    Ok((token.to_owned(), rank))
}

const VALIDATE_HELP: &str = "\
Profiles: rfc7970 is the text of the RFC, schema_a its schema as published, schema_b the schema as its
authors corrected it, strict3067 adds what RFC 3067 demands, and common is what all receivers accept.

Prints a line for each finding: `FILE:LINE:COLUMN: SEVERITY RULE MESSAGE`. A document of version 1 is
checked against the schema of RFC 5070, whatever the profile is. An RFC 8727 document in JSON is
checked as the XML that it stands for; its findings have no line.

JSON: {\"documents\": [{\"file\", \"format\", \"profile\", \"valid\", \"errors\", \"warnings\", \"infos\", \"cut\",
\"diagnostics\": [{\"rule\", \"severity\", \"section\", \"fix\", \"xpath\", \"path\", \"line\", \"column\", \"start\",
\"end\", \"args\", \"message\"}]}]}. `format` is xml2, xml1 or json; `cut` counts the diagnostics that are not
listed; `path` are indexes among elements from the document element. A document that cannot be read has
{\"file\", \"error\": {\"code\", \"message\", \"line\", \"column\"}} instead.

Exit status: 0 all are valid, 1 one has an error, 2 one cannot be read or is not well-formed.";

const REDACT_HELP: &str = "\
Prints the document for the audience, and on standard error what was left out and why. Levels are
inherited (RFC 7970 section 3.3.1). EventData and Expectation without restriction have the stricter one
of `default` and what they inherit; `default` and extensions are private unless --map says otherwise.

Comments, processing instructions, white space between elements, unused namespaces, signatures, and
references to what is gone are left out too. So are extensions with ext-restriction=\"internal\".

Exit status: 0 printed, 1 nothing is left for this audience, 2 cannot be read or is not IODEF.";

const CONVERT_HELP: &str = "\
Prints the document in its new form, and on standard error each step that lost something.

JSON: {\"text\", \"report\": {\"steps\": [{\"xpath\", \"what\", \"original\", \"kept_as\"}], \"omitted\"}}.

Exit status: 0 converted with nothing lost, 1 converted with losses, 2 cannot be read or converted.";

const MERGE_HELP: &str = "\
Incidents with the same IncidentID become one: histories are joined, what the first document says is
kept, and contradictions are listed on standard error.

JSON: {\"text\", \"conflicts\": [{\"xpath\", \"document\", \"kept\", \"other\"}], \"omitted\", \"report\"}; `document`
counts from 0.

Exit status: 0 merged without conflicts, 1 merged with conflicts, 2 cannot be read or merged.";

const SPLIT_HELP: &str = "\
Existing files are not overwritten. References to what stands in another part are told on standard
error.

JSON: [{\"text\", \"report\"}].

Exit status: 0 split, 1 a part refers to another one, 2 cannot be read, split or written.";

const STATS_HELP: &str = "\
Counts by purpose, category, impact, month and more over all documents. Nothing of contacts, addresses
or texts is in the output.

Exit status: 0 counted, 1 a document was left out because it is not IODEF, 2 one cannot be read.";
