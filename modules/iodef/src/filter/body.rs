//! What the body decides.

use core::time::Duration;
use std::sync::Arc;

use super::answer;
use super::verdict::{Refusal, Verdict};
use super::{Content, Filter, Format, OnInvalid, Policy};
use crate::convert;
use crate::diagnostic::Severity;
use crate::document::{Document, Limits, NodeId, NodeKind};
use crate::error::{Error, Fault, Place};
use crate::restriction::{Levels, Rank};
use crate::signature::{self, Standing, Verified, jws, shape, sign};
use crate::validation::{self, Options, Report};

/// A report that has been read.
struct Read {
    document: Document,
    signature: Signature,
}

/// Where the signature of a report is.
enum Signature {
    /// In the document, if there is one.
    Inside,
    /// Around the document, which is the payload of a JWS.
    Around(Box<Verified>),
    /// Nowhere.
    Missing,
}

impl Filter {
    /// Judges a body; `now` is the time since the Unix epoch.
    #[must_use]
    pub fn judge(&self, content: Content, body: &[u8], policy: &Policy, now: Duration) -> Verdict {
        if self.is_too_large(body.len()) {
            return refuse(Refusal::TooLarge);
        }
        if body.is_empty() {
            return refuse(Refusal::NoBody);
        }
        match self.read(content.format, body, now) {
            Ok(report)
                if content
                    .charset
                    .is_some_and(|charset| !charset.is_that_of(report.document.origin())) =>
            {
                refuse(Refusal::Charset)
            }
            Ok(report) => self.judge_report(&report, policy, now),
            Err(error) => {
                let place = error.place().map(|place| (place.line, place.column));
                let refusal = Refusal::Malformed { code: error.code(), place };
                match policy {
                    // What cannot be read has no restriction and no signature that could be judged.
                    Policy {
                        on_invalid: OnInvalid::Pass,
                        highest_restriction: None,
                        require_signature: false,
                        ..
                    } => {
                        let summary = format!("malformed; code={}", error.code());
                        Verdict::Pass { summary, despite: Some(refusal) }
                    }
                    _ => Verdict::Refuse { answer: answer::malformed(&refusal, &error), refusal },
                }
            }
        }
    }

    fn read(&self, format: Format, body: &[u8], now: Duration) -> Result<Read, Error> {
        if format == Format::Xml {
            // Its octets have been counted; as UTF-8 it may be longer.
            let document = Document::parse(body, &Limits::default())?;
            return Ok(Read { document, signature: Signature::Inside });
        }
        let text = str::from_utf8(body).map_err(|error| {
            let valid = body.get(..error.valid_up_to()).unwrap_or_default();
            not_utf_8(&String::from_utf8_lossy(valid))
        })?;
        if format == Format::Jws || jws::is_jws(text) {
            let opened = jws::verify(text, &self.config.trusted_certificates, Some(now))?;
            let document = of_json(&opened.payload)?;
            let signature = Signature::Around(Box::new(opened.verified));
            return Ok(Read { document, signature });
        }
        Ok(Read { document: of_json(text)?, signature: Signature::Missing })
    }

    fn judge_report(&self, read: &Read, policy: &Policy, now: Duration) -> Verdict {
        let document = &read.document;
        let options = Options {
            profile: policy.profile,
            registry: Arc::clone(&self.registry),
            now: Some(now),
            received: false,
            max_diagnostics: self.config.max_diagnostics,
        };
        let report = validation::validate(document, &options);
        let found = self.highest(document);
        if let Some(highest) = policy.highest_restriction
            && found > highest
        {
            let refusal = Refusal::TooRestricted { found, highest };
            return Verdict::Refuse { answer: answer::plain(&refusal), refusal };
        }
        if policy.require_signature
            && let Err(refusal) = self.check_signature(read, now)
        {
            return refuse(refusal);
        }
        let summary = summary(&report, found);
        if report.valid {
            return Verdict::Pass { summary, despite: None };
        }
        let refusal = invalid(&report);
        match policy.on_invalid {
            OnInvalid::Pass => Verdict::Pass { summary, despite: Some(refusal) },
            OnInvalid::Refuse => {
                let answer = answer::invalid(&refusal, report, &self.messages);
                Verdict::Refuse { answer, refusal }
            }
        }
    }

    /// Whether the whole report is signed by a key that is known here.
    fn check_signature(&self, read: &Read, now: Duration) -> Result<(), Refusal> {
        let standing = match &read.signature {
            Signature::Inside => {
                signature::verify(&read.document, &self.config.trusted_certificates, Some(now))
                    .standing
            }
            Signature::Around(verified) => verified.standing,
            // A signature inside is one over XML, which is not what the receiver gets.
            Signature::Missing => return Err(Refusal::Unsigned { format: Format::Json }),
        };
        match standing {
            Standing::Unsigned => Err(Refusal::Unsigned { format: Format::Xml }),
            Standing::Invalid => Err(Refusal::SignatureInvalid),
            Standing::Partial => Err(Refusal::SignaturePartial),
            Standing::Unknown => Err(Refusal::SignatureUntrusted),
            Standing::OtherDomain => Err(Refusal::SignatureDomain),
            Standing::OutOfTime => Err(Refusal::SignatureTime),
            Standing::Trusted => Ok(()),
        }
    }

    /// The highest level that anything in the document has, but for the signature over it, which
    /// stands beside the incidents and says nothing of its own.
    fn highest(&self, document: &Document) -> Rank {
        let levels = Levels::new(document, &self.config.restriction_mapping);
        let parts =
            document.elements(document.root()).filter(|part| !holds_its_signature(document, *part));
        let nodes = parts.flat_map(|part| document.descendants(part));
        let elements = nodes.filter(|node| document.kind(*node) == NodeKind::Element);
        elements.map(|node| levels.get(node).rank).max().unwrap_or(Rank::Private)
    }
}

/// Whether a part of the document is the place of its signature, and nothing else.
fn holds_its_signature(document: &Document, part: NodeId) -> bool {
    let mut elements = document.elements(part);
    let (Some(only), None) = (elements.next(), elements.next()) else { return false };
    document.local_name(part) == "AdditionalData"
        && document.attribute(part, "restriction").is_none()
        && !shape::has_text(document, part)
        && sign::is_signature(document, only)
        && shape::holds_own_parts(document, only)
}

/// The document of a report in JSON. It may be longer, because XML says the same in more octets.
fn of_json(text: &str) -> Result<Document, Error> {
    Document::from_text(convert::json::import(text)?.text, &Limits::default())
}

/// The error of JSON in another encoding than RFC 8259 section 8.1 has, after the text before it.
fn not_utf_8(before: &str) -> Error {
    let last_line = before.rsplit('\n').next().unwrap_or_default();
    let place = Place {
        line: before.matches('\n').count().saturating_add(1),
        column: last_line.chars().count().saturating_add(1),
        offset: before.len(),
    };
    Error::Malformed { place, fault: Fault::Encoding { encoding: "UTF-8" } }
}

fn refuse(refusal: Refusal) -> Verdict {
    Verdict::Refuse { answer: answer::plain(&refusal), refusal }
}

fn invalid(report: &Report) -> Refusal {
    let first = report.diagnostics.iter().find(|it| it.severity == Severity::Error);
    // Warnings may fill the list before the first error comes.
    let rule = first.map_or("not listed", |it| it.rule);
    Refusal::Invalid { profile: report.profile, errors: report.errors, rule }
}

/// Numbers and fixed words only: the upstream's own log may hold it.
fn summary(report: &Report, highest: Rank) -> String {
    format!(
        "{}; profile={}; errors={}; warnings={}; restriction={}",
        if report.valid { "valid" } else { "invalid" },
        report.profile.name(),
        report.errors,
        report.warnings,
        highest.token()
    )
}
