//! What headers decide.

use super::verdict::Refusal;
use super::{Filter, Policy};
use crate::document::Origin;

/// The headers of a request, as far as they matter.
#[derive(Debug, Clone, Copy)]
pub struct Head<'h> {
    /// `:method`.
    pub method: &'h [u8],
    /// Every `content-type` line.
    pub content_types: &'h [&'h [u8]],
    /// Whether there is a `content-encoding` line.
    pub has_content_encoding: bool,
    /// The first `content-length`.
    pub content_length: Option<&'h [u8]>,
    /// Whether the request ends with its headers.
    pub is_whole: bool,
}

/// What follows from them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// There is nothing to check.
    Pass,
    /// The body is to be held and judged.
    Hold(Content),
    /// The request is refused.
    Refuse(Refusal),
}

/// What the headers say of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Content {
    /// By the media type.
    pub format: Format,
    /// By its parameter, if it has one.
    pub charset: Option<Charset>,
}

impl From<Format> for Content {
    fn from(format: Format) -> Self {
        Self { format, charset: None }
    }
}

/// A charset that reports are read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// `utf-8`, and `us-ascii` as a part of it.
    Utf8,
    /// `utf-16`, in either order.
    Utf16,
    /// `utf-16le`.
    Utf16LittleEndian,
    /// `utf-16be`.
    Utf16BigEndian,
}

impl Charset {
    /// Whether a body of this origin is written so. Where it is not, the receiver might read another
    /// report than was judged (RFC 7303 section 3.2).
    #[must_use]
    pub fn is_that_of(self, origin: Origin) -> bool {
        match origin {
            Origin::Utf8 | Origin::Decoded => self == Self::Utf8,
            Origin::Utf16LittleEndian => matches!(self, Self::Utf16 | Self::Utf16LittleEndian),
            Origin::Utf16BigEndian => matches!(self, Self::Utf16 | Self::Utf16BigEndian),
        }
    }
}

/// In what form a report comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// XML of RFC 7970.
    Xml,
    /// JSON of RFC 8727, by itself or in a JWS (RFC 7515).
    Json,
    /// A JWS around JSON of RFC 8727.
    Jws,
}

/// Methods whose meaning is in their body: without one there is no report.
const WITH_BODY: [&[u8]; 3] = [b"POST", b"PUT", b"PATCH"];

/// Media types of reports. RFC 6546 section 3 sends `text/xml`; `application/iodef+xml` and
/// `application/iodef+json` are not registered, and in use. RFC 7515 section 9.2 has those of a JWS.
const MEDIA_TYPES: [(&str, Format); 7] = [
    ("application/xml", Format::Xml),
    ("text/xml", Format::Xml),
    ("application/iodef+xml", Format::Xml),
    ("application/json", Format::Json),
    ("application/iodef+json", Format::Json),
    ("application/jose", Format::Jws),
    ("application/jose+json", Format::Jws),
];

const CHARSETS: [(&str, Charset); 5] = [
    ("utf-8", Charset::Utf8),
    ("us-ascii", Charset::Utf8),
    ("utf-16", Charset::Utf16),
    ("utf-16le", Charset::Utf16LittleEndian),
    ("utf-16be", Charset::Utf16BigEndian),
];

impl Filter {
    /// Decides on the headers.
    #[must_use]
    pub fn decide(&self, head: &Head<'_>, policy: &Policy) -> Decision {
        if !policy.check {
            return Decision::Pass;
        }
        if head.is_whole {
            let expects_body = WITH_BODY.contains(&head.method);
            return if expects_body { Decision::Refuse(Refusal::NoBody) } else { Decision::Pass };
        }
        // An encoding that is not undone here would hide the report.
        if head.has_content_encoding {
            return Decision::Refuse(Refusal::ContentEncoding);
        }
        let content = match head.content_types {
            [] => return Decision::Refuse(Refusal::NoContentType),
            [content_type] => content(content_type),
            _ => return Decision::Refuse(Refusal::SeveralContentTypes),
        };
        let length =
            head.content_length.and_then(|length| str::from_utf8(length).ok()?.parse().ok());
        match (content, length) {
            (Err(refusal), _) => Decision::Refuse(refusal),
            (Ok(_), Some(length)) if self.is_too_large(length) => {
                Decision::Refuse(Refusal::TooLarge)
            }
            (Ok(content), _) => Decision::Hold(content),
        }
    }

    /// Whether a body of this length is refused, however much of it is still to come.
    #[must_use]
    pub fn is_too_large(&self, octets: usize) -> bool {
        octets > self.config.max_bytes
    }
}

fn content(content_type: &[u8]) -> Result<Content, Refusal> {
    let text = str::from_utf8(content_type).map_err(|_| Refusal::ContentType)?;
    let (essence, parameters) = text.split_once(';').unwrap_or((text, ""));
    let essence = essence.trim();
    let known = MEDIA_TYPES.iter().find(|(name, _)| name.eq_ignore_ascii_case(essence));
    let (_, format) = known.ok_or(Refusal::ContentType)?;
    let mut content = Content::from(*format);
    for parameter in parameters.split(';') {
        let Some((name, value)) = parameter.split_once('=') else { continue };
        if !name.trim().eq_ignore_ascii_case("charset") {
            continue;
        }
        let value = value.trim().trim_matches('"');
        let known = CHARSETS.iter().find(|(name, _)| name.eq_ignore_ascii_case(value));
        let (_, charset) = known.ok_or(Refusal::Charset)?;
        if content.charset.is_some_and(|other| other != *charset) {
            return Err(Refusal::Charset);
        }
        content.charset = Some(*charset);
    }
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::Config;

    fn decide(head: &Head<'_>) -> Decision {
        let filter = Filter::new(Config::default()).unwrap();
        filter.decide(head, &Policy::of_plugin(filter.config()))
    }

    fn post<'h>(content_types: &'h [&'h [u8]]) -> Head<'h> {
        Head {
            method: b"POST",
            content_types,
            has_content_encoding: false,
            content_length: None,
            is_whole: false,
        }
    }

    #[test]
    fn media_types_choose_the_format() {
        let in_charset = |charset| Content { format: Format::Xml, charset: Some(charset) };
        for (content_type, content) in [
            ("text/xml", Format::Xml.into()),
            ("Application/XML; charset=\"UTF-8\"", in_charset(Charset::Utf8)),
            ("application/iodef+xml;charset=utf-16", in_charset(Charset::Utf16)),
            ("application/json", Format::Json.into()),
            ("application/iodef+json ; profile=x", Format::Json.into()),
            ("application/jose", Format::Jws.into()),
            ("application/JOSE+json", Format::Jws.into()),
        ] {
            let decision = decide(&post(&[content_type.as_bytes()]));
            assert_eq!(decision, Decision::Hold(content), "{content_type}");
        }
    }

    #[test]
    fn what_is_no_report_by_its_headers_is_refused() {
        for (content_types, refusal) in [
            (&[][..], Refusal::NoContentType),
            (&[&b"text/xml"[..], b"text/xml"], Refusal::SeveralContentTypes),
            (&[&b"text/html"[..]], Refusal::ContentType),
            (&[&b"text/xml, text/html"[..]], Refusal::ContentType),
            (&[&b"multipart/form-data"[..]], Refusal::ContentType),
            (&[&b"\xff"[..]], Refusal::ContentType),
            (&[&b""[..]], Refusal::ContentType),
            (&[&b"text/xml; charset=utf-7"[..]], Refusal::Charset),
            (&[&b"text/xml; charset=utf-8; charset=utf-16"[..]], Refusal::Charset),
        ] {
            assert_eq!(decide(&post(content_types)), Decision::Refuse(refusal));
        }
    }

    #[test]
    fn any_content_encoding_is_refused() {
        let head = Head { has_content_encoding: true, ..post(&[b"text/xml"]) };
        assert_eq!(decide(&head), Decision::Refuse(Refusal::ContentEncoding));
    }

    #[test]
    fn a_length_above_the_limit_is_refused_before_the_body_comes() {
        for (length, refused) in [("1048576", false), ("1048577", true), ("many", false)] {
            let head = Head { content_length: Some(length.as_bytes()), ..post(&[b"text/xml"]) };
            assert_eq!(decide(&head) == Decision::Refuse(Refusal::TooLarge), refused, "{length}");
        }
    }

    #[test]
    fn a_request_without_body_passes_unless_its_method_promises_a_report() {
        for (method, refused) in
            [("GET", false), ("HEAD", false), ("OPTIONS", false), ("POST", true)]
        {
            let head = Head { method: method.as_bytes(), is_whole: true, ..post(&[]) };
            assert_eq!(decide(&head) == Decision::Refuse(Refusal::NoBody), refused, "{method}");
        }
        let head = Head { method: b"GET", ..post(&[]) };
        assert_eq!(decide(&head), Decision::Refuse(Refusal::NoContentType), "a GET with a body");
    }

    #[test]
    fn a_route_that_is_not_checked_lets_everything_pass() {
        let filter = Filter::new(Config::default()).unwrap();
        let settings = crate::filter::RouteSettings { check: Some(false), ..Default::default() };
        let policy = Policy::of_plugin(filter.config()).on_route(&settings);
        assert_eq!(filter.decide(&post(&[]), &policy), Decision::Pass);
    }
}
