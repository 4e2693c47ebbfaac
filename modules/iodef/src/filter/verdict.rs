//! What is decided, and why.

use core::fmt;

use super::{Format, answer};
use crate::profile::Profile;
use crate::restriction::Rank;

/// The decision about a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The request goes on.
    Pass {
        /// The value of the summary header.
        summary: String,
        /// Why it would have been refused, where `on_invalid` says `pass`.
        despite: Option<Refusal>,
    },
    /// The request is answered.
    Refuse {
        /// Why.
        refusal: Refusal,
        /// The body of the answer, in JSON.
        answer: String,
    },
}

/// Why a request is refused. None of it holds a part of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// There is a `Content-Encoding`.
    ContentEncoding,
    /// There is no `Content-Type`.
    NoContentType,
    /// There is more than one `Content-Type`.
    SeveralContentTypes,
    /// The media type is none of a report.
    ContentType,
    /// The charset is none in which reports are read, or not that of the body.
    Charset,
    /// The body is larger than `max_bytes`.
    TooLarge,
    /// There is no body, and there should be one.
    NoBody,
    /// The body is not well-formed, or not what its media type says.
    Malformed {
        /// The code of the core's error.
        code: &'static str,
        /// Line and column, from 1, if there is a place.
        place: Option<(usize, usize)>,
    },
    /// The report has errors under the profile.
    Invalid {
        /// The profile.
        profile: Profile,
        /// How many errors there are.
        errors: usize,
        /// The rule of the first one.
        rule: &'static str,
    },
    /// The report holds something above `highest_restriction`.
    TooRestricted {
        /// What it holds at most.
        found: Rank,
        /// What is accepted at most.
        highest: Rank,
    },
    /// The report has no signature and should have one.
    Unsigned {
        /// In what form it came.
        format: Format,
    },
    /// A signature in it is not right.
    SignatureInvalid,
    /// Its signatures do not cover the whole of it.
    SignaturePartial,
    /// It is signed, by a key that is not of `trusted_certificates`.
    SignatureUntrusted,
    /// Its signer's domain is not that of its incidents.
    SignatureDomain,
    /// The signer's certificate is not valid now or was not at the time of signing, or that is to come.
    SignatureTime,
}

impl Refusal {
    /// The stable name to search the README for.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::ContentEncoding => "content_encoding",
            Self::NoContentType => "no_content_type",
            Self::SeveralContentTypes => "several_content_types",
            Self::ContentType => "content_type",
            Self::Charset => "charset",
            Self::TooLarge => "too_large",
            Self::NoBody => "no_body",
            Self::Malformed { .. } => "malformed",
            Self::Invalid { .. } => "invalid",
            Self::TooRestricted { .. } => "too_restricted",
            Self::Unsigned { .. } => "unsigned",
            Self::SignatureInvalid => "signature_invalid",
            Self::SignaturePartial => "signature_partial",
            Self::SignatureUntrusted => "signature_untrusted",
            Self::SignatureDomain => "signature_domain",
            Self::SignatureTime => "signature_time",
        }
    }

    /// The body of an answer that has nothing to add.
    #[must_use]
    pub fn answer(&self) -> String {
        answer::plain(self)
    }

    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::ContentEncoding
            | Self::NoContentType
            | Self::SeveralContentTypes
            | Self::ContentType
            | Self::Charset => 415,
            Self::TooLarge => 413,
            Self::NoBody
            | Self::Malformed { .. }
            | Self::Invalid { .. }
            | Self::TooRestricted { .. }
            | Self::Unsigned { .. }
            | Self::SignatureInvalid
            | Self::SignaturePartial
            | Self::SignatureUntrusted
            | Self::SignatureDomain
            | Self::SignatureTime => 422,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ContentEncoding => f.write_str("a body with Content-Encoding is not read"),
            Self::NoContentType => f.write_str("the body has no Content-Type"),
            Self::SeveralContentTypes => f.write_str("there is more than one Content-Type"),
            Self::ContentType => {
                f.write_str("the Content-Type is not that of a report in XML or JSON")
            }
            Self::Charset => f.write_str(
                "the charset of the Content-Type is not UTF-8 or UTF-16, or not that of the body",
            ),
            Self::TooLarge => f.write_str("the body is larger than is accepted"),
            Self::NoBody => f.write_str("there is no report in the request"),
            Self::Malformed { code, place: Some((line, column)) } => {
                write!(f, "not well-formed at line {line}, column {column}: {code}")
            }
            Self::Malformed { code, place: None } => write!(f, "cannot be read: {code}"),
            Self::Invalid { profile, errors, rule } => {
                let plural = if *errors == 1 { "" } else { "s" };
                write!(f, "{errors} error{plural} under {}, first {rule}", profile.name())
            }
            Self::TooRestricted { found, highest } => {
                write!(f, "holds what is {}, accepted is up to {}", found.token(), highest.token())
            }
            Self::Unsigned { format: Format::Xml } => f.write_str(
                "the report is not signed: it needs an XML signature over the whole of it",
            ),
            Self::Unsigned { .. } => {
                f.write_str("the report is not signed: JSON has to come in a JWS (RFC 7515)")
            }
            Self::SignatureInvalid => f.write_str("a signature of the report is not right"),
            Self::SignaturePartial => f.write_str("the signature does not cover the whole report"),
            Self::SignatureUntrusted => {
                f.write_str("the report is signed by a key that is not known here")
            }
            Self::SignatureDomain => {
                f.write_str("the report is signed by a key that is known here for another domain")
            }
            Self::SignatureTime => f.write_str(
                "the signer's certificate is not valid now or was not at the time of signing, or that is to come",
            ),
        }
    }
}
